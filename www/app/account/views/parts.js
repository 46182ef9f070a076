// Pieces that several cards of the account share.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { problemList } from '../../shop/views/problems.js';
import { amountOf, unitOf } from '../books.js';

/** An amount in the smallest units of its unit, as text: "1,240", "£12.50", "2". */
export function figure(units, unit, context) {
  const of = unitOf(unit, context);
  const amount = amountOf(units, of);
  return of.kind === 'points' || of.kind === 'reward' ? format.number(amount) : format.money(amount, context.document.currency);
}

/** The same with what it is of: "1,240 reward points". */
export function amountText(units, unit, context) {
  const of = unitOf(unit, context);
  const text = figure(units, unit, context);
  if (of.kind === 'points') return `${text} ${Math.abs(units) === 10 ** of.decimals ? format.lower(of.name).replace(/points$/, 'point') : format.lower(of.name)}`;
  return of.kind === 'reward' ? `${text} × ${of.name}` : text;
}

/** What was just done in a card, with its undo, or what was refused. */
export function outcomeView(place, { done, problems }, model) {
  if (problems?.place === place) return problemList(problems.list);
  if (done?.place !== place) return nothing;
  return html`
    <div class="note good done" data-done=${place}>
      ${icons.check}
      <div>${done.text}</div>
      ${done.undo ? html`<button class="button small" @click=${done.undo}>${icons.undo}<span>Undo</span></button>` : nothing}
      <button class="button icon-only" aria-label="Close this note" @click=${model.closeDone}>${icons.cross}</button>
    </div>
  `;
}

/** A card with a title. */
export const card = (id, title, content, { count, classes = '' } = {}) => html`
  <section class="card ${classes}" aria-labelledby="${id}-title">
    <h2 id="${id}-title" tabindex="-1">${title}${count === undefined ? nothing : html` <span class="quiet">${count}</span>`}</h2>
    ${content}
  </section>
`;

export const invented = html`<span class="invented">invented</span>`;

/** A switch between a few values. */
export const choose = (id, label, value, options, onChange) => html`
  <div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${(event) => onChange(event.target.value)}>
      ${options.map((one) => html`<option value=${one.id} ?selected=${one.id === value}>${one.name}</option>`)}
    </select>
  </div>
`;

/** A bar from nothing to all of it, in hundredths of a percent. */
export const bar = (label, share, text) => html`
  <div class="meter" role="meter" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${share / 100} aria-valuetext=${text ?? `${share / 100} percent`}>
    <svg width="100%" height="10" aria-hidden="true">
      <rect class="meter-rest" width="100%" height="10" rx="5" />
      <rect class="meter-before" width="${share / 100}%" height="10" rx="5" />
    </svg>
  </div>
`;

/** On a phone all of a view is one long column: these lead to its parts, `[id of the card, name]`. */
export const jumpsView = (label, parts) => html`
  <nav class="jumps" aria-label=${label}>
    ${parts.map(([id, name]) => html`<button class="button small" @click=${() => jump(id)}>${name}</button>`)}
  </nav>
`;

function jump(id) {
  const title = document.getElementById(`${id}-title`);
  title.scrollIntoView({ block: 'start' });
  title.focus({ preventScroll: true });
}
