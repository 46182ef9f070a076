// Claims: people report what they sold, the operator approves or rejects.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import * as format from '../../format.js';
import { activitiesOf } from '../../engine/terms.js';
import { icons } from '../../icons.js';
import { problemList } from '../../shop/views/problems.js';
import { figuresOf } from '../../shop/totals.js';
import { sentence } from '../../shop/views/unpaid.js';
import { needsOf } from '../invented.js';
import { capital, holderName, words } from '../people.js';
import { amountText, card, choose, invented, outcomeView } from './parts.js';

/** Types of activity that somebody reports: what they bring waits for an approval, or asks for a proof. */
const claimed = (told) => activitiesOf(told.document, told.date).filter((type) => {
  const { approved, once } = needsOf(told.document, told.date, type);
  return approved || once.length > 0;
});

export function claimsView(told, state, model) {
  const types = claimed(told);
  if (types.length === 0) return nothing;
  const { actor, waiting } = told;
  const mine = actor.kind === 'person' ? waiting.filter(({ participant }) => participant === actor.participant) : waiting;
  return card(
    'claims',
    actor.kind === 'operator' ? 'Claims to decide' : types.length === 1 && types[0] === 'sale' ? 'Report a sale' : 'Report and claim',
    html`
      ${outcomeView('claims', model.store.state, model)} ${actor.kind === 'person' || (actor.kind === 'company' && state.people.length === 0) ? formView(types, told, state, model) : nothing}
      ${actor.kind === 'company' && state.people.length > 0
        ? html`<p class="quiet">Each person reports for themselves, and the operator decides.</p>
            <div class="row">
              <button class="button small" @click=${() => model.actAs(state.people[0].id)}>Act as ${state.people[0].name}</button>
              <button class="button small" @click=${() => model.actAs('operator')}>Act as the operator</button>
            </div>`
        : nothing}
      ${mine.length > 0 ? html`<h3>${format.plural(mine.length, 'claim')} waiting</h3>` : html`<p class="quiet">No claim is waiting.</p>`}
      <ul class="plain-list claims">
        ${mine.map((claim) => claimView(claim, told, state, model))}
      </ul>
    `,
  );
}

function formView(types, told, state, model) {
  const { claim } = model.store.state;
  const type = types.includes(claim.type) ? claim.type : types[0];
  const { once, subjects, about, approved, attributes: asked } = needsOf(told.document, told.date, type);
  const set = (patch) => model.set({ claim: { ...claim, ...patch } });
  const fields = [...once, ...Object.keys(asked).filter((name) => !once.includes(name))];
  const values = Object.fromEntries(fields.map((name) => [name, claim.attributes[name] ?? (once.includes(name) ? '' : (asked[name]?.[0] ?? ''))]).filter(([, value]) => value !== ''));
  const event = {
    type,
    quantity: claim.quantity,
    ...(Object.keys(values).length > 0 && { attributes: values }),
    ...((about || subjects.length > 0) && { subject: claim.subject || subjects[0] || 'this' }),
  };
  const complete = once.every((name) => values[name]);
  const { outcome, unpaid, problems, shares } = complete ? model.weighClaim(event) : { outcome: null, unpaid: [], problems: [], shares: [] };
  const gets = (outcome?.beneficiaries ?? []).filter(({ unit }) => !unit.startsWith('reward:'));
  const spent = unpaid.filter(({ code }) => code === 'paid-before' || code === 'once');
  const submit = (form) => {
    form.preventDefault();
    if (complete && outcome) model.claim(event, approved);
  };
  return html`
    <form class="claim-form" @submit=${submit}>
      ${types.length > 1 ? choose('claim-type', 'What', type, types.map((id) => ({ id, name: told.names.activity(id) })), (id) => set({ type: id, attributes: {} })) : nothing}
      ${fields.map(
        (name) => html`
          <div class="field">
            <label for="claim-${name}">${name === 'serial' ? 'Serial number' : capital(words(name))}</label>
            <input id="claim-${name}" type="text" autocomplete="off" spellcheck="false" required .value=${live(values[name] ?? '')} @input=${(input) => set({ attributes: { ...claim.attributes, [name]: input.target.value.trim() } })} />
          </div>
        `,
      )}
      <div class="field claim-count">
        <label for="claim-quantity">How many</label>
        <input id="claim-quantity" type="text" inputmode="decimal" autocomplete="off" .value=${live(claim.quantity)} @change=${(input) => set({ quantity: input.target.value.trim() })} />
      </div>
      <div class="claim-go">
        <p id="claim-effect" role="status">${effect({ gets, outcome, asks: once, waits: approved }, told, state)} ${spent.map((one) => html`<span class="bad">${sentence(one, told)}</span>`)}</p>
        ${shares.length > 0 ? html`<ul class="quiet shares">${shares.map(({ text }) => html`<li>${text}</li>`)}</ul>` : nothing}
        <button class="button primary" aria-describedby="claim-effect" ?disabled=${!complete || !outcome}>${icons.send}<span>Report</span></button>
      </div>
      ${problemList(problems)}
    </form>
  `;
}

