// The order book again and again, the customers of each copy others: `node multiply.mjs ROWS > big.csv`. For measuring.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { BOOK, readBook } from './book.mjs';
import { csvRow } from './csv.mjs';

const { header, orders } = readBook(readFileSync(BOOK));
const categories = new Map(header.products.map(([sku, , category]) => [sku, category]));
const out = process.stdout;
let left = Number(process.argv[2] ?? 10_000_000);
out.write(csvRow(['Invoice', 'SKU', 'Description', 'Category', 'Qty', 'Date', 'Price', 'Customer', 'Country']));
for (let copy = 0; left > 0; copy += 1) {
  for (const { invoice, at, customer, country, lines } of orders) {
    const rows = lines.slice(0, left);
    left -= rows.length;
    const whose = customer && `${customer}-${copy}`;
    const text = rows.map(({ sku, description, quantity, price }) => csvRow([invoice, sku, description, categories.get(sku), String(quantity), at, String(price), whose, country])).join('');
    if (!out.write(text)) await once(out, 'drain');
    if (left === 0) break;
  }
}
