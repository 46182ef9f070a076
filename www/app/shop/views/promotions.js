// The promotions as switches, each with the difference that it makes to this very order.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { dayWithin, nameIn, runsOn } from '../../engine/terms.js';
import { figuresOf } from '../totals.js';
import { inline } from './figures.js';
import { problemList } from './problems.js';
import { title } from './catalogue.js';

export function promotionsView(state, shop) {
  const all = shop.promotions();
  const now = [...all.filter(({ builtIn }) => builtIn), ...all.filter((one) => !one.builtIn && runsOn(one.rule, state.date))];
  const other = all.filter((one) => !now.includes(one));
  return html`
    <section class="card promotions" aria-labelledby="promotions-title">
      <h2 id="promotions-title">Promotions</h2>
      <p class="quiet">Switch one on or off: the figure is what it makes of this very order.</p>
      <ul class="plain-list">
        ${now.map((promotion) => promotionView(promotion, state, shop))}
      </ul>
      ${other.length > 0
        ? html`<details>
            <summary>${format.plural(other.length, 'promotion')} on other days</summary>
            <ul class="plain-list">
              ${other.map((promotion) => promotionView(promotion, state, shop))}
            </ul>
          </details>`
        : nothing}
    </section>
  `;
}

function promotionView({ rule, on, builtIn }, state, shop) {
  const effect = state.result.effects.get(rule.id);
  const id = `promotion-${rule.id}`;
  const change = (event) => (builtIn ? shop.switchDouble({ on: event.target.checked }) : shop.switchPromotion(rule.id, event.target.checked));
  return html`
    <li class="promotion" data-promotion=${rule.id}>
      <label class="switch" for=${id}>
        <input id=${id} type="checkbox" role="switch" .checked=${on} @change=${change} aria-describedby="${id}-about ${id}-effect" />
        <span class="switch-track" aria-hidden="true"></span>
        <span>${builtIn ? 'Double points this week' : (nameIn(rule.name) ?? shop.names().rule(rule.id))}</span>
      </label>
      <p class="quiet" id="${id}-about">${about(rule)}${builtIn ? ' Yours to try: it is not part of the program.' : ''}</p>
      <p class="effect" id="${id}-effect">${runsOn(rule, state.date) ? effectText(effect, on, state) : nothing}</p>
      ${outside(rule, state, shop)}
      ${effect ? problemList(effect.problems) : nothing}
      ${builtIn ? categoryField(state, shop) : nothing}
    </li>
  `;
}

function about({ window }) {
  if (window?.from && window?.to) return `${format.day(window.from)} to ${format.day(window.to)}.`;
  if (window?.from) return `From ${format.day(window.from)}.`;
  return window?.to ? `Until ${format.day(window.to)}.` : 'Without an end.';
}

function outside(rule, { date }, shop) {
  const near = dayWithin(rule, date);
  if (near === date) return nothing;
  return html`
    <p class="quiet">Not on ${format.day(date)}.</p>
    <button class="button small" @click=${() => shop.setDate(near)}>Order on ${format.day(near)} instead</button>
  `;
}

/** What it pays now, or would pay. For one that is on, the what-if took it away: its worth is the other way round. */
function effectText(effect, on, state) {
  if (!effect?.difference) return html`<span class="quiet">${state.cart.lines.length === 0 ? 'Nothing in the order yet' : ''}</span>`;
  const { points, money, discount } = effect.difference;
  const turn = (values) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, format.negated(value)]));
  const worth = on ? { points: turn(points), money: turn(money), discount: format.negated(discount) } : effect.difference;
  const figures = figuresOf(worth, state);
  if (figures.length === 0) return html`<span class="quiet">makes no difference to this order</span>`;
  return html`<span class="earn ${on ? '' : 'would'}">${on ? '' : 'would bring '}${inline(figures)}</span>`;
}

const categoryField = ({ data, double }, shop) => html`
  <div class="field inline">
    <label for="double-category">on</label>
    <select id="double-category" @change=${(event) => shop.switchDouble({ category: event.target.value })}>
      <option value="">everything</option>
      ${data.categories.map((name) => html`<option value=${name} ?selected=${name === double.category}>${title(name)}</option>`)}
    </select>
  </div>
`;
