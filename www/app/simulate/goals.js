// What a number can be sought for: key figures, and the share of accounts on a level.
import { money, number } from '../format.js';
import { namer } from './programs.js';
import { share } from './numbers.js';

const inMoney = (text, currency) => money(text, currency);

/** @returns {{ id: string, name: string, unit: string, goal: object, shown: (value: string) => string, start: string }[]} */
export function goalsOf(document) {
  const { currency } = document;
  const names = namer(document);
  const points = (document.points?.length ? document.points : [{ id: 'points' }]).map(({ id }) => id);
  const asMoney = { unit: currency, shown: (value) => inMoney(value, currency) };
  const asShare = { unit: '%', shown: share };
  const asCount = { unit: '', shown: (value) => number(value) };
  const figure = (path, name, kind) => ({ id: path, name, goal: { figure: path }, ...kind });
  const ladders = new Map(document.versions.flatMap(({ tiers = [] }) => tiers).map((ladder) => [ladder.id, ladder]));
  return [
    figure('cost.total', 'Cost', asMoney),
    figure('cost.share', 'Cost as a share of sales', asShare),
    figure('returned.benefit', 'Benefit', asMoney),
    figure('returned.breakEven', 'Break-even uplift', asShare),
    figure('participating', 'Accounts that got anything', asCount),
    ...points.map((id) => figure(`units.${id}.given`, `${names.currency(id)} given`, asCount)),
    ...[...ladders.values()].flatMap(({ id: ladder, levels = [] }) =>
      levels.map(({ id: level }) => ({ id: `level ${ladder} ${level}`, name: `Accounts on ${names.level(level)} of ${names.ladder(ladder)} in the end`, goal: { ladder, level }, ...asShare })),
    ),
  ];
}

/** How a goal is meant. */
export const conditions = [
  { id: 'atMost', name: 'at most' },
  { id: 'atLeast', name: 'at least' },
  { id: 'is', name: 'as near as possible to' },
];
