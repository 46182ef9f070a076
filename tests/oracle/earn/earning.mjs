// Points, values and money at once: rules, multipliers, groups, limits, budgets, totals.
import { ONE, ZERO, decimal, least, most, spread, sum } from '../exact.mjs';
import { asksOfLines, holds, matches } from './conditions.mjs';
import { partsOf, rounded } from './awards.mjs';
import { currencyRoom, isPaidOnce, roomLeft, timesLeft } from './limits.mjs';
import { heldLevels, isOpen, isTriggered, unitOf } from './program.mjs';
import { lacksLink } from '../account/people.mjs';

const PAYING = ['points', 'value', 'money'];

/** Everything an order or activity earns: awards by rule, totals by currency, value, money by kind, budgets used. */
export function earned(context) {
  const { version, event, day, program } = context;
  const kind = context.came ?? (context.activity ? 'activity' : 'order');
  const open = version.list.filter((rule) => isTriggered(rule, event, kind) && isOpen(rule, day));
  const paying = open
    .filter((rule) => PAYING.includes(rule.kind) && !lacksLink(rule.to, context.account))
    .map((rule) => ({ rule, parts: partsOf(rule, context), decimals: program.decimalsOf(unitOf(rule)) }))
    .filter(({ parts }) => parts.length > 0);
  const running = groups(paying, context);
  const multipliers = chooseMultipliers([...open.filter((rule) => rule.kind === 'multiply'), ...benefits(context)], running, context);
  // What funds hold is used up as budgets are.
  const budgets = { ...context.budgets };
  const added = new Map();
  const awards = [];
  const steps = [];
  for (const candidate of running) {
    const award = pay(candidate, multipliers, context, { budgets, added, steps });
    awards.push(award);
  }
  // A multiplier is limited by what it was paid itself.
  for (const [rule, amount] of added) awards.push({ rule, amount, multiplier: true });
  return { awards, steps, budgets, ...totals(awards, context, steps) };
}

/** What the levels held multiply by: after every written multiplier, additive. */
const benefits = (context) =>
  heldLevels(context)
    .filter(({ benefits: has }) => has?.multiplier !== undefined)
    .map((level) => ({ id: `${level.id}.multiplier`, kind: 'multiply', by: decimal(level.benefits.multiplier) }));

const actsOn = (multiplier, rule) =>
  rule.multiplied &&
  (multiplier.rules === undefined || matches(multiplier.rules, rule.id)) &&
  (multiplier.currency === undefined || multiplier.currency === rule.currency);

/** A multiplier acts on the lines that are eligible for it, and on what no line gives if it asks nothing of lines. */
const actsOnPart = (multiplier, { line }, context) => {
  const isEligible = (one) => (multiplier.anyLine || one.eligible) && holds(multiplier.when, context, one);
  if (line !== null) return isEligible(line);
  return (context.activity || !asksOfLines(multiplier.when)) && holds(multiplier.when, context, null);
};

/** Exact parts with the multipliers up to each, in turn: the first has none. */
function inTurn({ rule, parts }, multipliers, context) {
  let exacts = parts.map(({ exact }) => exact);
  const turns = [{ exacts }];
  for (const multiplier of multipliers.filter((one) => actsOn(one, rule))) {
    exacts = exacts.map((exact, index) => {
      if (!actsOnPart(multiplier, parts[index], context)) return exact;
      // What multipliers below 1 take away is never more than is there.
      return multiplier.compound ? exact.times(multiplier.by) : most(exact.plus(parts[index].exact.times(multiplier.by.minus(ONE))), ZERO);
    });
    turns.push({ exacts, multiplier });
  }
  return turns;
}

