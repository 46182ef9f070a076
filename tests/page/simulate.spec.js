// A whole order book on the page: what it says is what the package says of the same book in Node.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { figures, seek, simulate } from '#earnest/simulate';
import { BOOK, readBook, unpack } from '../../pkg-config/data/book.mjs';
import { categoryBy, usualName } from '../../pkg-config/data/category.mjs';
import { example } from './expected.js';
import { expect, figure, test } from './shop-page.js';

const packed = readFileSync(BOOK);
const rule = JSON.parse(readFileSync(new URL('../data/categories.json', import.meta.url), 'utf8'));

/** The first lines of the book as its source writes them, below the names of the columns. */
const csv = (lines) => `${unpack(packed).split('\n').slice(0, lines + 1).join('\n')}\n`;

/** The book as columns, each a plain list; of the first lines, with categories from what those lines say. */
function columns(lines) {
  const { header, orders } = readBook(packed);
  const rows = orders.flatMap(({ lines: own, ...order }) => own.map((line) => ({ ...order, ...line }))).slice(0, lines);
  const seen = new Map();
  for (const { sku, description } of rows) {
    const names = seen.get(sku) ?? seen.set(sku, new Map()).get(sku);
    names.set(description, (names.get(description) ?? 0) + 1);
  }
  const known = new Map(header.products.map(([sku, , category]) => [sku, category]));
  const categories = new Map([...seen].map(([sku, names]) => [sku, lines ? categoryBy(rule)(sku, usualName(names)) : known.get(sku)]));
  return {
    account: rows.map(({ customer }) => customer),
    order: rows.map(({ invoice }) => invoice),
    at: rows.map(({ at }) => at),
    quantity: rows.map(({ quantity }) => quantity),
    unitPrice: rows.map(({ price }) => price),
    sku: rows.map(({ sku }) => sku),
    category: rows.map(({ sku }) => categories.get(sku)),
    'account.country': rows.map(({ country }) => country),
  };
}

const small = 400;
const documents = ['contractor', 'rewards'].map(example);
const amount = (text) => figure(text).toFixed(2);

class SimulatePage {
  constructor(page) {
    this.page = page;
    this.run = page.locator('#sim-run');
    this.answer = page.locator('.sim-answer');
  }

  async open() {
    await this.page.goto('./#simulate');
    await expect(this.page.getByText('Nothing has run yet.')).toBeVisible({ timeout: 30_000 });
  }

  async give(name, text) {
    await this.page.locator('#sim-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  }

  async runs() {
    await this.run.click();
    await expect(this.answer).toBeVisible({ timeout: 120_000 });
  }

  /** The cells of a row of the key figures: A, B and the difference. */
  row(name) {
    return this.page.locator('.sim-summary').getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) }).first().getByRole('cell');
  }

  async bytes(button) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  async saved(name) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.page.getByRole('button', { name }).click()]);
    return readFileSync(await download.path(), 'utf8');
  }
}

/** Key figures on the page against those of the package. */
async function same(shown, wanted) {
  const [a, b] = wanted;
  const money = async (name, of) => expect((await shown.row(name).allTextContents()).map(amount)).toEqual([of(a), of(b), (Number(of(b)) - Number(of(a))).toFixed(2)]);
  await money('Cost', ({ cost }) => cost.total);
  await money('Discounts', ({ cost }) => cost.discounts);
  await money('Sales, after the program’s discounts', ({ net }) => net);
  await money('Benefit', ({ returned }) => returned.benefit);
  const count = async (name, of) => expect((await shown.row(name).allTextContents()).map(figure)).toEqual([of(a), of(b), of(b) - of(a)]);
  await count('Orders', ({ orders }) => orders);
  await count('Returns', ({ returns }) => returns);
  await count('Accounts', ({ accounts }) => accounts);
  await count('Accounts that got anything', ({ participating }) => participating);
  await count('Given, less what was taken back', ({ units }) => units.find(({ unit }) => unit === 'points').given);
}

