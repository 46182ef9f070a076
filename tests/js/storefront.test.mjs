// The storefront's engine against the full one: every order of the corpus is previewed by both, with the same numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Compact } from '#earnest/compact';
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

/** The same of a storefront, with the account read for the order's day, as a host does for a page. */
function previewedSmall(compact, program, state, shared, event) {
  const { at, invoiced, participant } = event.order;
  try {
    return previewed(program.account(compact.account(state, { at, invoiced, participant, shared })), event);
  } catch (error) {
    if (!(error instanceof full.EarnestError) && error.code === undefined) throw error;
    return { refused: error.code };
  }
}

let orders = 0;
for (const one of corpus().filter(({ events }) => events)) {
  test(`${one.file} ${one.id}`, async () => {
    const [program, compact] = await Promise.all([full.Program.load(one.program), Compact.load(one.program)]);
    const small = await shop.Program.load(compact.program);
    const stored = new Map();
    let shared;
    let current = one.account ?? { account: 'acme' };
    for (const { account, event } of one.events) {
      current = account ?? current;
      const state = stored.get(current.account) ?? current;
      const before = program.account(state, { shared });
      // What is posted already is no cart any more: a storefront is not told the ids of orders.
      if (event.order && previewed(before, event).refused !== 'duplicate') {
        const told = previewedSmall(compact, small, state, shared, event);
        // An order that settles closed periods again is for the whole engine.
        const again = told.refused === 'stale' && event.order.invoiced !== undefined;
        if (!again) assert.deepEqual(told, previewed(before, event), JSON.stringify(event));
        orders += again ? 0 : 1;
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
    compact.free();
    program.free();
  });
}

test('that was much', () => assert.ok(orders > 300, `${orders} orders`));

const AT = '2026-03-10T10:00:00';
const bought = (order) => ({ order: { id: 'o1', at: AT, lines: [{ sku: 'A', quantity: 2, unitPrice: '10.50' }], ...order } });
const push = { add: [{ id: 'push', earn: { points: 3, per: '1.00' } }] };

/** A storefront's account, and what made it. */
async function visitor(options) {
  const compact = await Compact.load(club, options);
  const program = await shop.Program.load(compact.program);
  return { compact, program, account: program.account(compact.account('acme', { at: AT })) };
}

test('carts are compared with what-ifs', async () => {
  const { account } = await visitor({ whatIf: { push } });
  const whole = (await full.Program.load(club)).account('acme');
  const fraction = { lines: [{ sku: 'A', quantity: '2.5', unitPrice: '10.505' }] };
  for (const event of [bought(), bought(fraction)]) {
    const [one, other] = [account.whatIf(event, 'push'), whole.whatIf(event, push)];
    assert.deepEqual(one.difference, other.difference);
    assert.deepEqual([one.with.points, one.without.points], [other.with.points, other.without.points]);
  }
  assert.throws(() => account.whatIf(bought(), 'pull'), { code: 'entry' });
});

test('an account is good for its day, its person and its program', async () => {
  const { compact, program, account } = await visitor();
  assert.equal(account.preview(bought()).points.points, account.preview(bought({ at: '2026-03-10T23:59:59' })).points.points);
  for (const other of [{ at: '2026-03-11' }, { invoiced: '2026-04-01' }, { participant: 'ada' }]) {
    assert.throws(() => account.preview(bought(other)), { name: 'ActivityError', code: 'stale' });
  }
  const ada = program.account(compact.account('acme', { at: AT, participant: 'ada' }));
  assert.equal(ada.preview(bought({ participant: 'ada' })).gross, '21.00');
  const other = await Compact.load({ ...club, id: 'other' });
  assert.throws(() => program.account(other.account('acme', { at: AT })), { name: 'CompactError', code: 'other-program' });
  assert.throws(() => other.account('acme', { at: '1999-01-01' }), { code: 'not-in-force' });
  assert.throws(() => other.account('acme', { at: 'noon' }), { code: 'invalid-date' });
  assert.throws(() => other.account({ account: 'acme', nonsense: 1 }, { at: AT }), { name: 'StateError' });
});

test('bytes that are damaged, or of another version, are refused', async () => {
  const { compact, program } = await visitor();
  const bytes = compact.program;
  assert.equal(program.id, club.id);
  const changed = (at, more = 1) => bytes.map((byte, place) => (place === at ? byte + more : byte));
  await assert.rejects(shop.Program.load(changed(bytes.length - 5)), { name: 'CompactError', code: 'damaged' });
  await assert.rejects(shop.Program.load(bytes.subarray(0, 40)), { code: 'damaged' });
  await assert.rejects(shop.Program.load(new Uint8Array()), { code: 'damaged' });
  // Behind the mark and the kind stand the length and the text of the version.
  await assert.rejects(shop.Program.load(changed('earnest compact p'.length + 1)), { code: 'other-version' });
  assert.throws(() => program.account(bytes), { code: 'damaged' });
});

test('an order that cannot be is refused', async () => {
  const { account } = await visitor();
  for (const order of [{ lines: [] }, { lines: [{ sku: 'A', amount: 'much' }] }, { nonsense: 1 }, { at: 'noon' }]) {
    assert.throws(() => account.preview(bought(order)), { name: 'ActivityError', code: 'event' });
  }
});

test('what it does without names the entry that has it', async () => {
  const { account } = await visitor();
  const preview = account.preview(bought());
  const missing = [
    () => preview.hints(),
    () => preview.unpaid(),
    () => preview.detail,
    () => preview.messages(),
    () => account.preview({ activity: { id: 'a1', at: '2026-03-10', type: 'review' } }),
  ];
  for (const ask of missing) {
    assert.throws(ask, (error) => error instanceof shop.EntryError && error.code === 'entry' && /import 'earnest'/.test(error.message));
  }
  // It can still be looked at.
  assert.deepEqual(JSON.parse(JSON.stringify(preview)).points, preview.points);
});

test('changes that make no program are refused when the bytes are made', async () => {
  const { ProgramError } = await import('#earnest/compact');
  await assert.rejects(Compact.load({ ...club, nonsense: true }), ProgramError);
  await assert.rejects(Compact.load(club, { whatIf: { push: { remove: ['nobody'] } } }), ProgramError);
});
