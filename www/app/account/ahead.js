// What comes if nothing more happens: the engine runs the midnights of the coming months on a copy, and books there what it
// would book.
import { amountOf, unitOf } from './books.js';

const told = new Set(['activation', 'expiry', 'settlement', 'tier', 'accrual']);

const later = (day, months) => {
  const then = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  then.setUTCMonth(then.getUTCMonth() + months);
  return `${then.toISOString().slice(0, 10)}T00:00:00`;
};

/** Entries of the coming months. */
export function entriesAhead(now, months = 15) {
  try {
    return now.again().advance(later(now.at, months)).entries;
  } catch {
    return [];
  }
}

/**
 * By day and kind, for some holders: `{ day, kind, unit, amount, level, rule, period }`.
 * @param {string[]} holders
 */
export function aheadOf(entries, holders, context) {
  const sums = new Map();
  for (const { at, kind, unit, amount, holder = '', status, level, rule, period } of entries) {
    if (!told.has(kind) || !holders.includes(holder)) continue;
    if (kind === 'activation' && status !== 'available') continue;
    // What lapses at midnight could be used until the day before.
    const day = kind === 'expiry' ? dayBefore(at) : at.slice(0, 10);
    const key = [day, kind, unit, kind === 'tier' || kind === 'settlement' ? rule : ''].join(' ');
    const { decimals } = unitOf(unit, context);
    const sum = sums.get(key) ?? sums.set(key, { day, kind, unit, units: 0, level, rule, period }).get(key);
    sum.units += Math.round(Number(amount) * 10 ** decimals);
  }
  return [...sums.values()].map((one) => ({ ...one, amount: amountOf(Math.abs(one.units), unitOf(one.unit, context)) }));
}

const dayBefore = (at) => new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
