// Posts a customer's past through the engine, in slices short enough that the page stays alive.
import { problemsOf } from './problems.js';

const sliceMs = 12;
const pause = () => new Promise((resolve) => setTimeout(resolve));

/**
 * @param {object} account a fresh account of the program
 * @param {object[]} events orders and returns in order of time
 * @param {{ onProgress: (done: number) => void, signal: AbortSignal }} options
 * @returns {Promise<{ account: object, entries: object[], onward: object[], marks: object[], refused: { id: string, problem: object }[] } | null>}
 *   null when it was aborted
 */
export async function postHistory(account, events, { onProgress, signal }) {
  const entries = [];
  const onward = [];
  const refused = [];
  let marks = [];
  let last = '';
  let current = account;
  let until = performance.now() + sliceMs;
  for (const [done, event] of events.entries()) {
    if (performance.now() > until) {
      onProgress(done);
      await pause();
      if (signal.aborted) return null;
      until = performance.now() + sliceMs;
    }
    const { at } = Object.values(event)[0];
    marks = marked(marks, current, last, at);
    last = at;
    try {
      const posted = current.post(event);
      current = posted.account;
      entries.push(...posted.entries);
      onward.push(...posted.onward);
    } catch (error) {
      // One order that a program cannot take must not hide what it makes of the others.
      refused.push({ id: Object.values(event)[0].id, problem: problemsOf(error)[0] });
    }
  }
  onProgress(events.length);
  await pause();
  return signal.aborted ? null : { account: current, entries, onward, marks, refused };
}

/** Where a month has ended between two moments, the account is kept as it was then: `{ at, state, shared }`. */
export const marked = (marks, account, last, next) =>
  last === '' || last.slice(0, 7) === next.slice(0, 7) ? marks : [...marks, { at: last, state: account.state, shared: account.shared }];

/** The account's own balances of the point currencies: the sum of its entries. What people and teams hold is theirs. */
export function balancesOf(entries, currencies) {
  const sums = {};
  for (const { id, decimals = 0 } of currencies) {
    const unit = 10 ** decimals;
    const units = entries.filter((entry) => entry.unit === id && !entry.holder).reduce((sum, entry) => sum + Math.round(entry.amount * unit), 0);
    sums[id] = units / unit;
  }
  return sums;
}
