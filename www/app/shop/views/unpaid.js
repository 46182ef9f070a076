// Rules that did not pay, and what would make them.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';

const numeric = (text) => text !== undefined && text !== null && /^-?\d+(\.\d+)?$/.test(text);

/** A figure as the engine gives it: numbers are grouped, words stay. */
const figure = (text) => (numeric(text) ? format.number(Number(text)) : text);

function sentence({ what, needs, has, missing }) {
  const parts = [`${what.charAt(0).toUpperCase()}${what.slice(1)}`];
  const needed = needs === undefined ? '' : ` must be ${figure(needs)}`;
  const there = has === undefined ? '' : `; now ${figure(has)}`;
  const open = missing === undefined || format.isZero(missing) ? '' : `; ${figure(missing)} missing`;
  return `${parts.join('')}${needed}${there}${open}.`;
}

export function unpaidView(state, shop) {
  const { unpaid } = state.result;
  if (unpaid.length === 0) return nothing;
  const names = shop.names();
  return html`
    <section class="card" aria-labelledby="unpaid-title">
      <h2 id="unpaid-title">Did not pay</h2>
      <ul class="plain-list">
        ${unpaid.map(
          (one) => html`
            <li class="unpaid">
              <p class="unpaid-rule">${one.name ?? names.rule(one.rule)}</p>
              <p class="quiet">${sentence(one)}</p>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}
