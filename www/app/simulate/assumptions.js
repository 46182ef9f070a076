// What an operator assumes: as typed, as the engine takes it, as it is printed.
import { number, percent } from '../format.js';

export const assumed = [
  { id: 'margin', name: 'Margin on sales', unit: '%', value: '30', help: 'before what the program costs' },
  { id: 'uplift', name: 'Uplift', unit: '%', value: '0', help: 'by how much the program raises sales' },
  { id: 'redemption', name: 'Redemption', unit: '%', value: '80', help: 'share of points ever redeemed' },
  { id: 'activeDays', name: 'Active within', unit: 'days', value: '90', help: 'before the last order' },
];

export const initial = () => Object.fromEntries(assumed.map(({ id, value }) => [id, value]));

/** Uplifts by segment, as typed: value of the attribute, and text. */
const upliftsOf = (typed) => Object.entries(typed).flatMap(([id, text]) => (id.startsWith('by:') && text.trim() !== '' ? [[id.slice(3), text]] : []));

const DECIMAL = /^\d+(\.\d{1,6})?$/;

/** What cannot be computed with, by field; `costs` are those of points by currency. */
export function mistakes(typed, costs) {
  const found = {};
  for (const { id, name, unit } of assumed) {
    const text = typed[id].trim();
    if (unit === 'days' ? !/^\d{1,5}$/.test(text) : !DECIMAL.test(text)) found[id] = `${name} has to be a ${unit === 'days' ? 'whole number of days' : 'number such as 12.5'}.`;
    else if (['margin', 'redemption'].includes(id) && Number(text) > 100) found[id] = `${name} is 100 % at most.`;
    else if (id === 'uplift' && Number(text) > 10_000) found[id] = `${name} is 10,000 % at most.`;
  }
  for (const [id, text] of upliftsOf(typed)) {
    if (!DECIMAL.test(text.trim()) || Number(text) > 10_000) found[`by:${id}`] = 'An uplift has to be a number such as 12.5, and 10,000 % at most.';
  }
  for (const [id, text] of Object.entries(costs)) {
    if (!DECIMAL.test(text.trim())) found[`cost ${id}`] = 'The cost of a point has to be a number such as 0.01.';
  }
  return found;
}

/** As the engine takes them. */
export const forEngine = (typed, costs) => ({
  margin: `${typed.margin.trim()} %`,
  uplift: `${typed.uplift.trim()} %`,
  redemption: `${typed.redemption.trim()} %`,
  activeDays: Number(typed.activeDays),
  ...(upliftsOf(typed).length > 0 && { upliftBy: { attribute: typed.by, values: Object.fromEntries(upliftsOf(typed).map(([value, text]) => [value, `${text.trim()} %`])) } }),
  ...(Object.keys(costs).length > 0 && { pointCost: Object.fromEntries(Object.entries(costs).map(([id, text]) => [id, text.trim()])) }),
});

/** What the figures say was assumed, each as name and value. */
export function told(figures) {
  const { margin, uplift, upliftBy, redemption, activeDays } = figures.assumed;
  return [
    ['Margin on sales', percent(margin)],
    ['Uplift', percent(uplift)],
    ...Object.entries(upliftBy?.values ?? {}).map(([value, own]) => [`Uplift of ${upliftBy.attribute} ${value || 'none told'}`, percent(own)]),
    ['Redemption', percent(redemption)],
    ['Active within', `${number(activeDays)} days before the last order`],
  ];
}

/** `"0.005000"` -> 0.005 */
export const plainCost = (text) => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
