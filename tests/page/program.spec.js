// The program: errors name their place and the shop goes on, good changes apply at once.
import { readFileSync } from 'node:fs';
import { example } from './expected.js';
import { ShopPage, expect, figure, test } from './shop-page.js';

const contractor = example('contractor');

/** Puts a whole text into the editor, as a paste over everything would. */
async function write(page, text) {
  const editor = page.getByRole('textbox', { name: /Program document/ });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

const broken = contractor.replace('"earn": { "points": 1, "per": "1.00" }', '"earm": { "points": 1, "per": "1.00" }');
const lineOf = (text, word) => text.slice(0, text.indexOf(word)).split('\n').length;

test.beforeEach(async ({ shop }) => {
  await shop.choose('12779');
  await shop.add('47566', 'Party Bunting', 40);
});

test('an error shows its line, the shop keeps the last good program, the fix applies', async ({ shop, page }) => {
  const before = await shop.total();
  await page.getByRole('tab', { name: 'Program' }).click();
  await write(page, broken);
  const finding = page.locator('.finding').filter({ hasText: 'unknown-field' });
  await expect(finding).toContainText(`line ${lineOf(broken, '"earm"')}`);
  await expect(finding).toContainText('$.versions[0].rules[0].earm');
  await expect(finding).toContainText("did you mean 'earn'?");
  await expect(page.getByRole('tabpanel').getByText('The shop keeps the last good program')).toBeVisible();

  await finding.click();
  await expect(page.locator('.cm-activeLine').first()).toContainText('"earm"');
  await expect(page.getByRole('textbox', { name: /Program document/ })).toBeFocused();

  await page.getByRole('tab', { name: 'Shop' }).click();
  expect(await shop.total()).toBe(before);

  await page.getByRole('tab', { name: 'Program' }).click();
  await write(page, broken.replace('"earm": { "points": 1,', '"earn": { "points": 3,'));
  await expect(page.getByText('No errors.')).toBeVisible();
  await page.getByRole('tab', { name: 'Shop' }).click();
  await shop.settled();
  await expect.poll(() => shop.total()).toBeGreaterThan(before);
});

test('a text that is no JSON has a place too', async ({ page }) => {
  await page.getByRole('tab', { name: 'Program' }).click();
  await write(page, contractor.replace('"currency": "GBP",', '"currency": "GBP"'));
  await expect(page.locator('.finding').first()).toContainText('invalid-json');
  await expect(page.locator('.finding').first()).toContainText(/line \d+/);
});

test('undo, redo, reset, another example', async ({ shop, page }) => {
  await page.getByRole('tab', { name: 'Program' }).click();
  await write(page, broken);
  await expect(page.getByText('The shop keeps')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('No errors.')).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(page.getByText('The shop keeps')).toBeVisible();
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText('No errors.')).toBeVisible();
  await page.locator('#program-example').selectOption('reseller');
  await expect(page.getByText('No errors.')).toBeVisible();
  await page.getByRole('tab', { name: 'Shop' }).click();
  await shop.settled();
  await expect(page.locator('#shop-example')).toHaveValue('reseller');
  await expect(page.locator('.notes')).toContainText('US dollars');
});

test('a file opens, and the document downloads as it stands', async ({ page }) => {
  await page.getByRole('tab', { name: 'Program' }).click();
  const changed = contractor.replace('"Contractor Points"', '"From a file"');
  await page.getByLabel('Open').setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(changed) });
  await expect(page.getByText('No errors.')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).toBe(changed);
});

test('the schema completes what may stand there, and a field tells what it does', async ({ page }) => {
  await page.getByRole('tab', { name: 'Program' }).click();
  await write(page, '{\n  "currency": "EUR",\n  \n}');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Space');
  const list = page.locator('.cm-tooltip-autocomplete');
  await expect(list).toContainText('"versions"');
  await expect(list).not.toContainText('"currency"');
  await page.keyboard.type('"timeZ');
  await expect(list.locator('[aria-selected=true]')).toHaveText('"timeZone"');
  // A list that has only just opened does not take Enter yet: it might have been meant for the text.
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await expect(page.locator('.cm-content')).toContainText('"timeZone": ""');
});

test('a page that starts on a broken text still has a shop', async ({ page }) => {
  await page.getByRole('tab', { name: 'Program' }).click();
  await write(page, broken);
  await expect(page.getByText('The shop keeps')).toBeVisible();
  await page.reload();
  await expect(page.getByText('The shop keeps')).toBeVisible();
  await page.getByRole('tab', { name: 'Shop' }).click();
  await new ShopPage(page).settled();
  expect(figure(await page.locator('.headline-figure').textContent())).toBeGreaterThan(0);
});
