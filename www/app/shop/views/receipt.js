// What was booked: the entries, the new balance, and whether it is what the preview said.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { currenciesOf } from '../../engine/terms.js';
import { holderName } from '../../account/people.js';
import { figuresOf, same } from '../totals.js';
import { problemList } from './problems.js';

const kinds = {
  accrual: 'earned',
  return: 'taken back',
  settlement: 'settled',
  restatement: 'restated',
  opening: 'brought along',
  tier: 'tier',
  use: 'used',
  'write-off': 'written off',
  activation: 'available',
  expiry: 'lapsed',
};

export function receiptView(state, shop) {
  const { receipt, document } = state;
  if (!receipt) return nothing;
  const { outcome, promised, entries, before, after, returned } = receipt;
  const kept = same(promised, outcome);
  return html`
    <section class="card receipt" aria-labelledby="receipt-title">
      <div class="card-head">
        <h2 id="receipt-title" tabindex="-1">${icons.check} Order placed</h2>
        <button class="button plain" @click=${() => close(shop)}>${icons.cross}<span>Close</span></button>
      </div>
      <p class=${kept ? 'good' : 'bad'}>
        ${kept ? 'Booked exactly what the preview said' : 'Booked something else than the preview said'}: ${figuresOf(outcome, state).map(({ text }) => text).join(', ') || 'nothing'}.
      </p>
      ${entriesTable('Entries booked', entries, state, shop)} ${balanceTable(before, after, document, shop)}
      ${returned
        ? html`<h3>The goods came back</h3>
            ${entriesTable('Entries of the return', returned.entries, state, shop)} ${balanceTable(after, returned.after, document, shop)}`
        : html`<button class="button" @click=${shop.giveBack}>${icons.undo}<span>Return everything</span></button>`}
      ${problemList(receipt.problems)}
    </section>
  `;
}

function close(shop) {
  shop.closeReceipt();
  queueMicrotask(() => document.getElementById('cart-title')?.focus());
}

function entriesTable(caption, entries, state, shop) {
  const names = shop.names();
  const { document } = state;
  const amount = ({ amount: value, unit, level, kind }) => {
    if (kind === 'tier') return level ? names.level(level) : 'none';
    if (unit.startsWith('reward:')) return `${format.signed(format.number(value), value)} ${names.reward(unit.slice(7))}`;
    const text = typeof value === 'number' ? `${format.number(value)} ${format.lower(names.currency(unit))}` : `${format.money(value, document.currency)} ${unit}`;
    return format.signed(text, value);
  };
  if (entries.length === 0) return html`<p class="quiet">${caption}: none. Accruals of a period are booked when it settles.</p>`;
  return html`
    <table class="entries">
      <caption>${caption}</caption>
      <thead>
        <tr><th scope="col">What</th><th scope="col">Rule</th><th scope="col" class="end">Amount</th></tr>
      </thead>
      <tbody>
        ${entries.map(
          (entry) => html`<tr data-entry=${entry.kind} data-unit=${entry.unit} data-value=${entry.amount}>
            <td>${kinds[entry.kind] ?? entry.kind}${entry.status === 'pending' ? ', pending' : ''}${entry.holder ? html` <span class="quiet">for ${holderName(entry.holder, state.people)}</span>` : nothing}${entry.period ? html` <span class="quiet">${entry.period}</span>` : nothing}</td>
            <td>${names.rule(entry.rule)}</td>
            <td class="end">${amount(entry)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

const balanceTable = (before, after, document, shop) => html`
  <dl class="sums">
    ${currenciesOf(document).map(
      ({ id }) => html`
        <div><dt>${shop.names().currency(id)} before</dt><dd>${format.number(before[id] ?? 0)}</dd></div>
        <div class="sums-total"><dt>${shop.names().currency(id)} now</dt><dd data-after=${id}>${format.number(after[id] ?? 0)}</dd></div>
      `,
    )}
  </dl>
`;
