// A rule: its name, then what it gives, when, for what and how much at most.
import { Given, sectionOf } from './awards.js';
import { tellLife } from './life.js';
import { match, ofLines, tellCondition } from './conditions.js';
import { tellDiscount } from './discounts.js';
import { tellLimits, tellRounding } from './limits.js';
import { counted, tellBasis } from './measures.js';
import { tellTo } from './people.js';
import { Over, Place } from './place.js';
import { tellPeriodPay } from './rebates.js';
import { tellPoints, tellScale } from './scales.js';
import { days, period } from './time.js';

/** The short forms, by field: the kind of what they give, and how they are told. The full form has `award`. */
const FORMS = {
  earn: { kind: 'points', tell: tellEarn },
  multiply: { kind: 'points', section: 'multipliers', tell: tellMultiply },
  discount: { kind: 'discount', tell: tellDiscount },
  rebate: { kind: 'rebate', tell: (t, rule, context) => tellPeriodPay(t, rule.at('rebate'), context) },
  margin: { kind: 'margin', tell: (t, rule, context) => tellPeriodPay(t, rule.at('margin'), context) },
  value: { kind: 'value', tell: tellValue },
  give: { kind: 'reward', tell: tellGive },
  award: { tell: tellInFull },
};

const formOf = ({ value }) => Object.keys(FORMS).find((form) => value[form] !== undefined && value[form] !== null) ?? 'award';

/** Where a rule is told. */
export function sectionOfRule(rule) {
  const { kind, section } = FORMS[formOf(rule)];
  return section ?? sectionOf(kind ?? rule.value.award?.kind);
}

export function tellRule(t, rule) {
  const form = FORMS[formOf(rule)];
  const [name, award] = [rule.at('name'), rule.at('award')];
  const kind = form.kind ?? award?.get('kind') ?? 'points';
  const short = rule.at(formOf(rule));
  const given = new Given(t, kind, short?.value?.currency ?? undefined, nameOf(t, rule));
  t.ofRule(rule.value.id, () => {
    if (name) t.heading(name, t.voice.text(rule.get('name')));
    // For what and for whom comes right behind what is given; how it is worked out comes after.
    const context = trigger(t, rule);
    t.event = context.event;
    const details = t.behindFirst(() => form.tell(t, rule, { given, ...context }));
    const window = rule.at('window');
    if (window) t.tell(window, 'window', { days: days(t, window), ends: window.at('from') && window.at('to') ? 'both' : 'one' });
    tellCondition(t, rule.at('when'));
    const anyLine = rule.at('anyLine');
    if (anyLine) t.tell(anyLine, 'any-line', { is: anyLine.value ? 'yes' : 'no' });
    details();
    const from = award?.at('from');
    if (from) t.tell(from, 'award.from', { name: t.name('fund', from.value) });
    tellTo(t, rule);
    tellLife(t, rule, 'rule');
    tellLimits(t, rule, given);
    tellRounding(t, rule, kind);
    const bonus = rule.at('bonus');
    if (bonus) t.tell(bonus, 'bonus', { is: bonus.value ? 'yes' : 'no' });
    const agreed = t.agreed?.get(rule.value.id);
    t.event = undefined;
    if (agreed && !(rule instanceof Over)) t.tell(rule, 'agreed.see', { who: t.operator ? 'operator' : 'member', names: t.voice.list(agreed.map((one) => t.voice.quote(one))) });
  });
}

/** The name of the fund or reward that a rule gives of. */
function nameOf(t, rule) {
  const award = rule.at('award');
  const [give, fund, reward] = [rule.value.give, award?.get('fund'), award?.get('reward')];
  if (give ?? reward) return t.name('reward', give ?? reward);
  return fund === undefined ? '' : t.name('fund', fund);
}

/** What runs the rule, as the end of a sentence: for what is given once, and for what is given by a rate. */
function trigger(t, rule) {
  const on = rule.at('on');
  const both = (text) => ({ once: ` ${text}`, each: ` ${text}` });
  if (on?.at?.('activity')) {
    const { is, what } = match(t, on.get('activity'), 'activity');
    return { event: 'activity', where: both(t.say('for.activity', { is, what })) };
  }
  if (on?.at?.('periodEnd')) return { event: 'period', where: both(period(t, on, 'periodEnd', 'each')), over: on };
  if (on && on.value !== 'order') return { event: on.value, where: both(t.say(`for.${on.value}`)) };
  const which = rule.value.limits?.times?.length ? 'some' : ofLines(rule.at('when')) ? 'goods' : 'all';
  return { event: 'order', named: on, where: { once: ` ${t.say('for.order', { which })}`, each: '' } };
}

/** What is counted where a rule does not say, by what runs it. */
const BASES = { activity: 'quantity', anniversary: 'tenure' };

function tellEarn(t, rule, context) {
  const earn = rule.at('earn');
  earn.at('currency');
  const what = counted(t, earn, { of: BASES[context.event] ?? 'amount' });
  tellPoints(t, earn, { ...context, what });
  tellBasis(t, earn);
}

function tellValue(t, rule, { given, where }) {
  const value = rule.at('value');
  t.add(value, given.sentence(given.amount(value.value), where.once));
  t.tell(value, 'value.only');
}

function tellGive(t, rule, { given, where }) {
  t.add(rule.at('give'), given.sentence(given.amount(1), where.once));
}

function tellMultiply(t, rule, { event, named, where }) {
  const multiply = rule.at('multiply');
  const table = typeof multiply.value === 'object';
  const by = table ? multiply.get('by') : multiply.value;
  const when = named ? ` ${t.say('for.orders')}` : event === 'order' ? '' : where.once;
  t.tell(multiply, 'multiply', { by: t.voice.number(by), for: when });
  if (!table) return;
  if (multiply.at('rules')) {
    const rules = multiply.at('rules');
    t.tell(rules, 'multiply.rules', match(t, multiply.get('rules'), 'rule'));
  }
  if (multiply.at('currency')) t.tell(multiply.at('currency'), 'multiply.currency', { name: t.name('currency', multiply.value.currency) });
  const compound = multiply.at('compound');
  if (compound) t.tell(compound, 'multiply.compound', { is: compound.value ? 'yes' : 'no' });
}

function tellInFull(t, rule, context) {
  const [measure, scale] = [rule.at('measure'), rule.at('scale')];
  rule.at('award')?.at('currency');
  const what = counted(t, measure ?? new Place({}), { of: BASES[context.event] ?? 'amount', event: context.event });
  if (scale) tellScale(t, scale, { ...context, what });
  // The sentence of a rate names its base shortly: what says more of it has a sentence of its own.
  const { of, basis, over, in: _, ...more } = measure?.value ?? {};
  const says = Object.keys(more).length > 0 || (over ?? 'order') !== 'order';
  if (measure && says && !scale?.at('bands')) t.tell(measure, 'counted', { what: what.text });
  if (what.only.length > 0) t.tell(measure, 'counted.only', {}, what.only);
  tellBasis(t, measure);
  const end = context.over && period(t, context.over, 'periodEnd', 'end');
  if (!end) return;
  if (over === undefined || over === context.over.value.periodEnd) t.tell(context.over, 'rebate.settled', { end });
  else t.tell(context.over, 'rebate.settle', { end, in: period(t, measure, 'over', 'in') });
}
