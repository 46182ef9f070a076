// How far accounts are to the next level of a ladder on the last day.
import { html, nothing } from 'lit-html';
import { number, plural } from '../../format.js';
import { shortNumber } from '../numbers.js';
import { charted } from './charted.js';
import { histogramChart } from './charts.js';
import { yearOf } from './months.js';

const TENTHS = Array.from({ length: 10 }, (_, at) => at);
const edges = [...TENTHS, 10].map((tenth) => `${tenth * 10} %`);
const tenth = (at) => `${at * 10}\u2013${(at + 1) * 10}\u00a0%`;

/** Accounts by tenths of the way, in the colours of the levels that they stand on. */
export function toNextChart(program, { ladder, toNext, markOf, title, at, width }) {
  if (toNext.length === 0) return nothing;
  const { names } = program;
  const sum = (list) => list.reduce((all, count) => all + count, 0);
  const way = ({ from, to }) => `${names.level(from)} to ${names.level(to)}`;
  const year = yearOf(program);
  const named = `${title}: accounts on their way to the next level at the end of ${year}`;
  const near = sum(toNext.map(({ accounts }) => accounts[9]));
  return charted({
    head: html`<p class="quiet">Accounts on their way to the next level at the end of ${year}, before its last midnight, by how much of what that level needs they have</p>`,
    name: `to-next-${at}-${ladder}`,
    title: named,
    chart: histogramChart({
      id: `sim-to-next-${at}-${ladder}`,
      title: named,
      description: `${plural(sum(toNext.flatMap(({ accounts }) => accounts)), 'account')} can rise, ${number(near)} in the last tenth of the way: ${toNext.map((one) => `${way(one)} ${number(sum(one.accounts))}, ${number(one.accounts[9])} in the last tenth`).join('; ')}.`,
      edges,
      width,
      format: shortNumber,
      series: toNext.map((one) => ({ name: `${way(one)} ${number(sum(one.accounts))}`, mark: markOf(one.from), values: one.accounts })),
    }),
    table: {
      caption: named,
      label: `${title} by tenths of the way to the next level`,
      columns: ['Of the way', ...toNext.map(way)],
      rows: TENTHS.map((place) => ({ head: tenth(place), cells: toNext.map(({ accounts }) => number(accounts[place])) })),
    },
    plain: { columns: ['from, %', 'to, %', ...toNext.map(way)], rows: TENTHS.map((place) => [place * 10, (place + 1) * 10, ...toNext.map(({ accounts }) => accounts[place])]) },
  });
}