/** One rule's award with all that acts on it. */
function pay(candidate, multipliers, context, { budgets, added, steps }) {
  const { rule, parts, decimals } = candidate;
  let before = null;
  let total = ZERO;
  const pieces = [];
  let each = null;
  for (const { exacts, multiplier } of inTurn(candidate, multipliers, context)) {
    const whole = rounded(rule, parts, exacts, decimals);
    each = whole.each ?? (parts[0].line === null ? [whole.whole] : spread(whole.whole, exacts, decimals));
    let step = before === null ? whole.whole : whole.whole.minus(before);
    before = whole.whole;
    // What caps have cut of earlier multipliers is not there to be taken.
    step = most(step, total.negated());
    if (multiplier) {
      const allowed = multiplierRoom(multiplier, step, added.get(multiplier.id) ?? ZERO, context, budgets);
      steps.push({ rule: multiplier.id, kind: 'multiplier', amount: step });
      if (allowed.isBelow(step)) steps.push({ rule: multiplier.id, kind: 'cap', amount: allowed.minus(step) });
      step = allowed;
      added.set(multiplier.id, (added.get(multiplier.id) ?? ZERO).plus(step));
    } else steps.push({ rule: rule.id, kind: 'award', amount: step });
    pieces.push({ rule: multiplier?.id ?? rule.id, amount: step });
    total = total.plus(step);
  }
  const paid = limitedTo(rule, total, each, context, budgets);
  if (!paid.is(total)) steps.push({ rule: rule.id, kind: 'cap', amount: paid.minus(total) });
  cutTo(paid.minus(total), pieces);
  return { rule: rule.id, amount: paid, pieces, kind: rule.kind, unit: unitOf(rule), to: rule.to, life: rule.life, from: rule.from };
}

/** What a cap takes, it takes of the rule's own award; and of more than that, of what multipliers added last. */
function cutTo(change, pieces) {
  pieces[0].amount = pieces[0].amount.plus(change);
  const negative = pieces.filter(({ amount }) => amount.sign < 0);
  for (const one of negative) {
    for (const other of pieces.toReversed().filter(({ amount }) => amount.sign > 0)) {
      const part = least(other.amount, one.amount.negated());
      [other.amount, one.amount] = [other.amount.minus(part), one.amount.plus(part)];
    }
  }
}

function multiplierRoom(multiplier, step, before, context, budgets) {
  const { limits } = multiplier;
  if (!limits || step.sign <= 0) return step;
  if (!timesLeft(multiplier, context)) return ZERO;
  let allowed = step;
  for (const cap of limits.caps ?? []) allowed = least(allowed, most(roomLeft(multiplier, cap, context).minus(before), ZERO));
  return fromBudget(limits.budget, allowed, context, budgets);
}

/** Frequency, caps in document order, budget. */
function limitedTo(rule, total, each, context, budgets) {
  const { limits = {} } = rule;
  if (total.sign <= 0) return total;
  if (!timesLeft(rule, context) || isPaidOnce(rule, context)) return ZERO;
  let allowed = total;
  for (const cap of limits.caps ?? []) {
    const capped = cap.per === 'line' ? sum(each.map((part) => least(part, decimal(cap.most)))) : least(allowed, roomLeft(rule, cap, context));
    if (capped.isBelow(allowed)) allowed = limits.overCap === 'refuse' ? ZERO : capped;
  }
  return fromFund(rule, fromBudget(limits.budget, allowed, context, budgets, limits.overCap === 'refuse'), context, budgets);
}

/** A claim is paid up to what its fund holds. */
function fromFund({ from }, wanted, { holds: held }, funds) {
  if (from === undefined) return wanted;
  const used = funds[from] ?? ZERO;
  const given = least(wanted, most(held(from).minus(used), ZERO));
  funds[from] = used.plus(given);
  return given;
}

function fromBudget(id, wanted, { version }, budgets, refuses) {
  if (id === undefined) return wanted;
  const { most: limit } = version.budgets.find((budget) => budget.id === id);
  const used = budgets[id] ?? ZERO;
  const given = least(wanted, most(decimal(limit).minus(used), ZERO));
  if (refuses && given.isBelow(wanted)) return ZERO;
  budgets[id] = used.plus(given);
  return given;
}

/** Of each exclusivity group the rule that pays: for the order, or for each line. */
function groups(paying, context) {
  let left = paying;
  for (const group of context.version.groups ?? []) {
    const members = left.filter(({ rule }) => rule.limits?.group === group.id);
    // One alone stands against nobody.
    if (members.length < 2) continue;
    left = group.per === 'line' ? perLine(group, members, left, context) : perOrder(group, members, left, context);
  }
  return left;
}

const priority = ({ rule }) => rule.limits.priority ?? 0;

/** Better than the best so far? What pays nothing is worse than what does; ties go to the priority, then to the document. */
function better(group, one, other) {
  if (!other) return true;
  const pays = ({ amount }) => (group.pick === 'priority' ? decimal(Math.max(amount.sign, 0)) : most(amount, ZERO));
  return pays(one).isAbove(pays(other)) || (pays(one).is(pays(other)) && priority(one) > priority(other));
}

