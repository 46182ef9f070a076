// Rules that did not pay, and what would make them. What a little more would win comes first.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';

/** What the engine's words for a measure are called here. */
const subjects = {
  'order.amount': 'the order',
  'order.quantity': 'the units of the order',
  'order.lines': 'the lines of the order',
  'order.categories': 'the categories of the order',
  'contains.amount': 'these goods in the order',
  'contains.quantity': 'the units of these goods',
  'contains.count': 'the lines of these goods',
  amount: 'a line',
  quantity: 'the quantity of a line',
  unitPrice: 'the unit price of a line',
  lineDiscount: 'the discount of a line',
  history: 'what was bought so far',
  minimum: 'the purchases of the period',
  band: 'the purchases of the period',
};

/** Money keeps all its decimals in the engine's text; other counts have no zeros at their end. */
export function figureIn(currency) {
  const { maximumFractionDigits: places } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const isMoney = places > 0 ? new RegExp(`^-?\\d+\\.\\d{${places}}$`) : /^$/;
  return (text) => (isMoney.test(text) ? format.money(text, currency) : /^-?[\d.]+$/.test(text) ? format.number(Number(text)) : text);
}

const sentences = {
  'too-little': ({ subject, needs, has, missing }) => `Needs ${needs}; ${subject} has ${has}. ${missing} more would do.`,
  'too-much': ({ subject, needs, has }) => `At most ${needs}; ${subject} has ${has}.`,
  'not-among': ({ what, needs }) => `Only for ${what} ${needs}.`,
  'no-line': ({ what, needs }) => (needs ? `No line of the order is of ${what} ${needs}.` : 'No line of the order is of this kind.'),
  excluded: ({ needs }) => (needs ? `Not for ${needs}.` : 'What is in the order is left out by its condition.'),
  'not-new': ({ what }) => `Every ${what} of the order was bought before.`,
  'order-number': ({ needs, has }) => `For order number ${needs}; this is number ${has}.`,
  streak: ({ needs, has }) => `For ${needs} months in a row with an order; this is month ${has}, or not the first order of it.`,
  'not-started': ({ raw }) => `Starts on ${format.day(raw.needs)}.`,
  ended: ({ raw }) => `Ended on ${format.day(raw.needs)}.`,
  'not-invited': () => 'For invited accounts only.',
  tier: ({ raw, names }) => (raw.needs ? `For ${raw.needs.split(', ').map(names.level).join(', ')} only.` : 'Pays nothing at this tier.'),
  'no-eligible-line': () => 'Nothing in the order counts for the program.',
  'paid-as-often-as-it-may': ({ needs }) => `It has paid as often as it may: ${needs} times.`,
  'cap-reached': () => 'Its cap is reached.',
  'over-cap': () => 'It would pass its cap.',
  'budget-used-up': () => 'Its budget is used up.',
  'lost-group': () => 'A better offer of the same group pays instead.',
  'nothing-added': () => 'This order adds nothing to it.',
  'nothing-left': () => 'Nothing is left to take it off.',
  'nothing-to-multiply': () => 'No points that it could multiply.',
  'too-small': () => 'The order is too small for a whole point.',
};

export function sentence(one, { document, names }) {
  const figure = figureIn(document.currency);
  const shown = (text) => (text === undefined || text === null ? '' : figure(text));
  const given = { raw: one, names, what: one.what, subject: subjects[one.what] ?? one.what, needs: shown(one.needs), has: shown(one.has), missing: shown(one.missing) };
  const say = sentences[one.code];
  if (say) return say(given);
  return [one.what, given.needs && `needs ${given.needs}`, given.has && `has ${given.has}`].filter(Boolean).join(', ');
}

const outOfTime = new Set(['not-started', 'ended']);

export function unpaidView(state, shop) {
  const { unpaid } = state.result;
  if (unpaid.length === 0) return nothing;
  const context = { document: state.document, names: shop.names() };
  const near = unpaid.filter(({ missing }) => missing !== undefined && missing !== null);
  const other = unpaid.filter((one) => !near.includes(one) && !outOfTime.has(one.code));
  const past = unpaid.filter(({ code }) => outOfTime.has(code));
  return html`
    <section class="card" aria-labelledby="unpaid-title">
      <h2 id="unpaid-title">Did not pay</h2>
      ${near.length > 0 ? list(near, context) : nothing}
      ${folded(`${format.plural(other.length, 'rule')} not for this order`, other, context)}
      ${folded(`${format.plural(past.length, 'rule')} not on this day`, past, context)}
    </section>
  `;
}

const folded = (summary, rules, context) =>
  rules.length === 0 ? nothing : html`<details><summary>${summary}</summary>${list(rules, context)}</details>`;

const list = (rules, context) => html`
  <ul class="plain-list">
    ${rules.map(
      (one) => html`
        <li class="unpaid" data-rule=${one.rule} data-code=${one.code}>
          <p class="unpaid-rule">${context.names.rule(one.rule)}</p>
          <p class="quiet">${sentence(one, context)}</p>
        </li>
      `,
    )}
  </ul>
`;
