// Ladders drawn from the format.
import { ACTIVITIES, onLines } from './programs.mjs';

export function ladders(draw) {
  return Array.from({ length: draw.random.from(1, 2) }, (_, index) => ladder(draw, `l${index + 1}`));
}

function ladder(draw, id) {
  const { random, points } = draw;
  const metrics = random.some(['amount', 'quantity', 'points', 'distinct', 'active-months', 'activities', 'value', 'orders'], 2).map((of, index) => ({
    id: `m${index + 1}`, of,
    ...(of === 'amount' && random.chance(30) ? { withValue: true } : {}),
    ...(of === 'points' && points.length && random.chance(60) ? { currency: 'status' } : {}),
    ...(['amount', 'quantity'].includes(of) && random.chance(20) ? { when: onLines(draw) } : {}),
    ...(of === 'activities' && random.chance(60) ? { when: { activity: { type: random.some(ACTIVITIES, 2) } } } : {}),
  }));
  const steps = { amount: 150, quantity: 25, points: 120, distinct: 1, 'active-months': 1, activities: 1, value: 60, orders: 2 };
  const base = random.chance(80) ? [{ id: `${id}-0` }] : [];
  const levels = [1, 2, 3].slice(0, random.from(1, 3)).map((rank) => ({
    id: `${id}-${rank}`,
    at: Object.fromEntries(metrics.map(({ id: metric, of }) => [metric, steps[of] * rank + random.from(0, steps[of] > 10 ? 3 : 0)])),
    ...(random.chance(50) ? { benefits: { ...(random.chance(60) ? { multiplier: random.pick(['1.25', 2, '1.5']) } : {}), ...(random.chance(40) ? { discount: `${random.from(1, 8)} %` } : {}) } } : {}),
  }));
  for (const level of levels) if (level.benefits && Object.keys(level.benefits).length === 0) delete level.benefits;
  // Months are looked for in months, and a membership year may begin within one.
  const years = metrics.some(({ of }) => of === 'active-months') ? ['year'] : ['year', 'membership-year'];
  const period = random.pick(['month', 'quarter', 'half-year', ...years, 'lifetime', { rolling: { months: random.from(2, 12) } }, { from: '2026-02-10', to: '2026-05-20' }]);
  return { id, period, metrics, ...(random.chance(30) && metrics.length > 1 ? { need: 'any' } : {}), ...manners(random, period, metrics), levels: [...base, ...levels] };
}

function manners(random, period, metrics) {
  const named = typeof period === 'string' && period !== 'lifetime';
  const out = {};
  if (random.chance(20) && period !== 'lifetime') out.upgrade = 'period-end';
  const downgrade = {};
  if (random.chance(15)) downgrade.at = 'never';
  // A calendar period opens at zero: "at once" is refused there.
  else if (!named && random.chance(25)) downgrade.at = 'at-once';
  if (random.chance(30)) downgrade.steps = 'one';
  if (period !== 'lifetime' && random.chance(20)) Object.assign(downgrade, { grace: random.chance(50) ? { days: random.from(1, 40) } : { months: 1 } }, random.chance(50) ? { toMonthEnd: true } : {});
  if (Object.keys(downgrade).length) out.downgrade = downgrade;
  if (random.chance(25)) out.onReturn = random.pick(['kept', 'at-once', 'reaching-order']);
  if (named && random.chance(40)) out.carryOver = { cap: Object.fromEntries(metrics.map(({ id }) => [id, random.from(5, 200)])) };
  return out;
}
