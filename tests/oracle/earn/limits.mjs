// Limits: how often a rule pays and how much, counted through everything it paid before.
import { span, within } from '../calendar.mjs';
import { ZERO, decimal, most, sum } from '../exact.mjs';
import { factsOf } from './whose.mjs';

/** Everything the rule was paid in the period that holds this day, this event not counted. */
function paidIn(rule, period, context, whose) {
  const window = span(period, context.day, context.calendar);
  return [...factsOf(whose, context, 'orders'), ...factsOf(whose, context, 'activities')]
    .filter(({ day, unmatched }) => within(window, day) && !unmatched)
    .flatMap((fact) => fact.awards.filter((award) => award.rule === rule.id).map((award) => ({ ...award, fact })));
}

/** May it pay once more? */
export function timesLeft(rule, context) {
  return (rule.limits?.times ?? []).every(({ most: allowed, per, by, whose }) => {
    const before = paidIn(rule, per, context, whose).filter(({ amount, fact }) => {
      if (amount.isZero) return false;
      if (by === 'subject') return (fact.activity?.subject ?? '') === (context.activity?.subject ?? '');
      return true;
    });
    return before.length < allowed;
  });
}

/** Values that pay once, ever, in all accounts: has the rule paid for this one's, or is there no value? */
export function isPaidOnce(rule, context) {
  const names = rule.limits?.once ?? [];
  if (names.length === 0) return false;
  const values = ({ activity }) => names.map((name) => activity?.attributes?.[name]);
  const own = values(context);
  if (own.some((value) => value === undefined)) return true;
  // Of several attributes each value pays once.
  const isSame = (fact) => values(fact).some((value, place) => value === own[place]);
  return factsOf('everyone', context, 'activities').some((fact) => isSame(fact) && fact.awards.some((award) => award.rule === rule.id && !award.amount.isZero));
}

/** How much a cap still leaves; nothing is below zero. By person, what nobody did is cut by itself. */
export function roomLeft(rule, { most: allowed, per, whose }, context) {
  const limit = decimal(allowed);
  if (per === 'order' || per === 'line') return limit;
  return most(limit.minus(sum(paidIn(rule, per, context, whose).map(({ amount }) => amount))), ZERO);
}

/** How much a currency's cap still leaves. */
export function currencyRoom(currency, { most: allowed, per }, context) {
  const limit = decimal(allowed);
  if (per === 'order') return limit;
  const window = span(per, context.day, context.calendar);
  const facts = [...context.book.orders, ...context.book.activities].filter(({ day }) => within(window, day));
  return most(limit.minus(sum(facts.map(({ pointsCounted }) => pointsCounted?.[currency] ?? ZERO))), ZERO);
}
