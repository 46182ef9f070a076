// The storefront's engine against the full one: every order of the corpus is previewed by both, with the same numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as shop from '#earnest/storefront';
import { corpus } from '../oracle/published.mjs';
import { document as club } from './club.mjs';
import * as full from './earnest.mjs';

const PARTS = ['points', 'gross', 'discount', 'net', 'money', 'rewards', 'lines'];

/** What a preview comes to, or the code it is refused with; of an amount that accrues what both tell. */
function previewed(account, event) {
  let preview;
  try {
    preview = account.preview(event);
  } catch (error) {
    if (!(error instanceof Error) || error.code === undefined) throw error;
    return { refused: error.code };
  }
  const accruals = preview.accruals.map(({ rule, kind, base, accrued, added, band }) => ({ rule, kind, base, accrued, added, band }));
  const tiers = preview.tiers.map(({ ladder, before, after, next }) => [
    ladder,
    before,
    after,
    next?.level,
    next?.share,
    next?.metrics.map(({ metric, has, needs, missing }) => [metric, has, needs, missing]),
  ]);
  // The full engine tells some orders in words: base, rate and rounding of a step are among them.
  const steps = [...preview.steps, ...preview.orderSteps].map(({ rule, kind, unit, line, amount, term }) => ({ rule, kind, unit, line, amount, term }));
  // What is there and undefined, and what is not there, is the same once it is text.
  return JSON.parse(JSON.stringify({ ...Object.fromEntries(PARTS.map((part) => [part, preview[part]])), steps, accruals, tiers }, plain));
}

const plain = (_, value) => (value === null ? undefined : value);

let orders = 0;
for (const one of corpus().filter(({ events }) => events)) {
  test(`${one.file} ${one.id}`, async () => {
    const [program, small] = await Promise.all([full.Program.load(one.program), shop.Program.load(one.program)]);
    const stored = new Map();
    let shared;
    let current = one.account ?? { account: 'acme' };
    for (const { account, event } of one.events) {
      current = account ?? current;
      const state = stored.get(current.account) ?? current;
      const before = program.account(state, { shared });
      if (event.order) {
        assert.deepEqual(previewed(small.account(state, { shared }), event), previewed(before, event), JSON.stringify(event));
        orders += 1;
      }
      try {
        const posted = before.post(event);
        stored.set(current.account, posted.state);
        shared = posted.shared;
      } catch (error) {
        if (!(error instanceof full.EarnestError)) throw error;
      }
    }
    small.free();
    program.free();
  });
}

test('that was much', () => assert.ok(orders > 300, `${orders} orders`));

const bought = (order) => ({ order: { id: 'o1', at: '2026-03-10T10:00:00', lines: [{ sku: 'A', quantity: 2, unitPrice: '10.50' }], ...order } });

test('carts are compared with changes, those that go as text too', async () => {
  const changes = { add: [{ id: 'push', earn: { points: 3, per: '1.00' } }] };
  const [small, whole] = await Promise.all([shop.Program.load(club), full.Program.load(club)]);
  const fraction = { lines: [{ sku: 'A', quantity: '2.5', unitPrice: '10.505' }] };
  for (const event of [bought(), bought(fraction)]) {
    const [one, other] = [small, whole].map((program) => program.account('acme').whatIf(event, changes));
    const { lines: _, ...total } = other.difference;
    assert.deepEqual({ ...one.difference, lines: undefined }, { ...total, lines: undefined });
    assert.deepEqual(one.with.points, other.with.points);
  }
});

test('what it does without names the entry that has it', async () => {
  const account = (await shop.Program.load(club)).account('acme');
  const preview = account.preview(bought());
  const missing = [
    () => preview.hints(),
    () => preview.unpaid(),
    () => preview.detail,
    () => account.post(bought()),
    () => account.advance('2026-04-01'),
    () => account.preview({ activity: { id: 'a1', at: '2026-03-10', type: 'review' } }),
  ];
  for (const ask of missing) {
    assert.throws(ask, (error) => error instanceof shop.EntryError && error.code === 'entry' && /import 'earnest'/.test(error.message));
  }
  // It can still be looked at.
  assert.deepEqual(JSON.parse(JSON.stringify(preview)).points, preview.points);
});

test('every call of the full engine is there or is named as lacking', async () => {
  await Promise.all([shop.Program.load(club), full.Program.load(club)]);
  const methods = (one) => Object.getOwnPropertyNames(Object.getPrototypeOf(one));
  const [has, wants] = await Promise.all([shop, full].map(async ({ Program }) => methods((await Program.load(club)).account('acme')._wasm())));
  // The text of a state is made by posting alone.
  assert.deepEqual(wants.filter((name) => !has.includes(name)), ['state']);
});

test('findings have codes and places, and no sentences', async () => {
  const text = JSON.stringify({ ...club, nonsense: true });
  await assert.rejects(shop.Program.load(text), (error) => {
    assert.ok(error instanceof shop.ProgramError);
    const [{ code, path, line, message }] = error.findings;
    assert.deepEqual([code, path, line, message], ['unknown-field', '$.nonsense', 1, '']);
    return /unknown-field/.test(error.message) && /'earnest'/.test(error.message);
  });
  const account = (await shop.Program.load(club)).account('acme');
  assert.throws(() => account.preview(bought({ at: '1999-01-01' })), { code: 'not-in-force' });
});
