// What comes by itself at a midnight: plans end, anniversaries pay, levels that were reached bring what they bring.
import { plusMonths } from '../calendar.mjs';
import { cameFact } from '../earn/evaluate.mjs';
import { fraction } from '../exact.mjs';
import { award } from './awarding.mjs';
import { withActivity } from './book.mjs';
import { brought, up } from './reached.mjs';

export function endPlan(account, day) {
  if (account.plan && account.plan.until < day) account.plan = null;
}

/** Whole years of membership that are complete on this day, or null. */
function years({ joined }, day) {
  if (joined === null) return null;
  let many = 1;
  while (plusMonths(joined, 12 * many) < day) many += 1;
  return plusMonths(joined, 12 * many) === day ? many : null;
}

/** Pays once a year, by what was done up to the day before. */
export function anniversary(account, day) {
  const many = years(account, day);
  if (many === null) return;
  const context = account.contextAt(day, account.entries.book);
  const fact = cameFact('anniversary', { event: {} }, { ...context, upTo: day - 1 }, fraction(many));
  if (fact.awards.length === 0) return;
  award(account, 'accrual', fact, day, 'anniversary');
  account.entries.book = withActivity(account.entries.book, fact);
  account.climb(day, null);
}

/** Levels that the midnight reached. */
export function reachedBy(account, before, day) {
  if (Object.keys(before).every((id) => account.standing[id] === before[id])) return;
  const context = account.contextAt(day, account.entries.book);
  const ups = {};
  for (const ladder of account.ladders(context.version, context)) {
    const level = before[ladder.id] && up(ladder, before[ladder.id], account.standing[ladder.id]);
    if (level) ups[ladder.id] = level;
  }
  if (Object.keys(ups).length === 0) return;
  const fact = brought(ups, {}, { ...context, upTo: day - 1 }, account.entries.book);
  if (fact.awards.length === 0) return;
  award(account, 'accrual', fact, day, 'tier-change');
  account.entries.book = withActivity(account.entries.book, fact);
}
