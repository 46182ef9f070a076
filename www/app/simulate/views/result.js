// What came out: the answer in words, every figure side by side, then rule by rule, tenth by tenth, month by month.
import { html, nothing } from 'lit-html';
import { day, money, number, plural } from '../../format.js';
import { told } from '../assumptions.js';
import { byRule, carried, difference, monthsOf, shown, summary } from '../compare.js';
import { headline } from '../headline.js';
import { month, share, shareOf, shortNumber } from '../numbers.js';
import { lineChart, stackChart } from './charts.js';
import { cellsOf, columnsOf, figuresOf, heads, letters, table } from './tables.js';

const letter = (programs, at) => (programs.length === 1 ? '' : `${letters[at]}: `);

/** The year to whose end every account is brought. */
const yearOf = ({ tally }) => tally.months.map((one) => one.month).sort().at(-1)?.slice(0, 4) ?? '';

/** The midnight after the last day is no month of its own. */
const monthOr = (program) => (at) => (at.slice(0, 4) > yearOf(program) ? 'the end' : month(at));

/** The sentences on top. */
export const answer = (result) => {
  const [first, ...rest] = headline(result);
  return html`<p class="sim-first">${first}</p>
    ${rest.map((sentence) => html`<p>${sentence}</p>`)}`;
};

/** Where the figures come from. */
export function origin({ book, years, programs, seconds }) {
  const until = yearOf(programs[0]);
  return html`
    ${book.own ? 'The order book of this page' : book.name}, ${plural(book.rows, 'line')} from ${day(book.first)} to ${day(book.last)}.
    ${years > 0
      ? `Its dates are moved ${plural(years, 'year')} later, so that ${programs.length === 2 ? 'both programs are' : 'the program is'} in force from the first order on.`
      : 'Its dates are as they are.'}
    Every account is brought to the end of ${until}. Evaluated in ${number(Number(seconds.toFixed(1)))} s.
    A book holds orders and returns: what a program gives for activities, for joining or for paying in time is not in the figures, and nobody spends points.
  `;
}

export function summaryView({ programs }) {
  return summary(programs).map(
    ({ title, rows }) => html`
      <section class="sim-group">
        <h3>${title}</h3>
        ${table({
          label: title,
          stacked: true,
          columns: columnsOf(html`<span class="unseen">Figure</span>`, programs),
          rows: rows.map((row) => ({ head: row.label, cells: cellsOf(row, programs), total: row.total })),
        })}
      </section>
    `,
  );
}

/** What was assumed, printed beside every result. */
export const assumptionsView = ({ programs }) => html`
  <dl class="sim-assumed" aria-label="Assumed, beside what the book and the programs say">
    ${[
      ...told(programs[0].figures),
      ...programs.flatMap(({ figures, names, currency }, at) =>
        Object.entries(figures.assumed.pointCost).map(([id, cost]) => [`${letter(programs, at)}one of ${names.currency(id)} costs`, `${number(cost)} ${currency}`]),
      ),
    ].map(([name, value]) => html`<div><dt>${name}</dt> <dd>${value}</dd></div>`)}
  </dl>
`;

/** How the benefit hangs on each assumption. */
export const sensitivityView = ({ programs }) =>
  programs.map(({ figures, currency, name }, at) =>
    table({
      caption: `${letter(programs, at)}${name}: the benefit, if one assumption alone were a fifth less or more`,
      label: `How the benefit of ${name} hangs on the assumptions`,
      stacked: true,
      columns: ['Assumption', 'a fifth less', 'a fifth more'],
      rows: figures.returned.sensitivity.map(({ assumption, less, benefitLess, more, benefitMore }) => ({
        head: { margin: 'Margin', uplift: 'Uplift', redemption: 'Redemption' }[assumption] ?? assumption,
        cells: [html`${money(benefitLess, currency)} <span class="sim-note">at ${number(less)} %</span>`, html`${money(benefitMore, currency)} <span class="sim-note">at ${number(more)} %</span>`],
      })),
    }),
  );

