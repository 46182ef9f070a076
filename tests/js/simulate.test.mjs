// The simulator from JavaScript: the same sums in this thread and in workers, and as posting one by one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as earnest from '#earnest';
import { SimulationError, figures, seek, simulate } from '#earnest/simulate';
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

/** Columns in pieces of so many rows, by a generator. */
async function* inPieces(columns, size, made = (piece) => piece) {
  for (let from = 0; from < columns.account.length; from += size) {
    yield made(Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, list.slice(from, from + size)])));
  }
}

/** Texts as places in a list of this piece alone. */
function coded(texts) {
  const names = [...new Set(texts)].reverse();
  return { names, codes: texts.map((text) => names.indexOf(text)) };
}

test('columns come whole or in pieces, as texts or as places in lists of their own', async () => {
  const columns = columnsOf(sample(150));
  columns.account[3] = '';
  columns.quantity[9] = 0;
  columns.unitPrice[20] = 'dear';
  const numbers = new Map();
  const numberOf = (text) => numbers.get(text) ?? numbers.set(text, numbers.size * 3).get(text);
  const document = example('accumulative');
  const whole = await simulate(document, columns, { workers: 0 });
  assert.deepEqual(whole.left, [{ row: 3, reason: 'no-account' }, { row: 9, reason: 'no-quantity' }, { row: 20, reason: 'bad-price' }]);
  const texts = ['account', 'order', 'sku', 'category', 'account.country'];
  const ownLists = (piece) => ({ ...piece, ...Object.fromEntries(texts.map((name) => [name, coded(piece[name])])) });
  const numbered = (piece) => ({ ...piece, order: Uint32Array.from(piece.order, numberOf), quantity: Float64Array.from(piece.quantity) });
  const growing = Object.fromEntries(texts.map((name) => [name, []]));
  const oneList = (piece) => {
    const place = (list, text) => (list.includes(text) ? list.indexOf(text) : list.push(text) - 1);
    return { ...piece, ...Object.fromEntries(texts.map((name) => [name, { names: growing[name], codes: piece[name].map((text) => place(growing[name], text)) }])) };
  };
  for (const workers of [0, 1, 3]) {
    for (const made of [undefined, ownLists, numbered, oneList]) {
      assert.deepEqual(await simulate(document, inPieces(columns, 97, made), { workers }), whole, `${workers} workers, ${made?.name}`);
    }
  }
  const listed = async (pieces) => {
    const list = [];
    for await (const piece of pieces) list.push(piece);
    return list;
  };
  const each = [await listed(inPieces(columns, 400)), await listed(inPieces(columns, 1_000, ownLists))];
  for (const pieces of each) assert.deepEqual(await simulate(document, pieces, { workers: 2 }), whole);
  // First lists of its own, then texts, then the lists again.
  const mixed = each[0].map((piece, at) => (at % 2 === 0 ? ownLists(piece) : piece));
  assert.deepEqual(await simulate(document, mixed, { workers: 2 }), whole);
});

test('pieces that are amiss are refused, and so is a source that breaks', async () => {
  const columns = columnsOf(sample(400));
  const document = example('accumulative');
  for (const workers of [0, 2]) {
    const other = inPieces(columns, 50, (piece) => (piece.order[0] === columns.order[0] ? piece : { ...piece, brand: piece.sku }));
    await assert.rejects(simulate(document, other, { workers }), (error) => error instanceof SimulationError && error.code === 'missing-field');
    const broken = (async function* () {
      yield* inPieces(columns, 50);
      throw new TypeError('the file went away');
    })();
    await assert.rejects(simulate(document, broken, { workers }), TypeError);
    const halves = inPieces(columns, 50, (piece) => ({ ...piece, order: Float64Array.from(piece.order, () => 0.5) }));
    await assert.rejects(simulate(document, halves, { workers }), (error) => error instanceof SimulationError && error.code === 'out-of-range');
    const none = await simulate(document, [], { workers });
    assert.deepEqual([none.rows, none.programs[0].tally.orders], [0, 0]);
  }
});

