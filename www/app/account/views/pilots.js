// Pilots: which group the account was drawn into, and what that group has.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { nameIn, versionOn } from '../../engine/terms.js';
import { capital, words } from '../people.js';
import { card } from './parts.js';

const groups = { test: 'Test group', control: 'Control group' };

const asks = ({ when }, id) => JSON.stringify(when?.account?.pilot ?? '').includes(`"${id}"`);

export function pilotsView(told) {
  const version = versionOn(told.document, told.date);
  const pilots = version?.pilots ?? [];
  if (pilots.length === 0) return nothing;
  return card(
    'pilots',
    'Pilots',
    html`<ul class="plain-list pilots">
      ${pilots.map((pilot) => pilotView(pilot, version, told))}
    </ul>`,
  );
}

function days({ from, to } = {}) {
  return [from ? `from ${format.day(from)}` : '', to ? `to ${format.day(to)}` : ''].filter(Boolean).join(' ');
}

function pilotView({ id, name, share, control, window }, version, told) {
  const group = told.pilots[id] ?? null;
  const terms = (version.terms ?? []).filter((one) => asks(one, id));
  const gives = terms.flatMap(({ add = [], change = [] }) => [...add, ...change]).map((rule) => nameIn(rule.name) ?? told.names.rule(rule.id));
  const runs = !window || ((window.from ?? '') <= told.date && told.date <= (window.to ?? '9999'));
  const said = {
    test: gives.length > 0 ? `Has: ${gives.join('; ')}.` : 'Has what the pilot tries out.',
    control: 'Has what everybody has; its results are compared with those of the test group.',
    none: 'Not drawn: it has what everybody has.',
  };
  return html`
    <li class="pilot" data-pilot=${id} data-group=${group ?? ''}>
      <div class="ladder-head"><strong>${nameIn(name) ?? capital(words(id))}</strong><span class="badge">${groups[group] ?? 'In no group'}</span></div>
      <p>${said[group ?? 'none']}</p>
      <p class="quiet">
        ${format.percent(share)} of the accounts it is for are in the test group${control ? html`, ${format.percent(control)} in the control group` : nothing}${window ? html`; it runs ${days(window)}` : nothing}${runs ? '' : ', so it changes nothing on this day'}.
      </p>
    </li>
  `;
}
