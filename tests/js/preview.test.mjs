// What the way of an order as numbers must not lose of the way as text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ActivityError, Program } from '#earnest';
import { LINE, ORDER } from '../../pkg-config/js/fields.js';

const document = {
  earnest: 1,
  id: 'club',
  currency: 'EUR',
  timeZone: 'UTC',
  versions: [{ from: '2026-01-01', rules: [{ id: 'spend', earn: { points: 1, per: '1.00' } }] }],
};
const line = { sku: 'A', quantity: 2, unitPrice: 5.25 };
const order = { id: '1', at: '2026-03-01T10:00:00', lines: [line] };
const refusedWith = (code) => (error) => error instanceof ActivityError && (error.code === code || error.findings.some((one) => one.code === code));

test('the fields that may go as numbers are those of the schema', () => {
  const { $defs: defs } = JSON.parse(readFileSync(new URL('../../pkg-config/schema/event.json', import.meta.url), 'utf8'));
  assert.deepEqual(Object.keys(defs.Order.properties).sort(), [...ORDER].sort());
  assert.deepEqual(Object.keys(defs.OrderLine.properties).sort(), [...LINE].sort());
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

test('what is wrong with the first order is told, whatever it is', async () => {
  for (const [wrong, code] of [
    [{ ...order, chanel: 'web' }, 'unknown-field'],
    [{ ...order, lines: [{ ...line, qty: 2 }] }, 'unknown-field'],
    [{ ...order, attributes: { channel: 5 } }, 'wrong-type'],
    [{ ...order, lines: [{ ...line, id: 7 }] }, 'wrong-type'],
    [{ ...order, lines: [{ ...line, quantity: 'many' }] }, 'invalid-number'],
    [{ ...order, lines: [{ ...line, unitPrice: -1 }] }, 'out-of-range'],
    [{ ...order, lines: [] }, 'missing-field'],
    [{ ...order, at: 'today' }, 'invalid-date'],
  ]) {
    const account = (await Program.load(document)).account('acme');
    assert.throws(() => account.preview({ order: wrong }), refusedWith(code), JSON.stringify(wrong));
  }
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
