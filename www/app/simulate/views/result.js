// What came out: the answer in words, every figure side by side, then rule by rule.
import { html, nothing } from 'lit-html';
import { day, money, number, plural } from '../../format.js';
import { told } from '../assumptions.js';
import { byRule, shown, summary } from '../compare.js';
import { headline } from '../headline.js';
import { share, shareOf } from '../numbers.js';
import { cellsOf, columnsOf, compared, differencesNote, letter, table } from './tables.js';
import { yearOf } from './months.js';

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
      ? `Its dates are moved ${plural(years, 'year')} later, so that ${programs.length === 1 ? 'the program is' : programs.length === 2 ? 'both programs are' : 'all programs are'} in force from the first order on.`
      : 'Its dates are as they are.'}
    Every account is brought to the end of ${until}. Evaluated in ${number(Number(seconds.toFixed(1)))} s.
    A book holds orders and returns: what a program gives for activities, for joining or for paying in time is not in the figures, and nobody spends points.
  `;
}

export function summaryView({ programs }) {
  return [differencesNote(programs), ...summary(programs).map(
    ({ title, rows }) => html`
      <section class="sim-group">
        <h3>${title}</h3>
        ${table({
          label: title,
          stacked: true,
          many: programs.length > 2,
          columns: columnsOf(html`<span class="unseen">Figure</span>`, programs),
          rows: rows.map((row) => ({ head: row.label, cells: cellsOf(row, programs), total: row.total })),
        })}
      </section>
    `,
  )];
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

export function rulesView({ programs }) {
  const rows = byRule(programs);
  if (rows.length === 0) return html`<p class="quiet">No rule gave anything.</p>`;
  const cell = (one, { currency }) => (one ? html`${money(one.cost, currency)}<span class="sim-note">${shown(one.kind, one.amount, currency)} ${one.what}</span>` : '\u2013');
  return table({
    caption: 'What each rule costs, and below it what it gave',
    label: 'By rule',
    stacked: true,
    many: programs.length > 2,
    columns: columnsOf('Rule', programs),
    rows: rows.map(({ label, of }) => ({
      head: label,
      cells: compared('money', of.map((one, at) => cell(one, programs[at])), of.map((one) => one?.cost ?? '0'), programs),
    })),
  });
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
