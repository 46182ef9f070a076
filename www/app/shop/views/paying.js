// Paying part of an order with points, where the program lets them be spent: how much, and by what rules.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import * as format from '../../format.js';
import { decimalsOf } from '../../account/books.js';
import { currenciesOf } from '../../engine/terms.js';

/** The currency that can pay, as the document writes it; null where none can. */
export const spendable = (document) => currenciesOf(document).find(({ spend, worth }) => spend && worth !== undefined) ?? null;

/** The most that the rules of spending let an account pay of an amount: whole steps, at least the fewest points. */
export function mostOf({ worth, spend: { minimum = 1, step = 1, most = '100 %' } }, net, points) {
  const steps = (value) => Math.floor((value + 1e-9) / Number(step)) * Number(step);
  const payable = steps(Math.min(points, (Number(net) * format.rateOf(most)) / Number(worth)));
  return payable >= Number(minimum) ? payable * Number(worth) : 0;
}

function rulesText({ worth, spend: { minimum, step, most } }, document) {
  const value = (points) => format.money(String(Number(points) * Number(worth)), document.currency);
  return [
    minimum === undefined ? '' : `from ${format.number(Number(minimum))} points (${value(minimum)})`,
    step === undefined ? '' : `in steps of ${format.number(Number(step))} (${value(step)})`,
    most === undefined ? '' : `up to ${format.percent(most)} of the order`,
  ]
    .filter(Boolean)
    .join(', ');
}

export function payingView(state, shop) {
  const { document, paying, balances, result } = state;
  const currency = spendable(document);
  if (!currency || state.cart.lines.length === 0) return nothing;
  const net = result.preview?.net ?? null;
  const most = net === null ? 0 : mostOf(currency, net, balances[currency.id] ?? 0);
  const text = most.toFixed(decimalsOf(document.currency));
  return html`
    <div class="paying">
      <div class="field">
        <label for="paying">Pay with points, in ${document.currency}</label>
        <input id="paying" type="text" inputmode="decimal" autocomplete="off" placeholder="0" aria-describedby="paying-rules" .value=${live(paying)} @change=${(event) => shop.pay(event.target.value.trim())} />
      </div>
      ${paying !== ''
        ? html`<button class="button" @click=${() => shop.pay('')}>None</button>`
        : html`<button class="button" ?disabled=${most === 0} @click=${() => shop.pay(text)}>${most > 0 ? format.money(text, document.currency) : 'The most'}</button>`}
      <p id="paying-rules" class="quiet">${rulesText(currency, document)}.</p>
    </div>
  `;
}

/** What is left to pay otherwise. */
export const leftView = ({ net }, paying, document) =>
  paying === ''
    ? nothing
    : html`
        <div class="good"><dt>With points</dt><dd data-paid>${format.money(format.negated(paying), document.currency)}</dd></div>
        <div class="sums-total"><dt>Left to pay</dt><dd>${format.money((Number(net) - Number(paying)).toFixed(decimalsOf(document.currency)), document.currency)}</dd></div>
      `;
