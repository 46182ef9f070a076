// What the level brings, with what was used of it and what is left.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { nameIn, versionOn } from '../../engine/terms.js';
import { card, outcomeView } from './parts.js';
import { isCounted, serviceView } from './services.js';

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
  const open = services.filter((one) => !isCounted(one));
  const counted = services.filter(isCounted);
  const name = (one) => nameIn(written.find(({ id }) => id === one.id)?.name) ?? one.name ?? one.id;
  if (plain.length + services.length === 0) return nothing;
  return html`
    <p class="ladder-levels"><span class="badge">${told.names.level(after)}</span><span class="quiet">${told.names.ladder(ladder)}</span></p>
    ${plain.length + open.length > 0 ? html`<ul class="benefits">${[...plain, ...open.map(name)].map((text) => html`<li>${text}</li>`)}</ul>` : nothing}
    ${counted.map((one) =>
      serviceView(one, { name: name(one), per: written.find(({ id }) => id === one.id)?.per, lasts: 'level', onUse: () => model.useService(one.id, name(one)) }),
    )}
  `;
}
