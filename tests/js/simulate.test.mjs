// The simulator from JavaScript: the same sums in this thread and in workers, and as posting one by one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as earnest from '#earnest';
import { SimulationError, figures, simulate } from '#earnest/simulate';
import { readBook } from '../../pkg-config/data/book.mjs';

const at = (path) => readFileSync(new URL(path, import.meta.url));
const example = (name) => at(`../../examples/${name}.json`).toString();
const { header, orders } = readBook(at('../data/order-book.gz'));
const categories = new Map(header.products.map(([sku, , category]) => [sku, category]));

/** The orders of every so-manieth customer. */
function sample(every) {
  const ids = [...new Set(orders.map(({ customer }) => customer).filter(Boolean))].sort().filter((_, place) => place % every === 0);
  const wanted = new Set(ids);
  return orders.filter(({ customer, lines }) => wanted.has(customer) && lines.every(({ price }) => Number(price) > 0));
}

function columnsOf(list) {
  const columns = { account: [], order: [], at: [], quantity: [], unitPrice: [], sku: [], category: [], 'account.country': [] };
  for (const { invoice, at: time, customer, country, lines } of list) {
    for (const { sku, quantity, price } of lines) {
      const row = { account: customer, order: invoice, at: time, quantity, unitPrice: price, sku, category: categories.get(sku), 'account.country': country };
      for (const [name, value] of Object.entries(row)) columns[name].push(value);
    }
  }
  return columns;
}

test('sums in workers are those of one thread, and those of posting one by one', async () => {
  const list = sample(150);
  const program = await earnest.Program.load(example('contractor'));
  const { programs: [here], left } = await simulate(example('contractor'), columnsOf(list), { workers: 0 });
  assert.deepEqual(left, []);
  const inWorkers = await simulate([example('contractor'), example('accumulative')], columnsOf(list), { workers: 4 });
  assert.deepEqual(inWorkers.programs[0], here);
  const alone = await simulate(example('accumulative'), columnsOf(list), { workers: 0 });
  assert.deepEqual(inWorkers.programs[1], alone.programs[0]);

  const accounts = new Map();
  const sums = {};
  const note = (entries) => {
    for (const { unit, kind, amount } of entries) {
      if (kind === 'tier') continue;
      const units = typeof amount === 'string' ? Number(amount.replace('.', '')) : amount;
      sums[`${unit} ${kind}`] = (sums[`${unit} ${kind}`] ?? 0) + units;
    }
  };
  let shared = {};
  const joined = new Map();
  for (const { invoice, at: time, customer, country, lines } of list) {
    const key = `${customer} ${invoice}`;
    if (joined.has(key)) joined.get(key).lines.push(...lines);
    else joined.set(key, { invoice, time, customer, country, lines: [...lines] });
  }
  for (const { invoice, time, customer, country, lines } of [...joined.values()].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))) {
    const state = accounts.get(customer) ?? { account: customer };
    const account = program.account(state, { shared, attributes: { country } });
    const goods = lines.map(({ sku, quantity, price }) => ({ sku, quantity: Math.abs(quantity), unitPrice: price, category: categories.get(sku) }));
    const id = { id: invoice, at: time.replace(' ', 'T'), lines: goods };
    const posted = account.post(invoice.startsWith('C') ? { return: id } : { order: id });
    note(posted.entries);
    accounts.set(customer, posted.state);
    shared = posted.shared;
  }
  for (const state of accounts.values()) note(program.account(state, { shared }).advance('2012-01-01T00:00:00').entries);
  const simulated = {};
  for (const { unit, kind, amount } of here.tally.booked) simulated[`${unit} ${kind}`] = (simulated[`${unit} ${kind}`] ?? 0) + amount;
  assert.deepEqual(Object.entries(simulated).filter(([, n]) => n).sort(), Object.entries(sums).filter(([, n]) => n).sort());
});

test('rows that are in no order are told by place and reason', async () => {
  const { left, rows, programs } = await simulate(
    example('simple'),
    {
      account: ['a', '', 'a', 'a', 'a', 'a', 'a'],
      order: ['1', '2', '3', '4', '5', '6', '7'],
      at: ['2026-03-01', '2026-03-01', 'yesterday', '2026-03-02T10:00', '2026-03-03', '2026-03-04', '2026-02-30'],
      quantity: [1, 1, 1, 0, '1,5', 1, 1],
      unitPrice: ['10.00', 1, 1, 1, 1, 0, 1],
      sku: ['x', 'x', 'x', 'x', 'x', 'x', 'x'],
    },
    { workers: 0 },
  );
  assert.equal(rows, 7);
  const reasons = left.map(({ row, reason }) => `${row} ${reason}`);
  assert.deepEqual(reasons, ['1 no-account', '2 bad-time', '3 no-quantity', '4 bad-quantity', '5 zero-price', '6 bad-time']);
  assert.equal(programs[0].tally.orders, 1);
});

test('assumptions change figures and run nothing anew', async () => {
  const { programs: [{ tally, figures: first }] } = await simulate(example('contractor'), columnsOf(sample(400)), { workers: 0 });
  const assumptions = { margin: '20 %', uplift: '10 %', redemption: 1, pointCost: { points: '0.01' } };
  const other = await figures(example('contractor'), tally, assumptions);
  assert.equal(other.net, first.net);
  assert.equal(other.cost.breakage, '0.00');
  const points = other.units.find(({ unit }) => unit === 'points').given;
  assert.ok(Math.abs(Number(other.cost.points) - points / 100) < 0.5);
  const benefit = Number(other.returned.extraMargin) - Number(other.returned.cost);
  assert.equal(other.returned.benefit, benefit.toFixed(2));
  await assert.rejects(figures(example('contractor'), tally, { pointCost: { pints: 1 } }), (error) => error instanceof SimulationError && error.code === 'unknown-name');
});

test('a run tells how far it is, and stops when it is told to', async () => {
  const columns = columnsOf(sample(60));
  const seen = [];
  await simulate(example('accumulative'), columns, { workers: 2, onProgress: ({ done, total, left }) => seen.push([done, total, left]) });
  assert.ok(seen.length > 0);
  assert.equal(seen.at(-1)[0], seen.at(-1)[1]);
  for (const workers of [0, 2]) {
    const stopping = new AbortController();
    const running = simulate(example('accumulative'), columns, { workers, signal: stopping.signal, onProgress: () => stopping.abort() });
    await assert.rejects(running, { name: 'AbortError' });
  }
  const again = await simulate(example('accumulative'), columns, { workers: 1 });
  assert.ok(again.programs[0].tally.orders > 0);
});

test('columns and programs that are refused say why', async () => {
  const refused = (columns, code, document = example('simple')) =>
    assert.rejects(simulate(document, columns, { workers: 0 }), (error) => error instanceof SimulationError && error.code === code);
  const whole = { account: ['a'], order: ['1'], at: ['2026-03-01'], quantity: [1], unitPrice: [1] };
  await refused({ ...whole, unitPrice: undefined }, 'missing-field');
  await refused({ ...whole, sku: ['a', 'b'] }, 'out-of-range');
  await refused({ ...whole, 'person.name': ['a'] }, 'unknown-name');
  await refused(whole, 'out-of-range', []);
  await assert.rejects(simulate('{}', whole, { workers: 0 }), earnest.ProgramError);
});
