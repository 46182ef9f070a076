// A service that is counted: how many were used, how many are left, and using one.
import { html } from 'lit-html';
import * as format from '../../format.js';
import { bar } from './parts.js';

const periods = { year: 'this year', quarter: 'this quarter', month: 'this month', 'half-year': 'this half-year', week: 'this week' };

/** @param {{ id: string, count: number, used: number, until?: string }} one @param {{ name: string, per?: string, lasts: string, onUse: () => void }} more */
export function serviceView({ id, count, used, until }, { name, per, lasts, onUse }) {
  const left = count - used;
  return html`
    <div class="service" data-service=${id}>
      <div class="ladder-head"><span>${name}</span><span class="whole-figure">${left} of ${count} left</span></div>
      ${bar(`${name}: used`, Math.round((used / count) * 10000), `${used} of ${count} used`)}
      <div class="service-go">
        <p class="quiet">${used} used${periods[per] ? ` ${periods[per]}` : ''}${until ? `; the ${lasts} lasts until ${format.day(until)}` : ''}</p>
        <button class="button small" ?disabled=${left === 0} aria-label="Use one: ${name}" @click=${onUse}>Use one</button>
      </div>
    </div>
  `;
}

export const isCounted = ({ count }) => count !== undefined && count !== null;
