// What comes next: how far it is to a level or a band, what the band would bring, what is expected at the present pace.
import { textOf } from '../calendar.mjs';
import { ZERO, decimal, fraction, least, most } from '../exact.mjs';
import { byBands, reached } from '../earn/scales.mjs';
import { levelOf, values } from './tiers.mjs';

/** How far it is to the next level, by metric. */
export function nextLevel(ladder, status, context) {
  const to = ladder.levels[ladder.levels.findIndex(({ id }) => id === levelOf(ladder, status)) + 1];
  if (!to) return null;
  const has = values(ladder, context, status.carry);
  return {
    level: to.id,
    metrics: Object.entries(to.at ?? {}).map(([metric, needs]) => ({ metric, has: has[metric], needs: decimal(needs), missing: most(decimal(needs).minus(has[metric]), ZERO) })),
  };
}

const startOf = ({ from, above }) => decimal(from ?? above ?? 0);

/** Of a count with bands of its own: the next band, and what the period will come to. */
export function outlook(rule, base, window, day, { minor, decimals }) {
  const { pay } = rule;
  if (!pay.bands?.length || pay.basis || pay.against || pay.whose || pay.netOf || !Number.isFinite(window.last) || window.last > 500_000) return {};
  const places = { amount: minor, orders: 0, lines: 0, activities: 0 }[pay.of ?? 'amount'] ?? 6;
  const amount = (count) => {
    let found = count.sign <= 0 || (pay.minimum !== undefined && count.isBelow(decimal(pay.minimum))) ? ZERO : byBands(pay, count, count);
    if (pay.cap !== undefined) found = least(found, decimal(pay.cap));
    const points = decimals[rule.money];
    return points === undefined ? found.rounded('half-up', minor) : found.rounded(rule.rounding?.mode ?? 'floor', points);
  };
  const elapsed = Math.min(Math.max(day - window.first + 1, 1), window.last - window.first + 1);
  const expected = base.times(fraction(window.last - window.first + 1)).over(fraction(elapsed)).rounded('floor', places);
  const at = reached(pay.bands, base) + 1;
  const band = pay.bands[at];
  const step = fraction(1).over(fraction(10 ** places));
  const missing = band && most(startOf(band).minus(base), ZERO).plus(band.above === undefined ? ZERO : step);
  return {
    forecast: { base: expected, amount: amount(expected) },
    next: band ? { band: at, missing, gain: amount(base.plus(missing)).minus(amount(base)) } : null,
    to: textOf(window.last),
  };
}
