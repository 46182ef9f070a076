// What the way of an order as numbers must not lose of the way as text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ActivityError, HandleError, Program, ProgramError } from '#earnest';
import { LINE, MORE, ORDER } from '../../pkg-config/js/fields.js';
import { document, line, order } from './club.mjs';

const refusedWith = (code) => (error) => error instanceof ActivityError && (error.code === code || error.findings.some((one) => one.code === code));

test('the fields that may go as numbers are those of the schema', () => {
  const { $defs: defs } = JSON.parse(readFileSync(new URL('../../pkg-config/schema/event.json', import.meta.url), 'utf8'));
  const fields = ({ properties }) => Object.keys(properties).sort();
  assert.deepEqual(fields(defs.Order), [...ORDER, ...MORE].sort());
  assert.deepEqual(fields(defs.OrderLine), [...LINE].sort());
});

test('the first order tells the same as the next ones and as its text', async () => {
  const account = (await Program.load(document)).account('acme');
  const first = account.preview({ order });
  const next = account.preview({ order });
  assert.deepEqual(next.points, { points: 10 });
  assert.deepEqual(first.points, next.points);
  assert.deepEqual(first.steps, next.steps);
  assert.deepEqual(first.detail.points, first.points);
});

const WRONG = [
  [{ chanel: 'web' }, 'unknown-field'],
  [{ lines: [{ sku: 'A', qty: 2, unitPrice: 5.25 }] }, 'unknown-field'],
  [{ attributes: { channel: 5 } }, 'wrong-type'],
  [{ attributes: [] }, 'wrong-type'],
  [{ participant: 7 }, 'wrong-type'],
  [{ invoiced: '2026-03-02 10:00' }, 'invalid-date'],
  [{ measures: { km: 'far' } }, 'invalid-number'],
  [{ lines: [{ ...line, id: 7 }] }, 'wrong-type'],
  [{ lines: [{ ...line, tags: {} }] }, 'wrong-type'],
  [{ lines: [{ ...line, attributes: { colour: 5 } }] }, 'wrong-type'],
  [{ lines: [{ ...line, attributes: { brand: 'Acme' } }] }, 'contradiction'],
  [{ lines: [{ ...line, amount: '7.00', unitPrice: 'abc' }] }, 'invalid-number'],
  [{ lines: [{ ...line, quantity: 'many' }] }, 'invalid-number'],
  [{ lines: [{ ...line, unitPrice: '0x10' }] }, 'invalid-number'],
  [{ lines: [{ ...line, unitPrice: '+5' }] }, 'invalid-number'],
  [{ lines: [{ ...line, unitPrice: -1 }] }, 'out-of-range'],
  [{ lines: [null] }, 'wrong-type'],
  [{ lines: [] }, 'missing-field'],
  [{ at: 'today' }, 'invalid-date'],
];

test('what is wrong with an order is told, the first one or the hundredth, as posting it would', async () => {
  const program = await Program.load(document);
  const used = program.account('acme');
  used.preview({ order });
  used.preview({ order });
  for (const [wrong, code] of WRONG) {
    const event = { order: { ...order, ...wrong } };
    const fresh = (await Program.load(document)).account('acme');
    for (const run of [() => fresh.preview(event), () => used.preview(event), () => used.whatIf(event, { remove: ['spend'] }), () => used.post(event)]) {
      assert.throws(run, refusedWith(code), JSON.stringify(wrong));
    }
  }
});

test('an event is one thing', async () => {
  const account = (await Program.load(document)).account('acme');
  account.preview({ order });
  for (const event of [{ order, use: { id: 'u' } }, { order, retrun: {} }]) assert.throws(() => account.preview(event), ActivityError);
  assert.throws(() => account.preview(null), TypeError);
});

test('a field that is there and undefined is not there', async () => {
  const account = (await Program.load(document)).account('acme');
  const loose = { ...order, invoiced: undefined, lines: [{ ...line, discount: undefined, colour: undefined }] };
  assert.deepEqual(account.preview({ order: loose }).points, { points: 10 });
});

test('what a preview computes late is of the order that it saw', async () => {
  const account = (await Program.load(document)).account('acme');
  const own = structuredClone(order);
  const preview = account.preview({ order: own });
  own.lines[0].quantity = 9;
  assert.deepEqual(preview.points, { points: 10 });
  for (const late of [() => preview.detail, () => preview.hints(), () => preview.unpaid()]) assert.throws(late, HandleError);
});

test('a step explains itself, and so does a copy of it, on either side of a comparison', async () => {
  const account = (await Program.load(document)).account('acme');
  const compared = account.whatIf({ order }, { add: [{ id: 'double', multiply: 2 }] });
  const told = compared.with.steps.map((step) => compared.with.explain(step));
  assert.deepEqual(told, ['spend: 10 points on 10.50 at 1, rounded down.', 'double: 11 points more, points times 2.']);
  assert.deepEqual(structuredClone(compared.with.steps).map((step) => compared.with.explain(step)), told);
});

