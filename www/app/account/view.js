// The account as a whole: who acts, what is there, what comes next, and what can be done.
import { html, nothing, render } from 'lit-html';
import { createPicker } from '../shop/views/customer.js';
import { notesView } from '../shop/views/notes.js';
import { unitOf } from './books.js';
import { createAccountModel } from './model.js';
import { accountNames } from './names.js';
import { badgesView } from './views/badges.js';
import { balancesView } from './views/balances.js';
import { benefitsView } from './views/benefits.js';
import { catalogueView } from './views/catalogue.js';
import { claimsView } from './views/claims.js';
import { goalsView } from './views/goals.js';
import { heldView } from './views/held.js';
import { lotsView } from './views/lots.js';
import { nextView } from './views/next.js';
import { choose } from './views/parts.js';
import { statementView } from './views/statement.js';
import { teamView } from './views/team.js';
import { plural } from '../format.js';

/**
 * @param {object} shop
 * @param {{ panel: HTMLElement, programField: (id: string) => unknown }} where
 */
export function startAccountView(shop, { panel, programField }) {
  const model = createAccountModel(shop);
  const picker = createPicker(shop, 'account-customer');

  const view = (state) => {
    const seen = model.told();
    const told = seen && { ...seen, names: accountNames(seen.document, seen.date), unit: (id) => unitOf(id, seen) };
    return html`
      <div class="intro">
        <h1>What the account holds, and what comes next</h1>
        <p>Balances, rewards, goals and claims of a customer and its people, all from the entries that the engine books.</p>
      </div>
      <div class="setup account-setup" aria-busy=${!told}>
        ${picker(state)} ${programField('account-example')} ${choose('account-actor', 'Acting as', model.actor().id, model.actors(), model.actAs)} ${notesView(state)}
        ${state.invented.size > 0
          ? html`<p class="note notes" data-note="invented">
              <span class="invented">invented</span>
              <span class="note-text">Orders are real. No public data tells who did what, so the people and their ${plural(state.invented.size, 'activity', 'activities')} are made up.</span>
            </p>`
          : nothing}
      </div>
      ${told ? cards(told, state) : loading(state)}
    `;
  };

  const cards = (told, state) => html`
    <div class="columns account-columns">
      <div class="column">${balancesView(told, state)} ${nextView(told)} ${goalsView(told, state)}</div>
      <div class="column">${catalogueView(told, model)} ${heldView(told, state, model)} ${statementView(told, state, model)} ${lotsView(told, state, model)}</div>
      <div class="column">${claimsView(told, state, model)} ${teamView(told, state, model)} ${badgesView(told)} ${benefitsView(told, state, model)}</div>
    </div>
  `;

  const draw = () => {
    if (!panel.hidden && shop.store.state.document) render(view(shop.store.state), panel);
  };
  shop.store.subscribe(draw);
  model.store.subscribe(draw);
  return { redraw: draw, shown: draw };
}

const loading = ({ progress }) =>
  progress
    ? html`<div class="card account-loading">
        <label for="account-posting">Posting the history through the engine: ${progress.done} of ${progress.total}</label>
        <progress id="account-posting" max=${progress.total} value=${progress.done}></progress>
      </div>`
    : html`<p class="boot" role="status">This day has no terms of the program.</p>`;
