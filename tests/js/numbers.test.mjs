// An order goes to the engine as numbers and its outcome is read from numbers; `detail` goes as text both ways. On drawn
// programs and histories the two tell the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Program } from '#earnest';
import { draw } from '../oracle/run.mjs';

const SEED = 20260302;
const PAIRS = 400;

const plain = (value) => JSON.parse(JSON.stringify(value));
const stepOf = ({ rule, kind, unit, line, amount }) => ({ rule, kind, unit, line: line ?? null, amount });
const tierOf = ({ ladder, before, after, next }) => ({
  ladder,
  before: before ?? null,
  after: after ?? null,
  next: next ? { level: next.level, share: next.share, metrics: next.metrics.map(({ metric, has, needs, missing }) => ({ metric, has, needs, missing })) } : null,
});
const accrualOf = ({ rule, kind, base, accrued, added, band }) => ({ rule, kind, base, accrued, added, band: band ?? null });
const lineOf = ({ gross, discount, net, points }) => ({ gross, discount, net, points });

/** What both ways tell. */
const told = ({ points, gross, discount, net, money, lines, steps, tiers, accruals }) =>
  plain({ points, gross, discount, net, money, lines: lines.map(lineOf), steps: steps.map(stepOf), tiers: tiers.map(tierOf), accruals: accruals.map(accrualOf) });

/** Numbers as a shop's front end has them, where the draw has text; who ordered and where goes as text. */
const withNumbers = ({ participant, partner, due, ...order }) => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, ...(line.quantity !== undefined && { quantity: Number(line.quantity) }) })),
});

test('numbers and text tell the same', async () => {
  let [previews, packed, steps] = [0, 0, 0];
  for (let number = 0; number < PAIRS; number += 1) {
    const { document, accounts, events } = draw(SEED, number);
    const program = await Program.load(document);
    const held = new Map(accounts.map((state) => [state.account, program.account(state)]));
    let shared = '{}';
    for (const { account: id, event } of events) {
      const account = program.account(held.get(id).state, { shared });
      let posted;
      try {
        if (event.order) {
          const preview = account.preview({ order: withNumbers(event.order) });
          assert.deepEqual(told(preview), told(preview.detail), `pair ${number}, ${event.order.id}: ${JSON.stringify(document)}`);
          previews += 1;
          packed += preview.constructor.name === 'Preview' ? 1 : 0;
          steps += preview.steps.length;
        }
        posted = account.post(event);
      } catch (error) {
        if (error.name === 'AssertionError') throw error;
        continue;
      }
      held.set(id, posted.account);
      shared = posted.shared;
    }
    program.free();
  }
  assert.ok(packed > 200 && steps > 1500, `only ${packed} of ${previews} previews went as numbers, with ${steps} steps in all`);
});
