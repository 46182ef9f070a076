// The Northwind sample as it is packed: complete, and exact.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { NORTHWIND } from '../../pkg-config/data/northwind.mjs';

const { source, products, customers, employees, orders } = JSON.parse(readFileSync(NORTHWIND, 'utf8'));
const lines = orders.flatMap(([, , , , , , list]) => list);
/** A decimal in units of ten to the minus `places`. */
const units = (text, places) => {
  const [whole, part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(places, '0'));
};
const sum = (list) => list.reduce((total, one) => total + one, 0n);

test('all of it is there', () => {
  assert.equal(source.author, 'Microsoft Corporation');
  assert.deepEqual([orders, lines, products, customers, employees].map((list) => list.length), [830, 2155, 77, 91, 9]);
  assert.equal(new Set(products.map(([, , category]) => category)).size, 8);
  const days = orders.map(([, , , day]) => day);
  assert.deepEqual([days.at(0), days.at(-1)], ['1996-07-04', '1998-05-06']);
  assert.deepEqual(days, [...days].sort());
});

test('every name leads somewhere', () => {
  const known = (list) => new Set(list.map(([id]) => id));
  const [goods, companies, sellers] = [products, customers, employees].map(known);
  assert.ok(lines.every(([product]) => goods.has(product)));
  assert.ok(orders.every(([, customer, employee]) => companies.has(customer) && sellers.has(employee)));
  assert.ok(employees.every(([, , manager]) => manager === '' || sellers.has(manager)));
});

test('the sums are those of the source', () => {
  const gross = ([, price, quantity]) => units(price, 4) * BigInt(quantity);
  assert.equal(sum(lines.map(gross)), 13_544_585_900n);
  assert.equal(sum(lines.map((line) => gross(line) * (100n - units(line[3], 2)))), 1_265_793_039_500n);
  assert.equal(sum(orders.map(([, , , , , freight]) => units(freight, 2))), 6_494_269n);
});
