// What is counted, as a noun phrase: "the amount of your purchases in the quarter, this order included".
import { conditions } from './conditions.js';
import { whose } from './people.js';
import { borrowing } from './place.js';
import { length, period } from './time.js';

/** How a number of each measure is written; all others are plain numbers. */
const UNITS = {
  amount: (t) => (value) => t.voice.money(value),
  value: (t) => (value) => t.voice.money(value),
  quantity: (t) => (value) => t.voice.count('n.units', value),
  points: (t) => (value) => t.voice.count('n.points', value),
  balance: (t) => (value) => t.voice.count('n.points', value),
  tenure: (t, place) => (value) => t.voice.count(place.get('in') === 'months' ? 'n.months' : 'n.years', value),
};

/** What writes a number of what a place counts. */
export const unitOf = (t, place, of = place.at('of')?.value ?? 'amount') => (UNITS[of] ?? (() => (value) => t.voice.number(value)))(t, place);

/** What `of` names: its word, and the name of a measure of one's own. */
export function ofWhat(t, place, otherwise) {
  const of = place.at('of');
  const own = of?.at?.('measure');
  if (own) return { of: 'own', name: t.carried('measure', of.get('measure')) };
  return { of: of?.value ?? otherwise, name: '' };
}

/**
 * A measure in words (`mid` where a sentence goes on behind it), what writes its numbers, and what alone of it counts, as clauses where that takes a list.
 * `over` and `before` are what holds where the document does not say.
 */
export function counted(t, place, { of: otherwise = 'amount', over = 'order', before, field = 'over', event } = {}) {
  const { of, name } = ofWhat(t, place, otherwise);
  // Of activities, units are reported and not bought.
  const reported = of === 'quantity' && (event === 'activity' || place.at('when')?.value.activity != null);
  const currency = place.get('currency');
  const by = place.get('by') ?? 'category';
  let text = t.say(`of.${reported ? 'reported' : of}`, {
    name,
    in: period(t, place, field, 'in', over),
    kind: by === 'category' ? 'category' : 'other',
    by: t.carried('attribute', by),
    length: place.get('in') ?? 'years',
    points: currency === undefined ? t.say('points.plain') : t.say('points.of', { points: t.say('points.plain'), name: t.name('currency', currency) }),
  });
  text += whose(t, place, 'counted');
  const withValue = place.get('withValue');
  if (withValue !== undefined) text += t.say('counted.value', { is: withValue ? 'yes' : 'no' });
  const left = place.get('before') ?? before;
  // What comes by itself adds nothing that could be included.
  if (left !== undefined && of !== 'tenure' && !['anniversary', 'joining', 'tier-change'].includes(t.event)) {
    text += t.say('counted.before', { is: left ? 'yes' : 'no', event: t.event === 'activity' ? 'activity' : 'order' });
  }
  const when = place.at('when');
  const clauses = when ? conditions(t, when) : [];
  let only = [];
  if (clauses.length === 1 && !clauses[0].items) {
    const [{ goods, text: clause }] = clauses;
    text += t.say(goods ? 'counted.goods' : 'counted.where', { clause });
  } else {
    only = clauses.map(({ path, text: clause, items, goods }) => ({ path, text: goods ? t.say('they', { goods: clause }) : clause, ...(items && { items }) }));
  }
  const net = place.at('netOf');
  if (net?.value.length > 0) text += t.say('counted.net', { n: net.value.length, rules: t.voice.list(place.get('netOf').map((id) => t.name('rule', id))) });
  let unit = unitOf(t, place, of);
  const against = place.at('against');
  let as;
  if (against) ({ text, unit, as } = beside(t, place, against, { text, unit, over, field }));
  const months = of === 'tenure' && place.get('in') === 'months';
  return { of: months ? 'tenure.months' : of, as, name, text, mid: text.includes(', ') ? `${text},` : text, unit, only };
}

/** A count beside another one: both in words, and what writes the number that they make. */
function beside(t, place, against, { text, unit, over, field }) {
  const [back, measure, list, lift, as] = ['back', 'measure', 'list', 'lift', 'as'].map((key) => against.at(key));
  let [other, theirs, rest] = ['', unit, []];
  if (back) other = t.say('against.back', { length: length(t, back) });
  // The other count is over the same period.
  if (measure) ({ text: other, unit: theirs, only: rest } = counted(t, borrowing(measure, 'over', place, field), { over }));
  if (list) [other, theirs] = [t.say('against.list', { name: t.carried('list', list.value) }), (value) => t.voice.number(value)];
  if (lift) other = t.say('against.lift', { lift: t.voice.percent(lift.value), other });
  const otherwise = against.get('default');
  // What takes a list of its own is said in one breath here.
  if (rest.length > 0) other += t.say('counted.where', { clause: t.voice.list(rest.map((clause) => clause.text)) });
  const said = t.say(`against.${as?.value ?? 'ratio'}`, { count: text, other });
  const nothing = otherwise === undefined ? t.say('against.none') : t.say('against.default', { x: theirs(otherwise) });
  const least = against.get('least');
  const enough = least === undefined ? '' : ` ${t.say('against.least', { x: theirs(least) })}`;
  const ratio = (as?.value ?? 'ratio') === 'ratio';
  return { text: `${said} ${nothing}${enough}`, unit: ratio ? (value) => t.voice.percent(value) : unit, as: as?.value ?? 'ratio' };
}

/** Which amount of a line counts, where the document says. */
export function tellBasis(t, place) {
  const basis = place?.at('basis');
  if (!basis) return;
  for (const field of ['beforeDiscounts', 'withTax', 'withShipping']) {
    if (basis.at(field)) t.tell(basis.at(field), `basis.${field}`, { is: basis.get(field) ? 'yes' : 'no' });
  }
}
