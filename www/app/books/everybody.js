// The books of all customers: each one's story is posted, one after the other, and hands the shared state on to the next.
import { postHistory } from '../engine/history.js';
import { storyOf } from '../shop/past.js';

const pause = () => new Promise((resolve) => setTimeout(resolve));
const idOf = (event) => Object.values(event)[0].id;

/**
 * @param {object} program
 * @param {object} state the shop's: its customers, goods and days
 * @param {{ until: string, onProgress: (done: number, total: number) => void, signal: AbortSignal }} given
 * @returns {Promise<{ entries: object[], happened: Map<string, object>, accruedAt: (day: string) => object[] } | null>} null when
 *   it was given up
 */
export async function everybody(program, state, { until, onProgress, signal }) {
  const { customers } = state.data;
  const entries = [];
  const happened = new Map();
  const kept = [];
  let shared;
  for (const [done, customer] of customers.entries()) {
    onProgress(done, customers.length);
    await pause();
    if (signal.aborted) return null;
    const { events, start } = storyOf(program, { ...state, customer }, until);
    const past = await postHistory(program.account(start, shared ? { shared } : {}), events, { onProgress: () => {}, signal });
    if (!past) return null;
    const then = past.account.advance(until);
    for (const event of events) happened.set(idOf(event), event);
    entries.push(...past.entries, ...then.entries);
    kept.push({ marks: past.marks, last: then.account });
    ({ shared } = then);
  }
  return { entries, happened, accruedAt: (day) => kept.flatMap((one) => accruedBy(program, one, day, until)) };
}

/** What one account had accrued by the end of a day, as it was then. */
function accruedBy(program, { marks, last }, day, until) {
  const moment = `${day}T23:59:59`;
  const mark = moment >= until ? last : marks.findLast(({ at }) => at <= moment);
  if (!mark) return [];
  const end = moment > until ? until : moment;
  return program.account(mark.state, { shared: mark.shared }).advance(end).account.accrued(end);
}
