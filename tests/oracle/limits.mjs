// Limits: how often a rule pays and how much, counted through everything it paid before.
import { span, within } from './calendar.mjs';
import { ZERO, decimal, most, sum } from './exact.mjs';

/** Everything the rule was paid in the period that holds this day, this event not counted. */
function paidIn(rule, period, context) {
  const window = span(period, context.day, context.calendar);
  return [...context.book.orders, ...context.book.activities]
    .filter(({ day, unmatched }) => within(window, day) && !unmatched)
    .flatMap((fact) => fact.awards.filter((award) => award.rule === rule.id).map((award) => ({ ...award, fact })));
}

/** May it pay once more? */
export function timesLeft(rule, context) {
  return (rule.limits?.times ?? []).every(({ most: allowed, per, by }) => {
    const before = paidIn(rule, per, context).filter(({ amount, fact }) => {
      if (amount.isZero) return false;
      if (by === 'subject') return (fact.activity?.subject ?? '') === (context.activity?.subject ?? '');
      if (by === 'participant') return (fact.participant ?? '') === (context.event.participant ?? '');
      return true;
    });
    return before.length < allowed;
  });
}

/** How much a cap still leaves; nothing is below zero. */
export function roomLeft(rule, { most: allowed, per }, context) {
  const limit = decimal(allowed);
  if (per === 'order' || per === 'line') return limit;
  return most(limit.minus(sum(paidIn(rule, per, context).map(({ amount }) => amount))), ZERO);
}

/** How much a currency's cap still leaves. */
export function currencyRoom(currency, { most: allowed, per }, context) {
  const limit = decimal(allowed);
  if (per === 'order') return limit;
  const window = span(per, context.day, context.calendar);
  const facts = [...context.book.orders, ...context.book.activities].filter(({ day }) => within(window, day));
  return most(limit.minus(sum(facts.map(({ points }) => points[currency] ?? ZERO))), ZERO);
}
