// Measures the built package: `node benches/run.mjs [--check | --write-docs]`.
//
// Without a flag it compares, measures, writes target/bench.json and fails when a bar is missed. `--check` only
// compares results; `--write-docs` puts the figures of target/bench.json into docs/performance.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { missed } from './bars.mjs';
import { print, writeDocs } from './report.mjs';

const output = new URL('../target/bench.json', import.meta.url);

async function measureAll() {
  const { measure } = await import('./figures.mjs');
  const figures = await measure();
  mkdirSync(new URL('.', output), { recursive: true });
  writeFileSync(output, `${JSON.stringify(figures, null, 2)}\n`);
  print(figures);
  const names = missed(figures);
  if (names.length > 0) {
    console.error(`\nmissed: ${names.join(', ')}`);
    process.exitCode = 1;
  }
}

async function checkOnly() {
  const { check } = await import('./figures.mjs');
  await check();
  console.log('all contestants agree on all carts');
}

const tasks = new Map([
  [undefined, measureAll],
  ['--check', checkOnly],
  ['--write-docs', async () => writeDocs(JSON.parse(readFileSync(output, 'utf8')))],
]);
const task = tasks.get(process.argv[2]);
if (!task) {
  console.error('usage: node benches/run.mjs [--check | --write-docs]');
  process.exit(2);
}
await task();
