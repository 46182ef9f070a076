// What must hold of every program of a kind, on programs and orders that are drawn: adding a line never lowers points,
// the order of lines does not matter, a preview is what is booked, a hint pays what it says, steps add up.
//
// The programs here have no discounts, no group of which one rule wins and no condition that a larger order fails: with
// those, less can be more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Program } from '#earnest';
import { Random } from '../oracle/draw/random.mjs';

const SEED = 20260301;
const PAIRS = 150;
const CATEGORIES = ['paint', 'tools', 'glass', 'timber'];
const BRANDS = ['Alba', 'Kori'];
const GOODS = Array.from({ length: 12 }, (_, i) => ({ sku: `S${i}`, category: CATEGORIES[i % 4], brand: BRANDS[i % 2] }));

const onLines = (random) =>
  random.pick([
    { category: random.some(CATEGORIES, 2) },
    { brand: random.pick(BRANDS) },
    { sku: random.some(GOODS, 3).map(({ sku }) => sku) },
    { quantity: { atLeast: random.from(2, 9) } },
    { amount: { atLeast: random.from(10, 90) } },
  ]);

const onOrder = (random) =>
  random.pick([
    { order: { amount: { atLeast: random.from(50, 500) } } },
    { order: { categories: { atLeast: random.from(2, 3) } } },
    { order: { quantity: { atLeast: random.from(5, 30) } } },
  ]);

function rule(random, at, decimals) {
  const when = { ...random.maybe(50, () => onLines(random)), ...random.maybe(30, () => onOrder(random)) };
  const given = Object.keys(when).length > 0 ? { when } : {};
  const id = `r${at}`;
  const scope = random.pick(['line', 'order']);
  if (random.chance(15)) return { id, ...given, multiply: { by: random.pick(['1.5', 2, 3]) } };
  if (random.chance(15)) return { id, ...given, earn: { points: random.from(10, 90) } };
  const limits = random.maybe(25, () => ({ caps: [{ most: random.from(20, 400), per: random.pick(['line', 'order', 'year']) }] }));
  const of = random.pick(['amount', 'amount', 'quantity', 'lines']);
  const per = of === 'lines' ? 1 : random.from(1, 7);
  const full = of === 'quantity' && random.chance(30) ? { fullSteps: true } : {};
  const earn = { points: random.pick(decimals > 0 ? [1, '0.5', '1.3'] : [1, 2, 5]), per, ...(of === 'amount' ? {} : { of }), ...full };
  return { id, ...given, earn, rounding: { mode: random.pick(['floor', 'half-up', 'ceil']), scope }, ...(limits ? { limits } : {}) };
}

function drawProgram(random) {
  const decimals = random.pick([0, 2]);
  const levels = [{ id: 'base' }, { id: 'silver', at: { spend: random.from(100, 400) } }, { id: 'gold', at: { spend: random.from(500, 2000) } }];
  return {
    earnest: 1,
    id: 'drawn',
    currency: 'EUR',
    timeZone: 'UTC',
    points: [{ id: 'points', decimals }],
    versions: [
      {
        from: '2026-01-01',
        ...random.maybe(40, () => ({ eligible: { category: { not: [random.pick(CATEGORIES)] } } })),
        rules: Array.from({ length: random.from(1, 7) }, (_, at) => rule(random, at, decimals)),
        tiers: [{ id: 'club', period: 'year', metrics: [{ id: 'spend', of: 'amount' }], levels }],
      },
    ],
  };
}

const drawLine = (random) => ({ ...random.pick(GOODS), quantity: random.from(1, 12), unitPrice: random.from(50, 9000) / 100 });

function drawOrder(random, id) {
  return { id, at: `2026-0${random.from(1, 9)}-15T10:00:00`, lines: Array.from({ length: random.from(1, 6) }, () => drawLine(random)) };
}

/** Runs `check` with drawn programs and orders; what fails names the pair, so that it can be looked at. */
async function forEach(check) {
  for (let number = 0; number < PAIRS; number += 1) {
    const random = new Random(SEED * 7919 + number);
    const document = drawProgram(random);
    const program = await Program.load(document);
    const order = drawOrder(random, 'now');
    // An account with a little past: caps of a year and tiers are under way.
    const past = { ...drawOrder(random, 'past'), at: '2026-01-01T09:00:00' };
    const account = program.account('acme').post({ order: past }).account;
    try {
      check({ account, order, random });
    } catch (error) {
      error.message = `pair ${number}: ${error.message}\nprogram ${JSON.stringify(document)}\norder ${JSON.stringify(order)}`;
      throw error;
    }
    program.free();
  }
}

const points = (preview) => preview.points.points;

test('adding a line never lowers points', () =>
  forEach(({ account, order, random }) => {
    const more = { ...order, lines: [...order.lines, drawLine(random)] };
    assert.ok(points(account.preview({ order: more })) >= points(account.preview({ order })), 'a line more earns less');
  }));

test('buying more of a line never lowers points', () =>
  forEach(({ account, order }) => {
    const [first, ...rest] = order.lines;
    const more = { ...order, lines: [{ ...first, quantity: first.quantity + 1 }, ...rest] };
    assert.ok(points(account.preview({ order: more })) >= points(account.preview({ order })), 'one piece more earns less');
  }));

test('the order of lines does not matter to totals and tiers', () =>
  forEach(({ account, order }) => {
    const one = account.preview({ order }).detail;
    const other = account.preview({ order: { ...order, lines: order.lines.toReversed() } }).detail;
    for (const key of ['points', 'gross', 'net', 'money', 'tiers', 'accruals']) assert.deepEqual(other[key], one[key], key);
  }));

test('a preview is what is booked, and its steps add up', () =>
  forEach(({ account, order }) => {
    account.preview({ order });
    const packed = account.preview({ order });
    const { outcome, entries } = account.post({ order });
    assert.deepEqual(outcome.detail, packed.detail);
    assert.deepEqual(packed.points, outcome.points);
    const steps = packed.steps.filter(({ unit }) => unit === 'points');
    assert.ok(Math.abs(steps.reduce((sum, { amount }) => sum + amount, 0) - points(packed)) < 1e-6, 'steps');
    assert.equal(packed.lines.flatMap((line) => line.steps).length + packed.orderSteps.length, packed.steps.length);
    const booked = entries.filter(({ unit }) => unit === 'points').reduce((sum, { amount }) => sum + Number(amount), 0);
    assert.ok(Math.abs(booked - points(packed)) < 1e-6, 'entries');
  }));

test('a hint pays what it says', async () => {
  let followed = 0;
  await forEach(({ account, order }) => {
    const now = account.preview({ order });
    for (const hint of now.hints()) {
      const then = account.preview({ order: hint.order });
      const gain = hint.gain.points.points ?? 0;
      assert.ok(Math.abs(points(then) - points(now) - Number(gain)) < 1e-6, `${hint.what} says ${gain}`);
      followed += 1;
    }
  });
  assert.ok(followed > 100, `only ${followed} hints were given`);
});
