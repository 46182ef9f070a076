// Tables of programs side by side; one that is wider than its place scrolls there, also by keyboard.
import { html, nothing } from 'lit-html';
import { difference, shown } from '../compare.js';

export const letters = ['A', 'B', 'C', 'D'];

/** The class by which a program is drawn. */
export const markOf = (at) => `sim-${letters[at].toLowerCase()}`;

/** What a program's things are called by, where there are several. */
export const letter = (programs, at) => (programs.length === 1 ? '' : `${letters[at]}: `);

const badge = (at) => html`<span class="sim-letter ${markOf(at)}">${letters[at]}</span>`;

/** A program as the head of a column: its letter, and where there is room its name. */
export const heads = (programs) => programs.map(({ name }, at) => (programs.length === 1 ? name : html`${badge(at)}<span class="sim-name"> ${name}</span>`));

/** A program as the head of a chart. */
export const headOf = (programs, at) => (programs.length === 1 ? nothing : html`<h3 class="sim-head">${badge(at)} ${programs[at].name}</h3>`);

/** @param {string} label what a screen reader calls the place */
export const scroller = (label, table) => html`<div class="sim-scroll" role="group" aria-label=${label} tabindex="0">${table}</div>`;

/**
 * On a narrow screen the rows of a `stacked` table have their head above their cells; the roles keep it a table.
 * @param {{ caption: unknown, label: string, columns: unknown[], rows: { head: unknown, cells: unknown[], total?: boolean }[], stacked?: boolean, many?: boolean }} given `many` programs stand
 *   in two columns there
 */
export const table = ({ caption, label, columns, rows, stacked = false, many = false }) =>
  scroller(
    label,
    html`
      <table role="table" class="entries sim-table ${stacked ? `sim-stacked ${many ? 'sim-many' : `sim-cells-${columns.length - 1}`}` : ''}">
        ${caption ? html`<caption>${caption}</caption>` : nothing}
        <thead role="rowgroup">
          <tr role="row">
            ${columns.map((column, at) => html`<th role="columnheader" scope="col" class=${at === 0 ? '' : 'end'}>${column}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.map(
            ({ head, cells, total }) => html`
              <tr role="row" class=${total ? 'sim-total' : ''}>
                <th role="rowheader" scope="row">${head}</th>
                ${cells.map((cell) => html`<td role="cell" class="end">${cell}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    `,
  );

/** Of two programs the difference has a column; of more it stands below each value, against the first. */
const beside = ({ length }) => length === 2;

/** No difference can be told. */
const NONE = '\u2013';

/** Cells of a row: what each program has, as shown, with differences of `values`. */
export function compared(kind, cells, values, programs) {
  if (programs.length === 1) return cells;
  const less = (at) => difference(kind, [values[0], values[at]], [programs[0], programs[at]]);
  if (beside(programs)) return [...cells, less(1)];
  return cells.map((cell, at) => html`<span class="sim-cell-letter">${badge(at)}</span>${cell}${at === 0 || less(at) === NONE || (cells[at] === NONE && cells[0] === NONE) ? nothing : html`<span class="sim-note">${less(at)}</span>`}`);
}

/** Values of a row, and what each program has more or less than the first. */
export const cellsOf = ({ kind, values }, programs) => compared(kind, values.map((value, at) => shown(kind, value, programs[at].currency)), values, programs);

export const columnsOf = (first, programs) => [first, ...heads(programs), ...(beside(programs) ? ['B\u00a0\u2212\u00a0A'] : [])];

/** What stands below several programs' values. */
export const differencesNote = (programs) => (programs.length > 2 ? html`<p class="quiet sim-across">Below each value: what it is more (+) or less (\u2212) than that of A.</p>` : nothing);

/** The figures of a chart. */
export const figuresOf = (given) => html`
  <details class="sim-figures">
    <summary>The figures of this chart</summary>
    ${table(given)}
  </details>
`;
