// What an order brings, as a list of figures to show: points by currency, money by kind, discount.
import * as format from '../format.js';
import { unitOf } from '../account/books.js';
import { currenciesOf, nameIn, namesOf } from '../engine/terms.js';

const kinds = { rebate: 'rebate', margin: 'margin', value: 'value toward goals', cash: 'to be paid out', discount: 'discount' };

const singular = (name, value) => (Math.abs(value) === 1 ? name.replace(/points$/, 'point') : name);

/** "point" for one, as the program names its points. */
function pointsText(value, id, document) {
  const currency = currenciesOf(document).find((one) => one.id === id);
  const name = nameIn(currency?.name) ?? id;
  const shown = /^points?$/i.test(name) ? (Math.abs(value) === 1 ? 'point' : 'points') : singular(format.lower(name), value);
  return { figure: format.signed(format.number(value), value), what: shown };
}

/**
 * The figures of a preview, of a difference or of a gain, in order of interest.
 * @returns {{ key: string, value: number | string, figure: string, what: string, text: string }[]}
 */
export function figuresOf({ points = {}, money = {}, discount = '0', rewards }, { document, date }, { zeros = false } = {}) {
  const list = [];
  const push = (key, value, { figure, what }) => {
    if (zeros || !format.isZero(value)) list.push({ key, value, figure, what, text: `${figure} ${what}` });
  };
  for (const [id, value] of Object.entries(points)) push(`points ${id}`, value, pointsText(value, id, document));
  const cash = (key, value, what) => push(key, value, { figure: format.signed(format.money(value, document.currency), value), what });
  // What goes into a fund comes after what is paid.
  const kindsGiven = Object.entries(money).sort(([one], [other]) => Number(one.includes(':')) - Number(other.includes(':')));
  for (const [kind, value] of kindsGiven) cash(`money ${kind}`, value, kinds[kind] ?? unitOf(kind, { document, date }).name.replace(/^Fund: /, 'into: '));
  const given = Object.entries(rewards ?? {});
  if (given.length > 0) {
    const names = namesOf(document, date);
    for (const [id, count] of given) push(`reward ${id}`, count, { figure: format.signed(format.number(count), count), what: format.lower(names.reward(id)) });
  }
  if (!format.isZero(discount)) cash('discount', discount, kinds.discount);
  return list;
}

/** The one figure for a headline: points if the program gives any, else money. */
export function headline(preview, state) {
  const figures = figuresOf(preview, state, { zeros: true });
  return figures.find(({ value }) => !format.isZero(value)) ?? figures[0] ?? { figure: '0', what: 'points', text: '0 points' };
}

const exact = (value) => Math.round(Number(value) * 1e6) / 1e6;

function subtract(after = {}, before = {}) {
  const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
  return Object.fromEntries([...keys].map((key) => [key, exact(Number(after[key] ?? 0) - Number(before[key] ?? 0))]));
}

/** What one preview has more than another, for holding a promise against what came. */
export const differenceOf = (before, after) => ({
  points: subtract(after.points, before.points),
  money: subtract(after.money, before.money),
  discount: exact(Number(after.discount) - Number(before.discount)),
});

/** Levels that one preview reaches and the other does not, by ladder. */
export const levelsReached = (before, after) =>
  Object.fromEntries(after.tiers.filter(({ after: level, ladder }) => level && level !== before.tiers.find((one) => one.ladder === ladder)?.after).map(({ ladder, after: level }) => [ladder, level]));

/** Whether two differences are the same, figure by figure. */
export function same(one, other) {
  const nonZero = ({ points = {}, money = {}, discount = 0 }) =>
    [...Object.entries(points).map(([key, value]) => [`p ${key}`, value]), ...Object.entries(money).map(([key, value]) => [`m ${key}`, value]), ['d', discount]]
      .map(([key, value]) => [key, exact(value)])
      .filter(([, value]) => value !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(nonZero(one)) === JSON.stringify(nonZero(other));
}

/** A preview as one spoken sentence. */
export function saying(preview, state) {
  const figures = figuresOf(preview, state);
  const earns = figures.length > 0 ? figures.map(({ text }) => text).join(', ') : 'nothing';
  return `The order earns ${earns}. To pay: ${format.money(preview.net, state.document.currency)}.`;
}
