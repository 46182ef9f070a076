// The cart: quantities, what each line earns, and why.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { lineOf } from '../../engine/problems.js';
import { figuresOf } from '../totals.js';
import { linePrice } from './prices.js';
import { problemList } from './problems.js';
import { whyView } from './why.js';

/** So many lines are shown of a long order, unless all are asked for. */
const few = 6;

/** The lines to show, the newest first; all of them where one that would be hidden has a problem. */
function shownOf({ cart, open, result }) {
  const newestFirst = cart.lines.map((line, index) => ({ line, index })).reverse();
  const wrong = result.problems.map(({ path }) => lineOf(path)).filter((index) => index !== null);
  const all = open.has('lines') || wrong.some((index) => index < cart.lines.length - few);
  return all ? newestFirst : newestFirst.slice(0, few);
}

export function cartView(state, shop) {
  const { cart, open } = state;
  const count = cart.lines.length;
  return html`
    <section class="card cart" aria-labelledby="cart-title">
      <div class="card-head">
        <h2 id="cart-title" tabindex="-1">Order${count > 0 ? html` <span class="quiet">${format.plural(count, 'line')}</span>` : nothing}</h2>
        <div class="row">
          <button class="button plain" ?disabled=${cart.past.length === 0} @click=${shop.undo}>${icons.undo}<span>Undo</span></button>
          <button class="button plain" ?disabled=${count === 0} @click=${shop.clear}>Empty</button>
        </div>
      </div>
      ${dateField(state, shop)}
      ${count === 0 ? empty(state, shop) : html`
        <ul class="lines">
          ${repeat(shownOf(state), ({ line }) => line.key, ({ line, index }) => lineView(line, index, state, shop))}
          ${wholeOrder(state, shop)}
        </ul>
        ${count > few
          ? html`<button class="button wide" aria-expanded=${open.has('lines')} @click=${() => shop.toggle('lines')}>
              ${open.has('lines') ? `Show the last ${few} lines only` : `Show all ${count} lines`}
            </button>`
          : nothing}
      `}
    </section>
  `;
}

const dateField = ({ date }, shop) => html`
  <div class="field inline">
    <label for="date">Order date</label>
    <input id="date" type="date" .value=${live(date)} @change=${(event) => shop.setDate(event.target.value)} />
  </div>
`;

function empty({ customer }, shop) {
  const last = shop.lastOrder();
  return html`
    <div class="empty">
      ${icons.cart}
      <p><strong>Nothing in the order yet.</strong></p>
      <p class="quiet">Add products from the list${last ? `, or start from what ${customer.label} bought last` : ''}.</p>
      ${last ? html`<button class="button primary" @click=${() => shop.repeatLast()}>Repeat the order of ${format.day(last.at)}</button>` : nothing}
    </div>
  `;
}

const nameOf = (line, data) => (line.sku ? data.bySku.get(line.sku).name : (line.line.sku ?? 'Other goods'));

