// What there was before the period and what there is after it; and what has accrued and is not settled.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { card } from '../../account/views/parts.js';
import { amountOf } from '../../account/books.js';
import { capital } from '../../account/people.js';
import { unitWords, whose } from '../names.js';

const statuses = { pending: 'pending', reserved: 'reserved' };

function amountText(amount, unit, told) {
  const of = told.unit(unit);
  return of.kind === 'points' || of.kind === 'reward' ? format.number(Number(amount)) : format.money(String(amount), told.document.currency);
}

/** Balances before and after, beside each other. */
function pairs({ opening, closing }) {
  const keyOf = ({ unit, holder, status }) => [unit, holder ?? '', status ?? ''].join(' ');
  const rows = new Map();
  for (const [side, list] of [['opening', opening], ['closing', closing]]) {
    for (const one of list) {
      const row = rows.get(keyOf(one)) ?? rows.set(keyOf(one), { ...one, opening: 0, closing: 0 }).get(keyOf(one));
      row[side] = one.amount;
    }
  }
  return [...rows.values()].filter(({ unit }) => !['tier', 'use', 'plan'].includes(unit));
}

export function periodBalances(told, { people }) {
  const rows = pairs(told.statement);
  return card(
    'statement-of',
    'Before and after',
    rows.length === 0
      ? html`<p class="quiet">Nothing was held before, and nothing is held after.</p>`
      : html`<div class="scroll-x" tabindex="0" role="region" aria-label="Balances before and after the period">
          <table class="ledger">
            <caption class="unseen">Balances before and after the period</caption>
            <thead><tr><th scope="col">Balance</th><th scope="col" class="end">Before</th><th scope="col" class="end">After</th></tr></thead>
            <tbody>
              ${rows.map(
                ({ unit, holder, status, opening, closing }) => html`<tr data-balance-of=${unit} data-holder=${holder ?? ''} data-status=${status ?? ''}>
                  <th scope="row">${capital(unitWords(unit, told))}${statuses[status] ? `, ${statuses[status]}` : ''}${holder ? html` <span class="quiet">${whose(holder, people)}</span>` : nothing}</th>
                  <td class="end">${amountText(opening, unit, told)}</td>
                  <td class="end">${amountText(closing, unit, told)}</td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>`,
    { count: format.plural(told.statement.entries.length, 'entry', 'entries') },
  );
}

/** By rule; of all accounts together, where all are closed. */
function byRule(list, told) {
  const sums = new Map();
  for (const { rule, unit, amount } of list) {
    const key = `${rule} ${unit}`;
    const sum = sums.get(key) ?? sums.set(key, { rule, unit, units: 0 }).get(key);
    sum.units += Math.round(Number(amount) * 10 ** told.unit(unit).decimals);
  }
  return [...sums.values()].map(({ units, ...one }) => ({ ...one, amount: amountOf(units, told.unit(one.unit)) }));
}

export function accruedView(told) {
  if (told.accrued.length === 0) return nothing;
  return card(
    'accrued',
    'Accrued, not settled',
    html`
      <p class="quiet">What open periods had come to by the end of this one. It is paid when they settle.</p>
      <ul class="plain-list note-lines">
        ${byRule(told.accrued, told).map(
          ({ rule, unit, amount }) => html`<li class="note-line" data-line=${rule}>
            <p class="line-name">${told.names.rule(rule)}</p>
            <span class="entry-amount">${amountText(amount, unit, told)}${told.unit(unit).kind === 'points' ? html` <span class="quiet">${format.lower(told.unit(unit).name)}</span>` : nothing}</span>
          </li>`,
        )}
      </ul>
    `,
  );
}
