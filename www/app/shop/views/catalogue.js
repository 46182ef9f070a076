// The real catalogue: search, a category, and what is found.
import { html } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { find } from '../cart.js';

const more = 12;

function matching({ data, search }) {
  const words = search.text.toLowerCase().split(/\s+/).filter(Boolean);
  return data.products.filter(
    (product) =>
      (search.category === '' || product.category === search.category) &&
      words.every((word) => product.name.toLowerCase().includes(word) || product.sku.toLowerCase().startsWith(word)),
  );
}

export const title = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export function catalogueView(state, shop) {
  const found = matching(state);
  const { search, data, document } = state;
  const shown = found.slice(0, search.shown);
  return html`
    <section class="card catalogue" aria-labelledby="catalogue-title">
      <h2 id="catalogue-title">Products</h2>
      <div class="filters">
        <div class="field">
          <label for="search">Search</label>
          <div class="with-icon">
            ${icons.search}
            <input
              id="search"
              type="search"
              placeholder="Name or product number"
              .value=${search.text}
              @input=${(event) => shop.search({ text: event.target.value })}
            />
          </div>
        </div>
        <div class="field">
          <label for="category">Category</label>
          <select id="category" @change=${(event) => shop.search({ category: event.target.value })}>
            <option value="">All categories</option>
            ${data.categories.map((name) => html`<option value=${name} ?selected=${name === search.category}>${title(name)}</option>`)}
          </select>
        </div>
      </div>
      <p class="quiet count" role="status">
        ${search.text || search.category ? format.plural(found.length, 'product') : `Best sellers of ${format.plural(found.length, 'product')}`}
      </p>
      <ul class="products">
        ${repeat(shown, (product) => product.sku, (product) => productView(product, state, shop, document))}
      </ul>
      ${found.length > shown.length
        ? html`<button class="button wide" @click=${() => shop.search({ shown: search.shown + more })}>Show ${Math.min(more, found.length - shown.length)} more</button>`
        : ''}
    </section>
  `;
}

function productView(product, { cart }, shop, document) {
  const line = find(cart, product.sku);
  return html`
    <li class="product">
      <div class="product-what">
        <span class="product-name">${product.name}</span>
        <span class="quiet"><span class="product-price">${format.money(product.price, document.currency)}</span> · ${title(product.category)}</span>
      </div>
      <button
        class="button small ${line ? 'in-cart' : ''}"
        aria-label="${line ? `Add one more ${product.name}; ${line.quantity} in the cart` : `Add ${product.name}`}"
        @click=${() => (line ? shop.step(line.key, 1) : shop.add(product.sku))}
      >
        ${icons.plus}<span>${line ? line.quantity : 'Add'}</span>
      </button>
    </li>
  `;
}
