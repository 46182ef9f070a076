// Invoices are paid, claims are decided, activities are taken back.
import { activityFact } from '../earn/evaluate.mjs';
import { ZERO, decimal } from '../exact.mjs';
import { lastDay } from './life.mjs';
import { reached } from './reached.mjs';
import { Refusal } from './refusal.mjs';

const activityOf = ({ entries }, id) => entries.book.activities.find((fact) => fact.id === id && fact.event?.type !== undefined);

/** What waited for it goes on: it can be used, unless its days are not over. */
function arrives({ entries, day }, source, what) {
  const waiting = entries.wallet.lots.filter((lot) => lot.source === source && lot.waits === what);
  for (const lot of waiting) {
    if (lot.from === null || lot.from <= day) entries.activate(lot, day);
    else entries.change(lot, { waits: null, expires: lot.expires ?? lastDay(lot.life, lot.day, lot.from, entries.calendar) });
  }
  return waiting.length > 0;
}

function pay(account, { order }) {
  if (!account.entries.book.orders.some(({ id, unmatched }) => id === order && !unmatched)) throw new Refusal('unknown-order');
  arrives(account, order, 'paid');
  account.unpaid = Object.fromEntries(Object.entries(account.unpaid).filter(([id]) => id !== order));
}

/** The activity as it stands with less of it. */
export function reversed({ activity: id, quantity }, account) {
  const old = activityOf(account, id);
  if (!old) throw new Refusal('unknown-activity');
  const left = quantity === undefined ? ZERO : old.left.minus(decimal(quantity));
  if (left.sign < 0 || (old.left.isZero && quantity === undefined)) throw new Refusal('returned-too-much');
  return { changes: [{ old, fact: reached(activityFact(old.event, old.before, left), 'activities') }] };
}

/** A claim that is rejected is taken back as if it had been reversed. */
const approve = (back) => (account, what, day, context) => {
  const { event: id, approved = true } = what;
  if (!approved && !what.reason?.trim()) throw new Refusal('incomplete');
  const waits = account.entries.wallet.lots.some(({ source, waits }) => source === id && waits === 'approved');
  if (!waits) throw new Refusal('unknown-activity');
  if (!approved) return back(account, 'reversal', {}, reversed({ activity: id }, account), day, context);
  arrives(account, id, 'approved');
  return undefined;
};

export const events = (back) => ({ pay, approve: approve(back) });
