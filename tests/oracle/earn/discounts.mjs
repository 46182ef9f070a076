// Discounts: in document order, each on what is left of a line.
import { ONE, ZERO, decimal, fraction, least, most, spread, sum } from '../exact.mjs';
import { basisOf } from './measures.mjs';
import { counts, heldLevels, isOpen, isTriggered } from './program.mjs';
import { reached } from './scales.mjs';
import { roomLeft, timesLeft } from './limits.mjs';

/** Lines with `net` after all discounts, and what each rule took off. */
export function discounted(lines, context) {
  const rules = discountRules(context);
  const chosen = choose(rules, lines, context);
  const taken = [];
  let current = lines;
  for (const rule of rules) {
    if (rule.limits?.group !== undefined && !chosen.has(rule)) continue;
    const cuts = limited(rule, cutsOf(rule, current, context), context);
    current = current.map((line, index) => ({ ...line, net: line.net.minus(cuts[index]) }));
    const total = sum(cuts);
    if (!total.isZero) taken.push({ rule: rule.id, amount: total });
  }
  return { lines: current, taken };
}

function discountRules(context) {
  const { version, day, event } = context;
  const written = version.list.filter((rule) => rule.kind === 'discount' && isTriggered(rule, event, 'order') && isOpen(rule, day));
  const held = heldLevels(context).filter(({ benefits }) => benefits?.discount !== undefined);
  return [...written, ...held.map((level) => ({ id: `${level.id}.discount`, kind: 'discount', scale: { rate: level.benefits.discount } }))];
}

/** Of each exclusivity group the discount that runs: picked by what each would take off the gross amounts. */
function choose(rules, lines, context) {
  const chosen = new Set();
  for (const group of context.version.groups ?? []) {
    const members = rules.filter((rule) => rule.limits?.group === group.id);
    const priority = (rule) => rule.limits.priority ?? 0;
    let best = null;
    for (const rule of members) {
      // One alone stands against nobody; where none would take anything off, the priority and the document decide.
      const whole = sum(limited(rule, cutsOf(rule, lines, context), context));
      const amount = group.pick === 'priority' ? fraction(whole.sign) : whole;
      const better = !best || amount.isAbove(best.amount) || (amount.is(best.amount) && priority(rule) > priority(best.rule));
      if (better) best = { rule, amount };
    }
    if (best) chosen.add(best.rule);
  }
  return chosen;
}

/** What a rule takes off each line, before its limits. */
function cutsOf(rule, current, context) {
  const here = { ...context, lines: current };
  const runs = (line) => counts(rule, here, line);
  const eligible = current.map((line) => runs(line));
  if (!eligible.some(Boolean)) return current.map(() => ZERO);
  const { scale, rounding = {} } = rule;
  const { minor } = context.program;
  const weight = (line, index) => (eligible[index] ? line.net : ZERO);
  if (scale.amount !== undefined && (scale.each ?? 'order') === 'order') {
    const amount = decimal(scale.amount);
    const weights = current.map((line, index) => (eligible[index] ? (scale.spread === 'quantity' ? line.quantity : line.net) : ZERO));
    if (sum(weights).isZero) return current.map(() => ZERO);
    return spread(amount, weights, minor, scale.remainder).map((cut, index) => least(cut, weight(current[index], index)));
  }
  const own = current.filter((_, index) => eligible[index]);
  const exact = current.map((line, index) => (eligible[index] ? least(exactCut(rule, line, own, here), line.net) : ZERO));
  const mode = rounding.mode ?? 'half-up';
  // A share is rounded once over all its lines; an amount, a price, or a share that each line picks, on each line.
  const isShare = scale.rate !== undefined || (scale.bands && scale.basis.over !== 'line');
  if (!isShare || rounding.scope === 'line') return exact.map((cut, index) => least(cut.rounded(mode, minor), current[index].net));
  return spread(sum(exact).rounded(mode, minor), exact, minor, scale.remainder).map((cut, index) => least(cut, current[index].net));
}

function exactCut(rule, line, lines, context) {
  const { scale } = rule;
  if (scale.rate !== undefined) return line.net.times(decimal(scale.rate));
  if (scale.unitPrice !== undefined) return most(line.net.minus(line.quantity.times(decimal(scale.unitPrice)).rounded('half-up', context.program.minor)), ZERO);
  if (scale.amount !== undefined) return decimal(scale.amount).times(scale.each === 'unit' ? line.quantity : ONE);
  const basis = basisOf(scale.basis, rule, context, scale.basis.over === 'line' ? [line] : lines, scale.basis.before === false);
  const at = reached(scale.bands, basis);
  return at < 0 ? ZERO : line.net.times(decimal(scale.bands[at].rate));
}

/** A rule's own frequency and caps; what a cap leaves is filled in the order of the lines. */
function limited(rule, cuts, context) {
  if (!rule.limits) return cuts;
  const total = sum(cuts);
  if (total.isZero) return cuts;
  if (!timesLeft(rule, context)) return cuts.map(() => ZERO);
  let room = total;
  for (const cap of rule.limits.caps ?? []) {
    if (cap.per === 'line') cuts = cuts.map((cut) => least(cut, decimal(cap.most)));
    else room = least(room, roomLeft(rule, cap, context));
  }
  return cuts.map((cut) => {
    const share = least(cut, room);
    room = room.minus(share);
    return share;
  });
}

