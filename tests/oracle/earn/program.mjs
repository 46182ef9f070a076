// A document as the second calculator wants it: rules in their order, defaults written out. It trusts the document.
import { dayOf } from '../calendar.mjs';
import { holds } from './conditions.mjs';
import { decimal } from '../exact.mjs';
import { agreed } from './terms.mjs';

const MINOR = { JPY: 0, KRW: 0, BHD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3, IQD: 3, LYD: 3 };

export function readProgram(document) {
  const currencies = (document.points?.length ? document.points : [{ id: 'points' }]).map((currency) => ({ decimals: 0, caps: [], ...currency }));
  const versions = document.versions
    .map((version) => ({ ...version, day: dayOf(version.from), list: ordered(version, currencies) }))
    .sort((a, b) => a.day - b.day);
  const lists = new Map();
  const versionAt = (day) => versions.findLast((version) => version.day <= day) ?? versions[0];
  return {
    document,
    currencies,
    decimals: Object.fromEntries(currencies.map(({ id, decimals }) => [id, decimals])),
    minor: MINOR[document.currency] ?? 2,
    ...units(document, currencies, versions),
    yearStarts: document.yearStarts ?? 1,
    versionAt,
    /** Rebates and margins of later versions that this one has not: what is bought now is what they look back to. */
    yetToCome: ({ day, list }) => versions.filter((one) => one.day > day).flatMap((one) => one.list)
      .filter(({ id, kind }, place, all) => kind === 'period' && !list.some((rule) => rule.id === id) && all.findIndex((rule) => rule.id === id) === place),
    // The version as an account has it: see terms.mjs.
    versionFor(day, account, levels) {
      const version = versionAt(day);
      if (!version.terms?.length) return version;
      const own = agreed(version, { account, levels, day });
      if (!lists.has(own)) lists.set(own, { ...own, list: ordered(own, currencies) });
      return lists.get(own);
    },
  };
}

/** What holdings are counted in, how long they last, and which are kept award by award. */
function units(document, currencies, versions) {
  const minor = MINOR[document.currency] ?? 2;
  const named = new Map([
    ...currencies.map((one) => [one.id, one]),
    ...(document.funds ?? []).map((one) => [`fund:${one.id}`, one]),
    ...versions.flatMap(({ rewards = [] }) => rewards.map((one) => [`reward:${one.id}`, one])),
  ]);
  const rules = versions.flatMap(({ list, terms = [] }) => [...list, ...terms.flatMap(({ add = [], change = [] }) => [...add, ...change])]);
  const kept = new Set([
    ...[...named].filter(([unit, { life, spend }]) => life || spend || unit.startsWith('reward:')).map(([unit]) => unit),
    ...rules.filter(({ life }) => life).map(unitOf),
    ...rules.filter(({ from }) => from).map(({ from }) => from),
    ...versions.flatMap(({ rewards = [] }) => rewards.filter(({ points }) => points !== undefined).map(({ currency }) => currency ?? currencies[0].id)),
  ]);
  return {
    isKept: (unit) => kept.has(unit),
    lifeOf: (unit) => named.get(unit)?.life,
    decimalsOf: (unit) => currencies.find(({ id }) => id === unit)?.decimals ?? (unit.startsWith('reward:') ? 0 : minor),
  };
}

/** The unit that a rule pays. */
export const unitOf = ({ kind, currency, money }) => (kind === 'points' ? currency : money ?? 'value');

/** Rules, then promotions; what tier levels bring is looked up when an order is evaluated. */
function ordered(version, currencies) {
  const rules = (version.rules ?? []).map((rule) => ({ ...rule, promotion: false }));
  const promotions = (version.promotions ?? []).map((rule) => ({ ...rule, promotion: true }));
  return [...rules, ...promotions].map((rule, place) => {
    const unfolded = unfold(rule, currencies);
    return { ...rule, ...unfolded, place, multiplied: unfolded.kind === 'points' && isBase(rule, unfolded) };
  });
}

/** What comes by itself: it is no order and no activity. */
const CAME = ['joining', 'anniversary', 'tier-change'];
const isActivity = (rule) => typeof rule.on === 'object' && rule.on.activity !== undefined;

