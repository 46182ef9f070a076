// The packed order book that the page ships; tests/data/README.md says how it is made.
import { csvRow } from '../../../pkg-config/data/csv.mjs';
import { numbers, texts } from './gather.js';
import { dayReader } from './values.js';

export const FORM = '{"form":"earnest order book 1"';

export const HEADER = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'];

function* linesOf(text) {
  let from = text.indexOf('\n') + 1;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    yield text.slice(from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 1;
  }
}

/** Each line of the book with its order. */
function* rowsOf(text) {
  const { products, items } = JSON.parse(text.slice(0, text.indexOf('\n')));
  const order = { invoice: '', time: '', customer: '', country: '' };
  let left = 0;
  for (const line of linesOf(text)) {
    const fields = line.split(',');
    if (left === 0) {
      [order.invoice, order.time, order.customer, order.country] = fields;
      left = Number(fields[4]);
      continue;
    }
    left -= 1;
    const [product, description] = items[Number(fields[0])];
    yield { order, product: products[product], description, quantity: fields[1], price: fields[2] };
  }
}

/** The book in columns, as the simulator takes them. */
export function columnsOf(text, tell) {
  const total = JSON.parse(text.slice(0, text.indexOf('\n'))).lines;
  const columns = { account: texts(), order: texts(), sku: texts(), category: texts(), 'account.country': texts(), at: numbers(), quantity: numbers(), unitPrice: numbers() };
  const secondsOf = dayReader('ymd');
  let rows = 0;
  for (const { order, product, quantity, price } of rowsOf(text)) {
    columns.account.push(order.customer);
    columns.order.push(order.invoice);
    columns.sku.push(product[0]);
    columns.category.push(product[2]);
    columns['account.country'].push(order.country);
    columns.at.push(secondsOf(order.time));
    columns.quantity.push(Number(quantity));
    columns.unitPrice.push(Number(price));
    rows += 1;
    if (rows % 20_000 === 0) tell(rows / total);
  }
  return { rows, columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.done()])) };
}

const fieldsOf = ({ order, product, description, quantity, price }) => [order.invoice, product[0], description, quantity, order.time, price, order.customer, order.country];

/** The book as the CSV that its source is, in pieces. */
export function* csvOf(text) {
  let piece = csvRow(HEADER);
  for (const row of rowsOf(text)) {
    piece += csvRow(fieldsOf(row));
    if (piece.length > 1 << 20) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

/** Rows by their places, in order, with the line they have in the CSV. */
export function* rowsAt(text, wanted) {
  let at = 0;
  let row = 0;
  for (const one of rowsOf(text)) {
    if (wanted[at] === row) {
      yield { line: row + 2, fields: fieldsOf(one) };
      at += 1;
    }
    row += 1;
    if (at === wanted.length) return;
  }
}
