// Rebates and margins over a period: accrual, settlement, true-up, guarantee, restatement.
import { span, within } from './calendar.mjs';
import { ZERO, decimal, fraction, least, most, sum } from './exact.mjs';
import { countOf, ofLine } from './measures.mjs';
import { byBands } from './scales.mjs';

export const periodRules = (version) => version.list.filter(({ kind }) => kind === 'period');

/** What is earned over `window` by everything in the book that was invoiced in it. */
export function amountOver(rule, book, window, { minor }) {
  const { pay } = rule;
  const orders = book.orders.filter(({ invoiced }) => within(window, invoiced)).map((order) => ({ ...order, lines: order.period[rule.id] ?? [] }));
  const lines = orders.flatMap((order) => order.lines);
  const base = sum(lines.map((line) => ofLine(pay.of ?? 'amount', line)));
  const basis = pay.basis ? countOf({ ...pay.basis, when: undefined, anyLine: true }, {}, orders.filter((order) => order.lines.length > 0), []) : base;
  let amount = pay.rate !== undefined ? base.times(decimal(pay.rate)).over(decimal(pay.per ?? 1)) : byBands(pay, base, basis);
  if (pay.minimum !== undefined && base.isBelow(decimal(pay.minimum))) amount = ZERO;
  if (pay.cap !== undefined) amount = least(amount, decimal(pay.cap));
  return { base, amount: amount.rounded('half-up', minor) };
}

export const periodOf = (rule, day, { calendar }) => span(rule.pay.over, day, calendar);

/** What was settled so far of the period that begins on `first`. */
const settledOf = (settled, rule, first) => settled[rule.id]?.[first] ?? ZERO;

const withSettled = (settled, rule, first, amount) => ({ ...settled, [rule.id]: { ...settled[rule.id], [first]: settledOf(settled, rule, first).plus(amount) } });

/** The midnight that begins `day`: every settlement period that ended is paid. */
export function settle(context, day, entries, settled) {
  let now = settled;
  for (const rule of periodRules(context.version)) {
    const part = span(rule.pay.settle ?? rule.pay.over, day - 1, context.calendar);
    if (part.last !== day - 1) continue;
    const whole = periodOf(rule, day - 1, context);
    const { amount } = amountOver(rule, entries.book, { first: whole.first, last: day - 1 }, context.program);
    const due = guaranteed(rule, amount, whole, context, now).minus(settledOf(now, rule, whole.first));
    entries.add('settlement', rule.money, due, rule.id);
    now = withSettled(now, rule, whole.first, due);
  }
  return now;
}

/** The amount of a period with what its guarantee adds. */
function guaranteed(rule, amount, whole, context, settled) {
  const { guarantee } = rule.pay;
  if (!guarantee) return amount;
  const least1 = decimal(guarantee.amount);
  if (!guarantee.cumulative) return most(amount, least1);
  const year = span('year', whole.first, context.calendar);
  const earlier = Object.entries(settled[rule.id] ?? {}).filter(([first]) => within(year, Number(first)) && Number(first) < whole.first);
  let many = 0;
  for (let at = year.first; at <= whole.first; at = periodOf(rule, at, context).last + 1) many += 1;
  return most(amount, least1.times(fraction(many)).minus(sum(earlier.map(([, paid]) => paid))));
}

/** What came too late, or came back: periods that are closed are worked out again, and the difference is booked at once. */
export function restate(context, day, entries, settled, facts) {
  let now = settled;
  for (const rule of periodRules(context.version)) {
    const firsts = new Set(facts.map(({ invoiced }) => periodOf(rule, invoiced, context).first));
    for (const first of firsts) {
      const whole = periodOf(rule, first, context);
      // To the end of the last settlement that is closed.
      const open = span(rule.pay.settle ?? rule.pay.over, day, context.calendar).first;
      const last = whole.last < day ? whole.last : open - 1;
      if (last < whole.first || !facts.some(({ invoiced }) => within({ first: whole.first, last }, invoiced))) continue;
      const { amount } = amountOver(rule, entries.book, { first: whole.first, last }, context.program);
      const due = guaranteed(rule, amount, whole, context, now).minus(settledOf(now, rule, first));
      entries.add('restatement', rule.money, due, rule.id);
      now = withSettled(now, rule, first, due);
    }
  }
  return now;
}