function perOrder(group, members, all, context) {
  let best = null;
  for (const member of members) {
    const exacts = member.parts.map(({ exact }) => exact);
    const { whole, each } = rounded(member.rule, member.parts, exacts, member.decimals);
    const amount = limitedTo(member.rule, whole, each ?? spread(whole, exacts, member.decimals), context, { ...context.budgets });
    if (better(group, { ...member, amount }, best)) best = { ...member, amount };
  }
  return all.filter(({ rule }) => rule.limits?.group !== group.id || rule.id === best?.rule.id);
}

/** Each line as if it were the order's only one. */
function perLine(group, members, all, context) {
  const winners = new Map();
  for (const member of members) {
    for (const part of member.parts) {
      const { whole } = rounded(member.rule, [part], [part.exact], member.decimals);
      const amount = limitedTo(member.rule, whole, [whole], context, { ...context.budgets });
      const key = part.line?.index ?? null;
      if (better(group, { ...member, amount }, winners.get(key))) winners.set(key, { ...member, amount });
    }
  }
  return all
    .map((one) => (one.rule.limits?.group !== group.id ? one
      : { ...one, parts: one.parts.filter((part) => winners.get(part.line?.index ?? null)?.rule.id === one.rule.id) }))
    .filter(({ parts }) => parts.length > 0);
}

/** Does a multiplier run: is a line of the order its own, or something that is multiplied? */
function runs(multiplier, running, context) {
  const own = (line) => (multiplier.anyLine || line.eligible) && holds(multiplier.when, context, line);
  const multiplied = running.filter(({ rule }) => rule.multiplied).flatMap(({ parts }) => parts);
  return (context.lines?.some(own) ?? false) || multiplied.some((part) => actsOnPart(multiplier, part, context));
}

/** Of each group of multipliers the one that adds most by itself. */
function chooseMultipliers(multipliers, running, context) {
  let left = multipliers;
  for (const group of context.version.groups ?? []) {
    let best = null;
    const members = left.filter((rule) => rule.limits?.group === group.id && runs(rule, running, context));
    if (members.length < 2) continue;
    for (const rule of members) {
      const adds = sum(running.map((candidate) => {
        const turns = inTurn(candidate, [rule], context).map(({ exacts }) => rounded(candidate.rule, candidate.parts, exacts, candidate.decimals).whole);
        return turns.at(-1).minus(turns[0]);
      }));
      const amount = multiplierRoom({ ...rule, limits: { ...rule.limits, budget: undefined } }, adds, ZERO, context, {});
      if (better(group, { rule, amount }, best)) best = { rule, amount };
    }
    left = left.filter((rule) => rule.limits?.group !== group.id || rule.id === best?.rule.id);
  }
  return left;
}

/** Currency caps in document order, then the last rounding of an order's total. */
function totals(awards, context, steps) {
  const points = {};
  for (const { id, decimals, caps, orderTotal } of context.program.currencies) {
    let total = sum(awards.filter((award) => award.kind === 'points' && award.unit === id).map(({ amount }) => amount));
    for (const cap of caps) {
      const capped = total.sign > 0 ? least(total, currencyRoom(id, cap, context)) : total;
      if (!capped.is(total)) steps.push({ rule: id, kind: 'cap', amount: capped.minus(total) });
      total = capped;
    }
    if (orderTotal) {
      const last = total.rounded(orderTotal.mode, Math.min(orderTotal.decimals ?? 0, decimals));
      if (!last.is(total)) steps.push({ rule: id, kind: 'rounding', amount: last.minus(total) });
      total = last;
    }
    points[id] = total;
  }
  // What a rule pays another account is counted for nobody here.
  const counted = Object.fromEntries(Object.entries(points).map(([id, total]) => [id, total.minus(sum(awards.filter(({ kind, unit, to }) => kind === 'points' && unit === id && to?.linked !== undefined).map(({ amount }) => amount)))]));
  const money = {};
  for (const { kind, unit, amount } of awards.filter((award) => award.kind === 'money')) money[unit] = (money[unit] ?? ZERO).plus(amount);
  const value = sum(awards.filter(({ kind }) => kind === 'value').map(({ amount }) => amount));
  return { points, counted, money, value };
}
