// What an employer lets its people receive: the account's own choice, and no part of the program.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { card, choose, outcomeView } from './parts.js';

const gives = [
  { id: 'all', name: 'Everything they earn' },
  { id: 'capped', name: 'Up to an amount a year each' },
  { id: 'pool', name: 'Nothing: it goes into the pool' },
  { id: 'off', name: 'Nothing: the company keeps it' },
];

const overs = [
  { id: 'account', name: 'to the company' },
  { id: 'pool', name: 'into the pool' },
  { id: 'forfeit', name: 'nowhere' },
];

export function consentView(told, { people }, model) {
  if (people.length === 0 || told.actor.kind !== 'company') return nothing;
  const { give = 'all', most = '250.00', over = 'account' } = told.consent ?? {};
  const set = (patch) => {
    const chosen = { give, most, over, ...patch };
    model.allow(chosen.give === 'all' ? null : chosen.give === 'capped' ? chosen : { give: chosen.give });
  };
  return card(
    'consent',
    'What its people may receive',
    html`
      <div class="consent" data-consent=${give}>
        <p class="quiet">The company’s own choice, whatever the program gives.</p>
        ${choose('consent-give', 'They receive', give, gives, (id) => set({ give: id }))}
        ${give === 'capped'
          ? html`
              <div class="field">
                <label for="consent-most">At most, in ${told.document.currency} a year</label>
                <input id="consent-most" type="text" inputmode="decimal" autocomplete="off" .value=${live(String(most))} @change=${(event) => /^\d+(\.\d+)?$/.test(event.target.value.trim()) && set({ most: event.target.value.trim() })} />
              </div>
              ${choose('consent-over', 'What goes beyond that goes', over, overs, (id) => set({ over: id }))}
            `
          : nothing}
        ${outcomeView('consent', model.store.state, model)}
      </div>
    `,
  );
}
