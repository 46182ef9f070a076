// The account card: who buys, with what balance, on which tiers, and how far it is to more.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { currenciesOf, versionOn } from '../../engine/terms.js';
import { problemList } from './problems.js';
import { progressText } from './tiers.js';
import { meter } from './meter.js';

export function accountView(state, shop) {
  const { customer, progress, document, standing, refused } = state;
  const names = shop.names();
  return html`
    <section class="card account" aria-labelledby="account-title" aria-busy=${progress !== null}>
      <div class="account-who">
        <h2 id="account-title">${customer.label}</h2>
        <p class="quiet">${customer.country} · ${customer.size}</p>
        <p class="quiet">${format.plural(customer.count, 'order')}, ${format.money(customer.spent, document.currency)}</p>
      </div>
      ${progress
        ? loading(progress)
        : html`
            ${figures(state, names)}
            <div class="ladders">
              ${standing?.plan ? planView(standing.plan, names) : nothing}
              ${(standing?.tiers ?? []).map((one) => ladderView(one, { document, names, date: standing.at, ladder: one.ladder }))}
            </div>
          `}
      ${refused.length > 0 && !progress ? refusedView(refused) : nothing}
    </section>
  `;
}

const loading = ({ done, total }) => html`
  <div class="account-loading">
    <label for="posting">Posting the history through the engine: ${done} of ${total}</label>
    <progress id="posting" max=${total} value=${done}></progress>
  </div>
`;

function figures({ document, balances, entries }, names) {
  const settled = { rebate: 'Rebates settled', margin: 'Margin settled', value: 'Valued behaviours', cash: 'To be paid out' };
  return html`
    <dl class="figures">
      ${currenciesOf(document)
        .filter(({ id }) => document.points?.length > 0 || balances[id] !== 0)
        .map(({ id }) => html`
          <div class="figure">
            <dt>${names.currency(id)}</dt>
            <dd data-balance=${id}>${format.number(balances[id] ?? 0)}</dd>
          </div>
        `)}
      ${moneyBooked(entries, document).map(
        ([kind, amount]) => html`
          <div class="figure">
            <dt>${settled[kind] ?? kind}</dt>
            <dd>${format.money(amount, document.currency)}</dd>
          </div>
        `,
      )}
    </dl>
  `;
}

/** Money that was booked, by kind, in thousandths of the currency so that the sum is exact. */
function moneyBooked(entries, document) {
  const currencies = new Set(currenciesOf(document).map(({ id }) => id));
  const sums = new Map();
  for (const { unit, amount, kind, holder } of entries) {
    // What people hold is theirs; rewards and funds stand in the account view.
    if (currencies.has(unit) || ['tier', 'use', 'plan', 'fee'].includes(kind) || holder || unit.includes(':')) continue;
    sums.set(unit, (sums.get(unit) ?? 0) + Math.round(Number(amount) * 1000));
  }
  return [...sums].filter(([, value]) => value !== 0).map(([kind, value]) => [kind, (value / 1000).toFixed(3)]);
}

const planView = ({ id, until, services = [] }, names) => html`
  <div class="account-ladder" data-plan-of=${id}>
    <p class="ladder-levels"><span class="badge">${names.level(id)}</span> <span class="quiet">Plan${until ? `, until ${format.day(until)}` : ''}</span></p>
    ${services.length > 0 ? html`<ul class="benefits" aria-label="Benefits of ${names.level(id)}">${services.map((one) => html`<li>${counted(one)}</li>`)}</ul>` : nothing}
  </div>
`;

const counted = ({ name, id, count, used }) => `${name ?? id}${count === undefined || count === null ? '' : `: ${used} of ${count} used`}`;

function ladderView({ ladder, after, next, keep, services = [] }, context) {
  const { document, names, date } = context;
  const benefits = benefitsOf(document, date.slice(0, 10), after, services);
  return html`
    <div class="account-ladder" data-ladder=${ladder}>
      <p class="ladder-levels">
        <span class="badge">${after ? names.level(after) : 'No level yet'}</span>
        <span class="quiet">${names.ladder(ladder)}</span>
      </p>
      ${next
        ? html`
            <div class="ladder-head"><span>To ${names.level(next.level)}</span><span>${format.percent(next.share / 10000)}</span></div>
            ${meter({ label: `Way to ${names.level(next.level)}`, before: next.share, after: next.share })}
            <p class="quiet">${progressText(next, context)}</p>
          `
        : html`<p class="quiet">${after ? 'The highest level.' : ''}</p>`}
      ${keep && keep.metrics.some(({ missing }) => !format.isZero(missing))
        ? html`<p class="quiet"><strong>To keep ${names.level(keep.level)}:</strong> ${progressText(keep, context)}</p>`
        : nothing}
      ${benefits.length > 0
        ? html`<ul class="benefits" aria-label="Benefits of ${names.level(after)}">
            ${benefits.map((text) => html`<li>${text}</li>`)}
          </ul>`
        : nothing}
    </div>
  `;
}

function benefitsOf(document, date, level, services) {
  const levels = (versionOn(document, date)?.tiers ?? []).flatMap((ladder) => ladder.levels);
  const { multiplier, discount } = levels.find(({ id }) => id === level)?.benefits ?? {};
  return [
    ...(multiplier ? [`Base points × ${multiplier}`] : []),
    ...(discount ? [`${format.percent(discount)} off`] : []),
    ...services.map(counted),
  ];
}

export const refusedView = (refused) => html`
  <details class="refused">
    <summary>${format.plural(refused.length, 'event')} of the history could not be posted by this program</summary>
    ${problemList(refused.slice(0, 5).map(({ id, problem }) => ({ ...problem, message: `${id}: ${problem.message}` })))}
  </details>
`;
