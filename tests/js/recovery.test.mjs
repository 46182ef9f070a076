// An instance that trapped is thrown away; what a page holds goes on in a new one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineError, HandleError, Program } from '#earnest';
import { WasmAccount } from '../../pkg/earnest.js';

const document = {
  earnest: 1,
  id: 'club',
  currency: 'EUR',
  timeZone: 'UTC',
  versions: [{ from: '2026-01-01', rules: [{ id: 'spend', earn: { points: 1, per: '1.00' } }] }],
};
const order = (id) => ({ order: { id, at: '2026-03-01T10:00:00', lines: [{ sku: 'A', quantity: 2, unitPrice: 5.25 }] } });

test('after a trap, programs and accounts answer from a new instance, and nothing was booked', async () => {
  const program = await Program.load(document);
  const account = program.account('acme').post(order('1')).account;
  account.preview(order('2'));
  const before = account.preview(order('2')).points;
  const { previewPacked, post } = WasmAccount.prototype;
  for (const [name, run] of [
    ['previewPacked', () => account.preview(order('2'))],
    ['post', () => account.post(order('2'))],
  ]) {
    WasmAccount.prototype[name] = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    assert.throws(run, EngineError);
    Object.assign(WasmAccount.prototype, { previewPacked, post });
    assert.deepEqual(account.preview(order('2')).points, before);
    assert.equal(account.revision, 1);
  }
  const posted = account.post(order('2'));
  assert.equal(JSON.parse(posted.state).balances.points, 20);
});

test('an account is posted on once', async () => {
  const program = await Program.load(document);
  const account = program.account('acme');
  account.post(order('1'));
  assert.throws(() => account.post(order('2')), HandleError);
});