function lineView(line, index, state, shop) {
  const { data, document, result, open } = state;
  const name = nameOf(line, data);
  const outcome = result.preview?.lines[index];
  const problems = result.problems.filter(({ path }) => lineOf(path) === index);
  const figures = outcome ? figuresOf({ points: outcome.points, discount: outcome.discount }, state) : [];
  const earnsPoints = Object.values(result.preview?.points ?? {}).some((points) => points !== 0);
  const key = `line ${line.key}`;
  const steps = result.preview?.steps.filter((step) => step.line === index) ?? [];
  return html`
    <li class="line" data-sku=${line.sku ?? ''}>
      <div class="line-what">
        <span class="line-name">${name}</span>
        <span class="quiet">${line.sku ? `${format.money(data.bySku.get(line.sku).price, document.currency)} each` : 'by amount'}</span>
      </div>
      <button class="button icon-only" aria-label="Remove ${name}" @click=${(event) => removeLine(event, line.key, shop)}>${icons.cross}</button>
      ${line.sku ? stepper(line, name, shop) : html`<span></span>`}
      <div class="line-sum">
        ${outcome ? html`
          ${outcome.gross === outcome.net ? nothing : html`<s class="quiet"><span class="unseen">before discount </span>${format.money(outcome.gross, document.currency)}</s>`}
          <span>${format.money(outcome.net, document.currency)}</span>` : html`<span class="quiet">…</span>`}
      </div>
      <div class="line-earns">
        ${steps.length > 0
          ? html`<button class="button plain why" aria-expanded=${open.has(key)} aria-controls="why-${index}" @click=${() => shop.toggle(key)}>
              ${figures.map(({ text }) => html`<span class="earn">${text}</span>`)}
              <span class="why-word"><u>Why?</u><span class="unseen"> What ${name} earns</span>${icons.down}</span>
            </button>`
          : html`<span class="quiet">${outcome && earnsPoints ? 'earns no points' : ''}</span>`}
      </div>
      ${linePrice(result.prices?.lines[index], state)} ${problemList(problems)}
      <div id="why-${index}" class="why-box" ?hidden=${!open.has(key) || steps.length === 0}>
        ${open.has(key) && outcome ? whyView(steps, { ...outcome.points, discount: format.negated(outcome.discount) }, state, shop) : nothing}
      </div>
    </li>
  `;
}

const stepper = (line, name, shop) => html`
  <div class="stepper" role="group" aria-label="Quantity of ${name}">
    <button class="button icon-only" aria-label="One fewer ${name}" ?disabled=${Number(line.quantity) <= 1} @click=${() => shop.step(line.key, -1)}>${icons.minus}</button>
    <input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      aria-label="Quantity of ${name}"
      .value=${live(line.quantity)}
      @change=${(event) => shop.setQuantity(line.key, event.target.value.trim())}
      @keydown=${(event) => {
        const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
        if (!by) return;
        event.preventDefault();
        shop.step(line.key, by);
      }}
    />
    <button class="button icon-only" aria-label="One more ${name}" @click=${() => shop.step(line.key, 1)}>${icons.plus}</button>
  </div>
`;

/** The focus goes to what takes the removed line's place, never to nowhere. */
function removeLine(event, key, shop) {
  const item = event.currentTarget.closest('li');
  const neighbour = [item.nextElementSibling, item.previousElementSibling].find((one) => one?.matches('[data-sku]'));
  shop.remove(key);
  queueMicrotask(() => {
    const next = neighbour?.isConnected ? neighbour.querySelector('[aria-label^="Remove"]') : null;
    (next ?? document.getElementById('cart-title')).focus();
  });
}

/** What the order earns as a whole, beside its lines. */
function wholeOrder(state, shop) {
  const { result, open } = state;
  const steps = result.preview?.steps.filter((step) => step.line === undefined || step.line === null) ?? [];
  if (steps.length === 0) return nothing;
  const sums = {};
  for (const { unit, amount } of steps) if (typeof amount === 'number') sums[unit] = (sums[unit] ?? 0) + amount;
  const figures = figuresOf({ points: sums, money: result.preview.money }, state);
  return html`
    <li class="line whole">
      <div class="line-what"><span class="line-name">For the order as a whole</span></div>
      <div class="line-earns">
        <button class="button plain why" aria-expanded=${open.has('whole')} aria-controls="why-whole" @click=${() => shop.toggle('whole')}>
          ${figures.length > 0 ? figures.map(({ text }) => html`<span class="earn">${text}</span>`) : html`<span class="quiet">nothing yet</span>`}
          <span class="why-word"><u>Why?</u><span class="unseen"> What the order earns as a whole</span>${icons.down}</span>
        </button>
      </div>
      <div id="why-whole" class="why-box" ?hidden=${!open.has('whole')}>
        ${open.has('whole') ? whyView(steps, { ...result.preview.money, ...sums }, state, shop) : nothing}
      </div>
    </li>
  `;
}