test('the source’s own file drops in, and comes to what the package says', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await expect(shown.run).toBeDisabled();
  await shown.give('Online Retail.csv', csv(small));
  await expect(page.locator('#sim-read')).toContainText('400 lines');
  await shown.runs();
  const wanted = await simulate(documents, columns(small), { workers: 0 });
  await same(shown, wanted.programs.map((one) => one.figures));
  await expect(shown.answer).toContainText('B, Trade Rewards');
  await expect(shown.answer).toContainText('Its dates are as they are.');
  for (const name of ['Whom it favours', 'Tiers', 'Points outstanding by month']) {
    const card = page.getByRole('region', { name, exact: true });
    await expect(card.getByRole('img').first()).toBeVisible();
    await card.locator('summary').first().click();
    await expect(card.locator('details table').first()).toBeVisible();
  }
});

test('days as in other countries and letters of an older encoding are read', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  // All of 1 December: nothing tells the day from the month, and the page says so.
  const american = csv(small).replace(/(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):00/g, (_, year, month, day, hour, minute) => `${Number(month)}/${Number(day)}/${year} ${Number(hour)}:${minute}`);
  await page.locator('#sim-file').setInputFiles({ name: 'data.csv', mimeType: 'text/csv', buffer: Buffer.from(american.replace('WHITE METAL LANTERN', 'LANTERN \u00a33'), 'latin1') });
  await expect(page.locator('#sim-read')).toContainText('400 lines, 40 orders of 28 customers, 1 Dec 2010');
  await expect(page.getByText('Its dates could be read with the day or with the month first.')).toBeVisible();
  await shown.runs();
  const wanted = await simulate(documents, columns(small), { workers: 0 });
  await same(shown, wanted.programs.map((one) => one.figures));
  await shown.give('b.csv', 'customer;date;quantity;price\nada;3/4/2026;2;1,50\nada;25/4/2026;2;1,50\n');
  await expect(page.locator('#sim-read')).toContainText('3 Apr 2026 to 25 Apr 2026');
});

test('four programs stand side by side, each against the first', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await shown.give('book.csv', csv(small));
  const add = page.getByRole('button', { name: 'Add a program' });
  await add.click();
  await add.click();
  await expect(add).toBeDisabled();
  const names = ['contractor', 'rewards', 'accumulative', 'terms'];
  for (const [at, letter] of [[2, 'C'], [3, 'D']]) await page.getByLabel(`Program ${letter}`, { exact: true }).selectOption(names[at]);
  await shown.runs();
  const wanted = await simulate(names.map(example), columns(small), { workers: 0 });
  const cells = await shown.row('Accounts that got anything').allTextContents();
  const counts = wanted.programs.map((one) => one.figures.participating);
  const more = (at) => (at === 0 ? '' : counts[at] === counts[0] ? '0' : `${counts[at] > counts[0] ? '+' : '\u2212'}${Math.abs(counts[at] - counts[0])}`);
  expect(cells.map((text) => text.replaceAll(/\s/g, ''))).toEqual(counts.map((count, at) => `${'ABCD'[at]}${count}${more(at)}`));
  await expect(page.getByRole('region', { name: 'What the cost is made of' }).getByRole('heading', { level: 3 })).toHaveCount(4);
  const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
  expect(scroll).toBeLessThanOrEqual(client);
  await page.getByRole('button', { name: 'Remove program C' }).click();
  await expect(page.getByLabel('Program B', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Program C', { exact: true })).toHaveValue('terms');
});

test('a number is sought, and joins the programs that are compared', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await shown.give('book.csv', csv(small));
  await expect(page.locator('#sim-read')).toBeVisible();
  const path = 'versions[0].rules[0].earn.points';
  await page.getByLabel('Number', { exact: true }).selectOption(path);
  await page.getByLabel('To', { exact: true }).fill('20');
  await page.getByLabel('In steps of').fill('1');
  await page.getByLabel('Goal', { exact: true }).selectOption('units.points.given');
  await page.getByLabel('Amount').fill('60000');
  await page.getByRole('button', { name: 'Seek', exact: true }).click();
  const wanted = await seek(documents[0], columns(small), { path, from: 0, to: 20, step: 1, goal: { figure: 'units.points.given', atMost: '60000' }, workers: 0 });
  const found = page.locator('#sim-sought');
  await expect(found).toContainText(`earn \u203a points: ${wanted.value}`, { timeout: 60_000 });
  await expect(found).toContainText(`${wanted.runs} runs`);
  const card = page.getByRole('region', { name: 'Seek a number' });
  await expect(card.getByRole('img')).toBeVisible();
  await card.getByText('The figures of this chart').click();
  await expect(card.getByRole('rowheader')).toHaveCount(wanted.tried.length);
  await page.getByRole('button', { name: 'Compare it with the others' }).click();
  await expect(page.getByLabel('Program C', { exact: true }).locator('option:checked')).toHaveText(`Contractor Points, earn \u203a points ${wanted.value}`);
  await shown.runs();
  expect(figure(/^C([\d,]+)/.exec((await shown.row('Given, less what was taken back').nth(2).textContent()).replaceAll(/\s/g, ''))[1])).toBe(Number(wanted.comesTo));
  await page.getByLabel('Amount').fill('999999999');
  await page.locator('#sim-seek-condition').selectOption('is');
  await page.getByRole('button', { name: 'Seek', exact: true }).click();
  await expect(found).toContainText('Nothing in the range meets it.', { timeout: 60_000 });
  await page.getByLabel('Amount').fill('much');
  await page.getByRole('button', { name: 'Seek', exact: true }).click();
  await expect(card.getByRole('alert')).toContainText("the goal 'much' is no decimal number", { ignoreCase: true });
});

