// One order, activity or return of unknown goods, evaluated: from a context to a fact that the book can keep.
import { dayOf } from '../calendar.mjs';
import { discounted } from './discounts.mjs';
import { earned } from './earning.mjs';
import { ONE, ZERO, decimal, least, sum } from '../exact.mjs';
import { isEligible, linesOf, withPaid } from './lines.mjs';
import { counts, isOpen } from './program.mjs';
import { ofNoOrder } from '../account/life.mjs';
import { shares, teamOf } from '../account/people.mjs';

/** Who did it, for which team, in which groups of accounts. */
const by = ({ participant }, { account }) => ({ participant, team: teamOf(participant, account), links: account.links });

/** Who gets what of the awards; what a currency's caps and last rounding change is the account's. */
function given({ awards, points }, context) {
  const here = { ...context, receiving: new Map() };
  const own = awards.filter(({ unit, amount }) => unit !== undefined && !amount.isZero);
  const pieces = own.flatMap(({ pieces, ...award }) => (pieces ?? [award]).filter(({ amount }) => !amount.isZero).map((piece) => ({ ...award, of: award.rule, ...piece })));
  const lives = context.order === undefined && !context.ofOrder ? ofNoOrder : (life) => life;
  const out = pieces.flatMap((award) => shares(award, here).map((share) => ({ ...share, of: award.of, life: lives(award.life ?? context.program.lifeOf(award.unit)) })));
  for (const { id } of context.program.currencies) {
    let cut = sum(own.filter(({ unit }) => unit === id).map(({ amount }) => amount)).minus(points[id] ?? ZERO);
    for (const share of out.filter(({ unit }) => unit === id).toReversed()) {
      const part = cut.sign > 0 ? least(cut, share.amount) : cut;
      share.amount = share.amount.minus(part);
      cut = cut.minus(part);
    }
  }
  const claims = own.filter(({ from }) => from).map(({ from, amount }) => ({ fund: from, amount }));
  return { shares: out.filter(({ amount }) => !amount.isZero), claims };
}

const nothing = (program) => Object.fromEntries(program.currencies.map(({ id }) => [id, ZERO]));

/** An order as it stands with `left` of its lines; fully returned, it earns nothing. */
export function orderFact(order, left, context) {
  const fact = { id: order.id, day: context.day, invoiced: order.invoiced ? dayOf(order.invoiced) : context.day, event: order, ...by(order, context), left, before: context, shares: [], claims: [] };
  if (left.every((quantity) => quantity.isZero) && order.lines.some((line) => decimal(line.quantity ?? 1).sign > 0)) {
    return { ...fact, gone: true, lines: [], gross: ZERO, discount: ZERO, awards: [], steps: [], points: nothing(context.program), money: {}, value: ZERO, period: {}, counted: {}, spent: {} };
  }
  const here = { ...context, event: order, order };
  const { lines, taken } = discounted(linesOf(order, left, context), here);
  const counted = { ...here, lines: withPaid(lines, order, context) };
  const result = earned(counted);
  return {
    ...fact,
    lines: counted.lines,
    gross: sum(lines.map(({ gross }) => gross)),
    discount: sum(taken.map(({ amount }) => amount)),
    awards: [...result.awards, ...taken],
    ...given(result, counted),
    steps: [...taken.map(({ rule, amount }) => ({ rule, kind: 'discount', amount: amount.negated() })), ...result.steps],
    points: result.points,
    pointsCounted: result.counted,
    money: result.money,
    value: result.value,
    period: periodLines(counted, open(counted)),
    counted: { ...periodLines(counted, () => true), ...linesOfRules(context.program.yetToCome(context.version), counted) },
    spent: spentBudgets(context.budgets, result.budgets),
  };
}

/** Money goes by invoices, its window too. */
const open = (context) => {
  const invoiced = context.event.invoiced ? dayOf(context.event.invoiced) : context.day;
  return (rule) => isOpen(rule, invoiced);
};

/** The lines that each rebate or margin of the period counts, of the rules that `takes` takes. */
function periodLines(context, takes, instead = context.lines) {
  const { version } = context;
  const added = version.written ? version.list.filter(({ id }) => !version.written.list.some((rule) => rule.id === id)) : [];
  const rules = [...(version.written ?? version).list, ...added].filter((rule) => rule.kind === 'period' && takes(rule));
  return linesOfRules(rules, context, instead);
}

