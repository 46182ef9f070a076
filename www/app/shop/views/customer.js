// A combobox over the customers: type to search, arrows to move, Enter to choose.
import { html } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { live } from 'lit-html/directives/live.js';
import * as format from '../../format.js';
import { icons } from '../../icons.js';

const closed = { open: false, query: null, active: 0 };

/** @param {string} id of the field, since several views have one */
export function createPicker(shop, id = 'customer') {
  const { store } = shop;
  const set = (patch) => store.set({ picker: { ...(store.state.picker ?? closed), ...patch } });

  const about = (customer) => `${customer.country} \u00b7 ${customer.size} \u00b7 ${format.plural(customer.count, 'order')}`;
  const matches = (query) => {
    const words = (query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    return store.state.data.customers.filter((customer) => {
      const text = `${customer.id} ${customer.label} ${about(customer)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  };

  const open = () => {
    if (store.state.picker?.open) return;
    set({ open: true, query: null, active: Math.max(0, store.state.data.customers.indexOf(store.state.customer)) });
  };
  const close = () => set(closed);
  function choose(customer) {
    close();
    if (customer !== store.state.customer) shop.setCustomer(customer);
  }

  function onKey(event) {
    const { picker = closed } = store.state;
    const found = matches(picker.query);
    const move = (to) => {
      event.preventDefault();
      if (!picker.open) return open();
      set({ active: Math.max(0, Math.min(found.length - 1, to)) });
      queueMicrotask(() => document.querySelector(`#${id}-list [aria-selected=true]`)?.scrollIntoView({ block: 'nearest' }));
      return undefined;
    };
    if (event.key === 'ArrowDown') move(picker.active + 1);
    else if (event.key === 'ArrowUp') move(picker.active - 1);
    else if (event.key === 'Home' && picker.open) move(0);
    else if (event.key === 'End' && picker.open) move(found.length - 1);
    else if (event.key === 'Escape' && picker.open) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && picker.open) {
      event.preventDefault();
      if (found[picker.active]) choose(found[picker.active]);
    }
  }

  return ({ customer, document, picker = closed }) => {
    const found = picker.open ? matches(picker.query) : [];
    return html`
      <div class="field picker">
        <label for=${id}>Customer</label>
        <div class="picker-box">
          <input
            id=${id}
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck="false"
            aria-expanded=${picker.open}
            aria-controls="${id}-list"
            aria-autocomplete="list"
            aria-activedescendant=${picker.open && found.length > 0 ? `${id}-${found[picker.active]?.id}` : ''}
            .value=${live(picker.query ?? `${customer.label}, ${customer.country}`)}
            @focus=${(event) => event.target.select()}
            @click=${(event) => {
              open();
              event.target.select();
            }}
            @input=${(event) => set({ open: true, query: event.target.value, active: 0 })}
            @keydown=${onKey}
            @blur=${close}
          />
          <span class="picker-arrow">${icons.down}</span>
          <ul id="${id}-list" role="listbox" aria-label="Customers" ?hidden=${!picker.open} @pointerdown=${(event) => event.preventDefault()}>
            ${repeat(
              found,
              (one) => one.id,
              (one, index) => html`
                <li id="${id}-${one.id}" role="option" aria-selected=${index === picker.active} @click=${() => choose(one)}>
                  <span class="picker-name">${one.label}</span>
                  <span class="quiet">${about(one)}</span>
                  <span class="picker-sum">${format.shortMoney(one.spent, document.currency)}</span>
                </li>
              `,
            )}
            ${picker.open && found.length === 0 ? html`<li role="option" aria-selected="false" aria-disabled="true" class="quiet">Nobody by that name, country or size</li>` : ''}
          </ul>
        </div>
      </div>
    `;
  };
}
