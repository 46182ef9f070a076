// What is counted, as a noun phrase: "the amount of your purchases in the quarter, this order included".
import { conditions } from './conditions.js';
import { period } from './time.js';

/** How a number of each measure is written; all others are plain numbers. */
const UNITS = {
  amount: (t) => (value) => t.voice.money(value),
  value: (t) => (value) => t.voice.money(value),
  quantity: (t) => (value) => t.voice.count('n.units', value),
  points: (t) => (value) => t.voice.count('n.points', value),
  balance: (t) => (value) => t.voice.count('n.points', value),
};

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
export function counted(t, place, { of: otherwise = 'amount', over = 'order', before, field = 'over' } = {}) {
  const { of, name } = ofWhat(t, place, otherwise);
  const currency = place.get('currency');
  const by = place.get('by') ?? 'category';
  let text = t.say(`of.${of}`, {
    name,
    in: period(t, place, field, 'in', over),
    kind: by === 'category' ? 'category' : 'other',
    by: t.carried('attribute', by),
    points: currency === undefined ? t.say('points.plain') : t.say('points.of', { points: t.say('points.plain'), name: t.name('currency', currency) }),
  });
  const withValue = place.get('withValue');
  if (withValue !== undefined) text += t.say('counted.value', { is: withValue ? 'yes' : 'no' });
  const left = place.get('before') ?? before;
  if (left !== undefined) text += t.say('counted.before', { is: left ? 'yes' : 'no' });
  const when = place.at('when');
  const clauses = when ? conditions(t, when) : [];
  let only = [];
  if (clauses.length === 1 && !clauses[0].items) {
    const [{ goods, text: clause }] = clauses;
    text += t.say(goods ? 'counted.goods' : 'counted.where', { clause });
  } else {
    only = clauses.map(({ path, text: clause, items, goods }) => ({ path, text: goods ? t.say('they', { goods: clause }) : clause, ...(items && { items }) }));
  }
  const unit = (UNITS[of] ?? (() => (value) => t.voice.number(value)))(t);
  return { of, name, text, mid: text.includes(', ') ? `${text},` : text, unit, only };
}

/** Which amount of a line counts, where the document says. */
export function tellBasis(t, place) {
  const basis = place?.at('basis');
  if (!basis) return;
  for (const field of ['beforeDiscounts', 'withTax', 'withShipping']) {
    if (basis.at(field)) t.tell(basis.at(field), `basis.${field}`, { is: basis.get(field) ? 'yes' : 'no' });
  }
}
