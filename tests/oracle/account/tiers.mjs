// Ladders: which level is met, upgrades, validity, falls, grants, grace, carry-over.
import { after, dayOf, isRolling, monthEnd, span } from '../calendar.mjs';
import { holds } from '../earn/conditions.mjs';
import { ZERO, decimal, least } from '../exact.mjs';
import { count } from '../earn/measures.mjs';

/** Where an account stands on a ladder: what it earned, and what was granted by hand beside it. */
const fresh = (ladder, context) => ({ level: met(ladder, context, {}), since: null, until: null, by: null, before: null, falls: null, carry: {}, carryThen: {}, grant: null });

export const isFor = (ladder, context) => ladder.when === undefined || holds(ladder.when, { ...context, lines: null }, null);

/** What the metrics count. */
export const values = (ladder, context, carry) => Object.fromEntries((ladder.metrics ?? []).map((metric) =>
  [metric.id, count({ ...metric, over: ladder.period }, context, false).plus(carry[metric.id] ?? ZERO)]));

/** The highest level whose own threshold is met, or -1. */
function met(ladder, context, carry) {
  const counts = values(ladder, context, carry);
  return ladder.levels.findLastIndex(({ at }) => {
    const needs = Object.entries(at ?? {}).map(([metric, threshold]) => !counts[metric].isBelow(decimal(threshold)));
    return needs.length === 0 || (ladder.need === 'any' ? needs.some(Boolean) : needs.every(Boolean));
  });
}

const calendarPeriod = (ladder) => typeof ladder.period === 'string' && ladder.period !== 'lifetime';

/** To the end of the period after the one in which it was earned. */
function validity(ladder, level, day, { calendar }) {
  if (!calendarPeriod(ladder) || level < 0 || !ladder.levels[level].at) return null;
  return span(ladder.period, span(ladder.period, day, calendar).last + 1, calendar).last;
}

export const levelOf = (ladder, status) => {
  const granted = status.grant ? ladder.levels.findIndex(({ id }) => id === status.grant.level) : -1;
  return ladder.levels[Math.max(status.level, granted)]?.id ?? null;
};

export const start = (ladder, context) => fresh(ladder, context);

/** After any event: up at once; down at once where the ladder says so. */
export function afterEvent(ladder, status, context, id) {
  const now = met(ladder, context, status.carry);
  if (now > status.level && ladder.upgrade !== 'period-end') {
    return { ...status, level: now, since: context.day, carryThen: status.carry, until: validity(ladder, now, context.day, context), by: id, before: status, falls: null };
  }
  if (ladder.downgrade?.at === 'at-once') {
    if (now < status.level) return fall(ladder, status, now, context.day, context, true);
    return { ...status, falls: null };
  }
  return status;
}

/** Falls now, or at the end of the grace time. */
function fall(ladder, status, level, day, context, duringTheDay) {
  const { grace, toMonthEnd, steps } = ladder.downgrade ?? {};
  if (grace && status.falls === null) {
    // From the level's last day: this one, or the one that ended at this midnight.
    const due = after(grace, duringTheDay ? day : day - 1);
    return { ...status, falls: toMonthEnd ? monthEnd(due) : due };
  }
  if (grace && status.falls >= day) return status;
  const to = steps === 'one' ? Math.max(level, status.level - 1) : level;
  const period = calendarPeriod(ladder) && to >= 0 && ladder.levels[to].at;
  return { ...status, level: to, until: period ? span(ladder.period, day, context.calendar).last : null, by: null, before: null, falls: null };
}

/** The midnight that begins `day`: grants end, grace ends, periods end. */
export function midnight(ladder, status, day, contextAt) {
  let next = status;
  if (next.grant && next.grant.until < day) next = { ...next, grant: null };
  if (next.falls !== null && next.falls < day) {
    const now = met(ladder, contextAt(day - 1), next.carry);
    next = now >= next.level
      ? { ...next, falls: null, until: validity(ladder, now, day - 1, contextAt(day)) }
      : fall(ladder, next, now, day, contextAt(day), false);
  }
  const { calendar } = contextAt(day - 1);
  if (isRolling(ladder.period)) {
    if (span('month', day, calendar).first !== day) return next;
    const now = met(ladder, contextAt(day - 1), {});
    // A level that was brought stands to its last day.
    if (now < next.level && next.until !== null && next.until >= day) return next;
    if (now >= next.level) return { ...next, level: now, until: null, falls: null, ...(now > next.level ? { by: null, before: null } : {}) };
    return ladder.downgrade?.at !== 'never' ? fall(ladder, next, now, day, contextAt(day), false) : next;
  }
  // The days of a campaign end once.
  if (ladder.period.to && dayOf(ladder.period.to) === day - 1) {
    const now = met(ladder, contextAt(day - 1), next.carry);
    return now > next.level ? { ...next, level: now, by: null, before: null, falls: null } : next;
  }
  if (!calendarPeriod(ladder) || span(ladder.period, day, calendar).first !== day) return next;
  return periodEnd(ladder, next, day, contextAt);
}

