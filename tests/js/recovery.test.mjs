// An instance that trapped is thrown away; what a page holds goes on in a new one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineError, HandleError, Program } from '#earnest';
import { document, order } from './club.mjs';

const event = (id) => ({ order: { ...order, id } });

test('after a trap, programs and accounts answer from a new instance, and nothing was booked', async () => {
  const program = await Program.load(document);
  const account = program.account('acme').post(event('1')).account;
  account.preview(event('2'));
  const before = account.preview(event('2')).points;
  const bound = Object.getPrototypeOf(account._wasm());
  const { previewPacked, post } = bound;
  for (const [name, run] of [
    ['previewPacked', () => account.preview(event('2'))],
    ['post', () => account.post(event('2'))],
  ]) {
    bound[name] = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    assert.throws(run, EngineError);
    Object.assign(bound, { previewPacked, post });
    assert.deepEqual(account.preview(event('2')).points, before);
    assert.equal(account.revision, 1);
  }
  const posted = account.post(event('2'));
  assert.equal(JSON.parse(posted.state).balances.points, 20);
});

test('an account is posted on once', async () => {
  const program = await Program.load(document);
  const account = program.account('acme');
  account.post(event('1'));
  assert.throws(() => account.post(event('2')), HandleError);
});
