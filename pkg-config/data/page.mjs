// node pkg-config/data/page.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { BOOK, SOURCE, readBook } from './book.mjs';
import { titleOf } from './titles.mjs';

const FOLDER = new URL('../../www/public/data/', import.meta.url);
const BEST_SELLERS = 300;

// Chosen by hand for variety.
const CUSTOMERS = [
  '14646', '18102', '17450', '12415', '16029', '12931', '17404', // the largest, at home and abroad
  '15749', '16446', '12346', '13564', // returned most of what they had bought
  '12753', '12731', '12471', '12744', '12409', '12362', '17850', '12779', // regular, from eight countries
  '16817', '17828', '12646', '16146', '15900', // small
];

const about = {
  source: SOURCE,
  changes: 'A selection. Categories are derived from the descriptions, which are set in title case; the rest is as in the source.',
  currency: 'GBP',
};

const { header, orders } = readBook(readFileSync(BOOK));
const products = new Map(header.products.map(([sku, name, category]) => [sku, { name, category, sold: 0, prices: new Map() }]));
for (const order of orders) {
  if (isReturn(order)) continue;
  for (const { sku, price } of order.lines.filter(isSale)) {
    const product = products.get(sku);
    product.sold += 1;
    product.prices.set(price, (product.prices.get(price) ?? 0) + 1);
  }
}

const customers = CUSTOMERS.map(history);
const bestSellers = [...products]
  .filter(([, { category }]) => category !== 'charges')
  .sort(([, one], [, other]) => other.sold - one.sold)
  .slice(0, BEST_SELLERS)
  .map(([sku]) => sku);
const used = new Set(customers.flatMap((customer) => customer.orders.flatMap(({ lines }) => lines.map(([sku]) => sku))));
const others = [...used].filter((sku) => !bestSellers.includes(sku)).sort();

mkdirSync(FOLDER, { recursive: true });
write('catalogue.json', { bestSellers: bestSellers.map(entry), others: others.map(entry) });
write('customers.json', { customers });

/** Every order and return of a customer; parts of one invoice are joined under its first time. */
function history(id) {
  const own = orders.filter(({ customer }) => customer === id);
  const invoices = new Map();
  for (const order of own) {
    const lines = order.lines.map(({ sku, quantity, price }) => [sku, quantity, price]);
    const known = invoices.get(order.invoice);
    if (known) known.lines.push(...lines);
    else invoices.set(order.invoice, { kind: isReturn(order) ? 'return' : 'order', id: order.invoice, at: order.at.replace(' ', 'T'), lines });
  }
  const [{ country }] = own;
  return { id, name: `Customer ${id} · ${country}`, country, orders: [...invoices.values()] };
}

function entry(sku) {
  const { name, category, prices } = products.get(sku);
  return { sku, name: titleOf(name), category, price: usualPrice(prices) };
}

/** The most frequent price of the sales; of equals, the first seen; zero for what was never sold. */
function usualPrice(prices) {
  const [[price] = ['0.0']] = [...prices].sort(([, one], [, other]) => other - one);
  return price;
}

function isReturn({ invoice }) {
  return invoice.startsWith('C');
}

function isSale({ quantity, price }) {
  return quantity > 0 && Number(price) > 0;
}

function write(name, content) {
  const rows = Object.entries(content).map(([key, list]) => `"${key}":[\n${list.map((one) => JSON.stringify(one)).join(',\n')}\n]`);
  const text = `{"about":${JSON.stringify(about)},\n${rows.join(',\n')}}\n`;
  writeFileSync(new URL(name, FOLDER), text);
  console.log(`${name}: ${Buffer.byteLength(text)} bytes`);
}
