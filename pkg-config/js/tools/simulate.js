// The simulator: an order book in columns through one or more programs, in workers; sums and key figures come back.
import { encode } from './columns.js';
import { ProgramError, SimulationError } from '../errors.js';
import { call, glue, start } from './tools.js';

/** So many programs are compared at most. */
const PROGRAMS = 4;

let workers = null;

/** How this environment starts a worker and how many it may: called once, by the entry. */
export function setWorkers(found) {
  workers = found;
}

/**
 * Runs an order book through programs. Each comes to its sums (`tally`) and key figures (`figures`).
 * @throws {ProgramError} for a document that is refused, {SimulationError} for columns, options or amounts that are,
 * and the signal's reason when it is aborted
 */
export async function simulate(documents, columns, { until, assumptions = {}, workers: wanted, onProgress, signal } = {}) {
  signal?.throwIfAborted();
  const list = Array.isArray(documents) ? documents : [documents];
  if (list.length === 0 || list.length > PROGRAMS) throw new SimulationError({ code: 'out-of-range', message: `${list.length} programs`, help: `give 1 to ${PROGRAMS}` });
  const texts = list.map((document) => (typeof document === 'string' ? document : JSON.stringify(document)));
  await start();
  signal?.throwIfAborted();
  const programs = texts.map(compile);
  try {
    const book = encode(columns);
    const many = wanted ?? workers?.most() ?? 0;
    const jobs = programs.flatMap((program, at) => {
      // Accounts that share anything cannot be simulated apart.
      const parts = glue.couplesAccounts(program) ? 1 : Math.max(1, Math.floor(many / programs.length));
      return Array.from({ length: parts }, (_, part) => ({ at, text: texts[at], until, part, parts }));
    });
    const done = jobs.map(() => [0, 0]);
    const began = performance.now();
    const note = (job, counts) => {
      done[job] = counts;
      const [now, all] = done.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
      const seconds = (performance.now() - began) / 1000;
      onProgress?.({ done: now, total: all, seconds, left: now === 0 ? null : (seconds / now) * (all - now) });
    };
    const run = many > 0 && workers ? inWorkers : here;
    const results = await run(jobs, book, note, signal);
    signal?.throwIfAborted();
    return told(list, programs, results, jobs, book, assumptions);
  } finally {
    for (const program of programs) program.free();
  }
}

function compile(text) {
  return call(() => glue.WasmProgram.load(text), ({ findings }) => new ProgramError(findings));
}

/** Key figures of sums under other assumptions: nothing is run again. */
export async function figures(document, tally, assumptions = {}) {
  await start();
  const program = compile(typeof document === 'string' ? document : JSON.stringify(document));
  try {
    return call(() => glue.figures(program, JSON.stringify(tally), JSON.stringify(assumptions)), (said) => new SimulationError(said));
  } finally {
    program.free();
  }
}

/** The sums of each program's parts, added up, with its figures and what was left out of the book. */
function told(list, programs, results, jobs, book, assumptions) {
  const refuse = (said) => new SimulationError(said);
  const all = programs.map((program, at) => {
    const parts = results.filter((_, job) => jobs[job].at === at).map(({ tally }) => tally);
    const tally = parts.length === 1 ? parts[0] : call(() => glue.addTallies(JSON.stringify(parts)), refuse);
    return { tally, figures: call(() => glue.figures(program, JSON.stringify(tally), JSON.stringify(assumptions)), refuse) };
  });
  const left = [...book.left, ...results[0].left].sort((one, other) => one.row - other.row);
  return { rows: book.rows, left, programs: all };
}

/** One after the other, in this thread; it breathes between batches. */
async function here(jobs, book, note, signal) {
  const { work } = await import('./simulation.js');
  const results = [];
  for (const [job, asked] of jobs.entries()) {
    results.push(await work({ ...asked, book }, (counts) => note(job, counts), signal));
  }
  return results;
}

/** Each in a worker of its own. */
async function inWorkers(jobs, book, note, signal) {
  const running = [];
  const stop = () => running.forEach((worker) => worker.stop());
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      const results = jobs.map((asked, job) => {
        const worker = workers.begin({ ...asked, book });
        running.push(worker);
        return new Promise((settle) => {
          worker.listen(({ counts, result, error }) => {
            if (counts) note(job, counts);
            if (result) settle(result);
            if (error) reject(error.code ? new SimulationError(error) : new Error(error.message));
          }, reject);
        });
      });
      Promise.all(results).then(resolve, reject);
    });
  } finally {
    stop();
  }
}
