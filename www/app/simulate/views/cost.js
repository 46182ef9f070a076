// What the cost is made of, rule by rule, and how the benefit hangs on what is assumed.
import { html } from 'lit-html';
import { isZero, money, number, shortMoney } from '../../format.js';
import { less, total } from '../numbers.js';
import { charted } from './charted.js';
import { spanChart } from './spans.js';
import { headOf, letter } from './tables.js';

/** So many rules have a bar of their own. */
const SHOWN = 8;

const kinds = { discount: { name: 'discounts', mark: 'sim-level-5' }, money: { name: 'money and rewards', mark: 'sim-level-3' }, points: { name: 'points', mark: 'sim-level-1' } };

/** The parts of a program's cost, the largest first, and the whole. */
function partsOf({ figures, names }) {
  const isPoints = new Set(figures.units.filter((unit) => unit.isPoints).map(({ unit }) => unit));
  const kindOf = (unit) => (unit === 'discount' ? 'discount' : isPoints.has(unit) ? 'points' : 'money');
  const all = figures.rules
    .filter(({ cost }) => !isZero(cost))
    .map(({ rule, unit, cost }) => ({ name: names.rule(rule), kind: kindOf(unit), cost }))
    .sort((one, other) => Math.abs(Number(other.cost)) - Math.abs(Number(one.cost)));
  const [own, others] = [all.slice(0, SHOWN), all.slice(SHOWN)];
  if (others.length > 0) own.push({ name: others.length === 1 ? others[0].name : `${others.length} other rules`, kind: others[0].kind, cost: total(others.map(({ cost }) => cost)) });
  const rest = less(figures.cost.total, total(own.map(({ cost }) => cost)));
  return isZero(rest) ? own : [...own, { name: 'Rounding', kind: 'points', cost: rest }];
}

export const waterfallView = ({ programs }, width) => html`<div class="sim-charts">${programs.map((program, at) => waterfall(program, at, programs, width))}</div>`;

function waterfall(program, at, programs, width) {
  const { figures, currency, name } = program;
  const parts = partsOf(program);
  if (parts.length === 0) return html`<p class="quiet">${letter(programs, at)}${name} costs nothing.</p>`;
  let reached = 0;
  const bars = parts.map(({ kind, cost }) => ({ from: reached, to: (reached += Number(cost)), mark: kinds[kind].mark }));
  const title = `${letter(programs, at)}${name}: what the cost is made of`;
  const rows = [...parts, { name: 'Cost', cost: figures.cost.total }];
  return charted({
    head: headOf(programs, at),
    name: `cost-${at}`,
    title,
    chart: spanChart({
      id: `sim-waterfall-${at}`,
      title,
      description: `${rows.map((row) => `${row.name} ${money(row.cost, currency)}`).join(', ')}.`,
      width,
      format: (tick) => shortMoney(tick, currency),
      rows: rows.map((row, place) => ({ name: row.name, text: money(row.cost, currency), bars: [bars[place] ?? { from: 0, to: Number(figures.cost.total), mark: 'sim-whole' }] })),
      legend: [...new Set(parts.map(({ kind }) => kind))].map((kind) => kinds[kind]),
    }),
    table: { caption: title, label: title, columns: ['Rule', 'Cost'], rows: rows.map((row, place) => ({ head: row.name, cells: [money(row.cost, currency)], total: place === rows.length - 1 })) },
    plain: { columns: ['rule', `cost, ${currency}`], rows: rows.map((row) => [row.name, row.cost]) },
  });
}

const assumptionNames = { margin: 'Margin', uplift: 'Uplift', redemption: 'Redemption' };

/** How the benefit hangs on each assumption. */
export const sensitivityView = ({ programs }, width) => html`<div class="sim-charts">${programs.map((program, at) => sensitivity(program, at, programs, width))}</div>`;

function sensitivity({ figures, currency, name }, at, programs, width) {
  const { benefit, sensitivity: list } = figures.returned;
  const title = `${letter(programs, at)}${name}: the benefit, if one assumption alone were a fifth less or more`;
  const rows = list.map((one) => ({ ...one, name: assumptionNames[one.assumption] ?? one.assumption }));
  if (rows.every(({ benefitLess, benefitMore }) => Number(benefitLess) === Number(benefitMore))) {
    return html`<div class="sim-part">${headOf(programs, at)}<p class="quiet">None of them changes the benefit of <span class="sim-whole-number">${money(benefit, currency)}</span>: with no uplift there is nothing that the margin is earned on, and points cost nothing.</p></div>`;
  }
  return charted({
    head: headOf(programs, at),
    name: `sensitivity-${at}`,
    title,
    chart: spanChart({
      id: `sim-sensitivity-${at}`,
      title,
      description: `The benefit is ${money(benefit, currency)}. ${rows.map((row) => `${row.name} at ${number(row.less)} %: ${money(row.benefitLess, currency)}, at ${number(row.more)} %: ${money(row.benefitMore, currency)}`).join('; ')}.`,
      width,
      format: (tick) => shortMoney(tick, currency),
      base: Number(benefit),
      rows: rows.map((row) => ({
        name: `${row.name}, ${number(row.less)} % to ${number(row.more)} %`,
        text: Number(row.benefitLess) === Number(row.benefitMore) ? 'changes nothing' : `${shortMoney(row.benefitLess, currency)} to ${shortMoney(row.benefitMore, currency)}`,
        bars: [
          { from: Number(benefit), to: Number(row.benefitLess), mark: 'sim-down' },
          { from: Number(benefit), to: Number(row.benefitMore), mark: 'sim-up' },
        ],
      })),
      legend: [{ name: 'a fifth less', mark: 'sim-down' }, { name: 'a fifth more', mark: 'sim-up' }],
    }),
    table: {
      caption: title,
      label: `How the benefit of ${name} hangs on the assumptions`,
      columns: ['Assumption', 'a fifth less', 'a fifth more'],
      rows: rows.map((row) => ({
        head: row.name,
        cells: [html`${money(row.benefitLess, currency)} <span class="sim-note">at ${number(row.less)} %</span>`, html`${money(row.benefitMore, currency)} <span class="sim-note">at ${number(row.more)} %</span>`],
      })),
    },
    plain: { columns: ['assumption', 'a fifth less, %', `benefit then, ${currency}`, 'a fifth more, %', `benefit then, ${currency}`], rows: rows.map((row) => [row.name, row.less, row.benefitLess, row.more, row.benefitMore]) },
  });
}
