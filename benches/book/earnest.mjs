// Earnest over the columns, and its sums as the others have them.
import { simulate as run } from '../../pkg/tools/simulate.node.js';
import { programText } from '../workload.mjs';

const UNTIL = '2026-12-31';

/** The whole book, in so many workers; 0 is this thread. */
export async function simulate(columns, workers = 0, options = {}) {
  const { programs: [{ tally }] } = await run(programText, columns, { workers, until: UNTIL, ...options });
  return tally;
}

/** The sums of a tally, in cents and whole points. */
export function translated({ months, booked, accounts }) {
  const sum = (list, of) => list.reduce((total, one) => total + of(one), 0);
  const of = (unit) => sum(booked.filter((one) => one.unit === unit), ({ amount }) => amount);
  const levels = {};
  for (const account of accounts) {
    for (const level of Object.values(account.levels)) levels[level] = (levels[level] ?? 0) + 1;
  }
  return { amount: sum(months, ({ net }) => net), points: of('points') / 100, rebate: of('rebate'), margin: of('margin'), levels };
}
