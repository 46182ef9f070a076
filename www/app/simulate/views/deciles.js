// Whom programs favour: shares of sales and of cost by tenths of accounts, and how sales are spread.
import { html } from 'lit-html';
import { money, number } from '../../format.js';
import { month, share, shareOf } from '../numbers.js';
import { charted } from './charted.js';
import { lineChart } from './charts.js';
import { heads, letters, markOf, table } from './tables.js';

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
    ...programs.map((program, at) => ({ name: programs.length === 1 ? 'of cost' : `of the cost of ${letters[at]}`, mark: markOf(at), values: running(costShare(program)) })),
  ];
  const [half] = [series.map(({ name, values }) => `the first tenth has ${number(Math.round(values[1]))} % ${name}, the first half ${number(Math.round(values[5]))} %`)];
  const title = 'Shares of sales and of cost by tenths of accounts, those that buy most first';
  const chart = lineChart({
      id: 'sim-lorenz',
      title,
      description: `Running shares: ${half.join('; ')}.`,
      labels,
      width,
      format: (tick) => `${tick} %`,
      ceiling: 100,
      series,
    });
  const rows = figures.deciles.map(({ decile, accounts, share: ofSales }, at) => ({ decile, accounts, ofSales, of: programs.map(({ figures: own }) => own.deciles[at]) }));
  const ofTenth = ({ net, cost }) => (Number(net) > 0 ? shareOf(cost, net) : null);
  return html`
    <p class="quiet">Across: accounts, those that buy most first. Up: their share, added up. A program whose line runs above that of sales favours large accounts.</p>
    ${charted({
      name: 'shares-by-tenths',
      title,
      chart,
      table: {
        caption: 'Tenths of accounts, those that buy most first',
        label: 'By tenth of accounts',
        columns: ['Tenth', 'Accounts', 'Share of sales', ...heads(programs).flatMap((head) => [html`Cost ${head}`, 'of sales'])],
        rows: rows.map(({ decile, accounts, ofSales, of }) => ({
          head: String(decile),
          cells: [number(accounts), share(ofSales), ...of.flatMap((one, at) => [money(one.cost, programs[at].currency), ofTenth(one) === null ? '\u2013' : share(ofTenth(one))])],
        })),
      },
      plain: {
        columns: ['tenth', 'accounts', 'share of sales, %', ...programs.flatMap(({ name, currency }) => [`cost of ${name}, ${currency}`, `cost of ${name}, % of sales`])],
        rows: rows.map(({ decile, accounts, ofSales, of }) => [decile, accounts, ofSales, ...of.flatMap((one) => [one.cost, ofTenth(one) ?? ''])]),
      },
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

