// Node, from the installed tarball: on the main thread and in a worker thread.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { project, sample } from './project.mjs';

for (const script of ['main.js', 'worker.js']) {
  test(`Node runs ${script}`, (t) => {
    const printed = execFileSync(process.execPath, [script], { cwd: project(t, 'node'), encoding: 'utf8' });
    assert.deepEqual(JSON.parse(printed), sample.expected);
  });
}
