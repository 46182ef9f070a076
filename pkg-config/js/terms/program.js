// What holds for the whole program: dates, money, which goods count, point currencies, groups, budgets, returns.
import { Given } from './awards.js';
import { tellCondition } from './conditions.js';
import { tellCap } from './limits.js';
import { tellLife } from './life.js';
import { length } from './time.js';

export function tellAbout(t, { until }) {
  const { voice, document, version } = t;
  const from = version.at('from');
  t.tell(from, until ? 'about.between' : 'about.from', { from: voice.day(from.value), until: until && voice.day(until) });
  t.tell(document.at('currency'), 'about.currency', { name: voice.currencyName(), code: document.value.currency });
  t.tell(document.at('timeZone'), 'about.zone', { zone: placeOf(t, document.value.timeZone) });
  const starts = document.at('yearStarts');
  if (starts) t.tell(starts, 'about.year', { month: voice.month(starts.value) });
  const entry = version.at('entry');
  if (entry) t.tell(entry, `coming-in.${entry.value}`);
  tellCondition(t, version.at('eligible'), 'eligible');
}

/** The place that a time zone is named after. */
function placeOf(t, zone) {
  const place = zone.startsWith('Etc/') ? zone : zone.split('/').at(-1).replaceAll('_', ' ');
  return t.nameOf('zone', zone) ?? (t.voice.has(`zone.${place}`) ? t.say(`zone.${place}`) : place);
}

const pays = (rule, kinds) => Object.keys(kinds).some((form) => rule.value[form] != null) || rule.value.award?.kind in kinds;

/** Point currencies, and what holds for points unless a rule says otherwise. */
export function tellPoints(t) {
  const { document, version } = t;
  const currencies = document.items('points');
  for (const [at, currency] of currencies.entries()) {
    const { id } = currency.value;
    const given = new Given(t, 'points', id);
    const name = t.name('currency', id);
    if (currency.get('name') || currencies.length > 1) t.tell(currency.at('name') ?? currency, at === 0 ? 'points.first' : 'points.other', { name });
    const decimals = currency.at('decimals');
    if (decimals) t.tell(decimals, 'points.decimals', { name, n: decimals.value });
    tellLife(t, currency, at === 0 ? 'points' : 'currency', name);
    for (const cap of currency.items('caps')) tellCap(t, cap, 'points.cap', given);
    if (currency.at('caps')) t.tell(currency.at('caps'), 'over-cap.forfeit');
    const total = currency.at('orderTotal');
    if (total) t.tell(total, 'points.total', { name, mode: t.say(`round.${total.get('mode')}`), n: total.get('decimals') ?? 0 });
  }
  const rules = t.everyRule();
  const levels = version.items('tiers').flatMap((ladder) => ladder.value.levels ?? []);
  const multiplies = rules.some((rule) => rule.value.multiply != null) || levels.some((level) => level.benefits?.multiplier != null);
  if (!rules.some((rule) => pays(rule, { earn: true, points: true }))) return;
  t.tell(version, 'points.rounding', { whole: currencies.some((one) => one.value.decimals) ? 'no' : 'yes' });
  t.tell(version, 'points.amount');
  t.tell(version, 'points.spent');
  if (multiplies) t.tell(version, 'points.multiply');
  if (rules.filter((rule) => rule.value.multiply != null).length + levels.filter((level) => level.benefits?.multiplier != null).length > 1) t.tell(version, 'points.additive');
}

/** What holds for discounts, rebates and margins unless a rule says otherwise. */
export function tellMoney(t, section) {
  const { version, voice } = t;
  if (section === 'discounts') t.tell(version, 'money.discounts');
  if (section === 'rebates') t.tell(version, 'money.rebates');
  t.tell(version, 'money.rounding', { cent: voice.cent() });
}

const limited = (t, field, id) => t.everyRule().filter((rule) => rule.value.limits?.[field] === id);

export function tellGroups(t) {
  for (const group of t.version.items('groups')) {
    const rank = (rule) => Number(rule.value.limits.priority ?? 0);
    const rules = limited(t, 'group', group.value.id).sort((a, b) => rank(b) - rank(a));
    const items = rules.map((rule) => ({ path: rule.path, text: t.name('rule', rule.value.id) }));
    const scope = t.say(`per.${group.get('per') ?? 'order'}`);
    group.get('name');
    t.tell(group, `group.${group.get('pick') ?? 'best'}`, { name: t.name('group', group.value.id), scope }, items);
  }
}

/** The kinds of rules whose budget is money. */
const MONEY = { rebate: true, margin: true, discount: true, value: true, cash: true, fund: true };

export function tellBudgets(t) {
  for (const budget of t.version.items('budgets')) {
    const rules = limited(t, 'budget', budget.value.id);
    const kind = rules.some((rule) => pays(rule, MONEY)) ? 'value' : 'points';
    const of = rules[0]?.value.earn ?? rules[0]?.value.award;
    const reward = rules[0]?.value.give ?? of?.reward;
    const given = reward == null ? new Given(t, kind, of?.currency ?? undefined) : new Given(t, 'reward', undefined, t.name('reward', reward));
    const most = given.amount(budget.get('most'));
    const items = rules.map((rule) => ({ path: rule.path, text: t.name('rule', rule.value.id) }));
    budget.get('name');
    t.tell(budget, 'budget', { name: t.name('budget', budget.value.id), most }, items);
  }
}

export function tellReturns(t) {
  const { version } = t;
  const returns = version.at('returns');
  t.tell(returns ?? version, 'returns');
  const within = returns?.at('within');
  t.tell(within ?? returns ?? version, within ? 'returns.within' : 'returns.ever', { length: within && length(t, within) });
  const below = returns?.at('belowZero');
  t.tell(below ?? returns ?? version, `below-zero.${below?.value ?? 'allow'}`);
}
