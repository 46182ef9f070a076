// Which programs, and the run itself.
import { html, nothing } from 'lit-html';
import { number } from '../../format.js';
import { icons } from '../../icons.js';
import { NONE } from '../programs.js';
import { duration } from '../numbers.js';

export function runView({ book, chosen, run }, { model }) {
  const programs = model.programs();
  const ready = book?.status === 'ready';
  return html`
    <section class="card" aria-labelledby="sim-run-title">
      <h2 id="sim-run-title">Programs</h2>
      <div class="sim-pickers">
        ${picker(0, programs, chosen, run, model)} ${picker(1, [{ id: NONE, name: 'none: look at A alone' }, ...programs], chosen, run, model)}
      </div>
      ${run
        ? progressView(run, chosen[1] !== NONE, model)
        : html`
            <div class="row">
              <button class="button primary" id="sim-run" ?disabled=${!ready} @click=${model.run}>${icons.send}<span>Run the book</span></button>
            </div>
            ${ready ? nothing : html`<p class="quiet">An order book comes first.</p>`}
          `}
    </section>
  `;
}

const picker = (at, programs, chosen, run, model) => html`
  <div class="field">
    <label for="sim-program-${at}">Program ${'AB'[at]}</label>
    <select id="sim-program-${at}" ?disabled=${Boolean(run)} @change=${(event) => model.choose(at, event.target.value)}>
      ${programs.map(({ id, name }) => html`<option value=${id} .selected=${id === chosen[at]}>${name}</option>`)}
    </select>
  </div>
`;

function progressView({ done, total, left }, two, model) {
  const text = total === 0 ? 'The book is handed to the engine…' : `${number(done)} of ${number(total)} ${two ? 'orders, of both programs' : 'orders'}${left === null || done === total ? '' : `, about ${duration(left)} left`}`;
  return html`
    <div class="sim-progress">
      <label for="sim-running">Running</label>
      <progress id="sim-running" max=${total || 1} .value=${done}></progress>
      <p class="quiet" id="sim-left">${text}</p>
      <div class="row"><button class="button" id="sim-cancel" @click=${model.cancel}>${icons.cross}<span>Cancel</span></button></div>
    </div>
  `;
}
