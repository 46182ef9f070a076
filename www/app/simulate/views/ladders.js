// Ladders over time: accounts on each level, and how many went up and down.
import { html } from 'lit-html';
import { number, plural } from '../../format.js';
import { carried, monthsOf } from '../compare.js';
import { shortNumber } from '../numbers.js';
import { charted } from './charted.js';
import { columnChart, stackChart } from './charts.js';
import { monthOr } from './months.js';
import { letter, table } from './tables.js';
import { toNextChart } from './tonext.js';

export function laddersView({ programs }, width) {
  const charts = programs.flatMap((program, at) => program.figures.ladders.map((ladder) => ladderChart(program, ladder, { at, programs, width })));
  return charts.length === 0 ? html`<p class="quiet">${programs.length === 1 ? 'The program has no tiers.' : 'No program here has tiers.'}</p>` : html`<div class="sim-charts">${charts}</div>`;
}

function ladderChart(program, { ladder, months, flows, toNext }, { at, programs, width }) {
  const { names, tally } = program;
  const named = monthOr(program);
  const seen = [...new Set([...months.flatMap(({ accounts }) => Object.keys(accounts)), ...flows.filter((flow) => !flow.new).flatMap(({ from = '', to = '' }) => [from, to]), ...toNext.map(({ from }) => from)])];
  const levels = names.levels(ladder, seen);
  const all = monthsOf([months.map((one) => one.month), tally.months.map((one) => one.month)]);
  const counts = carried(all, months, ({ accounts }) => accounts, {});
  const title = `${letter(programs, at)}${names.ladder(ladder)}`;
  const last = counts.at(-1);
  const onLevels = `${title}: accounts on each level at the end of each month`;
  const markOf = (level) => `sim-level-${Math.min(levels.indexOf(level) + (levels[0] === '' ? 0 : 1), 5)}`;
  const many = (place) => levels.map((level) => counts[place][level] ?? 0);
  const ahead = toNextChart(program, { ladder, toNext, markOf, title, at, width });
  // No order climbed it.
  if (months.every(({ accounts }) => Object.keys(accounts).length === 0)) return html`<div class="sim-part"><h3>${title}</h3>${ahead}</div>`;
  return html`
    <div class="sim-part">
      <h3>${title}</h3>
      <p class="quiet">Accounts on each level at the end of each month</p>
      ${charted({
        name: `levels-${at}-${ladder}`,
        title: onLevels,
        chart: stackChart({
          id: `sim-ladder-${at}-${ladder}`,
          title: onLevels,
          description: `In the end ${levels.map((level) => `${number(last[level] ?? 0)} ${names.level(level)}`).join(', ')}.`,
          labels: all.map(named),
          width,
          format: shortNumber,
          series: levels.map((level) => ({ name: `${names.level(level)} ${number(last[level] ?? 0)}`, mark: markOf(level), values: counts.map((count) => count[level] ?? 0) })),
        }),
        table: {
          caption: onLevels,
          label: `${title} by month`,
          columns: ['Month', ...levels.map((level) => names.level(level))],
          rows: all.map((of, place) => ({ head: named(of), cells: many(place).map(number) })),
        },
        plain: { columns: ['month', ...levels.map((level) => names.level(level))], rows: all.map((of, place) => [of, ...many(place)]) },
      })}
      ${flowChart({ tally, ladder, levels, all, named, title, at, width })} ${movesView({ flows, levels, names, title })}
      ${ahead}
    </div>
  `;
}

/** How many accounts went up and down in each month; new ones are not counted. */
function flowChart({ tally, ladder, levels, all, named, title, at, width }) {
  const own = tally.moves.filter((move) => move.ladder === ladder && !move.new);
  if (own.length === 0) return html``;
  const place = (level) => levels.indexOf(level ?? '');
  const count = (of, up) => own.filter((move) => move.month === of && place(move.to) > place(move.from) === up).reduce((sum, { accounts }) => sum + accounts, 0);
  const moves = all.map((of) => ({ of, up: count(of, true), down: count(of, false) }));
  const most = moves.reduce((one, other) => (other.up + other.down > one.up + one.down ? other : one));
  const moved = `${title}: accounts that went up and down in each month`;
  return charted({
    head: html`<p class="quiet">Accounts that went up and down in each month</p>`,
    name: `moves-${at}-${ladder}`,
    title: moved,
    chart: columnChart({
      id: `sim-flow-${at}-${ladder}`,
      title: moved,
      description: `Most moved in ${named(most.of)}: ${number(most.up)} up, ${number(most.down)} down.`,
      labels: all.map(named),
      width,
      format: (tick) => shortNumber(Math.abs(tick)),
      series: [
        { name: 'up', mark: 'sim-up', values: moves.map(({ up }) => up) },
        { name: 'down', mark: 'sim-down', values: moves.map(({ down }) => -down) },
      ],
    }),
    table: { caption: moved, label: `Moves on ${title} by month`, columns: ['Month', 'Up', 'Down'], rows: moves.map(({ of, up, down }) => ({ head: named(of), cells: [number(up), number(down)] })) },
    plain: { columns: ['month', 'up', 'down'], rows: moves.map(({ of, up, down }) => [of, up, down]) },
  });
}

/** Whom the ladder moved. */
function movesView({ flows, levels, names, title }) {
  const moved = flows.filter((flow) => !flow.new).map(({ from = '', to = '', accounts }) => ({ from, to, accounts, up: levels.indexOf(to) > levels.indexOf(from) }));
  const count = (up) => moved.filter((one) => one.up === up).reduce((sum, { accounts }) => sum + accounts, 0);
  if (moved.length === 0) return html`<p class="quiet">Nobody moved.</p>`;
  return html`
    <details class="sim-figures">
      <summary>${plural(count(true), 'move')} up, ${number(count(false))} down</summary>
      ${table({
        caption: `${title}: who moved, over the whole time`,
        label: `Moves on ${title}`,
        columns: ['From', 'To', 'How often'],
        rows: moved.map(({ from, to, accounts }) => ({ head: names.level(from), cells: [names.level(to), number(accounts)] })),
      })}
    </details>
  `;
}

