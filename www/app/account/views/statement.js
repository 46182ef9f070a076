// The statement: what was booked, newest first, by status and by person.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { nameIn } from '../../engine/terms.js';
import { isBooked, unitOf } from '../books.js';
import { holderName } from '../people.js';
import { few } from '../model.js';
import { card, choose, figure, invented } from './parts.js';

const kinds = {
  accrual: 'Earned',
  return: 'Taken back for a return',
  settlement: 'Settled',
  restatement: 'Settled anew',
  opening: 'Brought along',
  tier: 'Level',
  use: 'Used',
  'write-off': 'Written off',
  activation: 'Became available',
  expiry: 'Lapsed',
  reservation: 'Set aside',
  redemption: 'Redeemed',
  cancellation: 'Came back',
  reversal: 'Taken back',
  claim: 'Claimed from a fund',
  adjustment: 'Corrected by hand',
  transfer: 'Transferred',
  credit: 'Credited',
  merger: 'Merged',
  plan: 'Plan',
  fee: 'Fee of a plan',
};

const statuses = [
  { id: '', name: 'Everything' },
  { id: 'available', name: 'Available' },
  { id: 'pending', name: 'Pending' },
  { id: 'reserved', name: 'Reserved' },
];

/** The holders whose entries somebody may look at. */
function holdersIn(told, people) {
  if (told.actor.kind === 'person') return told.holders.map((id) => ({ id, name: holderName(id, people) }));
  const all = [...new Set(told.entries.map(({ holder }) => holder ?? ''))].sort();
  return [{ id: 'all', name: 'Everybody' }, ...all.map((id) => ({ id: id || 'company', name: holderName(id, people) }))];
}

export function statementView(told, state, model) {
  const { filter, shown } = model.store.state;
  const options = holdersIn(told, state.people);
  const usual = told.actor.kind === 'company' ? 'company' : options[0].id;
  const chosen = options.find(({ id }) => id === (filter.holder || usual)) ?? options[0];
  const wants = ({ entries: [first, second] }) => {
    const holder = first.holder ?? '';
    const seen = chosen.id === 'all' || (chosen.id === 'company' ? holder === '' : holder === chosen.id);
    return seen && (filter.status === '' || [first, second].some((entry) => entry && isBooked(entry) && (entry.status ?? 'available') === filter.status));
  };
  const rows = told.rows.filter(wants);
  const set = (patch) => model.set({ filter: { ...filter, ...patch }, shown: few });
  return card(
    'statement',
    'Statement',
    html`
      <div class="statement-filters">
        ${choose('statement-status', 'Status', filter.status, statuses, (status) => set({ status }))}
        ${options.length > 1 && !(options[0].id === 'all' && options.length === 2) ? choose('statement-holder', 'Whose', chosen.id, options, (holder) => set({ holder })) : nothing}
      </div>
      ${rows.length === 0 ? html`<p class="quiet">No entry of this kind.</p>` : rowsView(rows.slice(0, shown), told, state, chosen)}
      ${rows.length > shown ? html`<button class="button" @click=${() => more(model, shown)}>Show ${Math.min(20, rows.length - shown)} more of ${format.number(rows.length)}</button>` : nothing}
    `,
    { count: format.plural(rows.length, 'entry', 'entries') },
  );
}

const rowsView = (rows, told, state, chosen) =>
  html`<ol class="plain-list statement">
    ${rows.map((row) => rowView(row, told, state, { whose: chosen.id === 'all' }))}
  </ol>`;

/** The first of the new rows gets the focus, so that reading goes on there. */
async function more(model, shown) {
  model.set({ shown: shown + 20 });
  await new Promise((resolve) => requestAnimationFrame(resolve));
  document.querySelectorAll('.statement > li')[shown]?.focus({ preventScroll: true });
}

