// An order book on the engine of this thread: packed once, and run through as many programs as are asked.
import { NUMBERS, REASONS } from './columns.js';
import { SimulationError } from '../../errors.js';
import { call, glue, start } from '../tools.js';

/** Orders between two breaths. */
const ORDERS = 10_000;

/** Sums on the way are told first after so many ms, then so often at most, and take this part of the time at most. */
const SOON = 300;
const OFTEN = 1_000;
const PART = 40;

/** Where the engine's own reasons begin. */
const OWN = REASONS.indexOf('no-account') + 1;

/** The place of no text. */
const NONE = 0xffff_ffff;

const refuse = (said) => new SimulationError(said);
const breath = () => new Promise((resolve) => setTimeout(resolve));

/** A book of these kinds of columns: pieces are added, then it is closed, then it is run. */
export async function open(kinds) {
  await start();
  const inside = new glue.WasmBook(...['line', 'order', 'account', 'measures'].map((kind) => kinds[kind].join('\n')));
  return {
    /** Gives of each row why it is in no order; nothing where all are. */
    add: (piece) => add(inside, piece),
    /** Nothing is added from then on; gives the day of the last order. */
    close: () => inside.close(),
    run: (job, tell, stopping) => run(inside, job, tell, stopping),
    free: () => inside.free(),
  };
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

function add(inside, { rows, orders, texts, fresh, numbers }) {
  fresh.forEach((list, column) => {
    if (list.length > 0 && !call(() => inside.texts(column, list), refuse)) throw refuse({ code: 'too-large', message: 'the book has too many different texts', help: 'leave a column out, or simulate a part of the accounts' });
  });
  const codes = together(texts, rows, Uint32Array);
  const left = new Uint8Array(rows);
  const leave = (row, reason) => {
    left[row] ||= reason;
    codes[row] = NONE;
  };
  const [at, ...amounts] = numbers;
  const seconds = wholeSeconds(at, (row) => leave(row, 1));
  const [quantity, price, discount, ...measures] = amounts.map((column, place) => column && millionths(column, (row) => leave(row, Math.min(place + 2, NUMBERS.length + 1))));
  const found = call(() => inside.add(orders, seconds, quantity, price, discount ?? new Float64Array(0), codes, together(measures, rows, Float64Array)), refuse);
  for (let place = 0; place < found.length; place += 2) left[found[place]] ||= OWN + found[place + 1];
  return found.length > 0 ? left : null;
}

/** Columns one after the other. */
function together(columns, rows, List) {
  const out = new List(columns.length * rows);
  columns.forEach((column, at) => out.set(column, at * rows));
  return out;
}

/** The first second of the year 1, and the last of the year 9999. */
const FIRST = -62_135_596_800;
const LAST = 253_402_300_799;

function wholeSeconds(column, leave) {
  const out = new Float64Array(column.length);
  for (let row = 0; row < out.length; row++) {
    const value = Math.floor(column[row]);
    if (value >= FIRST && value <= LAST) out[row] = value;
    else leave(row);
  }
  return out;
}

const SCALE = 1_000_000;

/** Numbers with six places at most as whole numbers; what is none is told to `leave`. */
function millionths(column, leave) {
  const out = new Float64Array(column.length);
  for (let row = 0; row < out.length; row++) {
    const value = column[row];
    const whole = Math.round(value * SCALE);
    // Where the nearest number of six places is the very number, it has no more.
    if (whole / SCALE === value && Number.isSafeInteger(whole)) {
      out[row] = whole;
      continue;
    }
    // Of very large numbers the product is rounded.
    const near = [whole - 1, whole + 1].find((other) => other / SCALE === value && Number.isSafeInteger(other));
    if (near === undefined) leave(row);
    else out[row] = near;
  }
  return out;
}
