// Accounts that are alike: what each segment bought and costs, with uplifts of its own; and pilots beside their control.
import { html, nothing } from 'lit-html';
import { money, number, plural } from '../../format.js';
import { share } from '../numbers.js';
import { compared, cellsOf, columnsOf, table } from './tables.js';

/** So many segments of an attribute are shown, those that buy most first. */
const MOST = 12;

const attributesOf = ({ figures }) => [...new Set(figures.segments.map(({ of }) => of))];
const find = (list, of, value) => list.find((one) => one.of === of && one.value === value);
const named = (value) => (value === '' ? 'none told' : value);

/** Whether there is anything to tell of segments. */
export const hasSegments = ({ programs }) => attributesOf(programs[0]).length > 0;

/**
 * @param {object} result
 * @param {{ assumptions: object, mistakes: object, model: object } | null} asking what is typed, on the page; a report asks nothing
 */
export function segmentsView(result, asking = null) {
  const { programs } = result;
  const attributes = attributesOf(programs[0]);
  const by = attributes.includes(asking?.assumptions.by) ? asking.assumptions.by : (programs[0].figures.assumed.upliftBy?.attribute ?? attributes[0]);
  const all = programs[0].figures.segments.filter(({ of }) => of === by).toSorted((one, other) => Number(other.net) - Number(one.net));
  const rows = all.slice(0, MOST);
  const has = programs[0].figures.assumed.upliftBy?.attribute === by;
  const cells = (value) => {
    const of = programs.map(({ figures }) => find(figures.segments, by, value));
    const cell = (one, { currency }) =>
      html`${money(one.cost, currency)}<span class="sim-note">${share(one.generosity)} of ${money(one.net, currency)}</span>${one.benefit === undefined ? nothing : html`<span class="sim-note">benefit ${money(one.benefit, currency)}</span>`}`;
    return compared('money', of.map((one, at) => (one ? cell(one, programs[at]) : '\u2013')), of.map((one) => one?.cost ?? '0'), programs);
  };
  return html`
    ${asking && attributes.length > 1
      ? html`<div class="field sim-by">
          <label for="sim-by">Accounts by</label>
          <select id="sim-by" @change=${(event) => asking.model.by(event.target.value)}>
            ${attributes.map((name) => html`<option value=${name} ?selected=${name === by}>${name}</option>`)}
          </select>
        </div>`
      : nothing}
    ${table({
      caption: `What accounts of each ${by} cost, and below it of which sales${has ? ', and what their uplift brings less their cost' : ''}${all.length > MOST ? `: the ${MOST} of ${all.length} that buy most` : ''}`,
      label: `By ${by}`,
      stacked: true,
      many: programs.length > 2,
      columns: columnsOf(by, programs),
      rows: rows.map(({ value, accounts }) => ({ head: html`${named(value)}<span class="sim-note">${plural(accounts, 'account')}</span>`, cells: cells(value) })),
    })}
    ${asking
      ? html`<details class="sim-figures" ?open=${has}>
          <summary>Uplift by ${by}</summary>
          <p class="quiet">Where one is given, accounts of that ${by} rise by it; the others by the uplift above.</p>
          <div class="sim-assume">${rows.map(({ value }, at) => upliftField({ by, value, at }, asking))}</div>
        </details>`
      : nothing}
  `;
}

function upliftField({ by, value, at }, { assumptions, mistakes, model }) {
  const id = `by:${value}`;
  const wrong = mistakes.common?.[id];
  return html`<div class="field">
    <label for="sim-by-${at}">${named(value)}, %</label>
    <input id="sim-by-${at}" inputmode="decimal" autocomplete="off" .value=${(assumptions.by ?? by) === by ? (assumptions[id] ?? '') : ''} aria-describedby="sim-by-${at}-help" aria-invalid=${wrong ? 'true' : 'false'} @input=${(event) => model.upliftOf(by, value, event.target.value)} />
    <p class="sim-help ${wrong ? 'bad' : ''}" id="sim-by-${at}-help">${wrong ?? nothing}</p>
  </div>`;
}

const GROUPS = { test: 'Test group', control: 'Control group', '': 'In neither' };
const ORDER = ['test', 'control', ''];

/** The first program's pilots, or another's that has any. */
export const hasPilots = ({ programs }) => programs.some(({ figures }) => figures.pilots.length > 0);

export function pilotsView({ programs }) {
  const pilots = [...new Set(programs.flatMap(({ figures }) => figures.pilots.map(({ of }) => of)))];
  const each = (one, sum) => (one && one.accounts > 0 ? (Number(one[sum]) / one.accounts).toFixed(2) : '0.00');
  return html`<p class="quiet">Who is in which group is drawn by account. The orders are those of the book: they show whether the groups bought alike before, and what the pilot would have cost, and not what it would have changed.</p>
    ${pilots.map((pilot) =>
      table({
        caption: html`Pilot <code>${pilot}</code>`,
        label: `Pilot ${pilot}`,
        stacked: true,
        many: programs.length > 2,
        columns: columnsOf('Group', programs),
        rows: ORDER.flatMap((group) => {
          const of = programs.map(({ figures }) => find(figures.pilots, pilot, group));
          if (of.every((one) => one === undefined)) return [];
          const row = (what, kind, values) => ({ head: html`${GROUPS[group]}: ${what}`, cells: cellsOf({ kind, values }, programs) });
          return [
            { head: html`${GROUPS[group]}: accounts`, cells: compared('count', of.map((one) => number(one?.accounts ?? 0)), of.map((one) => String(one?.accounts ?? 0)), programs) },
            row('sales of each account', 'money', of.map((one) => each(one, 'net'))),
            row('cost of each account', 'money', of.map((one) => each(one, 'cost'))),
          ];
        }),
      }),
    )}`;
}

/** Whether points owe anything in the books. */
export const hasContracts = ({ programs }) => programs.some(({ figures }) => figures.contractLiability.length > 0);

export function contractView({ programs }) {
  const units = [...new Set(programs.flatMap(({ figures }) => figures.contractLiability.map(({ unit }) => unit)))];
  const of = (unit) => programs.map(({ figures }) => figures.contractLiability.find((one) => one.unit === unit));
  const rows = units.flatMap((unit) => {
    const name = programs.map(({ names }) => names.currency(unit)).find(Boolean) ?? unit;
    const row = (what, field, total = false) => ({ head: `${name}: ${what}`, cells: cellsOf({ kind: 'money', values: of(unit).map((one) => one?.[field] ?? null) }, programs), total });
    return [row('put off, of what was paid', 'deferred'), row('of that revenue by now', 'recognised'), row('contract liability', 'liability', true)];
  });
  return html`<p class="quiet">By relative stand-alone selling prices, as IFRS 15 has it: what was paid is shared out between goods at their price and points at what they cost here, as far as they will be redeemed.</p>
    ${table({ label: 'Contract liability', stacked: true, many: programs.length > 2, columns: columnsOf(html`<span class="unseen">Figure</span>`, programs), rows })}`;
}
