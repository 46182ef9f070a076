// The books, for those who run the program: a period is closed, with its credit notes, claims, journal and balances.
import { html, nothing, render } from 'lit-html';
import { choose } from '../account/views/parts.js';
import { createPicker } from '../shop/views/customer.js';
import { notesView as bookNotes } from '../shop/views/notes.js';
import { createBooksModel } from './model.js';
import { lengths, periodName } from './periods.js';
import { accruedView, periodBalances } from './views/balances.js';
import { claimsView, partnersView } from './views/claims.js';
import { closingView } from './views/closing.js';
import { journalView } from './views/journal.js';
import { notesView } from './views/notes.js';

/**
 * @param {object} shop
 * @param {{ panel: HTMLElement, programField: (id: string) => unknown }} where
 */
export function startBooksView(shop, { panel, programField }) {
  const model = createBooksModel(shop);
  const picker = createPicker(shop, 'books-customer');

  const view = (state) => {
    const told = model.told();
    return html`
      <div class="intro">
        <h1>The books, period by period</h1>
        <p>For those who run the program: what a period pays out, to whom and why, and who bears it. Here for one customer at a time.</p>
      </div>
      <div class="setup books-setup" aria-busy=${!told}>
        ${picker(state)} ${programField('books-example')} ${told ? periodFields(told, model) : nothing} ${bookNotes(state)}
        ${state.people.length > 0 || state.invented.size > 0
          ? html`<p class="note notes"><span class="invented">invented</span><span class="note-text">Orders are real. People, what they did, and when invoices were paid are made up.</span></p>`
          : nothing}
      </div>
      ${told ? cards(told, state) : html`<p class="boot" role="status">${state.progress ? `Posting the history through the engine: ${state.progress.done} of ${state.progress.total}` : 'Opening the books…'}</p>`}
    `;
  };

  const cards = (told, state) => {
    if (!told.closing) return closingView(told, model);
    return html`
      ${closingView(told, model)}
      <div class="columns books-columns">
        <div class="column">${notesView(told, state, model)} ${claimsView(told)} ${partnersView(told)} ${accruedView(told)}</div>
        <div class="column">${journalView(told, state, model)} ${periodBalances(told, state)}</div>
      </div>
    `;
  };

  const draw = () => {
    if (!panel.hidden && shop.store.state.document) render(view(shop.store.state), panel);
  };
  shop.store.subscribe(draw);
  model.store.subscribe(draw);
  return { redraw: draw, shown: draw };
}

const periodFields = ({ periods, period }, model) => html`
  <div class="books-period">
    ${choose('books-per', 'Close each', model.store.state.per, lengths, (per) => model.choosePeriod({ per }))}
    ${choose('books-from', 'Period', period.from, periods.map((one) => ({ id: one.from, name: periodName(one) })), (from) => model.choosePeriod({ from }))}
  </div>
`;
