// What one rule gives before limits: parts, one to a line, not rounded; and how parts become whole points.
import { asksOfLines, holds } from './conditions.mjs';
import { ONE, ZERO, decimal, most, sum } from '../exact.mjs';
import { baseOf, shippingLine } from './lines.mjs';
import { basisOf, countOf, ofLine } from './measures.mjs';
import { counts } from './program.mjs';
import { byBands } from './scales.mjs';

/** Parts `{ line, quantity, exact }` of a rule's award; none where the rule does not run. */
export function partsOf(rule, context) {
  return context.activity ? ofActivity(rule, context) : ofOrder(rule, context);
}

function ofActivity(rule, context) {
  if (!holds(rule.when, context, null)) return [];
  const quantity = decimal(context.activity.quantity ?? 1);
  const { fixed } = amounts(rule.scale, context);
  if (fixed !== null) return [{ line: null, quantity: ONE, exact: fixed }];
  return [{ line: null, quantity, exact: scaled(rule, [quantity], context)[0] }];
}

function ofOrder(rule, context) {
  const lines = context.lines.filter((line) => counts(rule, context, line));
  const { fixed } = amounts(rule.scale, context);
  if (fixed !== null) {
    const runs = asksOfLines(rule.when) ? lines.length > 0 : holds(rule.when, context, null);
    return runs ? [{ line: null, quantity: ONE, exact: fixed }] : [];
  }
  const shipping = decimal(context.event.shipping ?? 0);
  if (rule.basis.withShipping && rule.of === 'amount' && shipping.sign > 0) {
    const line = shippingLine(shipping, context);
    if (counts(rule, context, line)) lines.push(line);
  }
  if (lines.length === 0) return [];
  if (rule.of === 'distinct') {
    const many = countOf({ of: 'distinct', by: rule.by, anyLine: true }, context, [{ lines }], []);
    return [{ line: null, quantity: ONE, exact: scaled(rule, [many], context)[0] }];
  }
  const amountsOf = lines.map((line) => (rule.of !== 'amount' ? ofLine(rule.of, line) : baseOf(rule.kind === 'money' ? { ...line, paid: ZERO } : line, rule.basis)));
  const exact = scaled(rule, amountsOf, context, lines);
  // A line of which nothing is counted gives nothing, and stands against nobody.
  return lines
    .map((line, index) => ({ line, quantity: line.quantity, exact: exact[index] }))
    .filter((_, index) => !amountsOf[index].isZero);
}

/** What a table has for the levels that are held: of several the best. */
export const ofLevels = (table, levels) => Object.values(levels).filter((level) => level && table[level] !== undefined).map((level) => decimal(table[level])).reduce(most, ZERO);

/** The fixed amount or the rate that the scale has for this account. */
function amounts({ fixed, rate, byTier, per }, { levels }) {
  const table = byTier ?? (typeof fixed === 'object' ? fixed : undefined);
  const number = table ? ofLevels(table, levels) : null;
  if (fixed !== undefined) return { fixed: number ?? decimal(fixed), rate: null };
  const points = number ?? (rate === undefined ? null : decimal(rate));
  return { fixed: null, rate: points?.over(per ?? ONE) ?? null, points, per: per ?? ONE };
}

/** The award of each line before rounding, in proportion to what each counts where the scale acts on the sum. */
function scaled(rule, list, context, lines) {
  const { scale, rounding = {} } = rule;
  const { rate, points, per } = amounts(scale, context);
  const inProportion = (award, total) => list.map((count) => (total.isZero ? ZERO : award.times(count).over(total)));
  if (scale.bands?.length) {
    const basis = (own, line) => (scale.basis ? basisOf(scale.basis, rule, context, scale.basis.over === 'line' ? [line] : lines, scale.basis.before !== true) : own);
    if (rule.over === 'line') return list.map((count, index) => byBands(scale, count, basis(count, lines[index])));
    const total = sum(list);
    return inProportion(byBands(scale, total, basis(total)), total);
  }
  if (!scale.fullSteps) return list.map((count) => count.times(rate));
  const from = decimal(scale.start ?? 0);
  const steps = (count) => most(count.minus(from), ZERO).over(per).whole().times(points);
  if (rounding.scope === 'line') return list.map(steps);
  if (rounding.scope === 'unit') return list.map((count, index) => steps(count.over(lines[index].quantity)).times(lines[index].quantity));
  const total = sum(list);
  return inProportion(steps(total), total);
}

/** Parts rounded by the rule's scope: an amount for each part, and the whole. */
export function rounded(rule, parts, exacts, decimals) {
  // What is counted over a line is rounded for it.
  const { mode = rule.kind === 'points' || rule.money?.startsWith('reward:') ? 'floor' : 'half-up', scope = rule.over === 'line' ? 'line' : 'order' } = rule.rounding ?? {};
  if (scope === 'order') return { whole: sum(exacts).rounded(mode, decimals), each: null };
  const each = exacts.map((exact, index) => {
    if (scope === 'line') return exact.rounded(mode, decimals);
    const { quantity } = parts[index];
    if (quantity.isZero) return ZERO;
    const unit = exact.over(quantity);
    const whole = quantity.whole();
    return unit.rounded(mode, decimals).times(whole).plus(unit.times(quantity.minus(whole)).rounded(mode, decimals));
  });
  return { whole: sum(each), each };
}
