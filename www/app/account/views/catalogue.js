// Rewards that points buy: what is within reach now, and how far it is to the others. The engine says which.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { currenciesOf } from '../../engine/terms.js';
import { icons } from '../../icons.js';
import { heldOf, unitOf } from '../books.js';
import { bar, card, outcomeView } from './parts.js';

const kinds = { gift: 'Gift', voucher: 'Voucher', service: 'Service', donation: 'Donation', entitlement: 'Entitlement', badge: 'Badge' };

export function catalogueView(told, model) {
  const { offers } = told;
  if (offers.length === 0) return nothing;
  const sorted = [...offers].sort((one, other) => one.reward.points - other.reward.points);
  const within = sorted.filter(({ problem }) => !problem);
  const next = sorted.find(({ problem }) => problem?.code === 'not-enough');
  return card(
    'rewards',
    'Rewards',
    html`
      <p class="quiet">
        ${within.length > 0 ? `${format.plural(within.length, 'reward')} within reach now.` : 'No reward is within reach yet.'}
        ${next ? `Next: ${format.lower(told.names.reward(next.reward.id))}, ${missing(next, told)} more.` : nothing}
      </p>
      ${outcomeView('rewards', model.store.state, model)}
      <ul class="plain-list offers">
        ${sorted.map((offer) => offerView(offer, told, model))}
      </ul>
    `,
  );
}

/** What the company or person can spend of a reward's currency, in its smallest units. */
function purse({ reward }, told) {
  const unit = reward.currency ?? currenciesOf(told.document)[0].id;
  const { decimals } = unitOf(unit, told);
  return { unit, has: heldOf(told.books, told.holders[0], unit).available, needs: Math.round(Number(reward.points) * 10 ** decimals), decimals };
}

function missing(offer, told) {
  const { has, needs, unit, decimals } = purse(offer, told);
  return `${format.number((needs - Math.max(0, has)) / 10 ** decimals)} ${format.lower(unitOf(unit, told).name)}`;
}

/** Why a reward cannot be had, other than for its points. */
function why({ window, stock }, { code, message }) {
  if (code === 'out-of-stock') return stock === 1 ? 'It is gone' : `All ${stock} are gone`;
  if (code !== 'not-on-offer') return message.charAt(0).toUpperCase() + message.slice(1);
  const { from, to } = window ?? {};
  const days = [from ? `from ${format.day(from)}` : '', to ? `to ${format.day(to)}` : ''].filter(Boolean).join(' ');
  return days ? `On offer ${days}` : 'Not for this account as it stands';
}

function offerView(offer, told, model) {
  const { reward, problem } = offer;
  const { has, needs, unit } = purse(offer, told);
  const name = told.names.reward(reward.id);
  const share = Math.max(0, Math.min(10000, Math.floor((has / needs) * 10000)));
  return html`
    <li class="offer" data-reward=${reward.id} data-within=${!problem}>
      <div class="offer-what">
        <p class="line-name">${name}</p>
        <p class="quiet">
          ${kinds[reward.kind ?? 'gift']}${reward.value && reward.kind !== 'gift' ? ` worth ${format.money(String(reward.value), told.document.currency)}` : ''}${reward.stock ? ` · ${reward.stock} for all accounts` : ''}${reward.unlockedAt ? ` · for who has gathered ${format.number(reward.unlockedAt)}` : ''}
        </p>
      </div>
      <p class="offer-price">${format.number(reward.points)} <span class="quiet">${format.lower(unitOf(unit, told).name)}</span></p>
      ${problem
        ? html`<div class="offer-way">
            ${problem.code === 'not-enough'
              ? html`${bar(`Way to ${name}`, share, `${missing(offer, told)} missing`)}
                  <p class="quiet">${missing(offer, told)} more</p>`
              : html`<p class="quiet">${icons.lock} ${why(reward, problem)}.</p>`}
          </div>`
        : html`<div class="row offer-go">
            <button class="button small primary" aria-label="Redeem ${name}" @click=${() => model.buy(reward.id, name)}>${icons.gift}<span>Redeem</span></button>
            <button class="button small" aria-label="Reserve ${name}" @click=${() => model.reserve(reward.id, name)}>${icons.hold}<span>Reserve</span></button>
          </div>`}
    </li>
  `;
}
