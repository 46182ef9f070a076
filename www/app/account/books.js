// What the entries and the state of an account say, sorted for looking at: nothing is computed here but sums of entries.
import { currenciesOf, nameIn, namesOf, versionOn } from '../engine/terms.js';
import { words, capital } from './people.js';

const moneyNames = { rebate: 'Rebates', margin: 'Margin', value: 'Value toward goals', cash: 'To be paid out', discount: 'Discount', fee: 'Fees of plans' };

/** What is counted in a unit, how, and what it is called. */
export function unitOf(id, { document, date }) {
  const [kind, ...rest] = id.split(':');
  const name = rest.join(':');
  if (kind === 'reward') return { id, kind, reward: name, name: rewardName(document, date, name), decimals: 0 };
  if (kind === 'fund') return { id, kind, name: `Fund: ${nameIn(document.funds?.find((one) => one.id === name)?.name) ?? words(name)}`, decimals: decimalsOf(document.currency) };
  const currency = currenciesOf(document).find((one) => one.id === id);
  if (currency) return { id, kind: 'points', name: namesOf(document, date).currency(id), decimals: currency.decimals ?? 0 };
  return { id, kind: 'money', name: moneyNames[id] ?? capital(words(id)), decimals: decimalsOf(document.currency) };
}

export const decimalsOf = (currency) => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;

/** All rewards of the version in force. */
export const rewardsOf = (document, date) => versionOn(document, date)?.rewards ?? [];
export const rewardOf = (document, date, id) => rewardsOf(document, date).find((one) => one.id === id) ?? null;
export const rewardName = (document, date, id) => nameIn(rewardOf(document, date, id)?.name) ?? capital(words(id));

/** An amount of an entry in smallest units. */
const smallest = (amount, decimals) => Math.round(Number(amount) * 10 ** decimals);
/** And back: points and counts as numbers, money as text. */
export const amountOf = (units, { kind, decimals }) => (kind === 'points' || kind === 'reward' ? units / 10 ** decimals : (units / 10 ** decimals).toFixed(decimals));

/** Entries that change what somebody holds; changes of tier and plan, used services and fees do not. */
const holdsNothing = new Set(['tier', 'use', 'plan', 'fee']);
export const isBooked = ({ unit }) => !holdsNothing.has(unit);

/**
 * What each holder has: holder -> unit -> `{ pending, available, reserved }` in smallest units.
 * The account's own holder is ''.
 */
export function balancesBy(entries, context) {
  const books = new Map();
  const decimals = new Map();
  for (const entry of entries.filter(isBooked)) {
    const { unit, holder = '', status } = entry;
    if (!decimals.has(unit)) decimals.set(unit, unitOf(unit, context).decimals);
    const own = books.get(holder ?? '') ?? books.set(holder ?? '', new Map()).get(holder ?? '');
    const sums = own.get(unit) ?? own.set(unit, { pending: 0, available: 0, reserved: 0 }).get(unit);
    sums[status ?? 'available'] += smallest(entry.amount, decimals.get(unit));
  }
  return books;
}

/** What a holder has of one unit. */
export const heldOf = (books, holder, unit) => books.get(holder ?? '')?.get(unit) ?? { pending: 0, available: 0, reserved: 0 };

/** The day on which something of a unit lapses first, and how much then. */
export function expiringNext(lots, holder, unit) {
  const dated = lots.filter((lot) => (lot.holder ?? '') === holder && lot.unit === unit && lot.expires && lot.left > 0);
  const first = dated.map(({ expires }) => expires).sort()[0];
  return first ? { day: first, units: dated.filter(({ expires }) => expires === first).reduce((sum, { left }) => sum + left, 0) } : null;
}

const earning = new Set(['accrual', 'settlement', 'restatement', 'return', 'reversal']);

/** What people and teams earned of a unit within days: holder -> smallest units, most first. */
export function earnedBy(entries, unit, { from, to }, context) {
  const { decimals } = unitOf(unit, context);
  const sums = new Map();
  for (const { holder, unit: of, kind, at, amount } of entries) {
    if (!holder || of !== unit || !earning.has(kind) || at.slice(0, 10) < from || at.slice(0, 10) > to) continue;
    sums.set(holder, (sums.get(holder) ?? 0) + smallest(amount, decimals));
  }
  return sums;
}

/**
 * Rows of the statement, newest first. What passes from one status to another is two entries that sum to nothing: one row.
 */
export function statementOf(entries, context) {
  const rows = [];
  for (const entry of entries) {
    const last = rows.at(-1);
    const moved = last && !last.moved && last.entries.length === 1 && passes(last.entries[0], entry, context);
    if (moved) {
      last.entries.push(entry);
      last.moved = true;
    } else rows.push({ entries: [entry], moved: false });
  }
  return rows.reverse();
}

function passes(one, other, context) {
  const alike = ['at', 'kind', 'unit'].every((key) => one[key] === other[key]) && (one.holder ?? '') === (other.holder ?? '');
  if (!alike || one.status === other.status || !one.status || !other.status) return false;
  const { decimals } = unitOf(one.unit, context);
  return smallest(one.amount, decimals) + smallest(other.amount, decimals) === 0;
}