test('every chart is a file: a drawing, a picture, a table', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await shown.give('book.csv', csv(small));
  await shown.runs();
  const groups = page.getByRole('group', { name: /^Save: / });
  await expect(groups).toHaveCount(await page.locator('#simulate figure').count());
  const of = page.getByRole('group', { name: 'Save: Points outstanding at the end of each month' });
  const drawing = await shown.bytes(of.getByRole('button', { name: /^SVG/ }));
  expect(drawing.name).toBe('points-outstanding.svg');
  expect(drawing.bytes.toString()).toMatch(/^<svg xmlns="[^"]+"[^>]*><rect[^>]*fill="#[0-9a-f]{6}"/);
  for (const text of ['Points outstanding at the end of each month', 'B: Reward points', 'stroke="#']) expect(drawing.bytes.toString()).toContain(text);
  expect(drawing.bytes.toString()).not.toMatch(/class=|var\(/);
  const picture = await shown.bytes(of.getByRole('button', { name: /^PNG/ }));
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.bytes.readUInt32BE(16)).toBe(2 * Number(/ width="(\d+)"/.exec(drawing.bytes.toString())[1]));
  const table = await shown.bytes(of.getByRole('button', { name: /^CSV/ }));
  expect(table.bytes.toString().split('\r\n')[0]).toBe('month,A: Reward points,A: Status points,B: Reward points');
  expect(table.bytes.toString().split('\r\n')[1]).toMatch(/^2010-12-01,\d+,\d+,\d+$/);
  expect(await shown.saved('Save the report')).not.toContain('<button');
});

test('accounts by tenths of the way to the next tier are those of the package, as drawing and as tables', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await shown.give('book.csv', csv(small));
  await shown.runs();
  const wanted = await simulate(documents, columns(small), { workers: 0 });
  const ladders = wanted.programs.flatMap((one, at) => one.figures.ladders.map((ladder) => ({ ...ladder, letter: 'AB'[at] })));
  expect(ladders.length).toBeGreaterThan(1);
  const card = page.getByRole('region', { name: 'Tiers', exact: true });
  const name = /accounts on their way to the next level at the end of 2010/;
  const charted = card.locator('.sim-charted').filter({ has: page.getByRole('img', { name }) });
  await expect(charted).toHaveCount(ladders.length);
  for (const [at, { letter, toNext }] of ladders.entries()) {
    const held = charted.nth(at);
    const chart = held.getByRole('img', { name });
    expect(await chart.getAttribute('aria-labelledby')).toContain(`sim-to-next-${'AB'.indexOf(letter)}-`);
    const counts = Array.from({ length: 10 }, (_, place) => toNext.map(({ accounts }) => accounts[place]));
    await expect(chart.locator('rect')).toHaveCount(counts.flat().filter((count) => count > 0).length);
    await held.locator('summary').click();
    const rows = await held.getByRole('row').evaluateAll((list) => list.slice(1).map((row) => [...row.cells].map((cell) => cell.textContent)));
    expect(rows.map(([, ...cells]) => cells.map(figure))).toEqual(counts);
    expect(rows.map(([head]) => head).at(-1)).toBe('90\u2013100\u00a0%');
    const table = (await shown.bytes(held.getByRole('button', { name: /^CSV/ }))).bytes.toString().trim().split('\r\n');
    expect(table[0]).toMatch(/^"?from, %"?,"?to, %"?,/);
    expect(table.slice(1)).toEqual(counts.map((cells, place) => [place * 10, (place + 1) * 10, ...cells].join(',')));
    const drawing = await shown.bytes(held.getByRole('button', { name: /^SVG/ }));
    expect(drawing.name).toMatch(/^to-next-\d-\w+\.svg$/);
    expect(drawing.bytes.toString()).toContain('>100 %</text>');
  }
  expect(await shown.saved('Save the report')).toContain('accounts on their way to the next level at the end of 2010');
});

