// The team board: who earned how much over a period, people and teams.
import { html, nothing } from 'lit-html';
import { daysOf, periods, ranked, unitsOfPeople } from '../board.js';
import { unitOf } from '../books.js';
import { capital, words } from '../people.js';
import { card, choose, figure, invented } from './parts.js';

export function teamView(told, { people }, model) {
  const units = unitsOfPeople(told.entries);
  if (people.length === 0 || units.length === 0) return nothing;
  const { board } = model.store.state;
  const unit = units.includes(board.unit) ? board.unit : units[0];
  const { rows, teams } = ranked(people, told.entries, unit, daysOf(board.period, told.date, told.document), told);
  const most = Math.max(1, ...rows.map((row) => row.units));
  const set = (patch) => model.set({ board: { ...board, ...patch } });
  return card(
    'team',
    'Team board',
    html`
      <div class="statement-filters">
        ${choose('board-unit', 'Ranked by', unit, units.map((id) => ({ id, name: unitOf(id, told).name })), (id) => set({ unit: id }))}
        ${choose('board-period', 'Over', board.period, periods, (period) => set({ period }))}
      </div>
      <p class="teams">${teams.map(({ team, units: sum, rank }) => html`<span class="team"><span class="quiet">${rank}. Team ${words(team)}</span> <strong>${figure(sum, unit, told)}</strong></span>`)}</p>
      <ol class="board">
        ${rows.map(
          ({ person, units: sum, rank }) => html`
            <li class=${person.id === told.actor.participant ? 'me' : ''} data-person=${person.id} data-units=${sum}>
              <span class="rank">${rank}</span>
              <div>
                <p class="line-name">${person.name} ${person.id === told.actor.participant ? html`<span class="tag">You</span>` : nothing}</p>
                <p class="quiet">${capital(words(person.role))}, ${words(person.team)}</p>
              </div>
              <span class="entry-amount">${figure(sum, unit, told)}</span>
              <svg class="board-bar" width="100%" height="4" aria-hidden="true"><rect class="meter-before" width="${Math.max(0, (sum / most) * 100)}%" height="4" rx="2" /></svg>
            </li>
          `,
        )}
      </ol>
      <p class="quiet">${invented} Earned in the period, whatever was spent since. A team counts its people and its pool.</p>
    `,
  );
}
