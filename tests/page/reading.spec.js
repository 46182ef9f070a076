// Order books as they come: whatever type the file has, the page reads the same rows.
import { readFileSync } from 'node:fs';
import { BOOK, readBook } from '../../pkg-config/data/book.mjs';
import { csvRow } from '../../pkg-config/data/csv.mjs';
import { expect, test } from './shop-page.js';

const file = (name) => readFileSync(new URL(`../data/${name}`, import.meta.url));

/** The rows of tests/data/first-lines.* as CSV. */
function firstLines() {
  const { header, orders } = readBook(readFileSync(BOOK));
  const categories = new Map(header.products.map(([sku, , category]) => [sku, category]));
  const rows = orders.flatMap(({ lines, ...order }) => lines.map((line) => ({ ...order, ...line }))).slice(0, 400);
  const fields = rows.map(({ invoice, sku, quantity, at, price, customer, country }) => [invoice, sku, categories.get(sku), String(quantity), at, String(price), customer, country]);
  return [['Invoice', 'SKU', 'Category', 'Qty', 'Date', 'Price', 'Customer', 'Country'], ...fields].map(csvRow).join('');
}

async function opened(page) {
  await page.goto('./#simulate');
  await expect(page.getByText('Nothing has run yet.')).toBeVisible({ timeout: 30_000 });
}

const give = (page, name, buffer) => page.locator('#sim-file').setInputFiles({ name, mimeType: '', buffer: Buffer.from(buffer) });

test('CSV, Parquet and Arrow come to the same, and their libraries with the first of them', async ({ page }) => {
  const libraries = [];
  page.on('request', (request) => request.url().includes('/assets/files/') && libraries.push(request.url()));
  await opened(page);
  const told = [];
  for (const [name, bytes] of [['first.csv', firstLines()], ['first.parquet', file('first-lines.parquet')], ['first.arrow', file('first-lines.arrow')]]) {
    await give(page, name, bytes);
    await expect(page.locator('#sim-read')).toContainText(`${name}: 400 lines, 40 orders of 28 customers, 1 Dec 2010`);
    await page.locator('#sim-run').click();
    await expect(page.locator('.sim-answer')).toBeVisible({ timeout: 120_000 });
    const rows = page.locator('.sim-summary').getByRole('row');
    await expect(rows.first()).toBeVisible();
    told.push(await rows.allTextContents());
    if (name.endsWith('.csv')) expect(libraries).toEqual([]);
  }
  expect(told[1]).toEqual(told[0]);
  expect(told[2]).toEqual(told[0]);
  await expect(page.locator('.sim-mapping summary')).toHaveText('What its columns are');
});

test('reading ends at the first row that cannot be read, where that is asked for', async ({ page }) => {
  await opened(page);
  await give(page, 'orders.csv', 'Customer,Date,Qty,Price\nada,2026-03-01,2,1.50\n\nada,2026-03-02,x,1.50\nada,2026-03-40,2,1.50\n');
  await expect(page.locator('#sim-read')).toContainText('3 lines');
  await page.locator('.sim-mapping summary').click();
  await page.getByLabel('Rows that cannot be read').selectOption('stop');
  await page.getByRole('button', { name: 'Read with these columns' }).click();
  await expect(page.getByRole('alert')).toContainText('Line 4 has a quantity that cannot be read');
  await expect(page.getByRole('alert')).toContainText('ada, 2026-03-02, x, 1.50');
  await page.getByLabel('Rows that cannot be read').selectOption('go-on');
  await page.getByRole('button', { name: 'Read with these columns' }).click();
  await expect(page.locator('#sim-read')).toContainText('3 lines');
});

test('a table that cannot be read is told in words', async ({ page }) => {
  await opened(page);
  await give(page, 'cut.parquet', file('first-lines.parquet').subarray(0, 3000));
  await expect(page.getByRole('alert')).toContainText('The file cannot be read');
});
