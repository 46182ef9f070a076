// What reaching a level brings: rules on "tier-change", with the order or activity that reached it.
import { cameFact } from '../earn/evaluate.mjs';
import { ZERO } from '../exact.mjs';
import { afterEvent, isFor, levelOf } from './tiers.mjs';

/** The fact with what the levels bring that it reaches at its own moment. Without it, the fact is kept as `plain`. */
export function reached(fact, kind) {
  if (fact.gone) return fact;
  const { before } = fact;
  const book = { ...before.book, [kind]: [...before.book[kind].filter(({ id }) => id !== fact.id), fact] };
  const ups = {};
  for (const ladder of (before.version.tiers ?? []).filter((one) => isFor(one, before))) {
    const level = up(ladder, before.standing[ladder.id], afterEvent(ladder, before.standing[ladder.id], { ...before, book }, fact.id));
    if (level) ups[ladder.id] = level;
  }
  return Object.keys(ups).length === 0 ? fact : joined(fact, brought(ups, fact, before, book));
}

/** The level that an account was taken up to; who stands on it by hand already is not taken up. */
export function up(ladder, was, now) {
  const place = (status) => ladder.levels.findIndex(({ id }) => id === levelOf(ladder, status));
  return place(now) > place(was) && now.level === place(now) ? ladder.levels[now.level].id : null;
}

/** What levels bring: by those that were reached alone. What was done before the event is its past. */
export function brought(ups, { event, spent = {} }, before, book) {
  const budgets = { ...before.budgets };
  for (const [id, amount] of Object.entries(spent)) budgets[id] = (budgets[id] ?? ZERO).plus(amount);
  const levels = Object.fromEntries((before.version.tiers ?? []).map(({ id }) => [id, ups[id] ?? null]));
  return cameFact('tier-change', { event: { participant: event?.participant, beneficiary: event?.beneficiary } }, { ...before, budgets, levels, receivedBook: book, ofOrder: Boolean(event?.lines) });
}

/** Two facts of one event in one. */
function joined(fact, more) {
  const added = (one, other) => Object.fromEntries([...new Set([...Object.keys(one), ...Object.keys(other)])].map((name) => [name, (one[name] ?? ZERO).plus(other[name] ?? ZERO)]));
  return {
    ...fact, plain: fact,
    awards: [...fact.awards, ...more.awards], steps: [...fact.steps, ...more.steps], shares: [...fact.shares, ...more.shares], claims: [...fact.claims, ...more.claims],
    points: added(fact.points, more.points), pointsCounted: added(fact.pointsCounted, more.pointsCounted), money: added(fact.money, more.money), value: fact.value.plus(more.value), spent: added(fact.spent, more.spent),
  };
}
