// The wholesaler's data: what is sold, who buys, and what they bought.

async function read(name) {
  const response = await fetch(new URL(`data/${name}.json`, document.baseURI));
  if (!response.ok) throw new Error(`${name}.json did not arrive (${response.status})`);
  return response.json();
}

export async function loadData() {
  const [catalogue, customers] = await Promise.all([read('catalogue'), read('customers')]);
  return dataOf(catalogue, customers);
}

/** The two files as the page uses them. */
export function dataOf(catalogue, customers) {
  const products = [...catalogue.bestSellers, ...catalogue.others].filter((product) => product.category !== 'charges');
  // Charges such as postage are no products, but histories name them.
  const bySku = new Map([...catalogue.bestSellers, ...catalogue.others].map((product) => [product.sku, product]));
  const categories = [...new Set(products.map((product) => product.category))].sort();
  const described = customers.customers.map(describe);
  const times = described.flatMap((customer) => customer.orders.map(({ at }) => at));
  const [first, last] = times.reduce(([low, high], at) => [at < low ? at : low, at > high ? at : high], [times[0], times[0]]);
  return { currency: catalogue.about.currency, products, bySku, categories, customers: described, first: first.slice(0, 10), last: last.slice(0, 10) };
}

/** A customer with what the list of customers shows. */
function describe(customer) {
  const orders = customer.orders.filter((order) => order.kind === 'order');
  const spent = customer.orders.flatMap((order) => order.lines).reduce((sum, [, quantity, price]) => sum + quantity * Number(price), 0);
  const size = spent >= 50_000 ? 'Large' : spent >= 5_000 ? 'Medium' : 'Small';
  const [label] = customer.name.split(' \u00b7 ');
  return { ...customer, label, size, count: orders.length, spent: spent.toFixed(2) };
}

const positive = (quantity) => String(Math.abs(quantity));

/** A day or moment so many years later. */
export const later = (text, years) => `${Number(text.slice(0, 4)) + years}${text.slice(4)}`;

/** By how many years the order book must move for a program to be in force from its first order on. */
export function yearsUntil(document, first) {
  const begins = document.versions.map(({ from }) => from).sort()[0];
  return Math.max(0, Number(begins.slice(0, 4)) - Number(first.slice(0, 4)) + (begins.slice(4) > first.slice(4) ? 1 : 0));
}

/** What a customer bought last before a moment, or null. */
export function lastOrder(customer, { years, before }) {
  const orders = customer.orders.filter(({ kind, at }) => kind === 'order' && later(at, years) < before);
  return orders.length === 0 ? null : { ...orders.at(-1), at: later(orders.at(-1).at, years) };
}

/** The history before a moment as the engine takes it: orders and returns in order of time. */
export function eventsOf(customer, bySku, { years, before }) {
  const orders = customer.orders.map((order) => ({ ...order, at: later(order.at, years) })).filter(({ at }) => at < before);
  return orders.map(({ kind, id, at, lines }) => {
    const seen = new Map();
    const goods = lines.map(([sku, quantity, unitPrice]) => {
      const { category, brand } = bySku.get(sku) ?? {};
      const line = { sku, quantity: positive(quantity), unitPrice, ...(category && { category }), ...(brand && { brand }) };
      if (kind === 'return') return line;
      // An order may hold a product twice, at two prices; a line's id tells them apart.
      const times = (seen.get(sku) ?? 0) + 1;
      seen.set(sku, times);
      return times === 1 ? line : { id: `${sku}/${times}`, ...line };
    });
    return kind === 'return' ? { return: { id, at, lines: goods } } : { order: { id, at, lines: goods } };
  });
}
