// The assumptions as fields: changing one computes the figures anew and runs nothing.
import { html, nothing } from 'lit-html';
import { assumed } from '../assumptions.js';
import { letter } from './tables.js';

export function assumeView({ assumptions, costs, mistakes, result }, { model }) {
  const { programs } = result;
  return html`
    <div class="sim-assume">
      ${assumed.map(({ id, name, unit, help }) =>
        field({ id: `sim-${id}`, label: `${name}, ${unit}`, help, value: assumptions[id], wrong: mistakes.common?.[id], set: (text) => model.assume(id, text) }),
      )}
      ${programs.flatMap(({ names, currency }, at) =>
        Object.entries(costs[at]).map(([id, value]) =>
          field({
            id: `sim-cost-${at}-${id}`,
            label: `${letter(programs, at)}one of ${names.currency(id)} costs, ${currency}`,
            help: Number(value) === 0 ? 'nothing is assumed: it costs nothing here' : 'if it is redeemed',
            value,
            wrong: mistakes.costs?.[at]?.[`cost ${id}`],
            set: (text) => model.cost(at, id, text),
          }),
        ),
      )}
    </div>
  `;
}

const field = ({ id, label, help, value, wrong, set }) => html`
  <div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} inputmode="decimal" autocomplete="off" .value=${value} aria-describedby="${id}-help" aria-invalid=${wrong ? 'true' : 'false'} @input=${(event) => set(event.target.value)} />
    <p class="sim-help ${wrong ? 'bad' : ''}" id="${id}-help">${wrong ?? help ?? nothing}</p>
  </div>
`;
