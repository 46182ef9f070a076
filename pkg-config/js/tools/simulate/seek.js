// The value of one number of a program that meets a goal: the range is sampled, then halved where the goal lies between.
import { compile, gather } from './crew.js';
import { ProgramError, SimulationError } from '../../errors.js';
import { goalOf } from './goal.js';
import { numberAt } from './number.js';
import { noting, summed } from './simulate.js';
import { glue, start } from '../tools.js';

/** So many values of the range are tried first, its ends among them. */
const SAMPLES = 5;

/**
 * Seeks the value of the number at `path`, from `from` to `to` in steps of `step`, that meets `goal`. Between two samples the
 * figure is taken to rise or to fall all the way. The book is packed once.
 * @throws as `simulate` does
 */
export async function seek(given, book, { path, from, to, step, goal, samples = SAMPLES, until, assumptions = {}, workers, onProgress, signal } = {}) {
  signal?.throwIfAborted();
  const document = typeof given === 'string' ? parsed(given) : structuredClone(given);
  const number = numberAt(document, path, { from, to, step });
  const aim = goalOf(goal);
  if (!Number.isInteger(samples) || samples < 2 || samples > 100) throw new SimulationError({ code: 'out-of-range', message: `${samples} samples`, help: 'give 2 to 100' });
  await start();
  // A document that is refused as it is says more than one that is refused with another number.
  const program = compile(document);
  let couples;
  try {
    couples = glue.couplesAccounts(program);
  } finally {
    program.free();
  }
  const crew = await gather(book, { workers, signal, couples, programs: samples });
  // A program that one worker runs alone leaves the others free for other samples.
  const together = crew.parts === 1 ? crew.many : 1;
  const tried = new Map();
  const first = [...new Set(Array.from({ length: samples }, (_, at) => Math.round((number.last * at) / (samples - 1))))];
  const widest = Math.max(...first.map((place, at) => place - (first[at - 1] ?? place)), 1);
  const most = first.length + Math.ceil(Math.log2(widest));

  async function attempt(place) {
    if (!tried.has(place)) {
      const point = await run(place);
      tried.set(place, point);
      signal?.throwIfAborted();
      onProgress?.({ runs: tried.size, most, done: 0, total: 0, tried: told() });
    }
    return tried.get(place);
  }

  async function run(place) {
    const text = number.write(place);
    const value = number.at(place);
    let program;
    try {
      program = compile(text);
      const jobs = Array.from({ length: crew.parts }, (_, part) => ({ text, until, part }));
      const note = noting(jobs.length, ({ done, total }) => onProgress?.({ runs: tried.size, most, done, total, tried: told() }));
      const tallies = await crew.run(jobs, (job) => ({ note: (counts) => note(job, counts) }));
      return { value, comesTo: aim.of(summed(program, tallies, assumptions)) };
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      // A value that the program cannot have, such as a level above the next.
      return { value, comesTo: null, refused: error.findings[0]?.message ?? error.message };
    } finally {
      program?.free();
    }
  }

  const inOrder = () => [...tried.keys()].sort((one, other) => one - other);
  const told = () => inOrder().map((place) => tried.get(place));

  try {
    for (let at = 0; at < first.length; at += together) await Promise.all(first.slice(at, at + together).map(attempt));
    const gaps = crossings(inOrder(), tried, aim);
    if (gaps.length > 0) {
      let [low, high] = gaps[0];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        const { comesTo } = await attempt(middle);
        if (comesTo === null) break;
        if (side(aim, comesTo) === side(aim, tried.get(low).comesTo)) low = middle;
        else high = middle;
      }
    }
    const met = best(inOrder(), tried, aim, gaps);
    return {
      met: met !== null,
      ...(met !== null && { value: number.at(met), comesTo: tried.get(met).comesTo, document: JSON.parse(number.write(met)) }),
      ...(met === null && { why: why(told(), aim, { from: number.at(0), to: number.at(number.last) }) }),
      step: number.step,
      crossings: gaps.length,
      tried: told(),
      runs: tried.size,
    };
  } finally {
    crew.stop();
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    // The engine says where it breaks.
    compile(text).free();
    throw new SimulationError({ code: 'wrong-type', message: 'the document cannot be read', help: 'give it as JSON' });
  }
}

const side = (aim, comesTo) => aim.gap(comesTo) > 0n;

/** Neighbours that have the goal between them, or on one of them. */
function crossings(places, tried, aim) {
  return places.slice(1).flatMap((high, at) => {
    const [one, other] = [tried.get(places[at]).comesTo, tried.get(high).comesTo];
    return one === null || other === null || side(aim, one) === side(aim, other) ? [] : [[places[at], high]];
  });
}

const size = (gap) => (gap < 0n ? -gap : gap);

/** Of the values that meet the goal the one that comes nearest to it; of equals the first. */
function best(places, tried, aim, gaps) {
  const usable = places.filter((place) => tried.get(place).comesTo !== null);
  const exact = usable.find((place) => aim.gap(tried.get(place).comesTo) === 0n);
  if (exact !== undefined) return exact;
  if (aim.kind === 'is' && gaps.length === 0) return null;
  const fit = usable.filter((place) => aim.fits(tried.get(place).comesTo));
  const nearer = (one, other) => (size(aim.gap(tried.get(other).comesTo)) < size(aim.gap(tried.get(one).comesTo)) ? other : one);
  return fit.length === 0 ? null : fit.reduce(nearer);
}

/** Why nothing meets it, in a sentence. */
function why(tried, aim, { from, to }) {
  const values = tried.filter(({ comesTo }) => comesTo !== null);
  const range = `from ${from} to ${to}`;
  if (values.length === 0) return tried.some(({ refused }) => refused) ? `no value ${range} is one the program can have: ${tried[0].refused}` : `the figure has no value ${range}`;
  const sorted = values.map(({ comesTo }) => comesTo).sort((one, other) => (aim.gap(one) < aim.gap(other) ? -1 : 1));
  const asked = { is: aim.wanted, atMost: `at most ${aim.wanted}`, atLeast: `at least ${aim.wanted}` }[aim.kind];
  return `nothing tried ${range} comes to ${asked}: it comes to ${sorted[0]}${sorted[0] === sorted.at(-1) ? '' : ` to ${sorted.at(-1)}`}`;
}
