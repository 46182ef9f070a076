// Programs drawn from the format: every in-scope kind of rule, in every mode, with every limit.
// Not drawn is what docs/semantics.md leaves open; each such place says so.
import { ladders } from './tiers.mjs';
import { periodRules } from './rebates.mjs';
import { withTerms } from './terms.mjs';
import { boards, byItself, forPlans, withPlans } from './by-itself.mjs';
import { clubRules, withAccount } from './club.mjs';

export const CATEGORIES = ['paint', 'tools', 'glass', 'deposit'];
export const BRANDS = ['Alba', 'Kori', 'Zest'];
export const ACTIVITIES = ['webinar', 'module', 'demo'];
export const SEGMENTS = ['dealer', 'painter'];
const LINE_FIELDS = ['sku', 'category', 'brand', 'tag', 'quantity', 'unitPrice', 'amount', 'lineDiscount', 'attributes'];
export const PARTNERS = [{ id: 'fuel-co', worth: '0.008' }, { id: 'hotel-co', worth: '0.01' }];
export const PERIODS = ['day', 'week', 'month', 'quarter', 'half-year', 'year', 'lifetime'];

export const period = (random) =>
  random.chance(75) ? random.pick(PERIODS) : random.chance(70) ? { rolling: random.chance(50) ? { days: random.from(2, 60) } : { months: random.from(1, 6) } }
    : { from: '2026-02-10', to: '2026-06-15' };

/** An amount of money with the decimals of the currency. */
export const money = (random, low, high, minor) => {
  const units = random.from(low * 10 ** minor, high * 10 ** minor);
  return minor ? `${Math.floor(units / 10 ** minor)}.${String(units % 10 ** minor).padStart(minor, '0')}` : String(units);
};

export function drawProgram(random) {
  const currency = random.pick(['EUR', 'EUR', 'EUR', 'USD', 'JPY', 'KWD']);
  const minor = { JPY: 0, KWD: 3 }[currency] ?? 2;
  const points = random.chance(60) ? [] : [{ id: 'reward', decimals: random.pick([0, 0, 1, 2, 3]) }, { id: 'status' }];
  if (points.length && random.chance(30)) points[0].caps = [{ most: random.from(50, 2000), per: random.pick(['order', 'month', 'year']) }];
  if (points.length && points[0].decimals > 0 && random.chance(30)) points[0].orderTotal = { mode: random.pick(['floor', 'half-up', 'ceil']) };
  const isClub = random.chance(50);
  const draw = { random, minor, points, funds: [], rewards: [], budgets: [], groups: [], rules: [], promotions: [], tiers: [], plans: [], eligible: random.maybe(25, () => ({ category: { not: 'deposit' } })) };
  if (isClub) withAccount(draw);
  if (random.chance(30)) draw.groups.push({ id: 'one-of', ...(random.chance(40) ? { pick: 'priority' } : {}), ...(random.chance(30) ? { per: 'line' } : {}) });
  draw.tiers = random.chance(65) ? ladders(draw) : [];
  draw.levels = draw.tiers.flatMap((ladder) => ladder.levels.map(({ id }) => id));
  if (random.chance(40)) withPlans(draw);
  if (random.chance(25)) draw.budgets.push({ id: 'budget', most: random.from(100, 1500) });
  draw.saves = random.chance(20);
  if (draw.saves) draw.groups.push({ id: 'saving', ...(random.chance(30) ? { pick: 'priority' } : {}) });
  draw.boosts = random.chance(20);
  if (draw.boosts) draw.groups.push({ id: 'boost', ...(random.chance(30) ? { pick: 'priority' } : {}) });
  fill(draw);
  netOfOthers(draw);
  if (isClub) clubRules(draw, (list, rule) => list.push({ id: `c${draw.rules.length + draw.promotions.length + 1}`, ...rule }));
  draw.club = isClub;
  if (random.chance(40)) byItself(draw, (list, rule) => list.push({ id: `s${draw.rules.length + draw.promotions.length + 1}`, ...rule }));
  forPlans(draw);
  const ranked = isClub ? boards(draw) : [];
  const version = {
    from: '2025-01-01',
    ...(draw.eligible ? { eligible: draw.eligible } : {}),
    ...(draw.groups.length ? { groups: draw.groups } : {}),
    ...(draw.budgets.length ? { budgets: draw.budgets } : {}),
    rules: draw.rules,
    ...(draw.promotions.length ? { promotions: draw.promotions } : {}),
    ...(draw.tiers.length ? { tiers: draw.tiers } : {}),
    ...(draw.plans.length ? { plans: draw.plans } : {}),
    ...(ranked.length ? { boards: ranked } : {}),
    ...(isClub && random.chance(12) ? { entry: random.pick(['application', 'invitation']) } : {}),
    ...(draw.rewards.length ? { rewards: draw.rewards } : {}),
    ...(random.chance(30) ? { returns: { belowZero: isClub ? random.pick(['floor', 'pending-only', 'allow']) : 'floor' } } : {}),
    ...(isClub && random.chance(25) ? { suspendAfter: { days: random.from(1, 20) } } : {}),
    ...(isClub && random.chance(30) ? { leavers: random.pick(['account', 'pool', 'forfeit']) } : {}),
  };
  const versions = [version];
  if (random.chance(25)) versions.push(changed(version, random));
  if (random.chance(30)) versions.forEach((one, at) => (versions[at] = withTerms(one, random, versions.length === 1)));
  return {
    earnest: 1, id: 'drawn', currency, timeZone: 'Europe/Vienna',
    ...(random.chance(40) ? { yearStarts: random.from(1, 12) } : {}),
    ...(points.length ? { points } : {}),
    ...(isClub && random.chance(25) ? { partners: PARTNERS } : {}),
    ...(draw.funds.length ? { funds: draw.funds } : {}),
    versions,
    // For the history; it is no field of the format.
    ...(isClub ? { club: true } : {}),
  };
}

