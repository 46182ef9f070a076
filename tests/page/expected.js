// What the page must show, computed by the package itself in Node, from the same files.
import { readFileSync } from 'node:fs';
import { Program } from '#earnest';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export const example = (id) => read(`examples/${id}.json`);
export const catalogue = JSON.parse(read('www/public/data/catalogue.json'));
export const customers = JSON.parse(read('www/public/data/customers.json')).customers;

const products = new Map([...catalogue.bestSellers, ...catalogue.others].map((product) => [product.sku, product]));
export const product = (sku) => products.get(sku);

function event({ kind, id, at, lines }) {
  const seen = {};
  const goods = lines.map(([sku, quantity, unitPrice]) => {
    seen[sku] = (seen[sku] ?? 0) + 1;
    const line = { sku, quantity: String(Math.abs(quantity)), unitPrice, category: products.get(sku).category };
    return kind === 'return' || seen[sku] === 1 ? line : { id: `${sku}/${seen[sku]}`, ...line };
  });
  return { [kind]: { id, at, lines: goods } };
}

const size = (orders) => {
  const bought = orders.filter((order) => order.kind === 'order').flatMap((order) => order.lines);
  const spent = bought.reduce((sum, [, quantity, price]) => sum + quantity * Number(price), 0);
  return spent >= 50_000 ? 'large' : spent >= 5_000 ? 'medium' : 'small';
};

/** The account of a customer with all of its history, as the shop opens it. */
export async function accountOf(customerId, text) {
  const program = await Program.load(text);
  const { country, orders } = customers.find(({ id }) => id === customerId);
  let account = program.account({ account: customerId, attributes: { country, size: size(orders) } });
  const entries = [];
  for (const order of orders) {
    const posted = account.post(event(order));
    account = posted.account;
    entries.push(...posted.entries);
  }
  return { account, entries };
}

/** The order that the shop makes of these products. */
export const orderOf = (pairs, at = '2011-12-09T13:00:00') => ({
  id: 'page-1',
  at,
  attributes: { channel: 'web' },
  lines: pairs.map(([sku, quantity]) => ({ sku, quantity: String(quantity), unitPrice: products.get(sku).price, category: products.get(sku).category })),
});
