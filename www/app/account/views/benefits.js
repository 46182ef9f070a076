// What the level brings, with what was used of it and what is left.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { nameIn, versionOn } from '../../engine/terms.js';
import { bar, card, outcomeView } from './parts.js';

const periods = { year: 'this year', quarter: 'this quarter', month: 'this month', 'half-year': 'this half-year', week: 'this week' };

export function benefitsView(told, { standing }, model) {
  const ladders = (standing?.tiers ?? []).filter(({ after }) => after);
  const parts = ladders.map((ladder) => ladderView(ladder, told, model)).filter((part) => part !== nothing);
  if (parts.length === 0) return nothing;
  return card('benefits', 'Benefits', html`${outcomeView('benefits', model.store.state, model)} ${parts}`);
}

function ladderView({ ladder, after, services = [] }, told, model) {
  const level = (versionOn(told.document, told.date)?.tiers ?? []).find(({ id }) => id === ladder)?.levels.find(({ id }) => id === after);
  const { multiplier, discount, services: written = [] } = level?.benefits ?? {};
  const plain = [...(multiplier ? [`Base points × ${multiplier}`] : []), ...(discount ? [`${format.percent(discount)} off`] : [])];
  const open = services.filter(({ count }) => count === undefined || count === null);
  const counted = services.filter((one) => !open.includes(one));
  const name = (one) => nameIn(written.find(({ id }) => id === one.id)?.name) ?? one.name ?? one.id;
  if (plain.length + services.length === 0) return nothing;
  return html`
    <p class="ladder-levels"><span class="badge">${told.names.level(after)}</span><span class="quiet">${told.names.ladder(ladder)}</span></p>
    ${plain.length + open.length > 0 ? html`<ul class="benefits">${[...plain, ...open.map(name)].map((text) => html`<li>${text}</li>`)}</ul>` : nothing}
    ${counted.map((one) => {
      const left = one.count - one.used;
      const per = written.find(({ id }) => id === one.id)?.per;
      return html`
        <div class="service" data-service=${one.id}>
          <div class="ladder-head"><span>${name(one)}</span><span>${left} of ${one.count} left</span></div>
          ${bar(`${name(one)}: used`, Math.round((one.used / one.count) * 10000), `${one.used} of ${one.count} used`)}
          <div class="service-go">
            <p class="quiet">${one.used} used${periods[per] ? ` ${periods[per]}` : ''}${one.until ? `; the level lasts until ${format.day(one.until)}` : ''}</p>
            <button class="button small" ?disabled=${left === 0} aria-label="Use one: ${name(one)}" @click=${() => model.useService(one.id, name(one))}>Use one</button>
          </div>
        </div>
      `;
    })}
  `;
}