test('orders and accounts are told apart by what they are called, in however many workers', async () => {
  const row = { at: ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'], quantity: [1, 1, 1, 1], unitPrice: [10, 10, 10, 10] };
  const twice = { ...row, account: { names: ['a', 'b', 'a', null, ''], codes: [0, 2, 1, 0] }, order: { names: ['o', 'o', 'p'], codes: [0, 1, 2, 7] } };
  const last = { ...row, account: ['a', 'a', 'b', 'a'], order: Uint32Array.of(4294967295, 1, 1, 4294967295) };
  const large = { ...row, account: ['a', 'a', 'b', 'a'], order: BigInt64Array.of(5n, 6n, 6n, 5n), quantity: BigInt64Array.of(1n, 1n, 1n, 1n) };
  for (const workers of [0, 1, 2, 3]) {
    const of = async (columns) => {
      const { programs: [{ tally }] } = await simulate(example('simple'), columns, { workers });
      return [tally.orders, tally.lines, tally.accounts.map(({ account, orders: many }) => `${account} ${many}`).join(', ')];
    };
    assert.deepEqual(await of(twice), [3, 4, 'a 2, b 1'], `${workers} workers`);
    assert.deepEqual(await of(last), [3, 4, 'a 2, b 1'], `${workers} workers`);
    assert.deepEqual(await of(large), [3, 4, 'a 2, b 1'], `${workers} workers`);
  }
});

test('what a host does with its columns afterwards changes nothing, and they stay its own', async () => {
  const columns = columnsOf(sample(150));
  const size = 40;
  const [quantity, buffer] = [new Float64Array(size), Buffer.alloc(size)];
  const again = async function* () {
    for await (const piece of inPieces(columns, size)) {
      piece.quantity.forEach((value, at) => (quantity[at] = value));
      buffer.fill(1);
      yield { ...piece, quantity: quantity.subarray(0, piece.quantity.length), 'measure.parcels': buffer.subarray(0, piece.quantity.length) };
    }
  };
  const whole = await simulate(example('accumulative'), columns, { workers: 0 });
  for (const workers of [0, 1, 2]) assert.deepEqual((await simulate(example('accumulative'), again(), { workers })).programs, whole.programs);
  assert.equal(quantity.length + buffer.length, 2 * size);
});

test('a source that stands still is left when the run is stopped', async () => {
  for (const workers of [0, 2]) {
    const stopping = new AbortController();
    const still = async function* () {
      yield columnsOf(sample(400));
      setTimeout(() => stopping.abort(), 50);
      await new Promise(() => {});
    };
    await assert.rejects(simulate(example('simple'), still(), { workers, signal: stopping.signal }), { name: 'AbortError' });
  }
  for (const workers of [-1, 2.5, NaN]) {
    await assert.rejects(simulate(example('simple'), columnsOf(sample(400)), { workers }), (error) => error instanceof SimulationError && error.code === 'out-of-range');
  }
  const late = { account: ['a'], order: ['1'], at: Float64Array.of(Date.UTC(2026, 0, 1)), quantity: [1], unitPrice: [1] };
  assert.deepEqual((await simulate(example('simple'), late)).left, [{ row: 0, reason: 'bad-time' }]);
});

test('without until every part of the accounts goes on to the end of the same year', async () => {
  const columns = { account: ['a', 'b', 'c', 'd'], order: ['1', '2', '3', '4'], at: ['2024-05-01', '2025-06-01', '2024-07-01', '2024-08-01'], quantity: [1, 1, 1, 1], unitPrice: [100, 100, 100, 100], sku: ['x', 'x', 'x', 'x'] };
  const alone = await simulate(example('contractor'), columns, { workers: 0 });
  for (const workers of [2, 4]) assert.deepEqual(await simulate(example('contractor'), columns, { workers }), alone);
  // Orders from before the program: what is said of one of them.
  const early = { ...columns, at: ['1959-05-01', '1958-06-01', '1959-07-01', '1957-08-01'] };
  const refused = await simulate(example('contractor'), early, { workers: 0 });
  assert.equal(refused.programs[0].tally.refused[0].events, 4);
  for (const workers of [2, 4]) assert.deepEqual(await simulate(example('contractor'), early, { workers }), refused);
});

test('numbers are taken to the sixth place and no further', async () => {
  const row = (unitPrice) => ({ account: ['a'], order: ['1'], at: ['2026-03-01'], quantity: [1], unitPrice: [unitPrice] });
  const of = async (price) => {
    const { left, programs: [{ tally }] } = await simulate(example('simple'), row(price), { workers: 0 });
    return left[0]?.reason ?? tally.months[0].gross;
  };
  assert.equal(await of(12.345), 1235);
  assert.equal(await of('0.015'), 2);
  assert.equal(await of(1.1234567), 'bad-price');
  assert.equal(await of('1.1234567'), 'bad-price');
  assert.equal(await of('0.10000000000000000000001'), 'bad-price');
  assert.equal(await of(Infinity), 'bad-price');
  assert.equal(await of(8_123_456_789.123456), 812_345_678_912);
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
  const early = new AbortController();
  const begun = simulate(example('accumulative'), columns, { workers: 2, signal: early.signal });
  early.abort();
  await assert.rejects(begun, { name: 'AbortError' });
  const again = await simulate(example('accumulative'), columns, { workers: 1 });
  assert.ok(again.programs[0].tally.orders > 0);
});

test('sums so far are told while it runs, and come to nothing else than without', async () => {
  const columns = columnsOf(sample(4));
  const documents = [example('contractor'), example('accumulative')];
  for (const workers of [0, 2]) {
    const seen = [];
    const began = performance.now();
    const { programs } = await simulate(documents, columns, { workers, onResults: (told) => seen.push([performance.now() - began, told]) });
    assert.deepEqual(programs, (await simulate(documents, columns, { workers: 2 })).programs);
    for (const [, told] of seen) {
      assert.equal(told.length, 2);
      for (const [at, { tally, figures: found }] of told.entries()) {
        assert.ok(tally.orders > 0 && tally.orders <= programs[at].tally.orders);
        assert.equal(found.orders, tally.orders);
      }
    }
    const times = seen.map(([at]) => at);
    assert.ok(times.every((at, place) => place === 0 || at - times[place - 1] > 900), String(times));
  }
});

const budget = { path: '$.versions[0].rules[0].earn.points', from: 1, to: 20, assumptions: { pointCost: { points: '0.01' } } };

test('a number is sought that meets a goal, and the run with it comes to what was told', async () => {
  const columns = columnsOf(sample(150));
  const document = JSON.parse(example('contractor'));
  const before = JSON.stringify(document);
  const steps = [];
  const found = await seek(document, columns, { ...budget, goal: { figure: 'cost.total', atMost: '5000' }, onProgress: ({ runs, most }) => steps.push([runs, most]) });
  assert.equal(JSON.stringify(document), before);
  assert.equal(found.met, true);
  assert.equal(typeof found.value, 'number');
  const cost = async (points) => {
    const other = structuredClone(document);
    other.versions[0].rules[0].earn.points = points;
    return (await simulate(other, columns, { workers: 0, assumptions: budget.assumptions })).programs[0].figures.cost.total;
  };
  assert.equal(await cost(found.value), found.comesTo);
  assert.ok(Number(found.comesTo) <= 5000 && Number(await cost(found.value + 1)) > 5000);
  assert.equal(found.document.versions[0].rules[0].earn.points, found.value);
  assert.equal(found.tried.length, found.runs);
  assert.deepEqual(found.tried.map(({ value }) => value), found.tried.map(({ value }) => value).toSorted((a, b) => a - b));
  assert.ok(steps.every(([runs, most]) => runs <= most));
  const above = await seek(document, columns, { ...budget, workers: 0, goal: { figure: 'cost.total', atLeast: '5000' } });
  assert.equal(above.value, found.value + 1);
  const nearest = await seek(document, columns, { ...budget, goal: { figure: 'cost.total', is: found.comesTo } });
  assert.equal(nearest.value, found.value);
});

test('percent stays percent, text keeps its places, and a share of accounts can be the goal', async () => {
  const columns = columnsOf(sample(150));
  const contractor = JSON.parse(example('contractor'));
  contractor.versions[0].tiers[0].levels[2].benefits.discount = '2 %';
  const discount = await seek(contractor, columns, { path: 'versions[0].tiers[0].levels[2].benefits.discount', from: '0 %', to: '10 %', step: '0.5 %', goal: { figure: 'cost.share', atMost: '1' } });
  assert.equal(discount.tried[0].value, '0.0 %');
  assert.equal(discount.step, '0.5 %');
  assert.equal(discount.met, true);
  assert.match(discount.value, /^\d\.[05] %$/);
  assert.equal(discount.document.versions[0].tiers[0].levels[2].benefits.discount, discount.value);
  const level = contractor.versions[0].tiers[0].levels[1].at;
  const [metric] = Object.keys(level);
  const share = await seek(contractor, columns, { path: `versions[0].tiers[0].levels[1].at.${metric}`, from: '100.00', to: '4900.00', step: '100', goal: { ladder: 'contractor', level: 'silver', atMost: '20 %' } });
  assert.equal(share.met, true);
  assert.match(share.value, /^\d+\.00$/);
  const { programs: [{ tally }] } = await simulate(share.document, columns, { workers: 0 });
  const onSilver = tally.accounts.filter(({ levels }) => levels.contractor === 'silver').length;
  assert.equal(Number(share.comesTo).toFixed(3), ((onSilver * 100) / tally.accounts.length).toFixed(3));
  // A level above the next one is refused, and the curve says so.
  const refused = await seek(contractor, columns, { path: `versions[0].tiers[0].levels[1].at.${metric}`, from: '1000.00', to: '9000.00', step: '1000', samples: 3, goal: { figure: 'cost.total', atLeast: '0' } });
  assert.ok(refused.tried.some(({ refused: said, comesTo }) => said && comesTo === null));
});

test('a goal that nothing meets, and asking amiss, are told', async () => {
  const columns = columnsOf(sample(400));
  const none = await seek(example('contractor'), columns, { ...budget, goal: { figure: 'cost.total', is: '99999999' } });
  assert.equal(none.met, false);
  assert.equal(none.document, undefined);
  assert.match(none.why, /nothing tried from 1 to 20 comes to 99999999: it comes to [\d.]+ to [\d.]+/);
  assert.equal(none.runs, 5);
  const refused = (options, code) => assert.rejects(seek(example('contractor'), columns, { ...budget, goal: { figure: 'cost.total', is: '1' }, ...options }), (error) => error instanceof SimulationError && error.code === code);
  await refused({ path: 'versions[0].rules[99].earn.points' }, 'unknown-name');
  await refused({ path: 'versions[0].rules[0].id' }, 'wrong-type');
  await refused({ from: '1 %' }, 'wrong-type');
  await refused({ from: 9, to: 3 }, 'out-of-range');
  await refused({ step: 0 }, 'out-of-range');
  await refused({ goal: { figure: 'cost.total' } }, 'missing-field');
  await refused({ goal: { figure: 'top', is: 1 } }, 'unknown-name');
  const stopping = new AbortController();
  await assert.rejects(seek(example('contractor'), columns, { ...budget, goal: { figure: 'cost.total', is: '1' }, signal: stopping.signal, onProgress: () => stopping.abort() }), { name: 'AbortError' });
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

test('how far an account is to the next level is what its preview tells on the last day', async () => {
  const list = sample(200);
  const document = example('contractor');
  const program = await earnest.Program.load(document);
  const { programs: [{ tally, figures: told }] } = await simulate(document, columnsOf(list), { workers: 2 });
  const [ladder] = told.ladders;
  const at = (from) => tally.accounts.filter(({ toNext }) => toNext[ladder.ladder] && (toNext[ladder.ladder].from ?? '') === from);
  for (const { from, accounts } of ladder.toNext) {
    assert.equal(accounts.length, 10);
    const tenths = at(from).map(({ toNext }) => Math.min(9, Math.floor(toNext[ladder.ladder].share / 10)));
    assert.deepEqual(accounts, accounts.map((_, tenth) => tenths.filter((one) => one === tenth).length));
  }
  // One account, order by order; none of its goods came back.
  const [customer] = tally.accounts.filter(({ returns, toNext }) => returns === 0 && toNext[ladder.ladder]?.share > 0).map(({ account }) => account);
  let state = { account: customer };
  const own = new Map();
  for (const { invoice, at: time, lines } of list.filter((order) => order.customer === customer)) {
    if (!own.has(invoice)) own.set(invoice, { id: invoice, at: time.replace(' ', 'T'), lines: [] });
    own.get(invoice).lines.push(...lines.map(({ sku, quantity, price }) => ({ sku, quantity, unitPrice: price, category: categories.get(sku) })));
  }
  const attributes = { country: list.find((order) => order.customer === customer).country };
  for (const order of own.values()) state = program.account(state, { attributes }).post({ order }).state;
  // A line of charges earns nothing and counts for nothing.
  const cart = { id: 'none', at: '2011-12-31T12:00', lines: [{ sku: 'POST', amount: '0.00', category: 'charges' }] };
  const { tiers } = program.account(state, { attributes }).preview({ order: cart });
  const { before, next } = tiers.find((tier) => tier.ladder === ladder.ladder);
  const row = tally.accounts.find(({ account }) => account === customer).toNext[ladder.ladder];
  assert.deepEqual(row, { from: before, to: next.level, share: Math.floor(next.share / 100) });
});