/** The period that ended the day before: renew, raise or fall, and carry over what is over. */
function periodEnd(ladder, status, day, contextAt) {
  const ended = contextAt(day - 1);
  const earned = met(ladder, ended, status.carry);
  const carry = carried(ladder, earned, status.carry, ended);
  const valid = span(ladder.period, day, ended.calendar).last;
  const has = (level) => level >= 0 && ladder.levels[level].at;
  // The order that reached a level stays its reason until the level is earned again in another period.
  const isOwn = ({ since }) => since !== null && since >= span(ladder.period, day - 1, ended.calendar).first;
  let next = { ...status, carry };
  if (earned > status.level) next = { ...next, level: earned, until: has(earned) ? valid : null, by: null, before: null, falls: null };
  else if (earned === status.level) next = { ...next, until: has(earned) ? valid : null, ...(isOwn(status) ? {} : { by: null, before: null }), falls: null };
  else if (status.until !== null && status.until < day && status.falls === null && ladder.downgrade?.at !== 'never') next = fall(ladder, next, earned, day, ended, false);
  return next;
}

/** What the metrics exceed the earned level's thresholds by, up to the cap. */
function carried(ladder, earned, carry, context) {
  if (!ladder.carryOver || earned < 0 || !ladder.levels[earned].at) return {};
  return Object.fromEntries(Object.entries(ladder.carryOver.cap).map(([id, cap]) => {
    const metric = ladder.metrics.find((one) => one.id === id);
    const has = count({ ...metric, over: ladder.period }, context, false).plus(carry[id] ?? ZERO);
    const needs = ladder.levels[earned].at[id];
    const over = needs === undefined ? ZERO : has.minus(decimal(needs));
    return [id, over.sign > 0 ? least(over, decimal(cap)) : ZERO];
  }));
}

/** Goods of `facts` came back: of each level its own order is asked. */
export function afterReturn(ladder, status, context, facts) {
  const now = met(ladder, context, status.carry);
  if (now >= status.level || ladder.onReturn === 'kept') return status;
  const isOne = ladder.downgrade?.steps === 'one';
  const down = (level) => (isOne ? Math.max(level, status.level - 1) : level);
  if (ladder.onReturn === 'at-once') return { ...status, level: down(now), until: validity(ladder, down(now), context.day, context), by: null, before: null, falls: null };
  const fact = facts.find(({ id }) => id === status.by);
  if (!fact) return status;
  const kind = fact.activity ? 'activities' : 'orders';
  const moment = { ...fact.before, book: { ...fact.before.book, [kind]: [...fact.before.book[kind], fact.plain ?? fact] } };
  const still = met(ladder, moment, status.carryThen);
  if (still >= status.level) return status;
  const { before } = status;
  const stands = ({ until, falls }) => (until === null || until >= context.day || ladder.downgrade?.at === 'never') && (falls === null || falls >= context.day);
  const level = down(Math.max(still, now, stands(before) ? before.level : -1));
  const next = level === before.level && stands(before)
    ? { ...before, carry: status.carry, grant: status.grant }
    : { ...status, level, until: validity(ladder, level, fact.day, context), falls: null };
  // The order that reached this one may be among them too; one event is one step.
  return isOne ? next : afterReturn(ladder, next, context, facts);
}

export const granted = (status, { level, until }) => ({ ...status, grant: { level, until: dayOf(until) } });

/** All ladders after goods came back or activities were taken back. */
export function back(account, context, facts) {
  const next = { ...account.standing };
  for (const ladder of account.ladders(context.version, context)) {
    const before = next[ladder.id];
    next[ladder.id] = afterReturn(ladder, before, context, facts);
    // One event is one fall; and goods that come back take nobody up.
    const met = next[ladder.id].level >= before.level && afterEvent(ladder, before, context, null);
    if (met && met.level <= before.level) next[ladder.id] = met;
  }
  return next;
}

/** What an account brings: its level stands to its last day, by default as if it had been earned in the period before. */
export function opened(account, brought, context) {
  const next = { ...account.standing };
  for (const ladder of account.ladders(context.version, context)) {
    const { level: id, until } = brought[ladder.id] ?? {};
    if (id === undefined) continue;
    const level = ladder.levels.findIndex((one) => one.id === id);
    const last = until !== undefined ? dayOf(until) : calendarPeriod(ladder) && ladder.levels[level].at ? span(ladder.period, context.day, context.calendar).last : null;
    next[ladder.id] = { ...next[ladder.id], level, until: last };
  }
  return next;
}

/** Two accounts in one: each ladder keeps the higher level. */
export function merged(account, other, context) {
  const next = { ...account.standing };
  for (const ladder of account.ladders(context.version, context)) {
    const theirs = other.standing[ladder.id];
    const mine = next[ladder.id];
    if (!theirs) continue;
    const granted = ({ grant }) => (grant ? ladder.levels.findIndex(({ id }) => id === grant.level) : -1);
    const { grant } = granted(theirs) > granted(mine) ? theirs : mine;
    next[ladder.id] = { ...(theirs.level > mine.level ? theirs : mine), grant };
  }
  return next;
}
