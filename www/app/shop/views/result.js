// What the order earns in all, what is to pay, and the button that books it.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { lineOf } from '../../engine/problems.js';
import { figuresOf, headline } from '../totals.js';
import { leftView, payingView } from './paying.js';
import { problemList } from './problems.js';

export function resultView(state, shop, place) {
  const { result, cart, document } = state;
  const { preview } = result;
  const general = result.problems.filter(({ path }) => lineOf(path) === null);
  return html`
    <section class="card result" aria-labelledby="result-title">
      <h2 id="result-title" tabindex="-1">This order earns</h2>
      ${preview ? earned(preview, state) : waiting(state)}
      ${problemList(general)}
      ${preview ? toPay(preview, document, state.paying) : nothing} ${payingView(state, shop)}
      <button class="button primary wide" ?disabled=${!preview || cart.lines.length === 0} @click=${place}>${icons.check}<span>Place order</span></button>
    </section>
  `;
}

function earned(preview, state) {
  const head = headline(preview, state);
  const others = figuresOf({ points: preview.points, money: preview.money, rewards: preview.rewards }, state).filter(({ key }) => key !== head.key);
  return html`
    <p class="headline" data-total=${head.key ?? ''}>
      <span class="headline-figure">${head.figure}</span> <span class="headline-what">${head.what}</span>
    </p>
    ${others.length > 0 ? html`<ul class="others">${others.map(({ text, key }) => html`<li data-total=${key}>${text}</li>`)}</ul>` : nothing} ${messagesView(state.result.messages)}
  `;
}

/** What the program has to say to what it gives here. */
const messagesView = (messages) =>
  messages.length === 0
    ? nothing
    : html`<ul class="messages" aria-label="Messages">
        ${messages.map(({ rule, level, text }) => html`<li data-message=${rule ?? level}>${icons.spark}<span>${text}</span></li>`)}
      </ul>`;

const waiting = ({ result, progress, cart }) => html`
  <p class="headline muted"><span class="headline-figure">–</span></p>
  <p class="quiet">
    ${progress ? 'One moment: the history is being posted.' : result.problems.length > 0 && cart.lines.length > 0 ? 'The engine cannot take this order yet.' : 'Put something in the order to see what it earns.'}
  </p>
`;

const toPay = ({ gross, discount, net }, document, paying) => html`
  <dl class="sums">
    <div><dt>Goods</dt><dd>${format.money(gross, document.currency)}</dd></div>
    ${format.isZero(discount) ? nothing : html`<div class="good"><dt>Discounts</dt><dd>${format.money(format.negated(discount), document.currency)}</dd></div>`}
    <div class="sums-total"><dt>To pay</dt><dd>${format.money(net, document.currency)}</dd></div>
    ${leftView({ net }, paying, document)}
  </dl>
`;