export function rulesView({ programs }) {
  const rows = byRule(programs);
  if (rows.length === 0) return html`<p class="quiet">No rule gave anything.</p>`;
  const cell = (one, { currency }) => (one ? html`${money(one.cost, currency)}<span class="sim-note">${shown(one.kind, one.amount, currency)} ${one.what}</span>` : '\u2013');
  return table({
    caption: 'What each rule costs, and below it what it gave',
    label: 'By rule',
    stacked: true,
    columns: columnsOf('Rule', programs),
    rows: rows.map(({ label, of }) => ({
      head: label,
      cells: [...of.map((one, at) => cell(one, programs[at])), ...(programs.length === 2 ? [difference('money', of.map((one) => one?.cost ?? '0'), programs)] : [])],
    })),
  });
}

const running = (list) => {
  let sum = 0;
  return [0, ...list.map((value) => (sum += value))];
};

export function decilesView({ programs }, width) {
  const [{ figures }] = programs;
  if (figures.accounts < 10) return html`<p class="quiet">There are too few accounts for tenths.</p>`;
  const labels = Array.from({ length: 11 }, (_, at) => `${at * 10} %`);
  const costShare = (program) => program.figures.deciles.map(({ cost }) => Number(shareOf(cost, program.figures.cost.total) ?? 0));
  const series = [
    { name: 'of sales', mark: 'sim-sales', values: running(figures.deciles.map((one) => Number(one.share))) },
    ...programs.map((program, at) => ({ name: programs.length === 1 ? 'of cost' : `of the cost of ${letters[at]}`, mark: `sim-${letters[at].toLowerCase()}`, values: running(costShare(program)) })),
  ];
  const [half] = [series.map(({ name, values }) => `the first tenth has ${number(Math.round(values[1]))} % ${name}, the first half ${number(Math.round(values[5]))} %`)];
  return html`
    ${lineChart({
      id: 'sim-lorenz',
      title: 'Shares of sales and of cost by tenths of accounts, those that buy most first',
      description: `Running shares: ${half.join('; ')}.`,
      labels,
      width,
      format: (tick) => `${tick} %`,
      ceiling: 100,
      series,
    })}
    <p class="quiet">Across: accounts, those that buy most first. Up: their share, added up. A program whose line runs above that of sales favours large accounts.</p>
    ${figuresOf({
      caption: 'Tenths of accounts, those that buy most first',
      label: 'By tenth of accounts',
      columns: ['Tenth', 'Accounts', 'Share of sales', ...heads(programs).flatMap((head) => [html`Cost ${head}`, 'of sales'])],
      rows: figures.deciles.map(({ decile, accounts, share: ofSales }, at) => ({
        head: String(decile),
        cells: [
          number(accounts),
          share(ofSales),
          ...programs.flatMap((program) => {
            const { cost, net } = program.figures.deciles[at];
            const of = Number(net) > 0 ? shareOf(cost, net) : null;
            return [money(cost, program.currency), of === null ? '\u2013' : share(of)];
          }),
        ],
      })),
    })}
    ${spreadView(figures.spread)}
  `;
}

/** How sales are spread, quarter by quarter. */
const spreadView = (spread) => html`
  <details class="sim-figures">
    <summary>Shares of sales by quarter</summary>
    ${table({
      caption: 'Of the accounts that traded in the quarter',
      label: 'Shares of sales by quarter',
      columns: ['Quarter from', 'Top 20 %', 'Middle 60 %', 'Last 20 %'],
      rows: spread.map(({ quarter, top, middle, bottom }) => ({ head: month(quarter), cells: [share(top), share(middle), share(bottom)] })),
    })}
  </details>
`;

export function laddersView({ programs }, width) {
  const charts = programs.flatMap((program, at) => program.figures.ladders.map((ladder) => ladderChart(program, ladder, { at, programs, width })));
  return charts.length === 0 ? html`<p class="quiet">${programs.length === 1 ? 'The program has no tiers.' : 'Neither program has tiers.'}</p>` : html`<div class="sim-charts">${charts}</div>`;
}

