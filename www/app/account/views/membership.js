// Membership: how the account came in, the plan it has with what is left of its services, and what each plan would be worth.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import * as format from '../../format.js';
import { nameIn } from '../../engine/terms.js';
import { icons } from '../../icons.js';
import { capital, words } from '../people.js';
import { amountText, card, invented, outcomeView } from './parts.js';
import { isCounted, serviceView } from './services.js';

const entries = { open: 'Open to everybody', application: 'By application', invitation: 'By invitation' };

export function membershipView(told, state, model) {
  const { membership } = told;
  if (!membership || told.actor.kind === 'person') return nothing;
  return card(
    'membership',
    membership.plans.length > 0 ? 'Membership and plans' : 'Membership',
    html`${outcomeView('membership', model.store.state, model)} ${entryView(membership, told, state, model)} ${membership.taken ? takenView(membership, told, state, model) : nothing}
    ${membership.plans.length > 0 ? plansView(membership, told, model) : nothing}`,
  );
}

function entryView({ entry, join, joined, gifts, as }, told, state, model) {
  if (!join && (entry !== 'open' || !joined)) return joinView(entry, told, model);
  const how = join?.invitation ? `Invited (${join.invitation})` : join?.approver ? `Applied, approved by ${join.approver}` : as.length > 0 ? `Joined (${as.map(words).join(', ')})` : 'Joined';
  const got = gifts.map(({ unit, amount }) => amountText(Math.round(Number(amount) * 10 ** told.unit(unit).decimals), unit, told).replace(/^1 × /, ''));
  return html`
    <div class="joined" data-joined=${joined ?? ''}>
      <p>
        <strong>${join ? how : 'Joined with the first order'}</strong>${joined ? html` on <time datetime=${joined}>${format.day(joined)}</time>` : nothing}.
        ${join && state.invented.has(join.id) ? invented : nothing}
      </p>
      <p class="quiet">${entries[entry]}.${got.length > 0 ? html` Joining gift: <span class="earn">${got.join(', ')}</span>.` : nothing}</p>
    </div>
  `;
}

/** Not in yet: it applies and the operator approves, or it names its invitation. */
function joinView(entry, told, model) {
  const { joining } = model.store.state;
  const operator = told.actor.kind === 'operator';
  const send = (event) => {
    event.preventDefault();
    model.join(entry === 'invitation' ? { invitation: joining.trim() } : entry === 'application' ? { approver: 'operator' } : {});
  };
  const waits = entry === 'application' && model.store.state.applied;
  return html`
    <form class="line-form" data-joined="" @submit=${send}>
      <p><strong>Not a member yet.</strong> <span class="quiet">${entries[entry]}.</span></p>
      ${entry === 'invitation'
        ? html`<div class="field"><label for="invitation">Invitation</label><input id="invitation" type="text" required autocomplete="off" .value=${live(joining)} @input=${(event) => model.set({ joining: event.target.value })} /></div>`
        : nothing}
      ${entry === 'application' && !operator
        ? waits
          ? html`<p class="quiet">Applied. The operator decides.</p><button class="button small" type="button" @click=${() => model.actAs('operator')}>Act as the operator</button>`
          : html`<button class="button primary" type="button" @click=${() => model.set({ applied: true })}>${icons.send}<span>Apply</span></button>`
        : html`<button class="button primary">${icons.check}<span>${entry === 'application' ? 'Approve the application' : 'Join'}</span></button>`}
    </form>
  `;
}

const serviceName = (one, written) => nameIn(written.find(({ id }) => id === one.id)?.name) ?? one.name ?? capital(words(one.id));

function takenView({ taken, plans }, told, { standing }, model) {
  const plan = plans.find((one) => one.plan.id === taken.id)?.plan;
  const written = plan?.benefits?.services ?? [];
  const services = standing?.plan?.services ?? [];
  const open = services.filter((one) => !isCounted(one));
  return html`
    <div class="taken" data-plan-taken=${taken.id}>
      <p class="ladder-levels"><span class="badge">${told.names.level(taken.id)}</span><span class="quiet">since ${format.day(taken.since)}${taken.until ? `, until ${format.day(taken.until)}` : ''}</span></p>
      ${open.length > 0 ? html`<ul class="benefits">${open.map((one) => html`<li>${serviceName(one, written)}</li>`)}</ul>` : nothing}
      ${services.filter(isCounted).map((one) => {
        const name = serviceName(one, written);
        return serviceView(one, { name, per: written.find(({ id }) => id === one.id)?.per, lasts: 'plan', onUse: () => model.useService(one.id, name, 'membership') });
      })}
      <button class="button small" @click=${() => model.enrol(null, told.names.level(taken.id))}>${icons.cross}<span>Leave the plan</span></button>
    </div>
  `;
}

const plansView = ({ plans, taken }, told, model) => html`
  <h3>${taken ? 'Plans' : 'Plans to choose from'}</h3>
  <ul class="plain-list plans">
    ${plans.map((one) => planView(one, taken, told, model))}
  </ul>
`;

function brings({ benefits = {} }) {
  const { discount, multiplier, services = [] } = benefits;
  const counted = ({ id, name, count, per }) => `${nameIn(name) ?? capital(words(id))}${count ? `, ${count}${per ? ` a ${per}` : ''}` : ''}`;
  return [...(discount ? [`${format.percent(discount)} off`] : []), ...(multiplier ? [`base points × ${multiplier}`] : []), ...services.map(counted)];
}

function planView({ plan, worth, problem }, taken, told, model) {
  const money = (text) => format.money(text, told.document.currency);
  const { months, days, years } = plan.lasts ?? { months: 12 };
  const lasts = years ? format.plural(years, 'year') : months ? format.plural(months, 'month') : format.plural(days ?? 0, 'day');
  const name = nameIn(plan.name) ?? capital(words(plan.id));
  return html`
    <li class="plan" data-plan=${plan.id}>
      <div class="ladder-head"><strong>${name}</strong><span class="whole-figure">${plan.fee ? `${money(String(plan.fee))} for ${lasts}` : `Free for ${lasts}`}</span></div>
      <p class="quiet">${brings(plan).join(' · ')}</p>
      ${worth ? worthView(worth, money) : html`<p class="quiet">${problem.message}</p>`}
      ${taken?.id === plan.id
        ? nothing
        : html`<button class="button small" aria-label="Take the plan ${name}" @click=${() => model.enrol(plan.id, name)}>${icons.check}<span>${taken ? 'Change to it' : 'Take it'}</span></button>`}
    </li>
  `;
}

/** What the plan would have brought on the account's own orders, against its fee. */
const worthView = ({ bought, gained, fee, net, breakEven }, money) => html`
  <dl class="sums" data-worth>
    <div><dt>Bought in the last twelve months</dt><dd data-worth-of="bought">${money(bought)}</dd></div>
    <div><dt>The plan would have brought</dt><dd data-worth-of="gained">${money(gained)}</dd></div>
    <div><dt>Its fee</dt><dd>${money(format.negated(fee))}</dd></div>
    <div class="sums-total ${net.startsWith('-') ? '' : 'good'}"><dt>${net.startsWith('-') ? 'Would not have paid off' : 'Would have paid off'}</dt><dd data-worth-of="net">${format.signed(money(net), net)}</dd></div>
  </dl>
  ${breakEven ? html`<p class="quiet">Pays for itself from purchases of <strong data-worth-of="breakEven">${money(breakEven)}</strong> in twelve months, bought as now.</p>` : html`<p class="quiet">It does not pay for its fee by discounts and points.</p>`}
`;