/** Later terms: the same rules with other rates. */
function changed(version, random) {
  const copy = structuredClone(version);
  copy.from = '2026-04-01';
  for (const rule of copy.rules) if (rule.earn && typeof rule.earn.points === 'number') rule.earn.points += random.from(1, 3);
  return copy;
}

function fill(draw) {
  const { random, rules, promotions } = draw;
  const add = (list, rule) => list.push({ id: `r${rules.length + promotions.length + 1}`, ...rule });
  for (let many = random.from(1, 4); many > 0; many -= 1) add(random.chance(75) ? rules : promotions, earning(draw));
  for (let many = random.from(0, draw.boosts ? 3 : 2); many > 0; many -= 1) add(random.chance(40) ? rules : promotions, multiplier(draw));
  for (let many = random.from(0, 2); many > 0; many -= 1) add(random.chance(60) ? rules : promotions, discount(draw));
  for (const rule of periodRules(draw)) add(rules, rule);
  if (random.chance(35)) add(rules, activityRule(draw));
  if (random.chance(20)) add(rules, { on: { activity: random.pick(ACTIVITIES) }, value: money(random, 5, 300, draw.minor), ...(random.chance(40) ? { limits: { times: [{ most: 1, per: 'month' }] } } : {}) });
}

const currencyOf = ({ random, points }) => (points.length && random.chance(50) ? { currency: 'status' } : {});

/** A condition on lines. */
export function onLines({ random }) {
  const fields = random.some(LINE_FIELDS, 2);
  const text = (list) => (random.chance(25) ? { not: random.pick(list) } : random.chance(30) ? random.some(list, 2) : random.pick(list));
  return Object.fromEntries(fields.map((field) => [field, {
    sku: () => text(['A', 'B', 'C', 'D']),
    category: () => text(CATEGORIES),
    brand: () => text(BRANDS),
    tag: () => 'new',
    quantity: () => ({ atLeast: random.from(2, 6) }),
    unitPrice: () => ({ [random.pick(['atLeast', 'below'])]: random.from(3, 30) }),
    amount: () => ({ [random.pick(['atLeast', 'above', 'below'])]: random.from(10, 200) }),
    lineDiscount: () => (random.chance(50) ? { above: 0 } : { is: 0 }),
    attributes: () => ({ origin: text(['local', 'far']) }),
  }[field]()]));
}

const isNew = (random) => ({ newToAccount: { ...(random.chance(40) ? { by: random.pick(['sku', 'brand']) } : {}), ...(random.chance(50) ? { within: random.chance(50) ? { days: random.from(5, 90) } : { months: random.from(1, 4) } } : {}) } });