test('a link carries programs and assumptions to another visit; what cannot be one says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const shown = new SimulatePage(page);
  await shown.open();
  await page.getByRole('button', { name: 'Add a program' }).click();
  await page.getByLabel('Program C', { exact: true }).selectOption('accumulative');
  await shown.give('book.csv', csv(small));
  await shown.runs();
  await page.getByLabel('Margin on sales, %').fill('22.5');
  await page.getByLabel('A: one of Reward points costs, GBP').fill('0.02');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.locator('#sim-linked')).toContainText('The link is copied.');
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toContain('#simulate?link=');
  const other = new SimulatePage(await context.newPage());
  await other.page.goto(address);
  await expect(other.page.getByLabel('Program C', { exact: true })).toHaveValue('accumulative', { timeout: 30_000 });
  expect(new URL(other.page.url()).hash).toBe('#simulate');
  await other.give('book.csv', csv(small));
  await other.runs();
  await expect(other.page.getByLabel('Margin on sales, %')).toHaveValue('22.5');
  await expect(other.page.getByLabel('A: one of Reward points costs, GBP')).toHaveValue('0.02');
  expect(await other.row('Cost').first().textContent()).toBe(await shown.row('Cost').first().textContent());
  await other.page.goto(`${address.slice(0, -40)}`);
  await expect(other.page.getByRole('alert')).toContainText('The link is damaged, or not whole');
  await other.page.goto(`${address}${'A'.repeat(60_000)}`);
  await expect(other.page.getByRole('alert')).toContainText('characters, more than');
});

test('assumptions are computed with at once, and wrong ones are told', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await shown.give('book.csv', csv(small));
  await shown.runs();
  const { programs } = await simulate(documents, columns(small), { workers: 0 });
  await page.getByLabel('Margin on sales, %').fill('12.5');
  await page.getByLabel('Uplift, %').fill('20');
  await page.getByLabel('A: one of Reward points costs, GBP').fill('0.02');
  const wanted = await Promise.all([{ points: '0.02', status: '0' }, { points: '0.005' }].map((pointCost, at) => figures(documents[at], programs[at].tally, { margin: '12.5 %', uplift: '20 %', pointCost })));
  await expect(shown.row('Cost').first()).toHaveText(`£${Number(wanted[0].cost.total).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`);
  await same(shown, wanted);
  await expect(page.locator('.sim-assumed').first()).toContainText('12.5 %');
  await page.getByLabel('Margin on sales, %').fill('much');
  await expect(page.getByText('Margin on sales has to be a number such as 12.5.')).toBeVisible();
  await same(shown, wanted);
});

test('rows in no order are counted, shown with their line, and saved', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  const rows = ['Order;Customer;Date;Qty;Price;Land', '1;ada;31.12.2024 09:00;2;1.250,50;DE', '1;ada;31.12.2024 09:00;x;3,00;DE', '2;;13.01.2025;1;3,00;DE', '3;bob;40.01.2025;1;3,00;DE', '4;bob', '5;bob;2.1.2025;4;10,00;DE'];
  await shown.give('orders.csv', `\uFEFF${rows.join('\r\n')}\r\n`);
  await expect(page.locator('#sim-read')).toContainText('6 lines');
  await page.getByRole('button', { name: 'Remove program B' }).click();
  await page.getByLabel('Program A', { exact: true }).selectOption('simple');
  await shown.runs();
  // 31 December 2024 comes before the program: the dates move on.
  await expect(shown.answer).toContainText('moved 2 years later');
  await expect(shown.row('Sales before them').first()).toHaveText('€2,541.00');
  const left = page.getByRole('region', { name: '4 lines in no order' });
  for (const [count, reason, line] of [['1', 'a quantity that cannot be read', 'line 3'], ['1', 'no customer', 'line 4'], ['1', 'a date that cannot be read', 'line 5'], ['1', 'another number of fields', 'line 6']]) {
    const item = left.locator('.sim-reason').filter({ hasText: reason });
    await expect(item.locator('strong')).toHaveText(count);
    await expect(item).toContainText(line);
  }
  const saved = await shown.saved('Save them as CSV');
  expect(saved.split('\n').slice(0, 2)).toEqual(['reason,line,Order,Customer,Date,Qty,Price,Land', 'a quantity that cannot be read,3,1,ada,31.12.2024 09:00,x,"3,00",DE']);
  expect(saved.trim().split('\n')).toHaveLength(5);
});

