// How the order book was made to fit the program, where it had to be.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';

const listed = (texts) => new Intl.ListFormat('en-GB').format(texts);

/** "euros", "US dollars" */
const nameOf = (currency) =>
  new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'name' }).formatToParts(2).find(({ type }) => type === 'currency').value;

export function notesView({ document, years, data }) {
  const notes = [
    ...(document.currency === data.currency ? [] : [`prices in pounds are read as ${nameOf(document.currency)}`]),
    ...(data.readAs?.length > 0 ? [listed(data.readAs.map(([own, name], index) => `${own}${index === 0 ? ' goods are read' : ''} as “${name}”`))] : []),
    ...(years === 0 ? [] : [`all dates are moved ${format.plural(years, 'year')} ahead, since the program starts in ${format.day(document.versions[0].from).slice(-4)}`]),
  ];
  if (notes.length === 0) return nothing;
  const text = notes.join('; ');
  return html`<p class="quiet notes">For this program, ${text}.</p>`;
}