/** A condition on the order, the account or its past. */
function onOrder(draw) {
  const { random } = draw;
  return random.pick([
    () => ({ order: { amount: { [random.pick(['atLeast', 'above'])]: random.from(20, 300) } } }),
    () => ({ order: { quantity: { atLeast: random.from(3, 20) } } }),
    () => ({ order: { categories: { atLeast: random.from(2, 3) } } }),
    () => ({ order: { number: random.chance(50) ? { every: random.from(2, 3) } : { is: random.from(1, 3) } } }),
    () => ({ order: { attributes: { channel: 'web' } } }),
    () => ({ contains: [{ lines: onLines(draw), [random.pick(['amount', 'quantity', 'count'])]: { atLeast: random.from(1, 5) } }] }),
    () => ({ account: { attributes: { segment: random.pick(SEGMENTS) } } }),
    () => ({ streak: { months: random.from(2, 3), ...random.maybe(40, () => ({ atLeast: random.from(1, 2) })) } }),
    () => ({ history: [history(draw)] }),
    () => (draw.plans?.length ? { account: { plan: random.chance(30) ? { not: random.pick(draw.plans).id } : random.pick(draw.plans).id } } : {}),
    () => (draw.levels?.length ? { account: { tier: random.chance(50) ? { atLeast: random.pick(draw.levels) } : random.pick(draw.levels) } } : {}),
  ])();
}

function history(draw) {
  const { random } = draw;
  const of = random.pick(['amount', 'quantity', 'distinct', 'active-months', 'points', 'activities', 'value', 'lines', 'orders']);
  const is = { amount: random.from(50, 800), quantity: random.from(5, 60), distinct: random.from(2, 3), orders: random.from(2, 5), 'active-months': random.from(2, 3), points: random.from(50, 500), activities: random.from(1, 3), value: random.from(20, 200), lines: random.from(2, 6) }[of];
  // Months are looked for in months.
  const over = of === 'active-months' ? random.pick(['month', 'quarter', 'half-year', 'year', 'lifetime', { rolling: { months: random.from(1, 6) } }]) : period(random);
  return { of, over, ...(random.chance(30) ? { before: true } : {}), is: { [random.pick(['atLeast', 'below'])]: is } };
}

function condition(draw) {
  const { random } = draw;
  if (random.chance(35)) return undefined;
  const line = random.maybe(50, () => (random.chance(12) ? isNew(random) : onLines(draw)));
  const order = random.maybe(60, () => onOrder(draw));
  const both = { ...line, ...order };
  if (random.chance(15) && line && order) return { any: [line, order] };
  if (random.chance(10) && line) return { not: line };
  if (random.chance(10) && line && order) return { all: [line, order] };
  return Object.keys(both).length ? both : undefined;
}

/** A rebate net of one before it, of the same period. */
function netOfOthers({ random, rules }) {
  const pays = rules.filter(({ rebate, margin, window }) => (rebate ?? margin) && !window).map((rule) => ({ id: rule.id, pay: rule.rebate ?? rule.margin }));
  for (const [place, { pay }] of pays.entries()) {
    const before = pays.slice(0, place).filter((other) => other.pay.over === pay.over && other.pay.settle === pay.settle && typeof pay.over === 'string' && other.pay.of !== 'orders');
    if (before.length > 0 && !pay.of && !pay.basis && random.chance(70)) pay.netOf = before.map(({ id }) => id);
  }
}

export const window = (random) => (random.chance(15) ? { window: { from: '2026-03-01', to: random.pick(['2026-03-31', '2026-06-30']) } } : {});

function limits({ random, budgets, groups }) {
  const out = {};
  const [group] = groups.filter(({ id }) => id === 'one-of');
  if (random.chance(20)) out.times = [{ most: random.from(1, 2), per: period(random) }];
  if (random.chance(30)) {
    out.caps = [{ most: random.from(20, 400), per: random.chance(30) ? 'order' : period(random) }];
    if (random.chance(25)) out.overCap = 'refuse';
  }
  if (budgets.length && random.chance(50)) out.budget = 'budget';
  if (group && random.chance(50)) Object.assign(out, { group: 'one-of' }, random.chance(40) ? { priority: random.from(0, 3) } : {});
  return Object.keys(out).length ? { limits: out } : {};
}

const rounding = (random) => (random.chance(45) ? {} : { rounding: { mode: random.pick(['floor', 'ceil', 'half-up', 'half-even']), ...(random.chance(60) ? { scope: random.pick(['order', 'line', 'unit']) } : {}) } });

