// The books: what a period pays, claims and moves is what the package closes over the same entries.
import { readFileSync } from 'node:fs';
import { Books } from '#earnest/books';
import { everybody } from '../../www/app/books/everybody.js';
import { expect, figure, test } from './shop-page.js';
import { openView, storyIn } from './story.js';

const cents = (texts) => texts.reduce((sum, text) => sum + Math.round(Number(text) * 100), 0) / 100;

test('a closing: credit notes, claims on funders, and a journal of two equal sides', async ({ page }) => {
  const { document, entries } = await storyIn('team');
  const books = await Books.load(document);
  const period = { from: '2011-10-01', to: '2011-12-31' };
  const { notes } = books.close(entries, period);
  const { totals } = books.claims(entries, period);
  expect(Object.keys(totals)).toEqual(['confectioners']);

  await openView(page, 'books', 'team');
  await page.locator('#books-from').selectOption(period.from);
  expect(figure(await page.locator('[data-figure=paid]').textContent())).toBe(cents(notes.map(({ total }) => total)));
  for (const { holder, total } of notes) expect(figure(await page.locator(`[data-note-of="${holder ?? ''}"] [data-total]`).textContent())).toBe(Number(total));
  expect(figure(await page.locator('[data-funder=confectioners] [data-total]').textContent())).toBe(Number(totals.confectioners));
  const sides = await page.locator('[data-side]').allTextContents();
  expect(sides[0]).toBe(sides[1]);
  expect(figure(sides[0])).toBeGreaterThan(0);
});

test('a line is held back, waits in the next period, and is due when the dispute is settled', async ({ page }) => {
  await openView(page, 'books', 'reseller');
  await page.locator('#books-per').selectOption('month');
  const paid = async () => figure(await page.locator('[data-figure=paid]').textContent());
  await page.locator('#books-from').selectOption('2027-08-01');
  const now = await paid();
  await page.locator('#books-from').selectOption('2027-07-01');
  const line = page.locator('[data-note-of=""] .note-line').first();
  const amount = figure(await line.locator('.entry-amount').textContent());
  const total = await paid();
  await line.getByRole('button', { name: /^Hold back/ }).click();
  await expect(page.locator('#line-reason')).toBeFocused();
  await page.locator('#line-reason').fill('two were for show');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-done=notes]')).toContainText('Held back');
  expect(await paid()).toBeCloseTo(total - amount, 2);
  await page.locator('#books-from').selectOption('2027-08-01');
  await expect(page.locator('[data-disputed=true]')).toContainText('two were for show');
  await page.locator('[data-disputed=true]').getByRole('button', { name: /^Settle/ }).first().click();
  expect(await paid()).toBeCloseTo(now + amount, 2);
});

test('what was wrong is corrected in the period of today, with a reason, and names what it corrects', async ({ page }) => {
  await openView(page, 'books', 'contractor');
  const line = page.locator('.note-line[data-line=quarterly-rebate]').first();
  const entry = await line.getAttribute('data-entries');
  await line.getByRole('button', { name: /^Correct/ }).click();
  await page.locator('#line-reason').fill('an invoice was missing');
  await page.locator('#line-amount').fill('1.50');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-done=notes]')).toContainText(`corrects ${entry}`);
  await page.locator('#books-from').selectOption('2011-10-01');
  await expect(page.locator('.note-line').filter({ hasText: `corrects ${entry}` }).locator('.entry-amount')).toHaveText('£1.50');
  await page.getByRole('tab', { name: 'Account' }).click();
  await expect(page.locator('.entry').first()).toContainText('an invoice was missing');
});

test('what is taken along is what the engine gave', async ({ page }) => {
  const { document, entries, at } = await storyIn('contractor');
  await openView(page, 'books', 'contractor');
  await page.locator('#books-from').selectOption('2011-07-01');
  const file = async (id) => {
    const coming = page.waitForEvent('download');
    await page.locator(`[data-export=${id}]`).click();
    return readFileSync(await (await coming).path(), 'utf8');
  };
  const closing = JSON.parse(await file('closing'));
  const { notes, ledger } = (await Books.load(document)).close(entries, { from: '2011-07-01', to: '2011-09-30' });
  expect(closing.notes).toEqual(notes);
  expect(closing.approver).toBe('finance');
  expect(closing.ledger.map(({ account }) => account)).toEqual(expect.arrayContaining(ledger.map(({ account }) => account)));
  const rows = (await file('journal')).trim().split('\r\n');
  expect(rows[0]).toBe('day,debit,credit,amount,account,entry,rule');
  expect(rows.length - 1).toBe(closing.journal.length);
  expect(at.slice(0, 10)).toBe('2011-12-09');
});

test('the books of all customers, to look at', async ({ page }) => {
  test.slow();
  const { program, document, state, at } = await storyIn('contractor');
  const { entries } = await everybody(program, state, { until: at, onProgress: () => {}, signal: new AbortController().signal });
  const { notes } = (await Books.load(document)).close(entries, { from: '2011-07-01', to: '2011-09-30' });
  await openView(page, 'books', 'contractor');
  await page.locator('#books-scope').selectOption('all');
  await page.locator('#books-from').selectOption('2011-07-01', { timeout: 60_000 });
  expect(figure(await page.locator('[data-figure=paid]').textContent())).toBe(cents(notes.map(({ total }) => total)));
  await expect(page.locator('#notes-title')).toContainText(`${notes.length} notes`);
  await expect(page.getByRole('button', { name: /^Hold back/ })).toHaveCount(0);
});
