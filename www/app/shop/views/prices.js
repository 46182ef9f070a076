// What the order really costs the account, and what it leaves to the operator: under each line, and for all of it.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { invented } from '../../account/views/parts.js';

/** `"93.36 %"` of the engine, as a figure. */
const shareText = (share) => format.percent(share);

/** Under a line: the net price of one, and where less is left than should be, how much. */
export function linePrice(price, { document }) {
  if (!price) return nothing;
  const each = money(price.each, document);
  return html`
    <p class="line-net quiet" data-net=${price.price}>
      Net ${each} each${price.share === undefined || price.share === null ? nothing : html`, leaves <span class="whole-figure" data-share=${price.share}>${shareText(price.share)}</span>`}
      ${price.short ? html`<strong class="bad">${money(price.short, document)} under the floor</strong>` : nothing}
    </p>
  `;
}

/** Money with the decimals that a price of one may need. */
function money(text, document) {
  const [, decimals = ''] = String(text).split('.');
  const plain = format.money(text, document.currency);
  if (decimals.length <= 2) return plain;
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency: document.currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 4 }).format(text);
}

export function pricesView({ result, document }) {
  const { prices } = result;
  if (!prices) return nothing;
  const { total, floor, unvalued } = prices;
  const less = (name, id, text) => (format.isZero(text) ? nothing : html`<div><dt>${name}</dt><dd data-price=${id}>${format.money(format.negated(text), document.currency)}</dd></div>`);
  return html`
    <section class="card prices" aria-labelledby="prices-title">
      <h2 id="prices-title">What it really costs</h2>
      <dl class="sums">
        <div><dt>To pay</dt><dd>${format.money(total.net, document.currency)}</dd></div>
        ${less('Rebates and margins it brings', 'rebates', total.rebates)} ${less('Worth of its points', 'points', total.points)} ${less('Worth of its rewards', 'rewards', total.rewards)}
        <div class="sums-total"><dt>Net price</dt><dd data-price="price">${format.money(total.price, document.currency)}</dd></div>
      </dl>
      ${unvalued?.length > 0 ? html`<p class="quiet">Points without a stated worth count as nothing.</p>` : nothing} ${total.cost === undefined || total.cost === null ? nothing : operatorView(total, floor, document)}
    </section>
  `;
}

/** The other side: what is left of it to the operator. */
const operatorView = (total, floor, document) => html`
  <h3>For the operator</h3>
  <dl class="sums">
    <div><dt>What the program gives, at cost</dt><dd data-price="given">${format.money(format.negated(total.given), document.currency)}</dd></div>
    <div><dt>What the goods cost ${invented}</dt><dd data-price="cost">${format.money(format.negated(total.cost), document.currency)}</dd></div>
    <div class="sums-total"><dt>Left</dt><dd data-price="contribution">${format.money(total.contribution, document.currency)}</dd></div>
  </dl>
  <p class=${total.short ? 'bad' : 'good'} data-floor=${floor ?? ''}>
    ${total.share ? html`<strong>${shareText(total.share)}</strong> of what is paid is left` : nothing}${floor ? (total.short ? html`: ${format.money(total.short, document.currency)} under the floor of ${format.percent(floor)}.` : html`, above the floor of ${format.percent(floor)}.`) : '.'}
  </p>
`;