test('what was freed says so, and a freed scenario is compiled again', async () => {
  const program = await Program.load(document);
  const account = program.account('acme');
  const changes = { remove: ['spend'] };
  program.scenario(changes).free();
  assert.deepEqual(account.whatIf({ order }, changes).difference.points, { points: -10 });
  account.free();
  assert.throws(() => account.preview({ order }), HandleError);
});

test('an outcome that was booked has no hints', async () => {
  const { outcome } = (await Program.load(document)).account('acme').post({ order });
  assert.throws(() => outcome.hints(), HandleError);
  assert.throws(() => outcome.unpaid(), HandleError);
});

test('a posted order is refused in a preview and in a what-if, before and after others', async () => {
  const program = await Program.load(document);
  const { account } = program.account('acme').post({ order });
  const other = { ...order, id: '2' };
  assert.throws(() => account.preview({ order }), refusedWith('duplicate'));
  assert.deepEqual(account.preview({ order: other }).points, { points: 10 });
  assert.throws(() => account.preview({ order }), refusedWith('duplicate'));
  assert.throws(() => account.whatIf({ order }, { remove: ['spend'] }), refusedWith('duplicate'));
  assert.deepEqual(account.whatIf({ order: other }, { remove: ['spend'] }).difference.points, { points: -10 });
});

test('what is settled for an account outlives many versions evaluated in between', async () => {
  const months = Array.from({ length: 40 }, (_, i) => `${2026 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);
  const rules = [
    { id: 'gold', when: { account: { attributes: { club: 'gold' } } }, earn: { points: 10 } },
    { id: 'base', earn: { points: 2, per: 1 } },
    { id: 'tools', when: { category: 'tools' }, earn: { points: 50, per: 1 } },
  ];
  const program = await Program.load({ ...document, versions: months.map((month) => ({ from: `${month}-01`, rules })) });
  const [gold, plain] = [program.account('gold', { attributes: { club: 'gold' } }), program.account('plain')];
  const on = (month, category) => ({ order: { id: '1', at: `${month}-02`, lines: [{ sku: 'X', category, amount: 10 }] } });
  const before = gold.preview(on(months[0], 'paint')).points;
  for (const month of months) plain.preview(on(month, 'tools'));
  for (const category of ['paint', 'tools']) plain.preview(on(months[0], category));
  const after = gold.preview(on(months[0], 'paint'));
  assert.deepEqual(after.points, before);
  assert.deepEqual(after.points, after.detail.points);
});

test('a scenario goes on when the program it came from is freed', async () => {
  const program = await Program.load(document);
  const scenario = program.scenario({ add: [{ id: 'more', earn: { points: 5 } }] });
  program.free();
  assert.deepEqual(scenario.account('acme').preview({ order: { ...order, lines: [{ ...line, sku: 'new' }] } }).points, { points: 15 });
});

test('what a comparison tells is of one order, however the shop goes on', async () => {
  const account = (await Program.load(document)).account('acme');
  const own = structuredClone(order);
  const cart = account.cart({ order: own });
  own.lines[0].quantity = 4;
  const { without, with: changed, difference } = cart.whatIf({ add: [{ id: 'double', multiply: 2 }] });
  assert.deepEqual([without.points.points, changed.points.points, difference.points.points], [10, 21, 11]);
});

test('a text that JSON.parse refuses is refused', async () => {
  for (const odd of ['\u00a0', '\u000b', '\f']) {
    const [found] = await Program.check(JSON.stringify(document).replace(',', `,${odd}`));
    assert.equal(found.code, 'invalid-json');
  }
  const [found] = await Program.check(JSON.stringify(document).replace('club', 'cl\tub'));
  assert.equal(found.code, 'invalid-json');
});

test('what is wrong with changes is told where it stands in them', async () => {
  const program = await Program.load({ ...document, versions: [document.versions[0], { ...document.versions[0], from: '2026-06-01' }] });
  for (const [changes, path, value] of [
    [{ add: [{ id: 'ok', earn: { points: 5 } }, { id: 'odd', earn: { pints: 1 } }] }, '$.add[1].earn.pints', '1'],
    [{ change: [{ id: 'spend', earn: { points: 1, per: 0 } }] }, '$.change[0].earn.per', '0'],
    [{ remove: ['spend', 'nope'] }, '$.remove[1]', '"nope"'],
    [{ ad: [] }, '$.ad', '[]'],
  ]) {
    const text = JSON.stringify(changes);
    assert.throws(() => program.scenario(changes), (error) => {
      assert.ok(error instanceof ProgramError);
      const found = error.findings.filter((one) => one.path === path);
      assert.deepEqual(found.map((one) => one.value), [value]);
      assert.ok(text.slice(found[0].column - 1).includes(value) && found[0].line === 1, `${found[0].line}:${found[0].column}`);
      return true;
    });
  }
});
