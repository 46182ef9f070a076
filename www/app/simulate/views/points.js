// What accounts hold month by month: points, and what all of it would cost.
import { html } from 'lit-html';
import { money, number, rateOf, shortMoney } from '../../format.js';
import { carried, monthsOf } from '../compare.js';
import { shortNumber } from '../numbers.js';
import { charted } from './charted.js';
import { lineChart } from './charts.js';
import { monthOr } from './months.js';
import { letter, markOf } from './tables.js';

export function pointsView({ programs }, width) {
  const lists = programs.flatMap(({ figures, names }, at) =>
    figures.units.filter(({ isPoints }) => isPoints).map((unit, place) => ({ at, unit, mark: `${markOf(at)} ${place > 0 ? 'sim-second' : ''}`, name: `${letter(programs, at)}${names.currency(unit.unit)}` })),
  );
  if (lists.length === 0) return html`<p class="quiet">No points were given.</p>`;
  const months = monthsOf([...lists.map(({ unit }) => unit.months.map((one) => one.month)), programs[0].tally.months.map((one) => one.month)]);
  const held = lists.map(({ unit }) => carried(months, unit.months, ({ outstanding }) => outstanding, 0));
  const title = 'Points outstanding at the end of each month';
  const named = monthOr(programs[0]);
  return charted({
    name: 'points-outstanding',
    title,
    chart: lineChart({
      id: 'sim-points',
      title,
      description: `In the end ${lists.map(({ name }, at) => `${number(held[at].at(-1))} ${name}`).join(', ')}.`,
      labels: months.map(named),
      width,
      format: shortNumber,
      series: lists.map(({ name, mark }, at) => ({ name, mark, values: held[at].map(Number) })),
    }),
    table: {
      caption: 'At the end of each month, with what is pending',
      label: 'Points outstanding by month',
      columns: ['Month', ...lists.map(({ name }) => name)],
      rows: months.map((at, place) => ({ head: named(at), cells: held.map((values) => number(values[place])) })),
    },
    plain: { columns: ['month', ...lists.map(({ name }) => name)], rows: months.map((at, place) => [at, ...held.map((values) => values[place])]) },
  });
}

/** Whether a unit is money: then what is held of it is told as text. */
const isMoney = ({ isPoints, outstanding }) => !isPoints && typeof outstanding === 'string';

/** What all that is held would cost: points at their cost as far as they will be redeemed, money as it is. */
function owed({ figures }) {
  const { redemption, pointCost } = figures.assumed;
  return figures.units.flatMap((unit) => {
    const one = isMoney(unit) ? 1 : unit.isPoints ? Number(pointCost[unit.unit] ?? 0) * rateOf(redemption) : 0;
    return one === 0 ? [] : [{ unit, one }];
  });
}

/** What is owed to accounts at the end of each month, in money. */
export function liabilityView({ programs }, width) {
  const lists = programs.map((program, at) => ({ at, program, units: owed(program) }));
  if (lists.every(({ units }) => units.length === 0)) return html`<p class="quiet">Nothing that accounts hold has a cost here: no money is outstanding, and a point costs nothing.</p>`;
  const months = monthsOf([...lists.flatMap(({ units }) => units.map(({ unit }) => unit.months.map((one) => one.month))), programs[0].tally.months.map((one) => one.month)]);
  const named = monthOr(programs[0]);
  const values = lists.map(({ units }) => {
    const parts = units.map(({ unit, one }) => carried(months, unit.months, ({ outstanding }) => Number(outstanding) * one, 0));
    return months.map((_, place) => parts.reduce((sum, part) => sum + part[place], 0));
  });
  const cents = (value) => value.toFixed(2);
  const name = (at) => `${letter(programs, at)}${programs[at].name}`;
  const isOne = programs.every(({ currency }) => currency === programs[0].currency);
  const title = `What is owed to accounts at the end of each month${isOne ? '' : ', each program in its own currency'}`;
  return html`
    <p class="quiet">Points at what one costs, as far as they are assumed to be redeemed; rebates, cash and other money as it stands. Rewards by the piece are not in it.${isOne ? '' : ' Each program is drawn in its own currency.'}</p>
    ${charted({
      name: 'liability',
      title,
      chart: lineChart({
        id: 'sim-liability',
        title,
        description: `In the end ${programs.map(({ currency }, at) => `${name(at)} ${money(cents(values[at].at(-1)), currency)}`).join(', ')}.`,
        labels: months.map(named),
        width,
        format: (tick) => (isOne ? shortMoney(tick, programs[0].currency) : shortNumber(tick)),
        series: programs.map((_, at) => ({ name: name(at), mark: markOf(at), values: values[at] })),
      }),
      table: {
        caption: title,
        label: 'What is owed by month',
        columns: ['Month', ...programs.map((_, at) => name(at))],
        rows: months.map((at, place) => ({ head: named(at), cells: programs.map(({ currency }, one) => money(cents(values[one][place]), currency)) })),
      },
      plain: { columns: ['month', ...programs.map(({ currency }, at) => `${name(at)}, ${currency}`)], rows: months.map((at, place) => [at, ...values.map((list) => cents(list[place]))]) },
    })}
  `;
}
