// The engine against the second calculator: first that it comes to the published figures itself, then a small share of
// drawn programs and histories. `npm run oracle -- 10000 7` compares more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpus, differing } from '../oracle/published.mjs';
import { engine } from '../oracle/check/engine.mjs';
import { asText, compare } from '../oracle/run.mjs';

test('the second calculator comes to the figures of the corpus', () => {
  const cases = corpus().filter(({ findings }) => !findings);
  assert.ok(cases.length > 100);
  for (const one of cases) assert.deepEqual(differing(one), [], one.id);
});

test('the engine and the second calculator agree on drawn programs', async () => {
  const { pairs, events, found } = await compare(180, 20260301, { engine });
  assert.deepEqual(found.map(asText), []);
  assert.equal(pairs, 180);
  assert.ok(events > 900, `${events} events`);
});