/** Does a multiplier act on it, where none is named? */
function isBase(rule, { scale }) {
  if (rule.bonus !== undefined) return !rule.bonus;
  return !rule.promotion && !CAME.includes(rule.on) && (isActivity(rule) || scale.fixed === undefined);
}

/** The short forms as kind, measure and scale. */
function unfold(rule, currencies) {
  if (rule.earn) {
    const { points, per, of, fullSteps, currency, basis } = rule.earn;
    const by = typeof points === 'object' ? 'byTier' : per === undefined ? 'fixed' : 'rate';
    return {
      kind: 'points',
      currency: currency ?? currencies[0].id,
      of: of ?? (isActivity(rule) ? 'quantity' : 'amount'),
      basis: basis ?? {},
      scale: { [by]: points, per: per === undefined ? undefined : decimal(per), fullSteps, fixed: per === undefined ? points : undefined },
    };
  }
  if (rule.multiply !== undefined) {
    const multiply = typeof rule.multiply === 'object' ? rule.multiply : { by: rule.multiply };
    return { kind: 'multiply', ...multiply, by: decimal(multiply.by), scale: {} };
  }
  if (rule.give !== undefined) return { kind: 'money', money: `reward:${rule.give}`, of: 'quantity', basis: {}, scale: { fixed: 1 } };
  if (rule.value !== undefined) return { kind: 'value', of: 'quantity', basis: {}, scale: { fixed: rule.value } };
  if (rule.discount) return { kind: 'discount', scale: rule.discount };
  if (rule.rebate) return { kind: 'period', money: 'rebate', pay: rule.rebate, scale: {} };
  if (rule.margin) return { kind: 'period', money: 'margin', pay: rule.margin, scale: {} };
  return inFull(rule, currencies);
}

/** A rule in full: measure, scale, award. At the end of a period it is a rebate or margin over that period. */
function inFull({ on, measure = {}, scale, award, limits }, currencies) {
  if (on?.periodEnd !== undefined) {
    const over = measure.over ?? on.periodEnd;
    const settle = over === on.periodEnd ? undefined : on.periodEnd;
    const money = award.kind === 'points' ? award.currency ?? currencies[0].id : named(award);
    return { kind: 'period', money, choice: measure.when, pay: { of: measure.of, over, settle, ...scale, per: scale.per, cap: limits?.caps?.[0].most, against: measure.against, whose: measure.whose, netOf: measure.netOf }, scale: {} };
  }
  return {
    kind: award.kind === 'points' ? 'points' : award.kind === 'value' ? 'value' : 'money',
    money: named(award),
    from: award.from && `fund:${award.from}`,
    currency: award.kind === 'points' ? award.currency ?? currencies[0].id : undefined,
    of: measure.of ?? 'amount',
    by: measure.by,
    over: measure.over,
    choice: measure.when,
    basis: measure.basis ?? {},
    scale: { ...scale, per: scale.per === undefined ? undefined : decimal(scale.per) },
  };
}

const named = ({ kind, fund, reward }) => ({ fund: `fund:${fund}`, reward: `reward:${reward}` })[kind] ?? kind;

/** Does the rule run on this event? A multiplier that names no trigger acts on orders and activities alike. */
export function isTriggered(rule, event, kind) {
  if (rule.on === undefined && rule.kind === 'multiply') return !CAME.includes(kind);
  if (CAME.includes(rule.on) || CAME.includes(kind)) return rule.on === kind;
  if (isActivity(rule)) {
    const types = Array.isArray(rule.on.activity) ? rule.on.activity : [rule.on.activity];
    return kind === 'activity' && types.includes(event.type);
  }
  return kind === 'order';
}

/** Is the line one of those the rule is for? Its measure may choose among them. */
export const counts = (rule, context, line) =>
  (rule.anyLine || line.eligible) && holds(rule.when, context, line) && (!rule.choice || holds(rule.choice, { ...context, lines: null }, line));

export function isOpen(rule, day) {
  const { from, to } = rule.window ?? {};
  return (from === undefined || day >= dayOf(from)) && (to === undefined || day <= dayOf(to));
}

/** The levels an account holds, and its plan, with what they bring. */
export const heldLevels = ({ version, levels, plan }) => [
  ...(version.tiers ?? []).flatMap((ladder) => ladder.levels.filter(({ id }) => id === levels[ladder.id])),
  ...(version.plans ?? []).filter(({ id }) => id === plan),
];
