// Tables of two programs side by side; one that is wider than its place scrolls there, also by keyboard.
import { html, nothing } from 'lit-html';
import { difference, shown } from '../compare.js';

export const letters = ['A', 'B'];

/** A program as the head of a column: its letter, and where there is room its name. */
export const heads = (programs) => programs.map(({ name }, at) => (programs.length === 1 ? name : html`<span class="sim-letter sim-${letters[at].toLowerCase()}">${letters[at]}</span><span class="sim-name"> ${name}</span>`));

/** @param {string} label what a screen reader calls the place */
export const scroller = (label, table) => html`<div class="sim-scroll" role="group" aria-label=${label} tabindex="0">${table}</div>`;

/**
 * On a narrow screen the rows of a `stacked` table have their head above their cells; the roles keep it a table.
 * @param {{ caption: unknown, label: string, columns: unknown[], rows: { head: unknown, cells: unknown[], total?: boolean }[], stacked?: boolean }} given
 */
export const table = ({ caption, label, columns, rows, stacked = false }) =>
  scroller(
    label,
    html`
      <table role="table" class="entries sim-table ${stacked ? `sim-stacked sim-cells-${columns.length - 1}` : ''}">
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

/** Values of a row, and B less A where there are two. */
export const cellsOf = ({ kind, values }, programs) => [
  ...values.map((value, at) => shown(kind, value, programs[at].currency)),
  ...(programs.length === 2 ? [difference(kind, values, programs)] : []),
];

export const columnsOf = (first, programs) => [first, ...heads(programs), ...(programs.length === 2 ? ['B\u00a0\u2212\u00a0A'] : [])];

/** The figures of a chart. */
export const figuresOf = (given) => html`
  <details class="sim-figures">
    <summary>The figures of this chart</summary>
    ${table(given)}
  </details>
`;