const linesOfRules = (rules, context, instead = context.lines) =>
  Object.fromEntries(rules.map((rule) => [rule.id, instead.filter((_, place) => counts(rule, context, context.lines[place]))]));

function spentBudgets(before, after) {
  return Object.fromEntries(Object.entries(after).filter(([id]) => !id.startsWith('fund:')).map(([id, used]) => [id, used.minus(before[id] ?? ZERO)]));
}

/** An activity as it stands with `left` of its quantity; taken back in full, it earns nothing. */
export function activityFact(activity, context, left = decimal(activity.quantity ?? 1)) {
  const fact = { id: activity.id, day: context.day, invoiced: context.day, event: activity, ...by(activity, context), left, before: context, lines: [] };
  if (left.isZero) return { ...fact, gone: true, activity: { ...activity, quantity: 0 }, awards: [], steps: [], shares: [], claims: [], points: nothing(context.program), money: {}, value: ZERO, spent: {} };
  const now = { ...activity, quantity: left };
  return { ...fact, activity: now, ...earnedBy({ ...context, event: now, activity: now, lines: null }) };
}

/** The account joins: rules on joining run. */
export function joiningFact(join, context) {
  return cameFact('joining', { id: join.id, event: { participant: join.participant }, before: context }, context);
}

/** What comes by itself is no activity, and is counted as none. */
export function cameFact(came, fact, context, quantity = 1) {
  const { event } = fact;
  return { ...fact, day: context.day, came, ...by(event, context), ...earnedBy({ ...context, event, activity: { quantity }, came, lines: null }) };
}

function earnedBy(context) {
  const result = earned(context);
  return {
    awards: result.awards, steps: result.steps, points: result.points, pointsCounted: result.counted, money: result.money, value: result.value, ...given(result, context),
    spent: spentBudgets(context.budgets, result.budgets),
  };
}

/** A rate or a full step on what lines hold. */
const paysByLines = ({ kind, scale, of, limits }) =>
  !limits?.budget && (['multiply', 'discount'].includes(kind) || (['points', 'money'].includes(kind) && scale.fixed === undefined && scale.mode !== 'fixed' && ['amount', 'quantity', 'lines'].includes(of)));

/**
 * Goods of which no purchase is found: what they would earn by the rules of this day that pay by lines, with the sign
 * turned.
 */
export function unmatchedFact(id, goods, context) {
  const { program, version } = context;
  const lines = goods.map((good, index) => {
    const { quantity } = good;
    const gross = quantity.times(decimal(good.unitPrice)).rounded('half-up', program.minor);
    const line = { ...good, index, quantity, bought: quantity, share: ONE, unitPrice: decimal(good.unitPrice), ownDiscount: ZERO, gross, net: gross, tax: ZERO, paid: ZERO };
    return { ...line, eligible: isEligible(version.eligible, line) };
  });
  const here = { ...context, version: { ...version, list: version.list.filter(paysByLines) }, event: { lines: goods }, unmatched: true };
  const { lines: net } = discounted(lines, here);
  const result = earned({ ...here, lines: net });
  const { points, money } = result;
  const turned = (map) => Object.fromEntries(Object.entries(map).map(([unit, amount]) => [unit, amount.negated()]));
  // What conditions ask of a line, they ask of the goods.
  const back = net.map((line) => ({ ...line, asked: line, quantity: line.quantity.negated(), gross: line.gross.negated(), net: line.net.negated() }));
  const whole = { ...here, version, lines: net };
  return {
    id, day: context.day, invoiced: context.day, unmatched: true, ...by({}, context), event: here.event, lines: back, awards: [], steps: [], claims: [],
    shares: given(result, { ...here, lines: net }).shares.map((share) => ({ ...share, amount: share.amount.negated() })),
    points: turned(points), pointsCounted: turned(result.counted), money: turned(money), value: ZERO, period: periodLines(whole, open(whole), back), counted: periodLines(whole, () => true, back), spent: {},
  };
}
