// The races of whole books, and what comes out of them.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { median } from '../measure.mjs';
import * as dataDriven from './data-driven.mjs';
import * as earnest from './earnest.mjs';
import * as hand from './hand.mjs';
import * as typed from './typed.mjs';
import { asColumns, asObjects, makeBook } from './workload.mjs';

const ORDERS = Number(process.env.EARNEST_BOOK ?? 1_000_000);
const ROUNDS = 5;

/** Growth is told from the smallest to the largest book. */
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];

async function timed(run) {
  const start = performance.now();
  const result = await run();
  return [performance.now() - start, result];
}

/** Everybody in turn, round after round: by name the ms of each round, and that all came to the same. */
async function race(entries) {
  const times = Object.fromEntries(entries.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    let first;
    for (const { name, run, read = (result) => result } of entries) {
      const [ms, result] = await timed(run);
      times[name].push(ms);
      first ??= result;
      if (!isDeepStrictEqual(read(result), first)) throw new Error(`${name} comes to ${JSON.stringify(read(result))}, not to ${JSON.stringify(first)}`);
    }
  }
  return times;
}

const ratio = (times, of, to) => median(times[of].map((ms, round) => ms / times[to][round]));

/** A run in a process of its own: the time of an order, and the most memory over what the columns take. */
function apart(orders) {
  const child = new URL('child.mjs', import.meta.url).pathname;
  const runs = Array.from({ length: orders > 1_000_000 ? 1 : 3 }, () => JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=16384', child, String(orders)], { encoding: 'utf8' })));
  return { orders, micros: median(runs.map(({ ms }) => (ms * 1000) / orders)), memory: median(runs.map(({ memory }) => memory)) };
}

/** Throws unless everybody gives the same sums of a small book. */
export async function check() {
  const book = makeBook(5_000);
  const [objects, columns] = [asObjects(book), asColumns(book)];
  const sums = [hand.simulate(objects), typed.simulate(book), dataDriven.simulate(objects)];
  for (const workers of [0, 1, 2]) sums.push(earnest.translated(await earnest.simulate(columns, workers)));
  if (!sums.every((one) => isDeepStrictEqual(one, sums[0]))) throw new Error(`not all came to the same: ${JSON.stringify(sums)}`);
}

/** The columns in a file, as native.rs reads them: eight bytes for each number, codes of texts first. */
function written(columns) {
  const path = join(mkdtempSync(join(tmpdir(), 'earnest-book-')), 'book');
  const texts = ['account', 'order', 'sku', 'category', 'brand', 'order.channel', 'account.segment'];
  const millionths = ['quantity', 'unitPrice', 'discount', 'measure.review', 'measure.referral', 'measure.profile'];
  const rows = columns.at.length;
  const file = openSync(path, 'w');
  const put = (column, scale) => writeSync(file, BigInt64Array.from({ length: rows }, (_, row) => BigInt(Math.round(column[row] * scale))));
  for (const name of texts) put(columns[name].codes ?? columns[name], 1);
  put(columns.at, 1);
  for (const name of millionths) put(columns[name], 1_000_000);
  closeSync(file);
  const head = { rows, columns: [...texts, 'at', ...millionths], names: texts.map((name) => columns[name].names ?? null) };
  writeFileSync(`${path}.json`, JSON.stringify(head));
  return path;
}

/** The native engine over the same columns, on one core. */
function nativeRun(path) {
  const program = new URL('../program.json', import.meta.url).pathname;
  const native = new URL('../../target/release/examples/book', import.meta.url).pathname;
  return JSON.parse(execFileSync(native, [program, path], { encoding: 'utf8', maxBuffer: 2 ** 30 }));
}

export async function measure() {
  await check();
  execFileSync('cargo', ['build', '--quiet', '--release', '--locked', '--example', 'book'], { stdio: 'inherit' });
  const book = makeBook(ORDERS);
  const [objects, columns] = [asObjects(book), asColumns(book)];
  const read = earnest.translated;
  const times = await race([
    { name: 'hand', run: () => hand.simulate(objects) },
    { name: 'typed', run: () => typed.simulate(book) },
    { name: 'data-driven', run: () => dataDriven.simulate(objects) },
    { name: 'one worker', run: () => earnest.simulate(columns, 1), read },
    { name: 'two workers', run: () => earnest.simulate(columns, 2), read },
  ]);
  const path = written(columns);
  const natives = Array.from({ length: ROUNDS }, () => nativeRun(path));
  rmSync(dirname(path), { recursive: true });
  if (!isDeepStrictEqual(earnest.translated(natives[0].tally), hand.simulate(objects))) throw new Error('the native engine comes to something else');
  times.native = natives.map(({ ms }) => ms);
  const grown = SIZES.filter((size) => size <= ORDERS * 10).map(apart);
  const each = grown.map(({ micros }) => micros);
  return {
    sim_columns: ratio(times, 'one worker', 'hand'),
    sim_vs_typed: ratio(times, 'one worker', 'typed'),
    sim_vs_data_driven: ratio(times, 'one worker', 'data-driven'),
    sim_scaling: ratio(times, 'one worker', 'two workers'),
    sim_native: ratio(times, 'native', 'one worker'),
    sim_growth: each.at(-1) / each[0],
    sim_memory: grown.at(-1).memory,
    detail: { orders: ORDERS, micros: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, (median(all) * 1000) / ORDERS])), grown },
  };
}
