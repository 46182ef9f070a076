// The shop as a whole: three columns on a desk, one on a phone.
import { html, render } from 'lit-html';
import { accountView } from './views/account.js';
import { bandsView } from './views/bands.js';
import { barView } from './views/bar.js';
import { catalogueView } from './views/catalogue.js';
import { createPicker } from './views/customer.js';
import { behavioursView } from './views/behaviours.js';
import { hintsView } from './views/hints.js';
import { cartView } from './views/lines.js';
import { notesView } from './views/notes.js';
import { pricesView } from './views/prices.js';
import { promotionsView } from './views/promotions.js';
import { receiptView } from './views/receipt.js';
import { resultView } from './views/result.js';
import { tiersView } from './views/tiers.js';
import { unpaidView } from './views/unpaid.js';

/**
 * @param {object} shop
 * @param {{ panel: HTMLElement, bar: HTMLElement, programField: (state: object) => unknown }} where
 */
export function startShopView(shop, { panel, bar, programField }) {
  const picker = createPicker(shop);
  const { store } = shop;

  async function place() {
    if (!shop.place()) return;
    await Promise.resolve();
    const title = document.getElementById('receipt-title');
    title?.focus({ preventScroll: true });
    title?.closest('section').scrollIntoView({ block: 'start' });
  }

  const view = (state) => html`
    <div class="intro">
      <h1>See what every order earns, before it is placed</h1>
      <p>A wholesaler’s real customers and products, and a loyalty program that you can rewrite. Every point is explained.</p>
    </div>
    <div class="setup">${picker(state)} ${programField(state)} ${notesView(state)}</div>
    ${accountView(state, shop)}
    <div class="columns">
      <div class="column">${catalogueView(state, shop)}</div>
      <div class="column">${receiptView(state, shop)} ${cartView(state, shop)} ${promotionsView(state, shop)}</div>
      <div class="column" id="aside">
        ${resultView(state, shop, place)} ${pricesView(state)} ${hintsView(state, shop)} ${tiersView(state, shop)} ${bandsView(state, shop)} ${unpaidView(state, shop)}
        ${behavioursView(state, shop)}
      </div>
    </div>
  `;

  const draw = (state) => {
    if (!state.document) return;
    panel.querySelector('.boot')?.remove();
    render(view(state), panel);
    render(panel.hidden ? '' : barView(state, place), bar);
    watchWidth();
  };

  // The chart is drawn for the width it has, so that its text keeps its size.
  let watched = null;
  const observer = new ResizeObserver(([{ contentRect }]) => {
    const chartWidth = Math.max(240, Math.round(contentRect.width) - 40);
    if (contentRect.width > 0 && chartWidth !== store.state.chartWidth) store.set({ chartWidth });
  });
  function watchWidth() {
    const aside = document.getElementById('aside');
    if (aside === watched) return;
    watched = aside;
    observer.disconnect();
    observer.observe(aside);
  }

  store.subscribe(draw);
  return { redraw: () => draw(store.state) };
}
