// The smallest additions that win more, each with a button that tries it.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { figuresOf, same } from '../totals.js';
import { inline } from './figures.js';

/** So many are shown at once, the cheapest. */
const few = 3;

export function hintsView(state, shop) {
  const { result, applied } = state;
  if (result.hints.length === 0 && !applied?.got) return nothing;
  return html`
    <section class="card hints" aria-labelledby="hints-title">
      <h2 id="hints-title" tabindex="-1">A little more wins</h2>
      ${applied?.got ? appliedView(applied, state, shop) : nothing}
      <ul class="plain-list">
        ${result.hints.slice(0, few).map((hint) => hintView(hint, state, shop))}
      </ul>
      ${result.hints.length > few
        ? html`<details>
            <summary>${format.plural(result.hints.length - few, 'more hint')}</summary>
            <ul class="plain-list">
              ${result.hints.slice(few).map((hint) => hintView(hint, state, shop))}
            </ul>
          </details>`
        : nothing}
    </section>
  `;
}

/** "Add 2 more White Heart Holder (£5.90)" */
function whatToAdd(hint, state) {
  const { data, cart, document } = state;
  const amount = format.money(hint.amount, document.currency);
  if (hint.line === undefined || hint.line === null) {
    const { category } = hint.order.lines.at(-1);
    return `Add ${category ? `${category} ` : ''}goods for ${amount}`;
  }
  const { sku } = hint.order.lines[hint.line];
  const name = sku ? data.bySku.get(sku).name : 'goods';
  return `Add ${format.number(Number(hint.units))}${cart.lines[hint.line] ? ' more' : ''} ${name} (${amount})`;
}

/** "+500 points, reaches Gold" */
function gainText(gain, state, names) {
  const levels = Object.values(gain.tiers ?? {}).map((level) => ({ text: `reaches ${names.level(level)}` }));
  return inline([...figuresOf(gain, state), ...levels]);
}

function hintView(hint, state, shop) {
  const names = shop.names();
  return html`
    <li class="hint" data-reaches=${hint.reaches}>
      <div>
        <p>${whatToAdd(hint, state)}</p>
        <p class="earn">${gainText(hint.gain, state, names)}</p>
        <p class="quiet">${hint.reaches === 'tier' ? 'Tier' : hint.reaches === 'band' ? 'Next band' : 'Rule'}: ${hint.reaches === 'tier' ? names.level(hint.what) : names.rule(hint.what)}</p>
      </div>
      <button class="button small" @click=${() => apply(hint, shop)} aria-label="${whatToAdd(hint, state)}: try it">${icons.spark}<span>Try it</span></button>
    </li>
  `;
}

async function apply(hint, shop) {
  await shop.apply(hint);
  document.getElementById('hint-applied')?.focus();
}

function appliedView({ hint, got }, state, shop) {
  const names = shop.names();
  const kept = same(hint.gain, got);
  return html`
    <div id="hint-applied" class="note ${kept ? 'good' : 'bad'}" tabindex="-1" role="status">
      ${kept ? icons.check : icons.warn}
      <div>
        <p><strong>${kept ? 'Paid exactly as promised' : 'Not what was promised'}</strong></p>
        <p>Promised: ${gainText(hint.gain, state, names)}. Paid: ${gainText(got, state, names)}.</p>
      </div>
      <button class="button small" @click=${shop.undo}>${icons.undo}<span>Undo</span></button>
    </div>
  `;
}
