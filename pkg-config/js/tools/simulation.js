// An order book on the engine of this thread: packed once, and run through as many programs as are asked.
import { NUMBERS, WHAT_IS_LEFT } from './columns.js';
import { SimulationError } from '../errors.js';
import { call, glue, start } from './tools.js';

/** Rows that cross to the engine at once, and orders between two breaths. */
const ROWS = 50_000;
const ORDERS = 10_000;

/** Sums on the way are told first after so many ms, then so often at most, and take this part of the time at most. */
const SOON = 300;
const OFTEN = 1_000;
const PART = 40;

const refuse = (said) => new SimulationError(said);
const breath = () => new Promise((resolve) => setTimeout(resolve));

/** Packs an encoded book; `left` are the rows that the engine leaves out. */
export async function open(book, signal) {
  await start();
  const { names, columns } = book;
  const inside = new glue.WasmBook(...['line', 'order', 'account', 'measures'].map((kind) => names[kind].join('\n')));
  try {
    const left = [];
    const known = Object.fromEntries(Object.entries(columns.texts).flatMap(([name, { names: list }]) => (name === 'order' ? [] : [[name, inside.names(list)]])));
    for (let from = 0; from < book.rows; from += ROWS) {
      signal?.throwIfAborted();
      const to = Math.min(from + ROWS, book.rows);
      left.push(...add(inside, book, known, from, to));
      await breath();
    }
    return { left, run: (job, tell, stopping) => run(inside, job, tell, stopping), close: () => inside.free() };
  } catch (error) {
    inside.free();
    throw error;
  }
}

/**
 * Runs a part of the accounts through a program; gives its sums. `note` is told how far it is, and `share` the sums so far,
 * where there is one.
 */
async function run(inside, { text, until, part, parts }, { note, share }, signal) {
  const program = call(() => glue.WasmProgram.load(text), refuse);
  let simulation;
  try {
    simulation = call(() => inside.simulate(program, JSON.stringify({ until, part, parts })), refuse);
    let next = performance.now() + SOON;
    for (;;) {
      const done = call(() => simulation.run(ORDERS), refuse);
      note([...simulation.progress()].map(Number));
      if (done) return simulation.tally();
      const now = performance.now();
      if (share && now >= next) {
        share(simulation.tally());
        next = performance.now() + Math.max(OFTEN, (performance.now() - now) * PART);
      }
      await breath();
      signal?.throwIfAborted();
    }
  } finally {
    simulation?.free();
    program.free();
  }
}

function add(inside, { names, columns, rowOf }, known, from, to) {
  const text = (name) => {
    const { codes } = columns.texts[name];
    const numbers = known[name];
    // Orders are told apart by their numbers alone.
    if (!numbers) return codes.subarray(from, to);
    const out = new Uint32Array(to - from);
    for (let at = 0; at < out.length; at++) out[at] = numbers[codes[from + at]];
    return out;
  };
  const number = (name) => columns.numbers[name]?.subarray(from, to) ?? new Float64Array(0);
  const together = (kind, List, make) => {
    const out = new List(kind.length * (to - from));
    kind.forEach((name, at) => out.set(make(name), at * (to - from)));
    return out;
  };
  const attributes = [...names.line, ...names.order.map((name) => `order.${name}`), ...names.account.map((name) => `account.${name}`)];
  const found = call(
    () =>
      inside.add(
        text('account'),
        text('order'),
        ...NUMBERS.map(number),
        together(attributes, Uint32Array, text),
        together(names.measures.map((name) => `measure.${name}`), Float64Array, number),
      ),
    refuse,
  );
  const left = [];
  for (let at = 0; at < found.length; at += 2) {
    const row = from + found[at];
    // What could not be read was told before.
    if (!columns.unread[row]) left.push({ row: rowOf ? rowOf[row] : row, reason: WHAT_IS_LEFT[found[at + 1]] });
  }
  return left;
}
