// Others: who this account is linked to, what they got by what it did, and what it got by theirs. Each amount was booked or handed on.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { capital, words } from '../people.js';
import { card, figure, invented } from './parts.js';

/** Sums by account, rule and unit, in smallest units. */
function sumsOf(list) {
  const sums = new Map();
  for (const { account, rule, unit, units } of list) {
    const key = [account, rule, unit].join(' ');
    const sum = sums.get(key) ?? sums.set(key, { account, rule, unit, units: 0, count: 0 }).get(key);
    sum.units += units;
    sum.count += 1;
  }
  return [...sums.values()];
}

export function networkView(told, { onward, links, happened }) {
  const names = Object.entries(links);
  if (names.length === 0 || told.actor.kind === 'person') return nothing;
  const given = sumsOf(onward.filter(({ event }) => event.credit).map(({ account, event: { credit } }) => ({ account, rule: credit.rule, unit: credit.unit, units: credit.amount })));
  const credits = told.entries.filter(({ kind, cause }) => kind === 'credit' && happened.get(cause)?.credit);
  const got = sumsOf(credits.map(({ cause, rule, unit, amount }) => ({ account: happened.get(cause).credit.account, rule, unit, units: Math.round(Number(amount) * 10 ** told.unit(unit).decimals) })));
  const by = new Map();
  for (const [name, account] of names) by.set(account, [...(by.get(account) ?? []), capital(words(name))]);
  return card(
    'network',
    'Who brings whom',
    html`
      ${[...by].map(([account, kinds]) => html`<p data-linked=${account}>${new Intl.ListFormat('en-GB').format(kinds.map((kind, index) => (index === 0 ? kind : kind.toLowerCase())))} of this account: <strong>Customer ${account}</strong>. ${invented}</p>`)}
      <h3>What others got by it</h3>
      ${list(given, told, 'given', 'Nothing yet.')}
      <h3>What it got by others</h3>
      ${list(got, told, 'got', 'Nothing yet.')}
    `,
  );
}

const list = (sums, told, side, none) =>
  sums.length === 0
    ? html`<p class="quiet">${none}</p>`
    : html`<ul class="plain-list note-lines">
        ${sums.map(
          ({ account, rule, unit, units, count }) => html`
            <li class="note-line" data-side=${side} data-rule=${rule}>
              <div><p class="line-name">${told.names.rule(rule)}</p><p class="quiet">Customer ${account}${count > 1 ? `, ${format.number(count)} times` : ''}</p></div>
              <span class="entry-amount">${figure(units, unit, told)} <span class="quiet">${told.unit(unit).kind === 'points' ? format.lower(told.unit(unit).name) : unit}</span></span>
            </li>
          `,
        )}
      </ul>`;
