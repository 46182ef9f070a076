import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BOOK, pack, readBook, unpack } from '../../pkg-config/data/book.mjs';
import { CATEGORIES, categoryOf } from '../../pkg-config/data/categories.mjs';
import { titleOf } from '../../pkg-config/data/titles.mjs';

const bytes = readFileSync(BOOK);
const { header, orders } = readBook(bytes);
const lines = orders.flatMap((order) => order.lines.map((line) => ({ ...line, order })));

/** Thousandths of a pound. */
function thousandths(price) {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d{1,3}))?$/.exec(price);
  return BigInt(`${sign}${whole}${part.padEnd(3, '0')}`);
}

const worth = ({ quantity, price }) => BigInt(quantity) * thousandths(price);
const sum = (list) => list.reduce((total, line) => total + worth(line), 0n);
const extract = (name) => JSON.parse(readFileSync(new URL(`../../www/public/data/${name}`, import.meta.url), 'utf8'));

test('the book holds every line, invoice and customer', () => {
  const invoices = new Set(orders.map(({ invoice }) => invoice));
  assert.equal(lines.length, 541_909);
  assert.equal(header.lines, lines.length);
  assert.equal(header.orders, orders.length);
  assert.equal(invoices.size, 25_900);
  assert.equal([...invoices].filter((invoice) => invoice.startsWith('C')).length, 3_836);
  assert.equal(new Set(orders.map(({ customer }) => customer).filter(Boolean)).size, 4_372);
  assert.equal(lines.filter(({ order }) => order.customer === '').length, 135_080);
  assert.equal(header.products.length, 4_070);
});

test('the book runs from the first to the last timestamp', () => {
  const times = orders.map(({ at }) => at);
  assert.equal(times.at(0), '2010-12-01 08:26:00');
  assert.equal(times.at(-1), '2011-12-09 12:50:00');
  assert.deepEqual(times, [...times].sort());
});

test('the sums are exact', () => {
  assert.equal(sum(lines), 9_747_747_934n);
  assert.equal(sum(lines.filter((line) => worth(line) < 0n)), -918_936_610n);
});

test('two lines have a negative price', () => {
  const adjusted = lines.filter(({ price }) => price.startsWith('-'));
  assert.deepEqual(adjusted.map(({ sku, price, order }) => [order.invoice, sku, price]), [
    ['A563186', 'B', '-11062.06'],
    ['A563187', 'B', '-11062.06'],
  ]);
});

test('the book restores the source byte for byte, and packs to itself', () => {
  const text = unpack(bytes);
  const sha256 = createHash('sha256').update(text).digest('hex');
  assert.equal(sha256, '959c8b3847939247e4007cbbd6dfcf3fdc78bc8236a08eba94565e15679914d8');
  assert.deepEqual(readBook(pack(text)), { header, orders });
});

test('the rule gives every product its category', () => {
  const used = new Set();
  for (const [sku, name, category] of header.products) {
    assert.equal(category, categoryOf(sku, name), sku);
    used.add(category);
  }
  assert.deepEqual([...used].sort(), [...CATEGORIES].sort());
});

test('a word of the rule matches whole, in any case, with or without an s', () => {
  assert.equal(categoryOf('1', 'Jumbo bags'), 'bags');
  assert.equal(categoryOf('1', 'BAGATELLE'), 'other');
  assert.equal(categoryOf('1', 'ZINC T-LIGHT HOLDER'), 'lighting');
  assert.equal(categoryOf('gift_0001_20', ''), 'charges');
  assert.equal(categoryOf('1', ''), 'other');
});

test('titles are set from capitals', () => {
  assert.equal(titleOf("SET OF 4  50'S T-LIGHTS "), "Set of 4 50's T-Lights");
  assert.equal(titleOf('KEY FOB , SHED'), 'Key Fob, Shed');
  assert.equal(titleOf('AIRLINE LOUNGE,METAL SIGN'), 'Airline Lounge, Metal Sign');
});

test("the page's catalogue is of the book", () => {
  const { about, bestSellers, others } = extract('catalogue.json');
  const known = new Map(header.products.map(([sku, name, category]) => [sku, { name, category }]));
  assert.equal(about.source.doi, '10.24432/C5BW33');
  assert.equal(bestSellers.length, 300);
  for (const { sku, name, category, price } of [...bestSellers, ...others]) {
    assert.equal(name, titleOf(known.get(sku).name));
    assert.equal(category, known.get(sku).category);
    assert.ok(thousandths(price) >= 0n);
  }
  assert.ok(bestSellers.every(({ category, price }) => category !== 'charges' && thousandths(price) > 0n));
});

test("the page's customers have their whole history", () => {
  const { about, customers } = extract('customers.json');
  const { bestSellers, others } = extract('catalogue.json');
  const listed = new Set([...bestSellers, ...others].map(({ sku }) => sku));
  assert.equal(listed.size, bestSellers.length + others.length);
  assert.equal(about.source.licence, 'CC BY 4.0');
  assert.equal(new Set(customers.map(({ id }) => id)).size, 24);
  for (const { id, name, country, orders: history } of customers) {
    const book = lines.filter(({ order }) => order.customer === id);
    const own = history.flatMap((order) => order.lines.map(([sku, quantity, price]) => ({ sku, quantity, price, order })));
    assert.equal(name, `Customer ${id} · ${country}`);
    assert.deepEqual([...new Set(book.map(({ order }) => order.country))], [country]);
    assert.equal(new Set(history.map((order) => order.id)).size, history.length);
    assert.equal(own.length, book.length);
    assert.equal(sum(own), sum(book));
    for (const { sku, quantity, order } of own) {
      assert.ok(listed.has(sku), sku);
      assert.equal(order.kind === 'return', order.id.startsWith('C'));
      assert.equal(order.kind === 'return', quantity < 0);
    }
  }
});