function earning(draw) {
  const { random } = draw;
  const when = condition(draw);
  // A group's rules pay one currency, and so do those of a budget: the first.
  const tail = limits(draw);
  const currency = tail.limits?.group || tail.limits?.budget ? {} : currencyOf(draw);
  const points = random.from(1, 20);
  const basis = random.maybe(25, () => ({ basis: random.pick([{ beforeDiscounts: true }, { withTax: true }, { withShipping: true }, { withTax: true, withShipping: true }]) }));
  const earn = random.pick([
    () => ({ earn: { points, per: random.pick([1, 10, '2.50', 3]), ...currency, ...basis } }),
    () => ({ earn: { points, per: random.pick([1, 10, 25, 7]), fullSteps: true, ...currency } }),
    () => ({ earn: { points, per: random.pick([1, 12]), of: 'quantity', ...(random.chance(40) ? { fullSteps: true } : {}), ...currency } }),
    () => ({ earn: { points, per: random.pick([1, 5]), of: { measure: 'kg' }, ...currency } }),
    () => ({ earn: { points, per: 1, of: random.pick(['lines', 'lines']), ...currency } }),
    () => ({ earn: { points: random.from(5, 150), ...currency } }),
    () => ({ measure: { of: 'distinct', by: random.pick(['category', 'brand']) }, scale: { rate: points }, award: { kind: 'points', ...currency }, ...(random.chance(50) ? { bonus: true } : {}) }),
    () => ({ measure: { of: random.pick(['amount', 'quantity']) }, scale: scale(random), award: { kind: 'points', ...currency } }),
    () => ({ measure: { of: 'amount', over: random.pick(['order', 'line']) }, scale: scale(random), award: { kind: random.pick(['rebate', 'margin']) } }),
    () => (draw.tiers.length ? { earn: { points: table(draw), ...(random.chance(60) ? { per: random.pick([1, 5]), ...(random.chance(30) ? { fullSteps: true } : {}) } : {}), ...currency } } : { earn: { points, per: 1, ...currency } }),
  ])();
  // What such a condition makes of lines bought before is refused.
  if (earn.scale?.basis && (when?.any || when?.all || when?.not || when?.newToAccount)) delete earn.scale.basis;
  // By unit, a full step or a fixed count has no natural unit; a distinct count has no line.
  const shape = earn.earn?.fullSteps || earn.measure || earn.earn?.per === undefined ? {} : rounding(random);
  if (shape.rounding?.scope === 'unit' && earn.earn.basis) delete shape.rounding.scope;
  const byLine = earn.earn && earn.earn.per !== undefined && !earn.earn.basis;
  if (draw.groups[0]?.per === 'line' && tail.limits?.group) {
    if (!byLine) delete tail.limits;
    else shape.rounding = { scope: 'line' };
  } else if (byLine && random.chance(8)) {
    Object.assign(shape, { rounding: { scope: 'line' }, bonus: true });
    tail.limits = { ...tail.limits, caps: [{ most: random.from(5, 60), per: 'line' }] };
  }
  const any = draw.eligible && random.chance(15) ? { anyLine: true } : {};
  if (earn.measure && earn.award.kind !== 'points') {
    const most = random.chance(30) ? { limits: { caps: [{ most: money(random, 1, 60, draw.minor), per: random.chance(40) ? 'order' : period(random) }], ...(random.chance(25) ? { overCap: 'refuse' } : {}) } } : {};
    return { ...(when ? { when } : {}), ...any, ...earn, ...most, ...window(random) };
  }
  return { ...(when ? { when } : {}), ...any, ...earn, ...(random.chance(20) ? { bonus: random.chance(50) } : {}), ...shape, ...tail, ...window(random) };
}

/** Levels of one ladder or of several. */
function table({ random, levels }) {
  return Object.fromEntries(random.some(levels).map((id) => [id, random.from(1, 9)]));
}

/** Bands of a scale over one order. */
export function scale(random) {
  const mode = random.pick(['marginal', 'whole', 'whole-above', 'fixed']);
  const starts = [0, random.from(5, 40), random.from(41, 120), random.from(121, 400)].slice(0, random.from(2, 4));
  const value = () => (mode === 'fixed' ? { fixed: random.from(1, 60) } : { rate: `${random.from(1, 40)} %` });
  const bands = starts.map((start, index) => ({ [index > 0 && random.chance(30) ? 'above' : 'from']: start, ...value() }));
  if (random.chance(40)) bands.shift();
  return { mode, bands, ...basis(random, mode), ...(mode === 'fixed' && random.chance(50) ? { allReached: true } : {}), ...(mode === 'whole-above' && random.chance(50) ? { start: random.from(0, 30) } : {}) };
}

