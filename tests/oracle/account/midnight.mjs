// What falls due at a midnight: what was pending can be used, periods settle, what is past lapses, levels are looked at.
import { textOf } from '../calendar.mjs';
import { settle } from './rebates.mjs';
import { anniversary, endPlan, reachedBy } from './by-itself.mjs';
import * as tiers from './tiers.mjs';

/** The midnight that begins `day`. */
export function midnight(account, day) {
  const { entries } = account;
  account.day = day;
  entries.day = day;
  account.now = `${textOf(day)}T00:00:00`;
  for (const lot of entries.wallet.lots) if (lot.status === 'pending' && lot.waits === null && lot.from <= day) entries.activate(lot, day);
  const before = account.standing;
  endPlan(account, day);
  const context = account.contextAt(day - 1, entries.book);
  account.settled = settle(account, context, day);
  lapse(account, day);
  const known = {};
  const contextAt = (at) => (known[at] ??= account.contextAt(at, entries.book));
  const ladders = account.ladders(context.version, context);
  if (ladders.length > 0) account.standing = { ...account.standing };
  for (const ladder of ladders) account.standing[ladder.id] = tiers.midnight(ladder, account.standing[ladder.id], day, contextAt);
  anniversary(account, day);
  reachedBy(account, before, day);
}

/** What could be used for the last time the day before, and what never could and is past its last day. */
export function lapse({ entries }, day) {
  for (const lot of entries.wallet.lots) {
    const last = entries.lastOf(lot);
    if (lot.status === 'reserved' || last === null || last >= day) continue;
    entries.change(lot, { left: lot.left.minus(lot.left) });
    entries.entry('expiry', lot.unit, lot.left.negated(), { holder: lot.holder, status: lot.status });
  }
}
