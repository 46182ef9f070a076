import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { categoryOf } from './categories.mjs';
import { usualName } from './category.mjs';
import { csvRow, parseCsv } from './csv.mjs';

export const BOOK = new URL('../../tests/data/order-book.gz', import.meta.url);

export const SOURCE = {
  title: 'Online Retail',
  author: 'Daqing Chen',
  year: 2015,
  publisher: 'UCI Machine Learning Repository',
  doi: '10.24432/C5BW33',
  licence: 'CC BY 4.0',
};

const COLUMNS = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'];

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** The source's CSV text as the bytes of the packed book; README.md beside the book describes the form. */
export function pack(text) {
  const products = new Map();
  const items = new Map();
  const orders = [];
  let lines = 0;
  for (const row of sourceRows(text)) {
    const [invoice, sku, description, quantity, at, price, customer, country] = row;
    if (!products.has(sku)) products.set(sku, { index: products.size, sku, names: new Map() });
    const product = products.get(sku);
    product.names.set(description, (product.names.get(description) ?? 0) + 1);
    const key = JSON.stringify([sku, description]);
    if (!items.has(key)) items.set(key, { index: items.size, entry: [product.index, description] });

    const head = [invoice, at, customer, country];
    let order = orders.at(-1);
    if (String(head) !== String(order?.head)) {
      order = { head, rows: [] };
      orders.push(order);
    }
    order.rows.push(`${items.get(key).index},${quantity},${price}`);
    lines += 1;
  }
  const header = {
    form: 'earnest order book 1',
    source: SOURCE,
    sha256: sha256(text),
    lines,
    orders: orders.length,
    products: [...products.values()].map(({ sku, names }) => {
      const name = usualName(names);
      return [sku, name, categoryOf(sku, name)];
    }),
    items: [...items.values()].map(({ entry }) => entry),
  };
  const body = orders.map(({ head, rows }) => `${[...head, rows.length].join(',')}\n${rows.join('\n')}\n`);
  return gzipSync(`${JSON.stringify(header)}\n${body.join('')}`, { level: 9, memLevel: 9 });
}

/** The packed book, read: its header, and its orders in the source's sequence. */
export function readBook(bytes) {
  const text = gunzipSync(bytes).toString('utf8');
  const end = text.indexOf('\n');
  const header = JSON.parse(text.slice(0, end));
  return { header, orders: readOrders(text.slice(end + 1), header) };
}

function readOrders(body, { products, items }) {
  const rows = body.split('\n');
  const orders = [];
  for (let at = 0; rows[at]; ) {
    const [invoice, time, customer, country, count] = rows[at].split(',');
    const lines = rows.slice(at + 1, at + 1 + Number(count)).map((row) => {
      const [item, quantity, price] = row.split(',');
      const [product, description] = items[Number(item)];
      return { sku: products[product][0], description, quantity: Number(quantity), price };
    });
    orders.push({ invoice, at: time, customer, country, lines });
    at += 1 + lines.length;
  }
  return orders;
}

/** The source's CSV text, restored from the packed book. */
export function unpack(bytes) {
  const { header, orders } = readBook(bytes);
  const rows = orders.flatMap(({ invoice, at, customer, country, lines }) =>
    lines.map(({ sku, description, quantity, price }) =>
      csvRow([invoice, sku, description, String(quantity), at, price, customer, country]),
    ),
  );
  const text = csvRow(COLUMNS) + rows.join('');
  if (sha256(text) !== header.sha256) throw new Error('the restored text is not the source');
  return text;
}

function* sourceRows(text) {
  const rows = parseCsv(text);
  if (String(rows.next().value) !== String(COLUMNS)) throw new Error(`expected the columns ${COLUMNS}`);
  yield* rows;
}
