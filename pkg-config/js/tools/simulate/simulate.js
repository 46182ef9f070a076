// The simulator: an order book in columns through one or more programs; sums and key figures come back.
import { compile, gather } from './crew.js';
import { SimulationError } from '../../errors.js';
import { call, glue, start } from '../tools.js';

/** So many programs are compared at most. */
const PROGRAMS = 4;

/** Sums on the way are told once in so many ms at most, and adding them up takes this part of the time at most. */
const OFTEN = 950;
const PART = 40;

const refuse = (said) => new SimulationError(said);

/**
 * Runs an order book through programs: its columns, or pieces of them one after the other, from whatever can be iterated.
 * Each program comes to its sums (`tally`) and key figures (`figures`).
 * @throws {ProgramError} for a document that is refused, {SimulationError} for columns, options or amounts that are,
 * and the signal's reason when it is aborted
 */
export async function simulate(documents, book, { until, assumptions = {}, workers, onProgress, onResults, signal } = {}) {
  signal?.throwIfAborted();
  const list = Array.isArray(documents) ? documents : [documents];
  if (list.length === 0 || list.length > PROGRAMS) throw refuse({ code: 'out-of-range', message: `${list.length} programs`, help: `give 1 to ${PROGRAMS}` });
  const texts = list.map((document) => (typeof document === 'string' ? document : JSON.stringify(document)));
  await start();
  signal?.throwIfAborted();
  const programs = texts.map(compile);
  let crew;
  try {
    // Accounts that share anything cannot be simulated apart.
    const couples = programs.some((program) => glue.couplesAccounts(program));
    crew = await gather(book, { workers, signal, couples, programs: programs.length });
    const jobs = texts.flatMap((text, at) => Array.from({ length: crew.parts }, (_, part) => ({ at, text, until, part })));
    const told = (tallies) => programs.map((program, at) => summed(program, tallies.filter((_, job) => jobs[job].at === at), assumptions));
    const share = onResults && sharing(jobs.length, (tallies) => onResults(told(tallies)), signal);
    const note = noting(jobs.length, onProgress);
    const results = await crew.run(jobs, (job) => ({ note: (counts) => note(job, counts), share: share && ((tally, isDone) => share(job, tally, isDone)) }));
    signal?.throwIfAborted();
    return { rows: crew.rows, left: crew.left, programs: told(results) };
  } finally {
    crew?.stop();
    for (const program of programs) program.free();
  }
}

/** Key figures of sums under other assumptions: nothing is run again. */
export async function figures(document, tally, assumptions = {}) {
  await start();
  const program = compile(document);
  try {
    return call(() => glue.figures(program, JSON.stringify(tally), JSON.stringify(assumptions)), refuse);
  } finally {
    program.free();
  }
}

/** The sums of a program's parts, added up, with its figures. */
export function summed(program, parts, assumptions) {
  const tally = parts.length === 1 ? parts[0] : call(() => glue.addTallies(JSON.stringify(parts)), refuse);
  return { tally, figures: call(() => glue.figures(program, JSON.stringify(tally), JSON.stringify(assumptions)), refuse) };
}

/** Tells how far all jobs are together. */
export function noting(jobs, onProgress) {
  const done = Array.from({ length: jobs }, () => [0, 0]);
  const began = performance.now();
  return (job, counts) => {
    done[job] = counts;
    const [now, all] = done.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    const seconds = (performance.now() - began) / 1000;
    onProgress?.({ done: now, total: all, seconds, left: now === 0 ? null : (seconds / now) * (all - now) });
  };
}

/** Tells the sums so far, once every job has some. */
function sharing(jobs, tell, signal) {
  const latest = Array.from({ length: jobs }, () => null);
  let [next, over] = [0, 0];
  return (job, tally, isDone = false) => {
    latest[job] = tally;
    over += Number(isDone);
    const from = performance.now();
    // The last of all is what the simulation comes to.
    if (over === jobs || signal?.aborted || from < next || latest.includes(null)) return;
    tell(latest);
    const now = performance.now();
    next = from + Math.max(OFTEN, (now - from) * PART);
  };
}
