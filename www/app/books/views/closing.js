// The closing at a glance: what is paid out, what is held back, what is claimed, who approves it, and what can be taken along.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { problemList } from '../../shop/views/problems.js';
import { card, outcomeView } from '../../account/views/parts.js';
import { exportsOf } from '../exports.js';
import { periodName } from '../periods.js';

/** Sums of decimal texts by the smallest unit, so that they are exact. */
const sumOf = (texts, places = 3) => (texts.reduce((total, text) => total + Math.round(Number(text) * 10 ** places), 0) / 10 ** places).toFixed(places);

export function closingView(told, model) {
  const { closing, claims, document, period, date } = told;
  const title = `Closing of ${periodName(period)}`;
  if (!closing) return card('closing', title, problemList(told.problems));
  const money = (text) => format.money(text, document.currency);
  const heldBack = sumOf(closing.notes.flatMap(({ lines }) => lines.filter(({ disputed }) => disputed).map(({ amount }) => amount)));
  const figures = [
    ['paid', 'To be paid out', money(sumOf(closing.notes.map(({ total }) => total)))],
    ...(format.isZero(heldBack) && closing.held.length === 0 ? [] : [['held', 'Held back', money(heldBack)]]),
    ...(claims.claims.length > 0 ? [['claimed', 'Claimed of funders', money(sumOf(Object.values(claims.totals)))]] : []),
    ['journal', 'Moved in the journal', money(sumOf(closing.ledger.map(({ debit }) => debit)))],
  ];
  const list = new Intl.ListFormat('en-GB');
  return card(
    'closing',
    title,
    html`
      ${outcomeView('closing', model.store.state, model)}
      ${period.to >= date ? html`<p class="note">The period is not over: it runs to ${format.day(period.to)}. This is how it stands on ${format.day(date)}.</p>` : nothing}
      <dl class="figures closing-figures">
        ${figures.map(([id, name, text]) => html`<div class="figure"><dt>${name}</dt><dd data-figure=${id}>${text}</dd></div>`)}
      </dl>
      ${closing.unvalued?.length > 0
        ? html`<p class="quiet">The journal leaves out ${list.format(closing.unvalued.map((id) => format.lower(told.unit(id).name)))}: the program does not say what they are worth.</p>`
        : nothing}
      <div class="field closing-approver">
        <label for="books-approver">Approved by</label>
        <input id="books-approver" type="text" autocomplete="off" .value=${live(model.store.state.approver)} @change=${(event) => model.set({ approver: event.target.value })} />
      </div>
      <div class="row exports" role="group" aria-label="Download">
        ${exportsOf(told).map(
          ({ id, name, json, save }) => html`<button class="button small" data-export=${id} @click=${save}>${icons.save}<span>${name} <span class="quiet">${json ? 'JSON' : 'CSV'}</span></span></button>`,
        )}
      </div>
    `,
  );
}
