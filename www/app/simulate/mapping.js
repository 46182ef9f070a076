// What the columns of a file are: a proposal from their names, which a person can correct.
import known from '../../../pkg-config/data/columns.json';

/** What a column can be. `once` is for one column only; `needed` is what no simulation goes without. */
export const targets = [
  { id: '', name: 'not used' },
  { id: 'account', name: 'Customer', once: true, needed: true },
  { id: 'order', name: 'Order or invoice', once: true },
  { id: 'at', name: 'Date', once: true, needed: true },
  { id: 'quantity', name: 'Quantity', once: true, needed: true },
  { id: 'unitPrice', name: 'Price of one', once: true, needed: true },
  { id: 'discount', name: 'Discount on the line', once: true },
  { id: 'sku', name: 'Stock code (SKU)', once: true },
  { id: 'category', name: 'Category', once: true },
  { id: 'brand', name: 'Brand', once: true },
  { id: 'line', name: 'Attribute of the line' },
  { id: 'order.', name: 'Attribute of the order' },
  { id: 'account.', name: 'Attribute of the customer' },
  { id: 'measure.', name: 'Measure of the order' },
];

const words = Object.entries(known).flatMap(([target, names]) => names.split(' ').map((name, rank) => ({ target, name, rank })));
const bare = (header) => header.toLowerCase().replace(/[^a-z0-9]/g, '');

/** @returns {string[]} a target for each column; of two that could be the same thing, the one whose name says so best */
export function propose(header) {
  const proposed = header.map(() => '');
  const fits = header
    .flatMap((name, at) => words.filter((word) => word.name === bare(name)).map((word) => ({ at, ...word })))
    .sort((one, other) => one.rank - other.rank || one.at - other.at);
  const taken = new Set();
  for (const { at, target } of fits) {
    const once = targets.find(({ id }) => id === target).once;
    if (proposed[at] !== '' || (once && taken.has(target))) continue;
    proposed[at] = target;
    taken.add(target);
  }
  return proposed;
}

/** What is wrong with a choice, in words. */
export function complaints(mapping) {
  const count = (id) => mapping.filter((target) => target === id).length;
  return targets.flatMap(({ id, name, once, needed }) => {
    if (needed && count(id) === 0) return [`No column is the ${name.toLowerCase()}.`];
    return once && count(id) > 1 ? [`${count(id)} columns are the ${name.toLowerCase()}.`] : [];
  });
}

/** The name by which a program speaks of a column: `account.country`. */
export function columnName(target, header) {
  const parts = header.trim().split(/[^A-Za-z0-9]+/).filter(Boolean);
  const own = parts.map((part, at) => (at === 0 ? lowered(part) : part.charAt(0).toUpperCase() + part.slice(1))).join('');
  if (target === 'line') return own;
  return target.endsWith('.') ? `${target}${own}` : target;
}

const lowered = (part) => (part === part.toUpperCase() ? part.toLowerCase() : part.charAt(0).toLowerCase() + part.slice(1));

const RETAIL = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/** Whether it is the file that the page's own book comes from: for it there is a rule of categories. */
export const isRetail = (header) => header.join(',') === RETAIL;
