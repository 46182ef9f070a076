// node tests/oracle/run.mjs [pairs] [seed]: draws programs and histories, and compares the package with the second
// calculator after each event. At a difference it prints a smaller program and history that still differ.
import { pathToFileURL } from 'node:url';
import { difference } from './compare.mjs';
import { engine } from './engine.mjs';
import { drawHistory } from './histories.mjs';
import { drawProgram } from './programs.mjs';
import { Random } from './random.mjs';
import { shrunk } from './shrink.mjs';

/** The pair of a seed and a number: the same on every machine. */
export function draw(seed, number) {
  const random = new Random(seed * 1_000_003 + number);
  const document = drawProgram(random);
  return { document, ...drawHistory(random, document) };
}

/** Compares so many pairs; stops at the first difference. */
export async function compare(pairs, seed) {
  let events = 0;
  for (let number = 0; number < pairs; number += 1) {
    const one = draw(seed, number);
    events += one.events.length;
    const found = await difference(one, engine);
    if (found) return { pairs: number + 1, events, found: await shrunk(one, (smaller) => difference(smaller, engine)) };
  }
  return { pairs, events, found: null };
}

/** A difference as text: what differs, and a program and events to see it with. */
export function told({ one, found }) {
  const { at, what, engine: ours, oracle } = found;
  return [
    `event ${at + 1}: ${what}: the engine says ${JSON.stringify(ours)}, the second calculator ${JSON.stringify(oracle)}`,
    `program ${JSON.stringify(one.document)}`,
    ...one.accounts.map((account) => `account ${JSON.stringify(account)}`),
    ...one.events.map((event) => `event ${JSON.stringify(event)}`),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [pairs = 1000, seed = 1] = process.argv.slice(2).map(Number);
  const { pairs: many, events, found } = await compare(pairs, seed);
  console.log(`${many} pairs of a program and a history, ${events} events, seed ${seed}: ${found ? 'a difference' : 'no difference'}`);
  if (found) {
    console.log(told(found));
    process.exitCode = 1;
  }
}
