// A chart with what belongs to it: its figures as a table, and both as files.
import { html, nothing } from 'lit-html';
import { csvOf } from '../../csv.js';
import { icons } from '../../icons.js';
import { savePng, saveSvg } from '../picture.js';
import { saveText } from '../save.js';
import { figuresOf } from './tables.js';

/**
 * @param {{ head?: unknown, name: string, title: string, chart: unknown, table: object, plain: { columns: string[], rows: (string | number)[][] } }} given
 *   `name` is that of the files, `plain` the table as other programs read it
 */
export function charted({ head = nothing, name, title, chart, table, plain }) {
  const figure = (event) => event.currentTarget.closest('.sim-charted').querySelector('figure');
  return html`
    <div class="sim-charted">
      ${head} ${chart}
      <div class="sim-tools" role="group" aria-label="Save: ${title}">
        ${tool('SVG', title, (event) => saveSvg(figure(event), name))} ${tool('PNG', title, (event) => savePng(figure(event), name))}
        ${tool('CSV', title, () => saveText(`${name}.csv`, csvOf([plain.columns, ...plain.rows]), 'text/csv'))}
      </div>
      ${figuresOf(table)}
    </div>
  `;
}

const tool = (form, title, act) => html`<button class="button plain" aria-label="${form}: ${title}" title="Save this chart as ${form}" @click=${act}>${icons.save}<span>${form}</span></button>`;
