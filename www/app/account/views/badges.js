// Badges: those that were earned, and those that are still to come with the rule that gives them.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { versionOn } from '../../engine/terms.js';
import { icons } from '../../icons.js';
import { heldOf, rewardsOf } from '../books.js';
import { card } from './parts.js';

export function badgesView(told) {
  const badges = rewardsOf(told.document, told.date).filter(({ kind }) => kind === 'badge');
  if (badges.length === 0) return nothing;
  const version = versionOn(told.document, told.date);
  const rules = [...(version?.rules ?? []), ...(version?.promotions ?? [])];
  const gives = (id) => rules.find((rule) => rule.give === id || rule.award?.reward === id);
  const [holder] = told.holders;
  const rows = badges.map(({ id }) => {
    const count = heldOf(told.books, holder, `reward:${id}`).available;
    const lot = told.lots.find((one) => one.unit === `reward:${id}` && (one.holder ?? '') === holder);
    // A badge that goes to people is none of the company's.
    const owners = [...told.books].filter(([of, units]) => of.startsWith('person:') && units.get(`reward:${id}`)?.available > 0).length;
    return { id, count, day: lot?.day, rule: gives(id), owners };
  });
  const ofPeople = told.actor.kind !== 'person' && rows.some(({ owners }) => owners > 0);
  return card(
    'badges',
    'Badges',
    html`<ul class="badges">
      ${rows.map(({ id, count, day, rule, owners }) => {
        const has = count > 0 || (ofPeople && owners > 0);
        const text = count > 0 ? (day ? `Since ${format.day(day)}` : 'Earned') : ofPeople && owners > 0 ? `${format.plural(owners, 'person has', 'people have')} it` : rule ? `Not yet: ${format.lower(told.names.rule(rule.id))}` : 'Not yet';
        return html`
          <li class="medal ${has ? 'has' : ''}" data-badge=${id} data-has=${has}>
            ${has ? icons.medal : icons.lock}
            <div><p class="line-name">${told.names.reward(id)}</p><p class="quiet">${text}</p></div>
          </li>
        `;
      })}
    </ul>`,
  );
}
