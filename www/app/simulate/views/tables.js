// Tables of two programs side by side; one that is wider than its place scrolls there, also by keyboard.
import { html, nothing } from 'lit-html';
import { difference, shown } from '../compare.js';

export const letters = ['A', 'B'];

/** A program as the head of a column: its letter, and where there is room its name. */
export const heads = (programs) => programs.map(({ name }, at) => (programs.length === 1 ? name : html`<span class="sim-letter sim-${letters[at].toLowerCase()}">${letters[at]}</span><span class="sim-name"> ${name}</span>`));

/** @param {string} label what a screen reader calls the place */
export const scroller = (label, table) => html`<div class="sim-scroll" role="region" aria-label=${label} tabindex="0">${table}</div>`;

/** @param {{ caption: unknown, label: string, columns: unknown[], rows: { head: unknown, cells: unknown[], total?: boolean }[] }} given */
export const table = ({ caption, label, columns, rows }) =>
  scroller(
    label,
    html`
      <table class="entries sim-table">
        ${caption ? html`<caption>${caption}</caption>` : nothing}
        <thead>
          <tr>
            ${columns.map((column, at) => html`<th scope="col" class=${at === 0 ? '' : 'end'}>${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ head, cells, total }) => html`
              <tr class=${total ? 'sim-total' : ''}>
                <th scope="row">${head}</th>
                ${cells.map((cell) => html`<td class="end">${cell}</td>`)}
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

export const columnsOf = (first, programs) => [first, ...heads(programs), ...(programs.length === 2 ? ['B − A'] : [])];

/** The figures of a chart. */
export const figuresOf = (given) => html`
  <details class="sim-figures">
    <summary>The figures of this chart</summary>
    ${table(given)}
  </details>
`;
