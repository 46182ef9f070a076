// What a rebate is net of: what the rules that stand before it give on the lines that both count.
import { within } from '../calendar.mjs';
import { ofLine } from '../earn/measures.mjs';
import { ZERO, least, sum } from '../exact.mjs';
import { amountOver, ownOrders, partOf, periodRules } from './rebates.mjs';

/** What is taken off what a rule counts over a window: rounded once for each rule that is named. */
export function takenOff(rule, book, window, context) {
  const named = periodRules(context.version).filter(({ id }) => rule.pay.netOf?.includes(id));
  return sum(named.map((other) => {
    // What is counted by no lines is given on none.
    if (other.choice?.activity || ['orders', 'activities'].includes(other.pay.of)) return ZERO;
    const own = new Set(ownOrders(rule, book, window).flatMap(({ lines }) => lines));
    const lines = ownOrders(other, book, window).flatMap(({ lines }) => lines);
    const weight = (list) => sum(list.map((line) => ofLine(other.pay.of ?? 'amount', line)));
    const [both, whole] = [weight(lines.filter((line) => own.has(line))), weight(lines)];
    // Goods that came back unbought may leave less of the whole than of these lines: more than all was not given.
    return whole.sign > 0 && both.sign > 0 ? given(other, book, window, context).times(least(both, whole)).over(whole).rounded('half-up', context.program.minor) : ZERO;
  }));
}

/** What a rule gave in a window: of settlements that are closed what they paid, of others what accrues. */
function given(rule, book, window, context) {
  const settled = context.settled[rule.id] ?? {};
  const last = Math.min(window.last, Math.max(context.day, ...book.orders.map(({ invoiced }) => invoiced).filter((day) => within(window, day))));
  const parts = [];
  // Of several parts that are open each has what the ones before it leave.
  let open = { of: null, amount: ZERO };
  for (let day = window.first; day <= last; day += 1) {
    const part = partOf(rule, day, context);
    if (!part) continue;
    if (open.of !== part.whole.first) open = { of: part.whole.first, amount: ZERO };
    const isOpen = settled[part.first] === undefined && part.last >= context.day;
    const amount = isOpen ? accrued(rule, book, part, settled, context).minus(open.amount) : settled[part.first] ?? ZERO;
    if (isOpen) open.amount = open.amount.plus(amount);
    parts.push(amount);
    day = part.last;
  }
  return sum(parts);
}

/** Of a part that is open: what is due to its end, less what earlier parts of the whole were paid. */
function accrued(rule, book, { whole, first, last }, settled, context) {
  const paid = Object.entries(settled).filter(([day]) => within({ first: whole.first, last: first - 1 }, Number(day))).map(([, amount]) => amount);
  return amountOver(rule, book, { first: whole.first, last }, context).amount.minus(sum(paid));
}
