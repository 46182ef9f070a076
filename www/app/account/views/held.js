// Rewards and vouchers that are there to be used, and reservations that wait to be collected.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { expiringNext, rewardOf } from '../books.js';
import { holderName } from '../people.js';
import { card, outcomeView } from './parts.js';

/** Units of rewards that somebody holds, badges left out. */
const heldBy = (holder, told) =>
  [...(told.books.get(holder) ?? [])]
    .filter(([unit, { available }]) => unit.startsWith('reward:') && available > 0)
    .map(([unit, { available }]) => ({ unit, id: unit.slice(7), count: available, holder }))
    .filter(({ id }) => rewardOf(told.document, told.date, id)?.kind !== 'badge');

const holderOf = ({ taken = [] }) => taken[0]?.holder ?? '';

export function heldView(told, state, model) {
  const held = told.holders.flatMap((holder) => heldBy(holder, told));
  const mine = told.redemptions.filter((one) => one.reward && told.holders.includes(holderOf(one)));
  const reserved = mine.filter(({ reserved: is }) => is);
  const outcome = outcomeView('held', model.store.state, model);
  if (held.length === 0 && reserved.length === 0 && outcome === nothing) return nothing;
  return card(
    'held',
    'Rewards held',
    html`
      ${outcome}
      <ul class="plain-list">
        ${reserved.map((one) => reservedView(one, told, model))} ${held.map((one) => heldRow(one, mine, told, state, model))}
      </ul>
      ${held.length === 0 && reserved.length === 0 ? html`<p class="quiet">Nothing is left to be used.</p>` : nothing}
    `,
  );
}

function reservedView({ id, reward, count, at }, told, model) {
  const name = told.names.reward(reward);
  return html`
    <li class="held" data-reserved=${reward}>
      <div>
        <p class="line-name">${name}${count > 1 ? ` × ${count}` : ''} <span class="tag">Reserved</span></p>
        <p class="quiet">Since ${format.day(at)}. Its points are set aside.</p>
      </div>
      <div class="row">
        <button class="button small" aria-label="Collect ${name}" @click=${() => model.confirm(id, name)}>${icons.check}<span>Collect</span></button>
        <button class="button small" aria-label="Cancel the reservation of ${name}" @click=${() => model.cancel(id, name)}>${icons.cross}<span>Cancel</span></button>
      </div>
    </li>
  `;
}

function heldRow({ unit, id, count, holder }, mine, told, state, model) {
  const name = told.names.reward(id);
  const { kind = 'gift', value } = rewardOf(told.document, told.date, id) ?? {};
  const expires = expiringNext(told.lots, holder, unit);
  const bought = mine.filter((one) => one.reward === id && !one.reserved).at(-1);
  const participant = holder.startsWith('person:') ? holder.slice(7) : null;
  const about = [
    holder && holder !== told.holders[0] ? holderName(holder, state.people) : '',
    value && kind === 'voucher' ? `worth ${format.money(String(value), told.document.currency)}` : '',
    expires ? `until ${format.day(expires.day)}` : 'does not lapse',
  ].filter(Boolean);
  return html`
    <li class="held" data-held=${id}>
      <div>
        <p class="line-name">${name}${count > 1 ? html` <span class="quiet">× ${count}</span>` : nothing}</p>
        <p class="quiet">${about.join(' · ').replace(/^./, (letter) => letter.toUpperCase())}</p>
      </div>
      <div class="row">
        <button class="button small" aria-label="Use ${name}" @click=${() => model.useReward(id, name, participant)}>${icons.check}<span>Use</span></button>
        ${bought ? html`<button class="button small" aria-label="Give back ${name}" @click=${() => model.cancel(bought.id, name)}>${icons.undo}<span>Give back</span></button>` : nothing}
      </div>
    </li>
  `;
}
