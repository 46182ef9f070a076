// The journal: the sums of each ledger account, both sides the same, and the postings behind them.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { card } from '../../account/views/parts.js';
import { aboutName, ledgerName } from '../names.js';

const sumOf = (texts) => (texts.reduce((total, text) => total + Math.round(Number(text) * 1000), 0) / 1000).toFixed(3);

export function journalView(told, model) {
  const { ledger, journal } = told.closing;
  const money = (text) => (format.isZero(text) ? '' : format.money(text, told.document.currency));
  const { rows } = model.store.state;
  return card(
    'journal',
    'Journal',
    ledger.length === 0
      ? html`<p class="quiet">Nothing with a worth in money moved in this period.</p>`
      : html`
          <div class="scroll-x" tabindex="0" role="region" aria-label="Sums by ledger account">
            <table class="ledger">
              <caption class="unseen">Sums by ledger account</caption>
              <thead><tr><th scope="col">Ledger account</th><th scope="col" class="end">Debit</th><th scope="col" class="end">Credit</th></tr></thead>
              <tbody>
                ${ledger.map(({ account, debit, credit }) => html`<tr data-ledger=${account}><th scope="row">${ledgerName(account, told)}</th><td class="end">${money(debit)}</td><td class="end">${money(credit)}</td></tr>`)}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">Both sides</th>
                  <td class="end" data-side="debit">${format.money(sumOf(ledger.map(({ debit }) => debit)), told.document.currency)}</td>
                  <td class="end" data-side="credit">${format.money(sumOf(ledger.map(({ credit }) => credit)), told.document.currency)}</td>
                </tr>
              </tfoot>
            </table>
          </div>
          <details class="postings">
            <summary>${format.plural(journal.length, 'posting')}</summary>
            <ol class="plain-list">
              ${journal.slice(0, rows).map((one) => postingView(one, told))}
            </ol>
            ${journal.length > rows
              ? html`<button class="button" @click=${() => model.set({ rows: rows + 50 })}>Show ${Math.min(50, journal.length - rows)} more of ${format.number(journal.length)}</button>`
              : nothing}
          </details>
        `,
  );
}

const postingView = ({ day, debit, credit, amount, rule }, told) => html`
  <li class="posting">
    <div>
      <p>${rule ? aboutName(rule, told.names, told) : ledgerName(debit, told)}</p>
      <p class="quiet"><time datetime=${day}>${format.day(day)}</time> · ${ledgerName(debit, told)} <span aria-hidden="true">→</span><span class="unseen"> debit, credit </span> ${ledgerName(credit, told)}</p>
    </div>
    <span class="entry-amount">${format.money(amount, told.document.currency)}</span>
  </li>
`;
