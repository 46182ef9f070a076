// The points account and its people, drawn for a program: lives, to whom, whose, rewards, funds, claims, partners in
// the channel. What docs/semantics.md leaves open is not drawn; each such place says so.
import { ACTIVITIES, SEGMENTS, money, period } from './programs.mjs';

export const ROLES = ['engineer', 'sales-rep', 'sales-manager'];
export const TEAMS = ['north', 'south'];

const END = ['month', 'quarter', 'half-year', 'year'];
const span = (random) => (random.chance(50) ? { days: random.from(1, 60) } : { months: random.from(1, 6) });

/** When an award can be used, and how long. */
export function life(random) {
  const pending = random.maybe(55, () => random.pick([
    () => span(random),
    () => ({ ...(random.chance(40) ? span(random) : {}), end: random.pick(END) }),
    () => ({ until: 'paid' }),
    () => ({ ...span(random), until: 'paid' }),
  ])());
  const expires = random.maybe(70, () => random.pick([
    () => ({ ...span(random), ...(random.chance(30) ? { from: random.pick(['award', 'available']) } : {}) }),
    () => ({ ...(random.chance(60) ? span(random) : {}), end: random.pick(END) }),
    () => ({ on: random.pick(['2026-03-31', '2026-06-30', '2026-12-31']) }),
    () => ({ inactive: span(random) }),
    () => ({ ...random.pick([{ months: random.from(3, 12) }, { end: random.pick(END) }, { on: '2026-09-30' }]), inactive: span(random) }),
  ])());
  // What is pending for longer than it lasts can never be used.
  if (pending && expires?.from === 'award') delete expires.from;
  return pending || expires ? { life: { ...(pending ? { pending } : {}), ...(expires ? { expires } : {}) } } : {};
}

const role = (random) => ({ role: random.pick(ROLES), ...(random.chance(40) ? { of: 'account' } : {}) });

/** To whom an award goes. */
export function to(random) {
  const one = () => random.pick(['account', 'participant', 'participant', 'pool', role(random), { linked: 'referrer' }]);
  if (random.chance(70)) return { to: one() };
  const many = random.from(2, 3);
  const first = random.from(1, Math.floor(98 / many));
  const shares = many === 2 ? [first, 100 - first] : [first, first + 1, 99 - 2 * first];
  return { to: shares.map((share) => ({ to: one(), share: `${share} %` })) };
}

export const whose = (random) => ({ whose: random.pick(['account', 'participant', 'team', 'everyone', { linked: 'group' }]) });

/** A condition on people, links, or what they did together. */
export function ofPeople(random) {
  const text = (list) => (random.chance(30) ? { not: random.pick(list) } : random.some(list, 2));
  return random.pick([
    () => ({ participant: { role: text(ROLES) } }),
    () => ({ participant: { team: text(TEAMS) } }),
    () => ({ participant: { id: text(['ana', 'dan']) } }),
    () => ({ account: { linked: random.pick(['referrer', 'group']) } }),
    () => ({ history: [history(random)] }),
  ])();
}

function history(random) {
  const of = random.pick(['amount', 'quantity', 'orders', 'activities', 'activities']);
  const size = { amount: 150, quantity: 12, orders: 2, activities: 2 }[of];
  return {
    of, over: period(random), ...whose(random),
    ...(of === 'activities' && random.chance(60) ? { when: { activity: { type: random.some(ACTIVITIES, 2) } } } : {}),
    ...(random.chance(40) ? { before: true } : {}), is: { [random.pick(['atLeast', 'below'])]: random.from(1, size) },
  };
}

/** Currencies with a life, a worth, a price for orders; the document's own fields beside its versions. */
export function withAccount(draw) {
  const { random, points } = draw;
  if (points.length === 0) points.push({ id: 'points', decimals: random.pick([0, 0, 0, 2]) }, { id: 'status' });
  for (const currency of points) {
    // To whom goes what a cap takes is left open.
    delete currency.caps;
    delete currency.orderTotal;
    Object.assign(currency, random.maybe(70, () => life(random)));
  }
  if (random.chance(70)) points[0].worth = random.pick(['0.01', '0.02', '0.1', '1']);
  if (draw.minor === 0 && points[0].worth) points[0].worth = random.pick([1, 2]);
  // What people receive is weighed in whole units of money.
  if (points[0].worth) points[0].decimals = 0;
  if (points[0].worth && random.chance(50)) {
    points[0].spend = { ...random.maybe(30, () => ({ minimum: random.from(1, 50) })), ...random.maybe(30, () => ({ step: random.from(2, 10) })), ...random.maybe(50, () => ({ most: `${random.from(20, 100)} %` })) };
  }
  draw.funds = random.chance(35) ? [{ id: 'marketing', ...random.maybe(60, () => ({ life: { expires: random.pick([{ end: 'year' }, { months: 3 }, { end: 'quarter' }]) } })) }] : [];
  draw.rewards = random.chance(60) ? rewards(random, points) : [];
}

