// What runs by itself, and what accounts join, choose and compete in: rules on levels, anniversaries and joining; plans,
// services, partners, boards.
import { ACTIVITIES, CATEGORIES, SEGMENTS, money, period } from './programs.mjs';
import { life, to } from './club.mjs';

const CAME = ['tier-change', 'tier-change', 'anniversary', 'anniversary', 'joining'];

/** Rules on what comes by itself, after all others are drawn. */
export function byItself(draw, add) {
  const { random, points, tiers } = draw;
  // What a currency's caps leave of what comes by itself is left open.
  if (points.some(({ caps, orderTotal }) => caps?.length || orderTotal)) return;
  for (let many = random.from(1, 3); many > 0; many -= 1) {
    const on = random.pick(CAME);
    if (on === 'tier-change' && tiers.length === 0) continue;
    const given = paid(draw, on);
    add(random.chance(80) ? draw.rules : draw.promotions, { on, ...random.maybe(50, () => when(draw, on)), ...given, ...random.maybe(30, () => to(random)), ...limits(draw, on, given) });
  }
}

function when(draw, on) {
  const { random, levels, plans } = draw;
  const level = () => ({ account: { tier: random.pick([() => random.pick(levels), () => ({ atLeast: random.pick(levels) }), () => random.some(levels, 2)])() } });
  const asked = random.pick([
    () => ({ account: { attributes: { segment: random.pick(SEGMENTS) } } }),
    () => ({ history: [past(random)] }),
    ...(levels.length ? [level, level] : []),
    ...(plans.length ? [() => ({ account: { plan: random.pick(plans).id } })] : []),
    ...(on === 'anniversary' ? [() => ({ history: [{ of: 'tenure', over: 'lifetime', in: random.pick(['months', 'years']), is: { atLeast: random.from(1, 14) } }] })] : []),
  ])();
  return { when: asked };
}

function past(random) {
  const of = random.pick(['amount', 'quantity', 'orders', 'active-months', 'distinct', 'activities']);
  const over = of === 'active-months' ? random.pick(['year', 'lifetime', { rolling: { months: random.from(2, 12) } }]) : random.chance(30) ? 'membership-year' : period(random);
  const is = { amount: random.from(20, 300), quantity: random.from(2, 20), orders: random.from(1, 4), 'active-months': random.from(1, 3), distinct: random.from(1, 3), activities: random.from(1, 3) }[of];
  return { of, over, ...random.maybe(20, () => ({ before: true })), is: { [random.pick(['atLeast', 'atLeast', 'below'])]: is } };
}

function paid({ random, points, rewards, minor, club }, on) {
  const currency = points.length && random.chance(40) ? { currency: 'status' } : {};
  const many = random.from(1, 150);
  return random.pick([
    () => ({ earn: { points: many, ...currency } }),
    () => ({ earn: { points: many, ...currency }, ...(club && on !== 'tier-change' && random.chance(40) ? life(random) : {}) }),
    () => ({ measure: { of: 'orders' }, scale: { fixed: money(random, 1, 30, minor) }, award: { kind: random.pick(['cash', 'rebate']) } }),
    ...(rewards.length ? [() => ({ give: random.pick(['hamper', 'voucher']) })] : []),
    ...(on === 'anniversary' ? [
      () => ({ earn: { points: many, per: random.from(1, 2), ...currency } }),
      () => ({ scale: { mode: 'fixed', bands: [{ from: 1, fixed: many }, { [random.pick(['from', 'above'])]: 2, fixed: many * 2 }], ...random.maybe(50, () => ({ allReached: true })) }, award: { kind: 'points', ...currency } }),
    ] : []),
  ])();
}

function limits({ random, budgets, points }, on, { earn }) {
  const out = {};
  if (random.chance(35)) out.times = [{ most: 1, per: period(random) }];
  if (random.chance(20)) out.caps = [{ most: random.from(10, 150), per: period(random) }];
  // A budget is of one unit: points.
  if (budgets.length && on === 'joining' && earn && !points.length && random.chance(30)) out.budget = 'budget';
  return Object.keys(out).length ? { limits: out } : {};
}

const services = (random) => [{ id: 'manager' }, { id: 'seat', count: random.from(1, 3), ...random.maybe(70, () => ({ per: random.pick(['month', 'quarter', 'year', 'membership-year', 'lifetime']) })) }];

/** Plans with benefits; services of some levels. */
export function withPlans(draw) {
  const { random, minor } = draw;
  const benefits = () => ({ ...random.maybe(60, () => ({ discount: `${random.from(1, 9)} %` })), ...random.maybe(50, () => ({ multiplier: random.pick([2, '1.5', '1.25']) })), ...random.maybe(60, () => ({ services: services(random).map((one) => ({ ...one, id: `plan-${one.id}` })) })) });
  draw.plans = random.chance(35) ? ['vip', 'plus'].slice(0, random.from(1, 2)).map((id) => ({ id, fee: money(random, 10, 200, minor), ...random.maybe(70, () => ({ lasts: random.pick([{ months: random.from(1, 6) }, { days: random.from(10, 90) }]) })), benefits: benefits() })) : [];
  for (const plan of draw.plans) if (Object.keys(plan.benefits).length === 0) delete plan.benefits;
  for (const level of draw.tiers.flatMap(({ levels }) => levels)) if (random.chance(20)) level.benefits = { ...level.benefits, services: services(random) };
}

/** Rules that ask for a plan. */
export function forPlans({ random, rules, promotions, plans }) {
  if (plans.length === 0) return;
  for (const rule of [...rules, ...promotions]) {
    if (random.chance(25) && !rule.on?.periodEnd && !rule.rebate && !rule.margin) rule.when = { ...rule.when, account: { ...rule.when?.account, plan: random.chance(20) ? { not: random.pick(plans).id } : random.some(plans.map(({ id }) => id)) } };
  }
}

export function boards(draw) {
  const { random, rewards, points, minor } = draw;
  if (!random.chance(25)) return [];
  return ['best', 'teams'].slice(0, random.from(1, 2)).map((id) => {
    const of = random.pick(['amount', 'quantity', 'orders', 'activities', 'lines', { measure: 'kg' }]);
    const ranks = random.pick([undefined, 'participant', 'team', 'account']);
    const won = () => random.pick([() => ({ cash: money(random, 1, 50, minor) }), () => ({ points: random.from(1, 50), ...(points.length && random.chance(40) ? { currency: 'status' } : {}) }), ...(rewards.length ? [() => ({ reward: 'hamper' })] : [])])();
    return {
      id, of, ...(of === 'activities' ? random.maybe(60, () => ({ when: { activity: { type: random.some(ACTIVITIES, 2) } } })) : of !== 'orders' ? random.maybe(40, () => ({ when: { category: random.some(CATEGORIES, 2) } })) : {}),
      over: random.pick(['week', 'month', 'quarter', 'half-year', 'year', { from: '2026-02-10', to: '2026-05-20' }]), ...(ranks ? { ranks } : {}), ...(ranks !== 'account' ? random.maybe(40, () => ({ among: 'account' })) : {}),
      ...random.maybe(30, () => ({ least: random.from(1, of === 'amount' ? 100 : 5) })), wins: Array.from({ length: random.from(1, 2) }, () => ({ places: random.from(1, 2), ...won() })),
    };
  });
}
