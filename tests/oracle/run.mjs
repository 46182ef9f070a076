// node tests/oracle/run.mjs [pairs] [seed] [most differences of each process]: draws programs and histories, and compares after each event the package with
// the native engine, byte for byte, and both with the second calculator. Several processes share the pairs. At a
// difference a smaller program and history that still differ are printed.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { difference } from './check/compare.mjs';
import { native } from './check/native.mjs';
import { shrunk } from './check/shrink.mjs';
import { drawHistory } from './draw/histories.mjs';
import { drawProgram } from './draw/programs.mjs';
import { Random } from './draw/random.mjs';

/** The pair of a seed and a number: the same on every machine. */
export function draw(seed, number) {
  const random = new Random(seed * 1_000_003 + number);
  const document = drawProgram(random);
  return { document, ...drawHistory(random, document) };
}

/** Compares the pairs from `first` on, each `step` further; stops after so many differences. */
export async function compare(pairs, seed, { first = 0, step = 1, natively = null, told = () => {}, most = 1, engine, isOver = () => false } = {}) {
  let [done, events] = [0, 0];
  const found = [];
  for (let number = first; number < pairs && !isOver(); number += step) {
    const one = draw(seed, number);
    done += 1;
    events += one.events.length;
    const differs = await difference(one, engine, natively);
    if (differs) {
      const small = { number, ...(await shrunk(one, (smaller) => difference(smaller, engine, natively))) };
      told(small);
      found.push(small);
      if (found.length >= most) break;
    }
  }
  return { pairs: done, events, found };
}

/** A difference as text: what differs, and a program and events to see it with. */
export function asText({ number, one, found }) {
  const { at, what, engine: ours, oracle } = found;
  return [
    `pair ${number}, event ${at + 1}: ${what}: the engine says ${JSON.stringify(ours)}, the second calculator ${JSON.stringify(oracle)}`,
    `program ${JSON.stringify(one.document)}`,
    ...one.accounts.map((account) => `account ${JSON.stringify(account)}`),
    ...one.events.map((event) => `event ${JSON.stringify(event)}`),
  ].join('\n');
}

/** The package, unless the native engine alone is asked for. */
const packaged = async () => (process.env.EARNEST_ONLY === 'native' ? undefined : (await import('./check/engine.mjs')).engine);

/** One of several processes: its share of the pairs. */
async function work([pairs, seed, first, step, most]) {
  const natively = native();
  const engine = await packaged();
  let over = false;
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (over = true));
  const told = (small) => process.send({ small: asText(small) });
  const { pairs: done, events, found } = await compare(pairs, seed, { first, step, natively, most, told, engine, isOver: () => over });
  natively?.end();
  process.send({ done, events, differences: found.length });
  process.disconnect();
}

/** All processes, and what they come to. */
async function main([pairs = 1000, seed = 1, most = 5]) {
  const processes = Math.min(availableParallelism(), pairs);
  const began = Date.now();
  const natively = native();
  natively?.end();
  const children = [];
  // Broken off, it tells what it has compared so far.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => children.forEach((child) => child.kill('SIGTERM')));
  const results = await Promise.all(
    Array.from({ length: processes }, (_, first) => {
      const child = fork(fileURLToPath(import.meta.url), ['--work', pairs, seed, first, processes, most].map(String));
      children.push(child);
      return new Promise((resolve) => {
        child.on('message', (message) => (message.small ? console.log(`${message.small}\n`) : resolve(message)));
        child.on('exit', () => resolve({ done: 0, events: 0, differences: most }));
      });
    }),
  );
  const total = (field) => results.reduce((sum, one) => sum + one[field], 0);
  const against = process.env.EARNEST_ONLY === 'native' ? 'the native engine and the second calculator' : natively ? 'the package, the native engine and the second calculator' : 'the package and the second calculator (no native engine is built)';
  console.log(`${total('done')} pairs of a program and a history, ${total('events')} events, seed ${seed}: ${total('differences')} differences between ${against}, ${Math.round((Date.now() - began) / 1000)} s`);
  if (total('differences') > 0) process.exitCode = 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [mode, ...rest] = process.argv.slice(2);
  if (mode === '--work') await work(rest.map(Number));
  else await main([mode, ...rest].filter((one) => one !== undefined).map(Number));
}
