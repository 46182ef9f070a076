// Rebates and margins over a period: the bands, where the account is before and after this order, and what comes next.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { unitOf } from '../../account/books.js';
import { ruleOf } from '../../engine/terms.js';
import { bandChart } from './band-chart.js';

export function bandsView(state, shop) {
  const accruals = state.result.preview?.accruals ?? [];
  return accruals.map((accrual, index) => accrualView(accrual, index, state, shop));
}

/** The bands with their rates as the document writes them: a share in percent, or an amount. */
export function bandsOf(accrual, rule) {
  const written = rule?.[accrual.kind]?.bands ?? rule?.scale?.bands ?? [];
  // Where every band that is reached pays, each is a step on top of those before.
  const steps = Boolean(rule?.[accrual.kind]?.allReached ?? rule?.scale?.allReached);
  let below = 0;
  return accrual.bands.map(({ from, above, rate }, index) => {
    const { perUnit, fixed } = written[index] ?? {};
    const isShare = perUnit === undefined && fixed === undefined;
    const height = format.rateOf(rate) + (steps ? below : 0);
    below = height;
    return { from: Number(from), fromText: from, above, height, isShare, rate, perUnit: perUnit !== undefined, more: steps && index > 0 };
  });
}

const rateText = (band, given) => (band.isShare ? format.percent(band.rate) : `${given(band.rate)}${band.perUnit ? ' each' : ''}`) + (band.more ? ' more' : '');

/** What accrues, with few digits where the chart has no room: money, or points as the program names them. */
function giver(kind, { document, date }) {
  const of = unitOf(kind, { document, date });
  if (of.kind !== 'points') return { given: (text) => format.money(text, document.currency), short: (rate) => format.shortMoney(rate, document.currency), what: kind };
  const plain = (text) => format.number(Number(text));
  return { given: plain, short: plain, what: format.lower(of.name) };
}

function accrualView(accrual, index, state, shop) {
  const { document, date, chartWidth } = state;
  const { currency } = document;
  const rule = ruleOf(document, date, accrual.rule);
  const parts = rule?.[accrual.kind] ?? { of: rule?.measure?.of, basis: rule?.scale?.basis };
  const counted = parts.of ?? 'amount';
  const base = counted === 'amount' ? (text) => format.money(text, currency) : (text) => format.number(Number(text));
  // What picks the band may be something else than what the rate acts on; then its figures are no money.
  const picks = parts.basis?.of ?? counted;
  const ownBasis = parts.basis !== undefined;
  const start = picks === 'amount' ? (text) => format.money(text, currency) : (text) => format.number(Number(text));
  const short = picks === 'amount' ? (value) => format.shortMoney(value, currency) : (value) => format.number(value);
  const bands = bandsOf(accrual, rule);
  const { given: cash, short: shortRate, what } = giver(accrual.kind, state);
  const name = shop.names().rule(accrual.rule);
  const [before, after] = accrual.base;
  const id = `bands-${index}`;
  return html`
    <section class="card bands" aria-labelledby="${id}-title">
      <h2 id="${id}-title">${name}</h2>
      <p class="quiet">${format.day(accrual.from)} to ${format.day(accrual.to)}</p>
      <p class="bands-line">
        <span class="earn">${format.signed(cash(accrual.added), accrual.added)}</span> ${what} by this order;
        ${cash(accrual.accrued[0])} → <strong>${cash(accrual.accrued[1])}</strong>
      </p>
      ${bands.length > 1
        ? bandChart({
            id,
            bands: bands.map((band) => ({ ...band, label: `${band.more ? '+' : ''}${band.isShare ? format.percent(band.rate) : shortRate(band.rate)}` })),
            before: ownBasis ? null : Number(before),
            after: ownBasis ? null : Number(after),
            texts: { before: base(before), after: base(after), short },
            reached: accrual.band ?? null,
            name,
            width: chartWidth ?? 320,
          })
        : nothing}
      ${accrual.next ? nextView(accrual.next, bands, { start, cash }) : nothing}
      ${accrual.forecast
        ? html`<p class="quiet">
            At the present pace (${format.pace(accrual.forecast.pace)}): ${base(accrual.forecast.base)} by ${format.day(accrual.to)}, ${cash(accrual.forecast.amount)} ${what}.
          </p>`
        : nothing}
      ${bands.length > 1 ? table(bands, accrual, { base, start, cash, id }) : nothing}
    </section>
  `;
}

function nextView({ band, missing, gain, onBought }, bands, { start, cash }) {
  const target = bands[band] ? ` at ${rateText(bands[band], cash)}` : '';
  return html`
    <p class="note">
      <span>
        ${start(missing)} more reaches the next band${target}: <strong class="earn">+${cash(gain)}</strong>${format.isZero(onBought)
          ? '.'
          : html`, of which ${cash(onBought)} on what is already bought.`}
      </span>
    </p>
  `;
}

const table = (bands, accrual, { base, start, cash, id }) => html`
  <details class="as-table">
    <summary>The bands as a table</summary>
    <table class="entries" id="${id}-table">
      <thead>
        <tr><th scope="col">Band</th><th scope="col" class="end">Rate</th><th scope="col">This order</th></tr>
      </thead>
      <tbody>
        ${bands.map(
          (band, index) => html`<tr>
            <td>${band.above ? 'above' : 'from'} ${start(band.fromText)}</td>
            <td class="end">${rateText(band, cash)}</td>
            <td>${index === accrual.band ? `here, with ${base(accrual.base[1])}` : ''}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>
`;
