// The bar at the foot of a phone: the totals stay in sight while the cart changes.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { headline } from '../totals.js';

export function barView(state, place) {
  const { preview } = state.result;
  if (!preview) return nothing;
  const { figure, what } = headline(preview, state);
  return html`
    <section class="bar" aria-label="Order at a glance">
      <a class="bar-sums" href="#result-title" @click=${goToResult}>
        <span class="bar-figure">${figure} ${what}</span>
        <span class="quiet">${format.money(preview.net, state.document.currency)} to pay</span>
      </a>
      <button class="button primary" @click=${place}>Place order</button>
    </section>
  `;
}

/** The address holds the view, so the jump is made by hand. */
function goToResult(event) {
  event.preventDefault();
  const title = document.getElementById('result-title');
  title.scrollIntoView({ block: 'start' });
  title.focus({ preventScroll: true });
}
