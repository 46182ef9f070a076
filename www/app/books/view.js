// The books, for those who run the program: a period is closed, with its credit notes, claims, journal and balances.
import { html, nothing, render } from 'lit-html';
import { choose, jumpsView } from '../account/views/parts.js';
import { createPicker } from '../shop/views/customer.js';
import { problemList } from '../shop/views/problems.js';
import { notesView as bookNotes } from '../shop/views/notes.js';
import { createBooksModel } from './model.js';
import { lengths, periodName } from './periods.js';
import { accruedView, periodBalances } from './views/balances.js';
import { claimsView, partnersView } from './views/claims.js';
import { closingView } from './views/closing.js';
import { journalView } from './views/journal.js';
import { notesView } from './views/notes.js';

const parts = { closing: 'Closing', notes: 'Credit notes', funders: 'Funders', partners: 'Partners', journal: 'Journal', accrued: 'Accrued', 'statement-of': 'Before and after' };

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
        <p>For those who run the program: what a period pays out, to whom and why, and who bears it.</p>
      </div>
      <div class="setup books-setup" aria-busy=${!told}>
        ${picker(state)} ${programField('books-example')} ${scopeField(state, model)} ${told ? periodFields(told, model) : nothing} ${bookNotes(state)}
        ${state.people.length > 0 || state.invented.size > 0
          ? html`<p class="note notes"><span class="invented">invented</span><span class="note-text">Orders are real. People, what they did, and when invoices were paid are made up.</span></p>`
          : nothing}
      </div>
      ${told ? cards(told, state) : waiting(state, model.store.state)}
    `;
  };

  const cards = (told, state) => {
    if (!told.closing) return closingView(told, model);
    const made = {
      closing: closingView(told, model),
      notes: notesView(told, state, model),
      funders: claimsView(told),
      partners: partnersView(told),
      journal: journalView(told, model),
      accrued: accruedView(told),
      'statement-of': told.whole ? nothing : periodBalances(told, state),
    };
    const there = Object.keys(made).filter((id) => made[id] !== nothing);
    return html`
      ${jumpsView('Parts of the books', there.map((id) => [id, parts[id]]))} ${made.closing}
      <div class="columns books-columns">
        <div class="column">${made.notes}</div>
        <div class="column">${made.funders} ${made.partners} ${made.journal} ${made.accrued} ${made['statement-of']}</div>
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

const scopeField = ({ data }, model) =>
  choose('books-scope', 'Whose', model.store.state.scope, [{ id: 'one', name: 'This customer' }, { id: 'all', name: `All ${data.customers.length} customers` }], (scope) => model.choosePeriod({ scope }));

function waiting({ progress }, { gathering, problems }) {
  if (problems?.place === 'closing') return problemList(problems.list);
  const { done, total } = progress ?? gathering ?? {};
  if (total === undefined) return html`<p class="boot" role="status">Opening the books…</p>`;
  return html`<div class="card account-loading">
    <label for="books-posting">${progress ? 'Posting the history through the engine' : 'Posting the histories of all customers'}: ${done} of ${total}</label>
    <progress id="books-posting" max=${total} value=${done}></progress>
  </div>`;
}

const periodFields = ({ periods, period }, model) => html`
  <div class="books-period">
    ${choose('books-per', 'Close each', model.store.state.per, lengths, (per) => model.choosePeriod({ per }))}
    ${choose('books-from', 'Period', period.from, periods.map((one) => ({ id: one.from, name: periodName(one) })), (from) => model.choosePeriod({ from }))}
  </div>
`;
