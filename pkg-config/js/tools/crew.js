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
  const inWorkers = many > 0 && workers !== null;
  const whole = { part: 0, parts: 1 };
  const opened = inWorkers ? [] : [{ ...(await here(book, signal)), holds: '0/1', busy: 0 }];
  const rowsLeft = new Map(book.left.map((one) => [one.row, one]));
  const keep = (one) => one.left().forEach((left) => rowsLeft.set(left.row, left));
  /** A worker for the accounts of a part; one that has nothing to do makes room for it. */
  const open = (part, holds) => {
    const idle = opened.length < many ? -1 : opened.findIndex(({ busy }) => busy === 0);
    if (idle >= 0) {
      const [gone] = opened.splice(idle, 1);
      keep(gone);
      gone.stop();
    }
    opened.push({ ...worker(book, part), holds, busy: 0 });
    return opened.at(-1);
  };
  /** Who has least to do of those that hold the part; another comes as long as all have something and there may be more. */
  const next = ({ part, parts }) => {
    if (!inWorkers) return opened[0];
    const asked = parts === undefined ? whole : { part, parts };
    const holds = `${asked.part}/${asked.parts}`;
    const those = opened.filter((one) => one.holds === holds);
    if (those.length === 0 || (opened.length < many && those.every(({ busy }) => busy > 0))) return open(asked, holds);
    return those.reduce((one, other) => (other.busy < one.busy ? other : one));
  };
  return {
    rows: book.rows,
    /** So many run at a time. */
    many: inWorkers ? many : 1,
    /** How many parts a program's accounts are best run in, where so many programs run at a time. */
    parts: (program, programs) => (glue.couplesAccounts(program) ? 1 : Math.max(1, Math.floor(many / programs))),
    /** Rows in no order: known once something ran. */
    left() {
      opened.forEach(keep);
      return [...rowsLeft.values()].sort((one, other) => one.row - other.row);
    },
    /** Runs jobs, each `{ text, until, part, parts }`; gives the sums of each. */
    async run(jobs, tell) {
      signal?.throwIfAborted();
      let aborted;
      const stopped = new Promise((_, reject) => {
        aborted = () => reject(signal.reason);
        signal?.addEventListener('abort', aborted, { once: true });
      });
      const results = jobs.map(async (job, at) => {
        const one = next(job);
        const telling = tell(at);
        one.busy += 1;
        try {
          const tally = await one.run(job, telling);
          telling.share?.(tally, true);
          return tally;
        } finally {
          one.busy -= 1;
        }
      });
      try {
        return await Promise.race([Promise.all(results), stopped]);
      } finally {
        signal?.removeEventListener('abort', aborted);
        // What was stopped, or failed beside another, is nobody's any more.
        for (const result of [...results, stopped]) result.catch(() => {});
      }
    },
    stop: () => opened.forEach((one) => one.stop()),
  };
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
