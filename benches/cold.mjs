// How long a page waits that has the bytes but nothing compiled: a new process each time.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './measure.mjs';

const child = fileURLToPath(new URL('./cold-child.mjs', import.meta.url));

/** Milliseconds of each start, and their median. */
export function coldStarts(count = 15) {
  const starts = [];
  for (let i = 0; i < count; i++) starts.push(Number(execFileSync(process.execPath, [child], { encoding: 'utf8' })));
  return { starts, median: median(starts) };
}