function rowView({ entries: [entry, other], moved }, told, state, { whose }) {
  const names = told.names;
  const { kind, unit, status, holder, cause, participant, reason, approver, period, corrects, partner } = entry;
  const by = cause ? state.happened.get(cause) : null;
  const about = [
    whose && holder ? holderName(holder, state.people) : '',
    participant && !by?.order && holder !== `person:${participant}` ? `by ${holderName(`person:${participant}`, state.people)}` : '',
    period ? `for ${period.split('..').map(format.day).join(' to ')}` : '',
    partner ? `at ${nameIn(told.document.partners?.find((one) => one.id === partner)?.name) ?? partner}` : '',
    by?.credit && by.credit.account ? `from customer ${by.credit.account}` : '',
    approver ? `approved by ${approver}` : '',
    corrects ? `corrects ${corrects}` : '',
    reason ? `“${reason}”` : '',
  ].filter(Boolean);
  const madeUp = state.invented.has(cause) || state.invented.has(entry.rule);
  return html`
    <li class="entry" tabindex="-1" data-kind=${kind} data-unit=${unit} data-status=${(moved ? other.status : status) ?? ''} data-holder=${holder ?? ''}>
      <div>
        <p class="entry-what">${ruleText(entry, names, state)}${madeUp ? invented : nothing}</p>
        <p class="quiet">
          <time datetime=${entry.at}>${format.day(entry.at)}</time> · ${kinds[kind] ?? kind}${status === 'pending' && !moved ? ', pending' : ''}${by?.order && kind === 'accrual' ? ` · order ${cause}` : ''}${about.length > 0 ? ` · ${about.join(' · ')}` : ''}
        </p>
      </div>
      ${amountView(entry, moved, told)}
    </li>
  `;
}

/** What an entry is about: a rule, a reward, an order or activity that something goes back to. */
function ruleText({ rule, unit, kind, order, cause }, names, state) {
  const left = state.happened.get(cause)?.leave;
  if (left) return `${holderName(`person:${left.participant}`, state.people)} left`;
  if (kind === 'adjustment') return unit.startsWith('reward:') ? names.reward(unit.slice(7)) : 'Correction';
  if (kind === 'transfer') return unit.startsWith('reward:') ? names.reward(unit.slice(7)) : 'Points moved';
  const event = state.happened.get(rule);
  if (event?.order) return `Order ${rule}`;
  if (event?.activity) return `${names.activity(event.activity.type)}, ${format.day(event.activity.at)}`;
  if (event?.redeem) return names.reward(event.redeem.reward ?? rule);
  if (rule === 'redemption') return unit.startsWith('reward:') ? names.reward(unit.slice(7)) : names.ofRedemption;
  if (kind === 'plan') return 'Plan';
  if (kind === 'return' && order) return `${names.rule(rule)}, order ${order}`;
  if (kind === 'use' || kind === 'redemption' || kind === 'reservation' || kind === 'cancellation') return names.service(rule) ?? names.reward(rule);
  return names.rule(rule);
}

function amountView({ unit, amount, level, kind }, moved, told) {
  if (kind === 'plan') return html`<span class="entry-amount"><span class="badge">${level ? told.names.level(level) : 'None'}</span></span>`;
  if (kind === 'tier') return html`<span class="entry-amount"><span class="badge">${level ? told.names.level(level) : 'None'}</span></span>`;
  if (unit === 'use') return html`<span class="entry-amount">${format.number(amount)} used</span>`;
  const { decimals, kind: of, name } = unitOf(unit, told);
  const units = Math.round(Number(amount) * 10 ** decimals);
  const text = moved ? figure(Math.abs(units), unit, told) : format.signed(figure(units, unit, told), units);
  // A fee is what the account pays, not what it gets.
  if (kind === 'fee') return html`<span class="entry-amount">${figure(units, unit, told)} <span class="quiet">to pay</span></span>`;
  const less = units < 0 && !moved;
  return html`<span class="entry-amount ${less ? 'less' : moved ? '' : 'earn'}">${moved ? html`<span class="unseen">moved: </span>` : nothing}${text} <span class="quiet">${of === 'points' ? format.lower(name) : of === 'reward' ? (kind === 'transfer' || kind === 'merger' ? format.lower(name) : '') : of === 'fund' ? format.lower(name.replace('Fund: ', '')) : unit}</span></span>`;
}