function rewards(random, points) {
  const currency = points.length > 1 && random.chance(40) ? { currency: points[1].id } : {};
  const own = () => ({ ...random.maybe(30, () => ({ stock: random.from(1, 3) })), ...random.maybe(20, () => ({ when: { account: { attributes: { segment: random.pick(SEGMENTS) } } } })), ...random.maybe(20, () => ({ window: { from: '2026-02-01', to: '2026-08-31' } })) });
  return [
    { id: 'drill', points: random.from(5, 60), ...currency, ...own(), ...random.maybe(40, () => ({ life: { expires: span(random) } })) },
    { id: 'voucher', kind: 'voucher', points: random.from(1, 20), value: random.from(1, 9), ...own(), ...random.maybe(60, () => ({ life: { expires: span(random) } })) },
    { id: 'hamper', ...random.maybe(30, () => ({ life: { expires: span(random) } })) },
    { id: 'club-day', kind: 'entitlement', unlockedAt: random.from(10, 200), ...(random.chance(60) ? { points: random.from(1, 9) } : {}), ...own() },
  ];
}

/** Rules for people, rewards, funds and claims, and what makes other rules be for people. */
export function clubRules(draw, add) {
  const { random, rules } = draw;
  for (const rule of rules) {
    const isAward = rule.earn || (rule.award && !rule.on?.periodEnd);
    if (isAward && random.chance(40)) Object.assign(rule, to(random));
    // What is left of which rule's award, where one event gives several of different lives, is not told apart.
    const isFirst = rule.earn && !rule.earn.currency && !draw.points[0].life && !rules.some((other) => other.life);
    if (isFirst && random.chance(40)) Object.assign(rule, life(random));
    // How much it pays each person, team or group of accounts.
    for (const cap of rule.limits?.caps ?? []) if (!['order', 'line'].includes(cap.per) && random.chance(60)) Object.assign(cap, whose(random));
    if (isAward && random.chance(20)) rule.when = { ...rule.when, ...ofPeople(random) };
  }
  const some = (percent, make) => random.chance(percent) && add(rules, make());
  some(50, () => spiff(draw));
  some(35, () => override(draw));
  some(30, () => ({ on: 'joining', earn: { points: random.from(5, 50) }, ...(random.chance(50) ? { to: { linked: 'referrer' } } : {}), ...limits(random) }));
  some(30, () => claim(random));
  if (draw.rewards.length) some(60, () => ({ ...(random.chance(40) ? { on: { activity: random.some(ACTIVITIES, 2) } } : { when: { order: { number: { every: random.from(1, 3) } } } }), give: random.pick(['hamper', 'voucher', 'drill']), ...random.maybe(30, () => to(random)), ...limits(random) }));
  if (draw.funds.length) {
    add(rules, { measure: { of: 'amount' }, scale: { rate: `${random.from(1, 20)} %` }, award: { kind: 'fund', fund: 'marketing' }, ...random.maybe(30, () => ofWhen(random)) });
    add(rules, { on: { activity: 'advertising' }, measure: { of: 'quantity' }, scale: { rate: `${random.from(10, 100)} %` }, award: { kind: 'cash', from: 'marketing' }, ...random.maybe(60, () => ({ life: { pending: { until: 'approved' } } })) });
  }
  some(20, () => grouped(draw));
}

const ofWhen = (random) => ({ when: { category: random.pick(['paint', 'tools']) } });
const limits = (random) => random.maybe(40, () => ({ limits: { times: [{ most: random.from(1, 2), per: period(random), ...whose(random) }] } })) ?? {};

/** Cash for each unit sold, to who sold it. */
const spiff = ({ random, minor }) => ({
  on: { activity: random.some(['activation', ...ACTIVITIES], 2) }, ...random.maybe(40, () => ({ when: ofPeople(random) })),
  measure: { of: 'quantity' }, scale: { rate: money(random, 1, 20, minor) }, award: { kind: 'cash' }, ...random.pick([{ to: 'participant' }, to(random)]),
  ...random.maybe(60, () => life(random)), ...limits(random),
});

/** A period's pay by what a team or person did. */
function override({ random, minor }) {
  const over = random.pick(['month', 'month', 'quarter']);
  const bands = [random.from(1, 3), random.from(4, 12)].map((from) => ({ from, fixed: money(random, 1, 90, minor) }));
  return {
    on: { periodEnd: over },
    measure: { of: random.pick(['quantity', 'activities']), when: { activity: { type: random.some(['activation', ...ACTIVITIES], 2) } }, over, whose: random.pick(['team', 'team', 'participant', 'account']) },
    scale: { mode: 'fixed', bands, ...random.maybe(40, () => ({ allReached: true })) },
    award: { kind: 'cash' }, ...random.pick([{ to: role(random) }, { to: 'participant' }, { to: 'pool' }, {}]),
  };
}

/** A claim with evidence: the same serial pays once. */
const claim = (random) => ({
  on: { activity: 'sale' }, earn: random.chance(60) ? { points: random.from(5, 60) } : { points: random.from(1, 9), per: 1 }, ...random.maybe(60, () => to(random)),
  ...random.maybe(70, () => ({ life: { pending: { until: 'approved' }, ...random.maybe(40, () => ({ expires: span(random) })) } })),
  limits: { once: random.pick([['serial'], ['invoice', 'line']]), ...random.maybe(20, () => ({ times: [{ most: 2, per: period(random), ...whose(random) }] })) },
});

/** Group purchasing: what the group buys picks the band. */
const grouped = ({ random }) => ({
  rebate: {
    over: random.pick(['month', 'quarter', 'year']), mode: random.pick(['whole', 'marginal']), bands: [{ from: 0, rate: '1 %' }, { from: random.from(50, 400), rate: `${random.from(2, 9)} %` }],
    basis: { of: 'amount', whose: random.pick([{ linked: 'group' }, 'everyone']) },
  },
});