test('columns that names do not tell are asked for', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await shown.give('odd.csv', 'Who,When,Amount,Each\nada,01/02/2026,3,2.50\nada,01/13/2026,1,2.50\n');
  await expect(page.getByText('No column is the customer.')).toBeVisible();
  const button = page.getByRole('button', { name: 'Read with these columns' });
  await expect(button).toBeDisabled();
  for (const [column, target] of [['Who', 'account'], ['When', 'at'], ['Amount', 'quantity'], ['Each', 'unitPrice']]) await page.locator('.sim-columns').getByLabel(column).selectOption(target);
  await page.getByLabel('Days are written').selectOption('mdy');
  await button.click();
  await expect(page.locator('#sim-read')).toContainText('2 lines, 2 orders of 1 customer, 2 Jan 2026 to 13 Jan 2026');
  await page.getByLabel('Program A', { exact: true }).selectOption('simple');
  await shown.runs();
  await expect(shown.row('Orders').first()).toHaveText('2');
});

test('a gzipped file is dropped on the page', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  const rows = ['Account Number\tDate\tQty\tUnit Price\tNote', 'a\t2026-03-01\t2\t10.00\t"two\nlines, ""quoted"""', 'b\t2026-03-02\t1\t5\t', ''];
  const transfer = await page.evaluateHandle((bytes) => {
    const given = new DataTransfer();
    given.items.add(new File([Uint8Array.from(bytes)], 'orders.csv.gz'));
    return given;
  }, [...gzipSync(rows.join('\n'))]);
  const input = page.locator('.sim-input');
  await input.dispatchEvent('dragover', { dataTransfer: transfer });
  await expect(input).toHaveClass(/sim-over/);
  await input.dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.locator('#sim-read')).toContainText('orders.csv.gz: 2 lines, 2 orders of 2 customers, 1 Mar 2026 to 2 Mar 2026');
  await expect(input).not.toHaveClass(/sim-over/);
});

test('what cannot be read is told in words', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await shown.give('empty.csv', '');
  await expect(page.getByRole('alert')).toContainText('The file is empty.');
  await shown.give('sheet.xlsx', 'PK\u0003\u0004\0\0\0\0');
  await expect(page.getByRole('alert')).toContainText('This is no text file.');
});

