// Who holds an order book and runs programs over it: workers, each with its part of the accounts, or this thread.
import { REASONS, Reader, piecesOf } from './columns.js';
import { buffersOf, copyOf, partsOf } from './parts.js';
import { ProgramError, SimulationError } from '../../errors.js';
import { call, glue } from '../tools.js';

let workers = null;

/** So many pieces are handed over at most before the first of them is taken in. */
const AHEAD = 2;

/** How this environment starts a worker and how many it may: called once, by the entry. */
export function setWorkers(found) {
  workers = found;
}

/** Reads a program on this thread: what it is refused for is told before anything runs. */
export function compile(document) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return call(() => glue.WasmProgram.load(text), ({ findings }) => new ProgramError(findings));
}

/**
 * Hands a book, piece by piece, to as many workers as are wanted, or to this thread; `stop` lets it go. Where programs have
 * accounts share something (`couples`), each worker holds all of them, and as many work as `programs` run beside each other.
 */
export async function gather(book, { workers: wanted, signal, couples, programs }) {
  const most = wanted ?? workers?.most() ?? 0;
  if (!Number.isInteger(most) || most < 0) throw new SimulationError({ code: 'out-of-range', message: `${most} workers`, help: 'give a whole number; 0 runs in this thread' });
  const inWorkers = most > 0 && workers !== null;
  const many = !inWorkers ? 1 : couples ? Math.min(most, programs) : most;
  const parts = couples ? 1 : many;
  const holders = [];
  const stop = () => holders.forEach((one) => one.stop());
  try {
    if (!inWorkers) holders.push(await here(signal));
    else while (holders.length < many) holders.push(worker());
    const { rows, left, last } = await fill(holders, parts, book, signal);
    return { rows, left, many, parts, stop, run: (jobs, tell) => run(holders, parts, jobs.map((job) => ({ ...job, until: job.until ?? last })), tell, signal) };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Hands over the pieces; gives how many rows there were, those in no order, and the last day of the last order's year. */
async function fill(holders, parts, book, signal) {
  const reader = new Reader();
  const left = [];
  const ahead = [];
  let [rows, told] = [0, 0];
  const { broken, fail, settle } = breaking(signal);
  const ask = (what) => {
    const answer = Promise.all(holders.map((one, at) => what(one, at)));
    answer.catch(fail);
    return answer;
  };
  const source = piecesOf(book);
  try {
    return await Promise.race([taken(), broken]);
  } catch (error) {
    // Who gives the pieces hears that no more are wanted; whether that ends is not waited for.
    source.return().catch(() => {});
    throw error;
  } finally {
    settle();
  }

  async function taken() {
    for await (const columns of source) await take(columns);
    if (reader.kinds === null) ask((one) => one.ask({ kinds: { line: [], order: [], account: [], measures: [] } }));
    for (const answer of ahead) await answer;
    const days = (await ask((one) => one.ask({ close: true }))).filter(Boolean).sort();
    return { rows, left, last: days.length > 0 ? `${days.at(-1).slice(0, 4)}-12-31` : undefined };
  }

  async function take(columns) {
    signal?.throwIfAborted();
    const first = reader.kinds === null;
    const piece = reader.read(columns);
    if (first) ask((one) => one.ask({ kinds: reader.kinds }));
    const shares = parts > 1 ? partsOf(piece, parts, told) : null;
    const from = rows;
    const answer = ask((one, at) => one.add(shares ? shares[at].piece : piece, shares !== null));
    // Workers take pieces in one after the other, and so they are told.
    const noted = answer.then((found) => note(left, from, shares ? whole(found, shares, piece.rows) : found[0]));
    noted.catch(fail);
    ahead.push(noted);
    rows += piece.rows;
    told += piece.fresh[0].length;
    if (ahead.length >= AHEAD) await ahead.shift();
  }
}

/** Of each row of a piece why it is in no order, from what is told of its parts. */
function whole(found, shares, rows) {
  const all = new Uint8Array(rows);
  found.forEach((reasons, part) => reasons?.forEach((reason, at) => (all[shares[part].of[at]] = reason)));
  return all;
}

function note(left, from, reasons) {
  reasons?.forEach((reason, row) => reason > 0 && left.push({ row: from + row, reason: REASONS[reason - 1] }));
}

/** What is rejected when the signal is aborted, or by `fail`: whoever waits for anything else waits no longer. */
function breaking(signal) {
  let fail;
  const broken = new Promise((_, reject) => (fail = reject));
  broken.catch(() => {});
  const aborted = () => fail(signal.reason);
  signal?.addEventListener('abort', aborted, { once: true });
  if (signal?.aborted) aborted();
  return { broken, fail, settle: () => signal?.removeEventListener('abort', aborted) };
}

/** Runs jobs, each `{ text, until, part }`; gives the sums of each. */
async function run(holders, parts, jobs, tell, signal) {
  signal?.throwIfAborted();
  const { broken, settle } = breaking(signal);
  const results = jobs.map(async (job, at) => {
    // Whoever holds the part, or who has least to do.
    const one = parts > 1 ? holders[job.part] : holders.reduce((least, other) => (other.busy < least.busy ? other : least));
    const telling = tell(at);
    one.busy += 1;
    try {
      const tally = await one.run({ text: job.text, until: job.until }, telling);
      telling.share?.(tally, true);
      return tally;
    } finally {
      one.busy -= 1;
    }
  });
  try {
    return await Promise.race([Promise.all(results), broken]);
  } finally {
    settle();
    // What was stopped, or failed beside another, is nobody's any more.
    for (const result of results) result.catch(() => {});
  }
}

/** The book in this thread, which breathes between batches; one job after the other. */
async function here(signal) {
  const { open } = await import('./simulation.js');
  const breath = () => new Promise((resolve) => setTimeout(resolve));
  let opened;
  let last = Promise.resolve();
  let over = false;
  const answers = { kinds: async (kinds) => void (await (opened = open(kinds))), close: async () => (await opened).close() };
  const then = (what) => {
    const result = last.then(() => {
      if (over) throw new Error('a job beside it failed');
      return what();
    });
    last = result.catch(() => {});
    return result;
  };
  return {
    busy: 0,
    ask: (asked) => then(() => Object.entries(asked).map(([what, given]) => answers[what](given))[0]),
    // The host may use its columns again before it is their turn.
    add(piece) {
      const own = copyOf(piece);
      return then(async () => {
        const left = (await opened).add(own);
        await breath();
        return left;
      });
    },
    run: (job, tell) =>
      then(async () => {
        signal?.throwIfAborted();
        return (await opened).run(job, tell, signal);
      }),
    // What runs ends by itself or at its next breath, and then the book goes.
    stop() {
      over = true;
      last.then(async () => (await opened)?.free()).catch(() => {});
    },
  };
}

/** A worker that holds the book, or a part of its accounts. */
function worker() {
  let [next, broken] = [0, null];
  const waiting = new Map();
  const fail = (error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
  };
  const told = (error) => (error.code ? new SimulationError(error) : new Error(error.message));
  const { send, stop } = workers.begin(({ id, counts, tally, result, error }) => {
    const asked = waiting.get(id);
    try {
      if (counts) return asked.note(counts);
      if (tally) return asked.share(tally);
    } catch (thrown) {
      return asked.reject(thrown);
    }
    waiting.delete(id);
    if (error) asked.reject(told(error));
    else asked.resolve(result);
  }, fail);
  const ask = (asked, { note, share, handed } = {}) =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken);
      next += 1;
      waiting.set(next, { resolve, reject, note, share });
      send({ id: next, ...asked }, handed);
    });
  return {
    busy: 0,
    ask,
    /** A piece that is the host's is copied. */
    add(piece, isOwn) {
      const own = isOwn ? piece : copyOf(piece);
      return ask({ piece: own }, { handed: buffersOf(own) });
    },
    run: ({ text, until }, { note, share }) => ask({ job: { shares: Boolean(share), text, until } }, { note, share }),
    stop() {
      stop();
      fail(new Error('the worker was stopped'));
    },
  };
}
