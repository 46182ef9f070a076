// What is there: available first, then what is on its way, set aside, and what lapses next.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { currenciesOf } from '../../engine/terms.js';
import { expiringNext, unitOf } from '../books.js';
import { holderName } from '../people.js';
import { card, figure } from './parts.js';

export function balancesView(told, state) {
  const [own, ...beside] = told.holders;
  return card(
    'balances',
    told.actor.kind === 'person' ? `What ${told.actor.short} has` : 'Balances',
    html`
      ${holderView(own, told, { always: true })}
      ${beside.map((holder) => {
        const inner = holderView(holder, told, {});
        return inner === nothing ? nothing : html`<h3>${holderName(holder, state.people)}</h3>${inner}`;
      })}
    `,
  );
}

/** Units to show: all point currencies of the company, and what somebody has or had of others. */
function unitsOf(holder, told, always) {
  const held = [...(told.books.get(holder)?.keys() ?? [])].filter((unit) => !unit.startsWith('reward:'));
  const currencies = currenciesOf(told.document).map(({ id }) => id);
  const earned = told.document.points?.length > 0 || held.some((unit) => currencies.includes(unit)) ? currencies : [];
  return [...new Set([...(always && holder === '' ? earned : []), ...held])];
}

function holderView(holder, told, { always = false }) {
  const units = unitsOf(holder, told, always);
  if (units.length === 0) return always ? html`<p class="quiet">Nothing yet.</p>` : nothing;
  return html`<ul class="balances">
    ${units.map((unit) => balanceView(holder, unit, told))}
  </ul>`;
}

function balanceView(holder, unit, told) {
  const { pending, available, reserved } = told.books.get(holder)?.get(unit) ?? { pending: 0, available: 0, reserved: 0 };
  const { name, kind } = unitOf(unit, told);
  const expires = expiringNext(told.lots, holder, unit);
  const waits = told.lots.filter((lot) => (lot.holder ?? '') === holder && lot.unit === unit && lot.waits);
  const waiting = waits.reduce((sum, { left }) => sum + left, 0);
  const money = { rebate: 'settled so far', margin: 'settled so far', cash: 'booked so far', value: 'counted so far' };
  return html`
    <li class="balance" data-unit=${unit} data-holder=${holder}>
      <p class="balance-main">
        <span class="quiet">${name}</span>
        <span class="balance-figure">${figure(available, unit, told)}</span>
        <span class="quiet">${available < 0 ? 'owed: set off against what comes next' : kind === 'money' ? (money[unit] ?? 'available') : 'available'}</span>
      </p>
      ${pending !== 0 || reserved !== 0
        ? html`<dl class="balance-parts">
            ${pending !== 0 ? html`<div><dt>Pending</dt><dd data-status="pending">${figure(pending, unit, told)}</dd></div>` : nothing}
            ${reserved !== 0 ? html`<div><dt>Reserved</dt><dd data-status="reserved">${figure(reserved, unit, told)}</dd></div>` : nothing}
            ${waiting > 0 ? html`<div><dt>of it waiting to be approved or paid</dt><dd>${figure(waiting, unit, told)}</dd></div>` : nothing}
          </dl>`
        : nothing}
      ${expires ? html`<p class="quiet"><strong>${figure(expires.units, unit, told)}</strong> can be used until ${format.day(expires.day)}, then they lapse.</p>` : nothing}
    </li>
  `;
}