/** What picks the band, where that is not what is paid on. */
function basis(random, mode) {
  if (mode !== 'whole' || random.chance(50)) return {};
  const of = random.pick(['amount', 'quantity', 'distinct', 'active-months']);
  const over = of === 'active-months' ? random.pick(['year', { rolling: { months: 3 } }]) : random.pick(['order', 'month', 'year', { rolling: { days: 30 } }]);
  return { basis: { of, over, ...(over !== 'order' && random.chance(30) ? { before: true } : {}) } };
}

function multiplier(draw) {
  const { random, rules } = draw;
  const by = random.pick([2, 3, '1.5', '1.25', '0.5']);
  const named = rules.filter(({ earn }) => earn && earn.per !== undefined);
  const scope = {
    ...(random.chance(20) && named.length ? { rules: random.pick(named).id } : {}),
    ...(random.chance(20) && draw.points.length ? { currency: random.pick(draw.points).id } : {}),
    ...(random.chance(30) ? { compound: true } : {}),
  };
  const when = random.maybe(50, () => (random.chance(60) ? onLines(draw) : { account: { attributes: { segment: random.pick(SEGMENTS) } } }));
  const on = random.chance(20) ? { on: { activity: random.pick(ACTIVITIES) } } : random.chance(30) ? { on: 'order' } : {};
  // A cap is counted in one currency.
  const limits = {
    ...(Number(by) > 1 && (scope.currency || !draw.points.length) && random.chance(40) ? { caps: [{ most: random.from(10, 200), per: random.chance(40) ? 'order' : period(random) }] } : {}),
    ...(draw.boosts && (scope.currency || !draw.points.length) && random.chance(70) ? { group: 'boost', ...(random.chance(40) ? { priority: random.from(0, 3) } : {}) } : {}),
  };
  const caps = Object.keys(limits).length ? { limits } : {};
  return { ...on, ...(when && !on.on?.activity ? { when } : {}), multiply: Object.keys(scope).length ? { by, ...scope } : by, ...caps, ...window(random) };
}

function discount(draw) {
  const { random, minor } = draw;
  const when = random.maybe(60, () => (random.chance(70) ? onLines(draw) : { order: random.pick([{ quantity: { atLeast: random.from(2, 10) } }, { amount: { atLeast: random.from(20, 200) } }]) }));
  const discountOf = random.pick([
    () => ({ rate: `${random.from(1, 25)} %` }),
    () => ({ amount: money(random, 1, 20, minor), ...(random.chance(50) ? { spread: 'quantity' } : {}), ...(random.chance(30) ? { remainder: 'first' } : {}) }),
    () => ({ amount: money(random, 0, 5, minor), each: 'line' }),
    () => ({ amount: money(random, 0, 3, minor), each: 'unit' }),
    () => ({ unitPrice: money(random, 1, 30, minor) }),
    () => ({ basis: { of: random.pick(['amount', 'quantity']), over: random.pick(['month', 'year', { rolling: { days: 30 } }]) }, mode: 'whole', bands: [{ from: 0, rate: '1 %' }, { [random.pick(['from', 'above'])]: 100, rate: '3 %' }, { from: 400, rate: '6.5 %' }] }),
  ])();
  const tail = random.chance(25) ? { limits: { caps: [{ most: money(random, 1, 30, minor), per: random.pick(['order', 'line']) }] } } : draw.saves && random.chance(60) ? { limits: { group: 'saving', ...(random.chance(40) ? { priority: random.from(0, 3) } : {}) } } : {};
  return { ...(when ? { when } : {}), discount: discountOf, ...tail, ...window(random) };
}

function activityRule(draw) {
  const { random } = draw;
  const earn = random.chance(50) ? { points: random.from(5, 60) } : { points: random.from(1, 9), per: random.pick([1, 2]), ...(random.chance(40) ? { fullSteps: true } : {}) };
  const times = random.maybe(50, () => ({ limits: { times: [{ most: random.from(1, 3), per: period(random), ...(random.chance(40) ? { by: 'subject' } : {}) }] } }));
  const when = random.maybe(30, () => ({ activity: { subject: random.pick(['P', 'Q']) } }));
  return { on: { activity: random.some(ACTIVITIES, 2) }, ...(when ? { when } : {}), earn: { ...earn, ...currencyOf(draw) }, ...times };
}