function effect({ gets, outcome, asks, waits }, told, state) {
  if (!outcome) return html`<span class="quiet">${asks.length > 0 ? `Each ${asks[0] === 'serial' ? 'serial number' : words(asks[0])} pays once.` : ''}</span>`;
  const others = gets.map(({ to, amount, unit }) => `${amountText(Math.round(Number(amount) * 10 ** decimalsIn(unit, told)), unit, told)} for ${holderName(to, state.people).replace(/^(Team|The)/, (word) => word.toLowerCase())}`);
  const own = figuresOf({ points: ownOf(outcome, gets), money: {} }, told).map(({ text }) => `${text.replace('+', '')} for the company`);
  const each = [...others, ...own];
  if (each.length === 0) return html`<span class="quiet">Would bring nothing: was it reported before?</span>`;
  return html`Would bring <span class="earn">${each.join(', ')}</span>${waits ? ', once approved' : ''}.`;
}

/** Points that stay with the account: those of the outcome less what others get of them. */
const ownOf = ({ points }, gets) => Object.fromEntries(Object.entries(points).map(([unit, value]) => [unit, value - gets.filter((one) => one.unit === unit).reduce((sum, { amount }) => sum + Number(amount), 0)]));

const decimalsIn = (unit, told) => told.unit(unit).decimals;

function claimView({ id, type, participant, at, attributes = {}, quantity, lots, invented: madeUp }, told, state, model) {
  const sums = lots.map(({ holder, unit, left }) => `${amountText(left, unit, told)} for ${holderName(holder, state.people).replace(/^Team/, 'team')}`);
  const { rejecting } = model.store.state;
  const operator = told.actor.kind === 'operator';
  const what = participant ? `${told.names.activity(type)} of ${holderName(`person:${participant}`, state.people)}` : told.names.activity(type);
  return html`
    <li class="claim" data-claim=${id}>
      <div>
        <p class="line-name">${what}${quantity && quantity !== '1' ? ` × ${quantity}` : ''}${madeUp ? invented : nothing}</p>
        <p class="quiet">${format.day(at)}${Object.values(attributes).map((value) => html` · <code>${value}</code>`)} · ${sums.join(', ')}</p>
      </div>
      ${operator && rejecting?.id !== id
        ? html`<div class="row">
            <button class="button small primary" aria-label="Approve: ${what}, ${format.day(at)}" @click=${() => model.approve(id)}>${icons.check}<span>Approve</span></button>
            <button class="button small" aria-label="Reject: ${what}, ${format.day(at)}" @click=${() => startRejecting(model, id)}>${icons.cross}<span>Reject</span></button>
          </div>`
        : nothing}
      ${operator && rejecting?.id === id ? rejectView(rejecting, model) : nothing}
    </li>
  `;
}

function rejectView({ id, reason }, model) {
  const send = (form) => {
    form.preventDefault();
    model.reject(id, reason);
  };
  return html`
    <form class="reject" @submit=${send}>
      <div class="field">
        <label for="reject-reason">Why is it rejected?</label>
        <input id="reject-reason" type="text" required autocomplete="off" .value=${live(reason)} @input=${(input) => model.set({ rejecting: { id, reason: input.target.value } })} />
      </div>
      <div class="row">
        <button class="button small primary">Reject</button>
        <button class="button small" type="button" @click=${() => model.set({ rejecting: null })}>Keep it waiting</button>
      </div>
    </form>
  `;
}

async function startRejecting(model, id) {
  model.set({ rejecting: { id, reason: 'no proof of the sale' } });
  await new Promise((resolve) => requestAnimationFrame(resolve));
  document.getElementById('reject-reason')?.select();
}
