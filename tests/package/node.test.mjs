// Node, from the installed tarball: on the main thread and in a worker thread.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { project, sample } from './project.mjs';

test('the storefront previews in Node', (t) => {
  const printed = execFileSync(process.execPath, ['main.js'], { cwd: project(t, 'storefront'), encoding: 'utf8' });
  const { points, explained } = sample.expected;
  const hints = "'earnest/storefront' has no whole outcomes (forecasts, reasons, hints, sentences): import 'earnest' for it";
  assert.deepEqual(JSON.parse(printed), { points, explained, hints });
});

for (const script of ['main.js', 'worker.js']) {
  test(`Node runs ${script}`, (t) => {
    const printed = execFileSync(process.execPath, [script], { cwd: project(t, 'node'), encoding: 'utf8' });
    assert.deepEqual(JSON.parse(printed), sample.expected);
  });
}
