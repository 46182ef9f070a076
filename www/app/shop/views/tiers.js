// Tiers before and after this order, with what is still missing, by when, and where the present pace leads.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { versionOn } from '../../engine/terms.js';
import { meter } from './meter.js';

const ladderOf = (document, date, ladder) => (versionOn(document, date.slice(0, 10))?.tiers ?? []).find(({ id }) => id === ladder);

function isMoney({ metrics = [] } = {}, metric) {
  const of = metrics.find(({ id }) => id === metric)?.of;
  return of === 'amount' || of === 'value';
}

/** A few words on the way to a level: what is missing, by when, and where the present pace leads. */
export function progressText(progress, { document, names, date, ladder }) {
  const terms = ladderOf(document, date, ladder);
  const text = (metric, value) => (isMoney(terms, metric) ? format.money(value, document.currency) : format.number(Number(value)));
  const counted = (metric, value) => {
    const name = format.lower(names.metric(ladder, metric));
    if (isMoney(terms, metric)) return `${text(metric, value)} of ${name}`;
    return `${text(metric, value)} ${Number(value) === 1 ? name.replace(/s$/, '') : name}`;
  };
  const missing = progress.metrics.filter((one) => !format.isZero(one.missing));
  const join = terms?.need === 'any' ? ' or ' : ' and ';
  const parts = missing.map((one) => counted(one.metric, one.missing));
  const open = parts.length > 0 ? `${parts.join(join)} still missing` : 'All of it is there';
  const by = progress.by ? `, by ${format.day(progress.by)}` : '';
  const ahead = missing.filter((one) => one.forecast !== undefined).map((one) => text(one.metric, one.forecast)).join(join);
  const reached = progress.expected ? `reached on ${format.day(progress.expected)}` : '';
  const outlook = [ahead ? `${ahead} by then` : '', reached].filter(Boolean).join(', ');
  const pace = outlook ? `. At the present pace${progress.pace ? ` (${format.pace(progress.pace)})` : ''}: ${outlook}` : '';
  return `${open}${by}${pace}.`;
}

export function tiersView(state, shop) {
  const { result, standing, document } = state;
  const ladders = result.preview?.tiers ?? [];
  if (ladders.length === 0) return nothing;
  const names = shop.names();
  return html`
    <section class="card" aria-labelledby="tiers-title">
      <h2 id="tiers-title">Tier after this order</h2>
      ${ladders.map((now) => ladderView(now, standing?.tiers.find(({ ladder }) => ladder === now.ladder), { document, names, date: state.date }))}
    </section>
  `;
}

function ladderView(now, then, context) {
  const { names } = context;
  const risen = now.before !== now.after;
  const goal = then?.next ?? now.next;
  const share = now.next && now.next.level === goal?.level ? now.next.share : 10000;
  return html`
    <div class="ladder">
      <p class="ladder-levels">
        <span class="quiet">${names.ladder(now.ladder)}</span>
        <span class="badge">${now.before ? names.level(now.before) : 'No level'}</span>
        ${risen ? html`<span aria-hidden="true">→</span><span class="unseen">becomes</span><span class="badge reached">${names.level(now.after)}</span>` : nothing}
      </p>
      ${goal
        ? html`
            <div class="ladder-head">
              <span>To ${names.level(goal.level)}</span>
              <span>${format.percent((then?.next?.share ?? 0) / 10000)} → ${format.percent(share / 10000)}</span>
            </div>
            ${meter({ label: `Way to ${names.level(goal.level)}`, before: then?.next?.share ?? 0, after: share })}
          `
        : nothing}
      ${risen ? html`<p class="good">This order reaches ${names.level(now.after)}. The next order earns by it.</p>` : nothing}
      ${now.next ? html`<p class="quiet">${risen ? `Next, ${names.level(now.next.level)}: ` : ''}${progressText(now.next, { ...context, ladder: now.ladder })}</p>` : nothing}
    </div>
  `;
}
