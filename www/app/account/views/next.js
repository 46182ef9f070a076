// What comes next if nothing more happens: the engine has run the coming midnights on a copy of the account.
import { html } from 'lit-html';
import * as format from '../../format.js';
import { unitOf } from '../books.js';
import { card } from './parts.js';

const most = 6;

export function nextView(told) {
  const items = told.ahead.slice(0, most);
  return card(
    'next',
    'What comes next',
    items.length === 0
      ? html`<p class="quiet">Nothing becomes available, settles or lapses in the coming months, unless something happens.</p>`
      : html`
          <p class="quiet">If nothing more is bought or done:</p>
          <ol class="timeline">
            ${items.map((one) => html`<li data-next=${one.kind}><time datetime=${one.day}>${format.day(one.day)}</time><span>${text(one, told)}</span></li>`)}
          </ol>
        `,
  );
}

function text({ kind, unit, amount, level, rule, units }, told) {
  const { names } = told;
  if (kind === 'tier') return level ? `The level becomes ${names.level(level)}` : 'The level ends';
  const of = unitOf(unit, told);
  const worth = of.kind === 'points' ? `${format.number(amount)} ${format.lower(of.name)}` : of.kind === 'reward' ? `${format.number(amount)} × ${of.name}` : format.money(amount, told.document.currency);
  const said = {
    activation: () => `${worth} can be used from this day`,
    expiry: () => `Last day to use ${worth}`,
    settlement: () => `${names.rule(rule)}: ${worth} ${units < 0 ? 'is taken back' : 'is settled'}`,
    accrual: () => `${names.rule(rule)}: ${worth}`,
  };
  return said[kind]();
}
