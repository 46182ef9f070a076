// Award by award: what is left of each, from when and until when it can be used. What lapses first comes first.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { unitOf } from '../books.js';
import { card, figure } from './parts.js';

const waits = { approved: 'once approved', paid: 'once the invoice is paid' };
const never = '9999';

export function lotsView(told, state, model) {
  const { lots: shown } = model.store.state;
  const own = told.lots.filter(({ holder = '', unit, left }) => left > 0 && (holder ?? '') === told.actor.holder && !unit.startsWith('reward:'));
  if (own.length === 0) return nothing;
  const sorted = [...own].sort((one, other) => ((one.expires ?? never) + (one.from ?? one.day) < (other.expires ?? never) + (other.from ?? other.day) ? -1 : 1));
  return card(
    'lots',
    'Lots and their dates',
    html`
      <p class="quiet">Points are kept award by award. What lapses first is spent first.</p>
      <ul class="plain-list lots">
        ${sorted.slice(0, shown).map((lot) => lotView(lot, told, state))}
      </ul>
      ${sorted.length > shown ? html`<button class="button" @click=${() => model.set({ lots: shown + 24 })}>Show ${Math.min(24, sorted.length - shown)} more of ${sorted.length}</button>` : nothing}
    `,
    { count: format.plural(own.length, 'lot') },
  );
}

function lotView({ unit, left, day, from, expires, lasts, waits: until, source }, told, state) {
  const usable = until ? waits[until] : from && from > told.date ? `from ${format.day(from)}` : null;
  const event = state.happened.get(source);
  const what = event?.order ? `order ${source}` : event?.activity ? told.names.activity(event.activity.type).toLowerCase() : unitOf(unit, told).name;
  return html`
    <li class="lot">
      <div>
        <p>${expires ? html`Until <time datetime=${expires}>${format.day(expires)}</time>` : lasts ? 'Last day known once it can be used' : 'Does not lapse'}</p>
        <p class="quiet">From ${format.day(day)}, ${what}${usable ? html` · <strong>usable ${usable}</strong>` : nothing}</p>
      </div>
      <span class="entry-amount">${figure(left, unit, told)}</span>
    </li>
  `;
}