function ladderChart(program, { ladder, months, flows }, { at, programs, width }) {
  const { names, tally } = program;
  const named = monthOr(program);
  const seen = [...new Set([...months.flatMap(({ accounts }) => Object.keys(accounts)), ...flows.filter((flow) => !flow.new).flatMap(({ from = '', to = '' }) => [from, to])])];
  const levels = names.levels(ladder, seen);
  const all = monthsOf([months.map((one) => one.month), tally.months.map((one) => one.month)]);
  const counts = carried(all, months, ({ accounts }) => accounts, {});
  const title = `${letter(programs, at)}${names.ladder(ladder)}`;
  const last = counts.at(-1);
  return html`
    <div class="sim-part">
      <h3>${title}</h3>
      ${stackChart({
        id: `sim-ladder-${at}-${ladder}`,
        title: `${title}: accounts on each level at the end of each month`,
        description: `In the end ${levels.map((level) => `${number(last[level] ?? 0)} ${names.level(level)}`).join(', ')}.`,
        labels: all.map(named),
        width,
        format: shortNumber,
        series: levels.map((level, place) => ({ name: `${names.level(level)} ${number(last[level] ?? 0)}`, mark: `sim-level-${Math.min(place + (levels[0] === '' ? 0 : 1), 5)}`, values: counts.map((count) => count[level] ?? 0) })),
      })}
      ${figuresOf({
        caption: `${title}: accounts at the end of each month`,
        label: `${title} by month`,
        columns: ['Month', ...levels.map((level) => names.level(level))],
        rows: all.map((at, place) => ({ head: named(at), cells: levels.map((level) => number(counts[place][level] ?? 0)) })),
      })}
      ${movesView({ flows, levels, names, title })}
    </div>
  `;
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

export function pointsView({ programs }, width) {
  const lists = programs.flatMap(({ figures, names }, at) =>
    figures.units.filter(({ isPoints }) => isPoints).map((unit, place) => ({ at, unit, mark: `sim-${letters[at].toLowerCase()} ${place > 0 ? 'sim-second' : ''}`, name: `${letter(programs, at)}${names.currency(unit.unit)}` })),
  );
  if (lists.length === 0) return html`<p class="quiet">No points were given.</p>`;
  const months = monthsOf([...lists.map(({ unit }) => unit.months.map((one) => one.month)), programs[0].tally.months.map((one) => one.month)]);
  const held = lists.map(({ unit }) => carried(months, unit.months, ({ outstanding }) => outstanding, 0));
  return html`
    ${lineChart({
      id: 'sim-points',
      title: 'Points outstanding at the end of each month',
      description: `In the end ${lists.map(({ name }, at) => `${number(held[at].at(-1))} ${name}`).join(', ')}.`,
      labels: months.map(monthOr(programs[0])),
      width,
      format: shortNumber,
      series: lists.map(({ name, mark }, at) => ({ name, mark, values: held[at].map(Number) })),
    })}
    ${figuresOf({
      caption: 'At the end of each month, with what is pending',
      label: 'Points outstanding by month',
      columns: ['Month', ...lists.map(({ name }) => name)],
      rows: months.map((at, place) => ({ head: monthOr(programs[0])(at), cells: held.map((values) => number(values[place])) })),
    })}
  `;
}

const TOP = 10;

export const topView = ({ programs }) => html`
  <div class="sim-charts">
    ${programs.map(({ figures, currency, name }, at) =>
      table({
        caption: `${letter(programs, at)}${name}`,
        label: `Accounts that cost most under ${name}`,
        columns: ['Account', 'Sales', 'Cost', 'of sales'],
        rows: figures.top.slice(0, TOP).map(({ account, net, cost }) => ({
          head: account,
          cells: [money(net, currency), money(cost, currency), Number(net) > 0 ? share(shareOf(cost, net)) : '\u2013'],
        })),
      }),
    )}
  </div>
`;

/** What the programs could not take as it stands: refused orders are in no figure. */
export const refusedView = ({ programs }) => {
  const told = programs.flatMap(({ tally, name }, at) => [
    ...tally.refused.map(({ code, events, lines, message }) => html`<li><strong>${letter(programs, at)}${name}</strong> refused ${plural(events, 'order')} of ${plural(lines, 'line')}: ${message} <code>${code}</code></li>`),
    ...(tally.unmatched > 0 ? [html`<li><strong>${letter(programs, at)}${name}</strong>: ${plural(tally.unmatched, 'stock code')} came back of which the program knows no purchase, or not enough; they are taken back by the rules of the day.</li>`] : []),
  ]);
  return told.length === 0 ? nothing : html`<ul class="plain-list sim-refused">${told}</ul>`;
};
