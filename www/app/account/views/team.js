// The team board: a board of the program as the engine ranks it, or who earned how much over a period.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { boardsOf, dayOf, daysOf, periods, ranked } from '../board.js';
import { unitOf } from '../books.js';
import { capital, words } from '../people.js';
import { card, choose, figure, invented, outcomeView } from './parts.js';

export function teamView(told, state, model) {
  const boards = boardsOf(told);
  if (state.people.length === 0 || boards.length === 0) return nothing;
  const { board } = model.store.state;
  const chosen = boards.find(({ id }) => id === board.id) ?? boards[0];
  const set = (patch) => model.set({ board: { ...board, ...patch } });
  const inner = chosen.board ? boardView(chosen, board, told, state, model, set) : earnedView(chosen, board, told, state, set);
  return card(
    'team',
    'Team board',
    html`${outcomeView('team', model.store.state, model)} ${choose('board-which', 'Ranked by', chosen.id, boards, (id) => set({ id }))} ${inner}`,
  );
}

const row = ({ rank, id, name, about, figure: text, share, me }, extra = nothing) => html`
  <li class=${me ? 'me' : ''} data-ranked=${id} data-rank=${rank}>
    <span class="rank">${rank}</span>
    <div>
      <p class="line-name">${name} ${me ? html`<span class="tag">You</span>` : nothing}</p>
      <p class="quiet">${about} ${extra}</p>
    </div>
    <span class="entry-amount">${text}</span>
    <svg class="board-bar" width="100%" height="4" aria-hidden="true"><rect class="meter-before" width="${Math.max(0, share * 100)}%" height="4" rx="2" /></svg>
  </li>
`;

const aboutPerson = (person) => (person ? `${capital(words(person.role))}, ${words(person.team)}` : '');

/** A board of the program: places, totals and what they win are the engine's. */
function boardView({ board: written }, { which = 'now' }, told, state, model, set) {
  const spans = { day: 'day', week: 'week', month: 'month', quarter: 'quarter', 'half-year': 'half-year', year: 'year' };
  const span = spans[written.over];
  const before = which === 'before' && span !== undefined;
  const at = dayOf(written, told.date, told.document, before);
  const { places, problems } = model.board(written.id, at);
  const teams = written.ranks === 'team';
  const isMoney = ['amount', 'value'].includes(written.of);
  const most = Math.max(1, ...places.map(({ total }) => Number(total)));
  const wins = ({ unit, wins: won }) => (unit ? html`${teams ? '' : '· '}wins <span class="earn">${prize(unit, won, told)}</span>` : nothing);
  const options = [{ id: 'now', name: `This ${span}` }, { id: 'before', name: `Last ${span}` }];
  return html`
    ${span ? choose('board-period', 'Over', before ? 'before' : 'now', options, (id) => set({ which: id })) : nothing}
    ${problems.length > 0 ? html`<p class="quiet">${problems[0].message}</p>` : nothing}
    ${places.length === 0 ? html`<p class="quiet">Nobody has a place yet${written.least ? `: it takes ${isMoney ? format.money(String(written.least), told.document.currency) : format.number(Number(written.least))}` : ''}.</p>` : nothing}
    <ol class="board">
      ${places.map((one) => {
        const person = state.people.find(({ id }) => id === one.name);
        const name = teams ? `Team ${words(one.name)}` : (person?.name ?? capital(words(one.name)));
        const me = teams ? one.name === told.actor.team : one.name === told.actor.participant;
        const text = isMoney ? format.money(one.total, told.document.currency) : format.number(Number(one.total));
        return row({ rank: one.place, id: one.name, name, about: teams ? '' : aboutPerson(person), figure: text, share: Number(one.total) / most, me }, wins(one));
      })}
    </ol>
    ${told.actor.kind === 'operator' && before && places.length > 0
      ? html`<button class="button" @click=${() => model.closeBoard(written.id, at)}>${icons.check}<span>Book what last ${span} won</span></button>`
      : nothing}
    <p class="quiet">${invented} Ranked by the engine; who reached a total earlier comes first.</p>
  `;
}

function prize(unit, won, told) {
  const { kind, name } = unitOf(unit, told);
  if (kind === 'points') return `${format.number(Number(won))} ${format.lower(name)}`;
  return kind === 'reward' ? `${Number(won) === 1 ? '' : `${won} × `}${format.lower(name)}` : format.money(String(won), told.document.currency);
}

/** What people earned of a unit in a period, from the entries. */
function earnedView({ unit }, { period }, told, { people }, set) {
  const { rows, teams } = ranked(people, told.entries, unit, daysOf(period, told.date, told.document), told);
  const most = Math.max(1, ...rows.map((one) => one.units));
  return html`
    ${choose('board-period', 'Over', period, periods, (id) => set({ period: id }))}
    <p class="teams">${teams.map(({ team, units, rank }) => html`<span class="team"><span class="quiet">${rank}. Team ${words(team)}</span> <strong>${figure(units, unit, told)}</strong></span>`)}</p>
    <ol class="board" data-unit=${unit}>
      ${rows.map(({ person, units, rank }) =>
        row({ rank, id: person.id, name: person.name, about: aboutPerson(person), figure: figure(units, unit, told), share: units / most, me: person.id === told.actor.participant }),
      )}
    </ol>
    <p class="quiet">${invented} Earned in the period, whatever was spent since. A team counts its people and its pool.</p>
  `;
}
