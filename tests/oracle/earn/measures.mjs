// Measures: what is counted, over what. Nothing is kept in counters: every count looks through all that happened.
import { earlier, entries, target, tenure, together } from './beside.mjs';
import { dayOf, monthOf, monthsBack, span, within } from '../calendar.mjs';
import { holds, ofLines } from './conditions.mjs';
import { countsHere, factsOf } from './whose.mjs';
import { ONE, ZERO, decimal, fraction, sum } from '../exact.mjs';

export const valueOf = (line, by) => (['sku', 'category', 'brand'].includes(by) ? line[by] : line.attributes?.[by]);

/** What one line counts for. */
export function ofLine(of, line) {
  if (typeof of === 'object') return line.measures?.[of.measure] === undefined ? ZERO : decimal(line.measures[of.measure]).times(line.share);
  if (of === 'amount') return line.net;
  if (of === 'quantity') return line.quantity;
  // Goods that were never bought come back as lines below zero.
  if (of === 'lines') return line.quantity.sign < 0 ? ONE.negated() : ONE;
  throw new Error(`${of} is not counted by lines`);
}

/**
 * The count of `of` over the period that holds the context's day, from everything in the book, and this order or
 * activity too where `here`.
 */
export function count(wanted, context, here) {
  const { of, over = 'lifetime', byInvoice = false } = wanted;
  if (of === 'tenure') return tenure(wanted.in, context.day, context.calendar);
  const day = byInvoice && context.event.invoiced ? dayOf(context.event.invoiced) : context.upTo ?? context.day;
  // Months with an order are looked for in whole calendar months.
  const window = of === 'active-months' && over.rolling ? monthsBack(over.rolling, day) : span(over, day, context.calendar);
  const own = countIn(wanted, context, window, here ? day : null);
  return wanted.against ? beside(wanted, own, context, window, here ? day : null) : own;
}

/** The count beside what it stands against; null where there is nothing. */
function beside(wanted, own, context, window, here) {
  const { against } = wanted;
  const ago = against.back && earlier(against.back, wanted.over, window, context);
  const found = ago ? countIn(wanted, { ...context, book: ago.book }, ago.window, null)
    : against.list ? entries(against, context)
      : countIn({ ...wanted, when: wanted.own, ...against.measure }, context, window, here);
  const other = target(against, found);
  return other && together(against, own, other, context.program.minor);
}

function countIn(wanted, context, window, day) {
  const { byInvoice = false, whose } = wanted;
  const orders = factsOf(whose, context, 'orders').filter((order) => within(window, byInvoice ? order.invoiced : order.day));
  const activities = factsOf(whose, context, 'activities').filter(({ day }) => within(window, day));
  const counted = day !== null && within(window, day) && countsHere(whose, context);
  // Goods that nobody bought are no order.
  if (counted && context.lines) orders.push({ day, invoiced: day, lines: context.lines, order: context.event, unmatched: context.unmatched });
  if (counted && context.activity && !context.came) activities.push({ day: context.day, activity: context.activity });
  return countOf(wanted, context, orders, activities);
}

export function countOf({ of, when, by = 'category', currency, withValue, anyLine, byInvoice }, context, orders, activities) {
  const counts = (line) => (anyLine || line.eligible) && (!when || holds(when, { ...context, lines: null }, line.asked ?? line));
  const real = orders.filter((order) => !order.gone && !order.unmatched);
  const lines = orders.flatMap((order) => order.lines.filter(counts));
  const points = currency ?? context.program?.currencies[0].id;
  const done = () => activities.filter(({ activity, gone }) => activity && !gone && holds(when, { ...context, activity, lines: null }, null));
  // Units of activities, where the measure is about activities.
  if (of === 'quantity' && when?.activity) return sum(done().map(({ activity }) => decimal(activity.quantity ?? 1)));
  const values = () => sum(activities.map(({ value = ZERO }) => value));
  switch (of) {
    case 'orders':
      return fraction(real.filter((order) => order.lines.some(counts)).length);
    case 'activities':
      return fraction(done().length);
    case 'points':
      return sum([...orders, ...activities].map((fact) => fact.pointsCounted?.[points] ?? ZERO));
    case 'balance':
      return context.book.wallet.totals[`|${points}`] ?? ZERO;
    case 'value':
      return values();
    case 'distinct':
      return fraction(new Set(real.flatMap((order) => order.lines.filter(counts)).map((line) => valueOf(line, by)).filter((value) => value !== undefined)).size);
    case 'active-months':
      return fraction(new Set(real.map((order) => monthOf(byInvoice ? order.invoiced : order.day))).size);
    default: {
      const total = sum(lines.map((line) => ofLine(of, line)));
      return of === 'amount' && withValue ? total.plus(values()) : total;
    }
  }
}

/**
 * What picks a band. Over the order or a line: `lines`, those of the rule. Over a period: what the account has bought,
 * by default of the lines the rule counts, with this order in or not.
 */
export function basisOf(basis, rule, context, lines, here) {
  if (['order', 'line'].includes(basis.over)) return countOf({ ...basis, when: undefined, anyLine: true }, context, [{ lines }], []);
  const when = basis.when ?? ofLines(rule.when);
  // Money goes by invoices.
  return count({ ...basis, when, own: ofLines(rule.when), anyLine: rule.anyLine, byInvoice: rule.kind === 'money' }, context, here);
}
