// What the operator books by hand: a correction, points from one to another, a person who leaves. All of it with a reason.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { currenciesOf } from '../../engine/terms.js';
import { icons } from '../../icons.js';
import { rewardsOf } from '../books.js';
import { card, choose, outcomeView } from './parts.js';

const kinds = { adjust: 'Correct a balance', transfer: 'Move points to somebody', leave: 'A person leaves' };

export const freshByHand = { kind: 'adjust', unit: '', whose: '', to: '', amount: '', reason: '', approver: 'operator' };

export function byHandView(told, state, model) {
  if (told.actor.kind !== 'operator') return nothing;
  const { people } = state;
  const hasPeople = people.length > 0;
  const { byHand } = model.store.state;
  const set = (patch) => model.set({ byHand: { ...byHand, ...patch } });
  const options = Object.entries(kinds).filter(([id]) => id === 'adjust' || hasPeople);
  const kind = options.some(([id]) => id === byHand.kind) ? byHand.kind : 'adjust';
  const persons = people.map(({ id, name }) => ({ id, name }));
  const company = { id: '', name: 'The company' };
  const field = (id, label, key, more = {}) => html`
    <div class="field">
      <label for=${id}>${label}</label>
      <input id=${id} type="text" required autocomplete="off" inputmode=${more.inputmode ?? 'text'} placeholder=${more.placeholder ?? ''} .value=${live(byHand[key])} @input=${(event) => set({ [key]: event.target.value })} />
    </div>
  `;
  const parts = {
    adjust: () => html`
      ${choose('by-hand-unit', 'What', byHand.unit, unitsOf(told), (unit) => set({ unit }))} ${hasPeople ? choose('by-hand-whose', 'Whose', byHand.whose, [company, ...persons], (whose) => set({ whose })) : nothing}
      ${field('by-hand-amount', 'Adds; less than zero takes away', 'amount', { inputmode: 'decimal', placeholder: 'such as 50' })}
    `,
    transfer: () => html`
      ${choose('by-hand-unit', 'What', byHand.unit, currencies(told), (unit) => set({ unit }))} ${choose('by-hand-whose', 'From', byHand.whose, [company, ...persons], (whose) => set({ whose }))}
      ${choose('by-hand-to', 'To', byHand.to || persons[0].id, persons, (to) => set({ to }))} ${field('by-hand-amount', 'How many', 'amount', { inputmode: 'decimal', placeholder: 'such as 50' })}
    `,
    leave: () => html`
      ${choose('by-hand-whose', 'Who leaves', byHand.whose || persons[0].id, persons, (whose) => set({ whose }))}
      ${choose('by-hand-to', 'What they have goes', byHand.to, [{ id: '', name: 'where the program says' }, ...persons.map(({ id, name }) => ({ id, name: `to ${name}` }))], (to) => set({ to }))}
    `,
  };
  const send = (event) => {
    event.preventDefault();
    model.bookByHand(kind, { ...byHand, unit: byHand.unit || currencies(told)[0].id, person: byHand.whose || persons[0]?.id, toPerson: byHand.to || persons[0]?.id });
  };
  return card(
    'by-hand',
    'Book by hand',
    html`
      ${outcomeView('by-hand', model.store.state, model)}
      <form class="by-hand" @submit=${send}>
        ${options.length > 1 ? choose('by-hand-kind', 'What happens', kind, options.map(([id, name]) => ({ id, name })), (id) => model.set({ byHand: { ...freshByHand, kind: id } })) : nothing}
        ${parts[kind]()} ${kind === 'leave' ? nothing : field('by-hand-reason', 'Reason', 'reason', { placeholder: 'as members read it' })} ${kind === 'adjust' ? field('by-hand-approver', 'Approved by', 'approver') : nothing}
        <button class="button primary">${icons.check}<span>Book it</span></button>
      </form>
    `,
  );
}

const currencies = ({ document, names }) => currenciesOf(document).map(({ id }) => ({ id, name: names.currency(id) }));

/** What can be corrected: points, rewards that may be given, and money and funds that somebody has. */
function unitsOf(told) {
  const rewards = rewardsOf(told.document, told.date).map(({ id }) => ({ id: `reward:${id}`, name: told.names.reward(id) }));
  const held = [...new Set([...told.books.values()].flatMap((units) => [...units.keys()]))];
  const known = [...currencies(told), ...rewards];
  return [...known, ...held.filter((unit) => !known.some(({ id }) => id === unit)).map((unit) => ({ id: unit, name: told.unit(unit).name }))];
}
