// Who runs simulations: workers that hold the book, or this thread. The book is packed once, however much is run.
import { buffersOf, encode, partOf } from './columns.js';
import { ProgramError, SimulationError } from '../errors.js';
import { call, glue } from './tools.js';

let workers = null;

/** How this environment starts a worker and how many it may: called once, by the entry. */
export function setWorkers(found) {
  workers = found;
}

/** Reads a program on this thread: what it is refused for is told before anything runs. */
export function compile(document) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return call(() => glue.WasmProgram.load(text), ({ findings }) => new ProgramError(findings));
}

/** Hands a book to as many workers as are wanted, or to this thread; `stop` lets it go. */
export async function gather(columns, { workers: wanted, signal }) {
  const book = encode(columns);
  const many = wanted ?? workers?.most() ?? 0;
  const inWorkers = many > 0 && Boolean(workers);
  const alone = inWorkers ? null : await here(book, signal);
  // Each holds the accounts of one part, and several may hold the same.
  const opened = new Map();
  const holder = (asked, copy) => {
    const name = `${asked.part}/${asked.parts} ${copy}`;
    if (!opened.has(name)) opened.set(name, worker(book, asked));
    return opened.get(name);
  };
  const crew = {
    rows: book.rows,
    /** How many parts a program's accounts are best run in, where so many programs run at a time. */
    parts: (program, programs) => (glue.couplesAccounts(program) ? 1 : Math.max(1, Math.floor(many / programs))),
    /** Rows in no order: known once something ran. */
    left() {
      const found = new Map(book.left.map((one) => [one.row, one]));
      for (const one of alone ? [alone] : opened.values()) for (const left of one.left()) found.set(left.row, left);
      return [...found.values()].sort((one, other) => one.row - other.row);
    },
    /** Runs jobs, each `{ text, until, part, parts }`; gives the sums of each. */
    async run(jobs, tell) {
      signal?.throwIfAborted();
      let aborted;
      const stopped = new Promise((_, reject) => {
        aborted = () => reject(signal.reason);
        signal?.addEventListener('abort', aborted, { once: true });
      });
      const copies = new Map();
      const copyOf = ({ part, parts }) => {
        const name = `${part}/${parts}`;
        copies.set(name, (copies.get(name) ?? 0) + 1);
        return copies.get(name);
      };
      // Of this thread's jobs each waits for the one before.
      const results = jobs.map(async (job, at) => {
        const telling = tell(at);
        const tally = await (alone ?? holder(job, copyOf(job))).run(job, telling);
        telling.share?.(tally, true);
        return tally;
      });
      try {
        return await Promise.race([Promise.all(results), stopped]);
      } finally {
        signal?.removeEventListener('abort', aborted);
        // What was stopped, or failed beside another, is nobody's any more.
        for (const result of [...results, stopped]) result.catch(() => {});
      }
    },
    stop: () => (alone ? [alone] : [...opened.values()]).forEach((one) => one.stop()),
  };
  return crew;
}

/** The book in this thread, which breathes between batches; one job after the other. */
async function here(book, signal) {
  const { open } = await import('./simulation.js');
  const opened = await open(book, signal);
  let last = Promise.resolve();
  let over = false;
  return {
    left: () => opened.left,
    run(job, tell) {
      const result = last.then(() => {
        signal?.throwIfAborted();
        if (over) throw new Error('a job beside it failed');
        return opened.run(job, tell, signal);
      });
      last = result.catch(() => {});
      return result;
    },
    // What runs ends by itself or at its next breath, and then the book goes.
    stop() {
      over = true;
      last.then(opened.close);
    },
  };
}

/** A worker that holds the book, or a part of its accounts. */
function worker(book, { part, parts }) {
  let [left, next, broken] = [[], 0, null];
  const waiting = new Map();
  const fail = (error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
  };
  const told = (error) => (error.code ? new SimulationError(error) : new Error(error.message));
  const { send, stop } = workers.begin(({ id, left: rows, counts, tally, result, error }) => {
    if (rows) left = rows;
    if (error && id === undefined) return fail(told(error));
    const asked = waiting.get(id);
    try {
      if (counts) asked.note(counts);
      if (tally) asked.share(tally);
    } catch (thrown) {
      return asked.reject(thrown);
    }
    if (error) asked.reject(told(error));
    if (result) asked.resolve(result);
    if (error || result) waiting.delete(id);
  }, fail);
  if (parts === 1) send({ book });
  else {
    const own = partOf(book, part, parts);
    send({ book: own }, buffersOf(own));
  }
  return {
    left: () => left,
    // It holds no other accounts.
    run: ({ text, until }, { note, share }) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken);
        next += 1;
        waiting.set(next, { resolve, reject, note, share });
        send({ job: { id: next, shares: Boolean(share), text, until, part: 0, parts: 1 } });
      }),
    stop,
  };
}
