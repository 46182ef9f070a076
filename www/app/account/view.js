// The account as a whole: who acts, what is there, what comes next, and what can be done.
import { html, nothing, render } from 'lit-html';
import { plural } from '../format.js';
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
        ${picker(state)} ${programField('account-example')} ${state.people.length > 0 ? choose('account-actor', 'Acting as', model.actor().id, model.actors(), model.actAs) : nothing} ${notesView(state)}
        ${state.people.length > 0
          ? html`<p class="note notes" data-note="invented">
              <span class="invented">invented</span>
              <span class="note-text">Orders are real. No public data tells who did what, so the people${state.invented.size > 0 ? `, their ${plural(state.invented.size, 'activity', 'activities')}` : ''} and who placed an order are made up.</span>
            </p>`
          : nothing}
      </div>
      ${told ? cards(told, state) : loading(state)}
    `;
  };

  const cards = (told, state) => {
    const made = {
      balances: balancesView(told, state),
      next: nextView(told),
      goals: goalsView(told, state),
      catalogue: catalogueView(told, model),
      held: heldView(told, state, model),
      statement: statementView(told, state, model),
      lots: lotsView(told, state, model),
      claims: claimsView(told, state, model),
      team: teamView(told, state, model),
      badges: badgesView(told),
      benefits: benefitsView(told, state, model),
    };
    const column = (...ids) => html`<div class="column">${ids.map((id) => made[id])}</div>`;
    return html`
      ${jumpsView(Object.keys(made).filter((id) => made[id] !== nothing))}
      <div class="columns account-columns">
        ${column('balances', 'next', 'goals')} ${column('catalogue', 'held', 'statement', 'lots')} ${column('claims', 'team', 'badges', 'benefits')}
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

const parts = { balances: 'Balances', next: 'Next', goals: 'Goals', catalogue: 'Rewards', held: 'Held', statement: 'Statement', lots: 'Lots', claims: 'Claims', team: 'Team', badges: 'Badges', benefits: 'Benefits' };

/** On a phone all of it is one long column: these lead to its parts. */
const jumpsView = (ids) => html`
  <nav class="jumps" aria-label="Parts of the account">
    ${ids.map((id) => html`<button class="button small" @click=${() => jump(id)}>${parts[id]}</button>`)}
  </nav>
`;

function jump(id) {
  const title = document.getElementById(`${id}-title`);
  title.scrollIntoView({ block: 'start' });
  title.focus({ preventScroll: true });
}

const loading = ({ progress }) =>
  progress
    ? html`<div class="card account-loading">
        <label for="account-posting">Posting the history through the engine: ${progress.done} of ${progress.total}</label>
        <progress id="account-posting" max=${progress.total} value=${progress.done}></progress>
      </div>`
    : html`<p class="boot" role="status">This day has no terms of the program.</p>`;
