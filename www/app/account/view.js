// The account as a whole: who acts, what is there, what comes next, and what can be done.
import { html, nothing, render } from 'lit-html';
import { plural } from '../format.js';
import { refusedView } from '../shop/views/account.js';
import { createPicker } from '../shop/views/customer.js';
import { notesView } from '../shop/views/notes.js';
import { unitOf } from './books.js';
import { createAccountModel } from './model.js';
import { accountNames } from './names.js';
import { badgesView } from './views/badges.js';
import { balancesView } from './views/balances.js';
import { benefitsView } from './views/benefits.js';
import { byHandView } from './views/byhand.js';
import { catalogueView } from './views/catalogue.js';
import { claimsView } from './views/claims.js';
import { consentView } from './views/consent.js';
import { goalsView } from './views/goals.js';
import { heldView } from './views/held.js';
import { lotsView } from './views/lots.js';
import { membershipView } from './views/membership.js';
import { networkView } from './views/network.js';
import { nextView } from './views/next.js';
import { noticesView } from './views/notices.js';
import { choose, jumpsView } from './views/parts.js';
import { pilotsView } from './views/pilots.js';
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
        ${picker(state)} ${programField('account-example')} ${choose('account-actor', 'Acting as', model.actor().id, model.actors(), model.actAs)} ${notesView(state)}
        ${state.people.length > 0 || state.invented.size > 0
          ? html`<p class="note notes" data-note="invented">
              <span class="invented">invented</span>
              <span class="note-text">Orders are real. ${madeUp(state)}</span>
            </p>`
          : nothing}
      </div>
      ${told && state.refused.length > 0 ? refusedView(state.refused) : nothing} ${told ? cards(told, state) : loading(state)}
    `;
  };

  const cards = (told, state) => {
    const made = {
      balances: balancesView(told, state),
      notices: noticesView(told, model),
      next: nextView(told),
      goals: goalsView(told, state),
      membership: membershipView(told, state, model),
      pilots: pilotsView(told),
      network: networkView(told, state),
      consent: consentView(told, state, model),
      rewards: catalogueView(told, model),
      held: heldView(told, state, model),
      statement: statementView(told, state, model),
      lots: lotsView(told, state, model),
      claims: claimsView(told, state, model),
      team: teamView(told, state, model),
      badges: badgesView(told),
      benefits: benefitsView(told, state, model),
      'by-hand': byHandView(told, state, model),
    };
    const column = (...ids) => html`<div class="column">${ids.map((id) => made[id]).filter((card) => card !== nothing)}</div>`;
    return html`
      ${jumpsView('Parts of the account', Object.keys(made).filter((id) => made[id] !== nothing).map((id) => [id, parts[id]]))}
      <div class="columns account-columns">
        ${column('balances', 'notices', 'next', 'goals')} ${column('by-hand', 'membership', 'rewards', 'held', 'statement', 'lots')} ${column('claims', 'consent', 'network', 'pilots', 'team', 'badges', 'benefits')}
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

const parts = { balances: 'Balances', notices: 'Notices', next: 'Next', goals: 'Goals', rewards: 'Rewards', held: 'Held', statement: 'Statement', lots: 'Lots', claims: 'Claims', team: 'Team', badges: 'Badges', benefits: 'Benefits', membership: 'Membership', pilots: 'Pilots', network: 'Others', consent: 'Consent', 'by-hand': 'By hand' };

/** What of the past nobody has data on. */
function madeUp({ people, invented, happened, links }) {
  const linked = Object.keys(links).length > 0;
  const done = [...invented].filter((id) => happened.get(id)?.activity).length;
  const paid = [...invented].some((id) => happened.get(id)?.pay);
  const joined = [...invented].some((id) => happened.get(id)?.join);
  const parts = [...(people.length > 0 ? ['the people', ...(done > 0 ? [`their ${plural(done, 'activity', 'activities')}`] : []), 'who placed an order'] : []), ...(joined ? ['how the customer came in'] : []), ...(linked ? ['who is linked to whom'] : []), ...(people.length === 0 && done > 0 ? ['what was done at partners'] : []), ...(paid ? ['the days on which invoices were paid'] : [])];
  const list = new Intl.ListFormat('en-GB').format(parts);
  return `No public data tells ${people.length > 0 ? 'who did what' : 'more'}, so ${list} ${parts.length === 1 && joined ? 'is' : 'are'} made up.`;
}

const loading = ({ progress }) =>
  progress
    ? html`<div class="card account-loading">
        <label for="account-posting">Posting the history through the engine: ${progress.done} of ${progress.total}</label>
        <progress id="account-posting" max=${progress.total} value=${progress.done}></progress>
      </div>`
    : html`<p class="boot" role="status">This day has no terms of the program.</p>`;