test('a program that is refused is told with its findings', async ({ page }) => {
  const shown = new SimulatePage(page);
  await page.goto('./#program');
  const editor = page.getByRole('textbox', { name: /Program document/ });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('{ "earnest": 1, "id": "club" }');
  await expect(page.locator('.finding').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Simulate' }).click();
  await shown.give('book.csv', csv(40));
  await expect(page.locator('#sim-read')).toBeVisible();
  await shown.run.click();
  await expect(page.getByRole('alert')).toContainText('missing-field', { timeout: 30_000 });
  await page.getByLabel('Program A', { exact: true }).selectOption('contractor');
  await shown.runs();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('what a program refuses is said before its figures', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await shown.give('book.csv', csv(40));
  await page.getByLabel('Program A', { exact: true }).selectOption('membership');
  await page.getByRole('button', { name: 'Remove program B' }).click();
  await shown.runs();
  await expect(shown.answer).toContainText(/Shop Membership refused \d+ of \d+ orders, which are in none of its figures: .* has not joined/);
  await expect(page.getByRole('region', { name: 'What was not taken as it stands' })).toContainText('not-a-member');
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, empty and full, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const shown = new SimulatePage(page);
    const violations = async () => {
      const { violations: found } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']).analyze();
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    };
    await shown.open();
    expect(await violations()).toEqual([]);
    await shown.give('book.csv', csv(small));
    await shown.runs();
    for (const summary of await page.locator('#simulate summary').all()) await summary.click();
    expect(await violations()).toEqual([]);
    const small44 = await page.locator('#simulate').locator('button, select, input:not([type=file]), summary, label.file').evaluateAll((all) =>
      all.filter((one) => one.checkVisibility()).map((one) => ({ what: one.outerHTML.slice(0, 80), ...one.getBoundingClientRect().toJSON() })).filter(({ width, height }) => width < 43.5 || height < 43.5).map(({ what }) => what),
    );
    expect(small44).toEqual([]);
    const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
    expect(scroll).toBeLessThanOrEqual(client);
  });
}

test('by keyboard alone: a book, the run, an assumption; the report stands alone', async ({ page }) => {
  const shown = new SimulatePage(page);
  await shown.open();
  await shown.give('book.csv', csv(small));
  await expect(page.locator('#sim-read')).toBeVisible();
  await shown.run.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The answer' })).toBeFocused({ timeout: 60_000 });
  const report = await shown.saved('Save the report');
  expect(report).not.toMatch(/<script|<link|<!--|src=|url\(/);
  for (const part of ['Key figures', 'Whom it favours', 'By rule', 'Margin on sales', '<svg']) expect(report).toContain(part);
  const json = JSON.parse(await shown.saved('Save as JSON'));
  const wanted = await simulate(documents, columns(small), { workers: 0 });
  expect(json.programs.map((one) => one.figures)).toEqual(JSON.parse(JSON.stringify(wanted.programs.map((one) => one.figures))));
  expect(json.book).toMatchObject({ lines: small, movedYears: 0 });
});

test.describe('the whole book', () => {
  test.skip(({ isMobile }) => isMobile, 'once is enough');

  test('it is loaded, cancelled without harm, run, and comes to what the package says', async ({ page }) => {
    test.setTimeout(300_000);
    const shown = new SimulatePage(page);
    await shown.open();
    await page.getByRole('button', { name: 'Load the page’s book' }).click();
    await expect(page.locator('#sim-read')).toContainText('541,909 lines, 25,900 orders of 4,372 customers', { timeout: 60_000 });
    await shown.run.click();
    await page.locator('#sim-cancel').click({ timeout: 60_000 });
    await expect(shown.run).toBeEnabled();
    await expect(shown.answer).toHaveCount(0);
    await shown.run.click();
    await expect(page.locator('#sim-left')).toContainText('left', { timeout: 120_000 });
    // What is summed up by then is shown, and more of it later.
    await expect(page.getByRole('heading', { name: 'So far' })).toBeVisible({ timeout: 120_000 });
    await expect(page.getByRole('region', { name: 'Points outstanding by month' }).getByRole('img')).toBeVisible();
    await expect(shown.answer).toBeVisible({ timeout: 240_000 });
    const wanted = await simulate(documents, columns());
    await same(shown, wanted.programs.map((one) => one.figures));
    await expect(page.getByRole('region', { name: '135,120 lines in no order' })).toContainText('135,080 have no customer');
  });

  test('once it was loaded it is there without a connection, and so is the simulator', async ({ page, context }) => {
    test.setTimeout(180_000);
    const shown = new SimulatePage(page);
    await shown.open();
    const load = async () => {
      await page.getByRole('button', { name: 'Load the page’s book' }).click();
      await expect(page.locator('#sim-read')).toContainText('541,909 lines', { timeout: 60_000 });
    };
    await load();
    await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), { timeout: 60_000 }).toBe('activated');
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByText('Nothing has run yet.')).toBeVisible({ timeout: 30_000 });
    await load();
    await shown.give('book.csv', csv(small));
    await expect(page.locator('#sim-read')).toContainText('400 lines');
    await shown.runs();
  });

  test('it is saved as the CSV that it comes from', async ({ page }) => {
    test.setTimeout(120_000);
    const shown = new SimulatePage(page);
    await shown.open();
    expect((await shown.saved('Save the page’s book as CSV')) === unpack(packed)).toBe(true);
  });
});
