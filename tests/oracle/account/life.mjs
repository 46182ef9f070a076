// The life of an award: from which day it can be used, and on which day for the last time.
import { after, dayOf, span } from '../calendar.mjs';

/** A life as what no order paid has it: it waits for no invoice. */
export const ofNoOrder = (life) => (life?.pending?.until === 'paid' ? { ...life, pending: { ...life.pending, until: undefined } } : life);

/** The first day of use, by days, months and the end of a period; null where that is the day of the award. */
export function firstDay({ pending } = {}, day, calendar) {
  if (!pending || (pending.days === undefined && pending.months === undefined && !pending.end)) return null;
  const due = pending.days !== undefined || pending.months !== undefined ? after(pending, day) : day;
  const first = pending.end ? span(pending.end, due, calendar).last + 1 : due;
  return first > day ? first : null;
}

/** The last day of use, by age or a day, of what was awarded on one day and becomes available on another; null where there is none. */
export function lastDay({ expires } = {}, awarded, available, calendar) {
  if (!expires || ['days', 'months', 'end', 'on'].every((field) => expires[field] === undefined)) return null;
  if (expires.on !== undefined) return awarded > dayOf(expires.on) ? null : dayOf(expires.on);
  const from = expires.from === 'award' ? awarded : available;
  const due = expires.days !== undefined || expires.months !== undefined ? after(expires, from) : from;
  return expires.end ? span(expires.end, due, calendar).last : due;
}

/** What is awarded on a day: its dates, and what it waits for. Its last day is only known when its first one is. */
export function dates(life, day, calendar) {
  const from = firstDay(life, day, calendar);
  const waits = life?.pending?.until ?? null;
  const isKnown = waits === null || life?.expires?.from === 'award' || life?.expires?.on !== undefined;
  return { from, waits, life: life ?? {}, expires: isKnown ? lastDay(life, day, from ?? day, calendar) : null };
}
