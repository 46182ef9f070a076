// node pkg-config/data/northwind.mjs <folder of the sample as CSV> -> tests/data/northwind.json
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseCsv } from './csv.mjs';

export const NORTHWIND = new URL('../../tests/data/northwind.json', import.meta.url);

const SOURCE = {
  title: 'Northwind sample database',
  author: 'Microsoft Corporation',
  licence: 'MIT, in northwind-licence.txt',
  changes: 'Some columns of five tables, as rows; numbers are spelled as in the source.',
};

/** The columns that are kept, in their sequence. */
const TABLES = {
  products: ['product_id', 'name', 'category', 'supplier', 'list_price'],
  customers: ['customer_id', 'company', 'contact_title', 'city', 'country'],
  employees: ['employee_id', 'title', 'reports_to'],
  orders: ['order_id', 'customer_id', 'employee_id', 'order_date', 'shipped_date', 'freight'],
  order_lines: ['order_id', 'product_id', 'unit_price', 'quantity', 'discount'],
};

/** The rows of a table, each with the fields of `columns`. */
function table(folder, name) {
  const [header, ...rows] = [...parseCsv(readFileSync(new URL(`${name}.csv`, folder), 'utf8'))];
  const places = TABLES[name].map((column) => {
    if (!header.includes(column)) throw new Error(`${name}.csv has no column ${column}`);
    return header.indexOf(column);
  });
  return rows.map((row) => places.map((at) => row[at]));
}

/** The sample as text: a line for each row, an order with its lines. */
export function packed(folder) {
  const { order_lines: lines, orders, ...others } = Object.fromEntries(Object.keys(TABLES).map((name) => [name, table(folder, name)]));
  const linesOf = new Map(orders.map(([order]) => [order, []]));
  for (const [order, ...line] of lines) linesOf.get(order).push(line);
  const withLines = orders.map((order) => [...order, linesOf.get(order[0])]);
  const rows = Object.entries({ ...others, orders: withLines }).map(
    ([name, list]) => `"${name}": [\n${list.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
  );
  return `{"source": ${JSON.stringify(SOURCE)},\n${rows.join(',\n')}}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [path] = process.argv.slice(2);
  const text = packed(pathToFileURL(`${path}/`));
  writeFileSync(NORTHWIND, text);
  console.log(`northwind.json: ${Buffer.byteLength(text)} bytes`);
}
