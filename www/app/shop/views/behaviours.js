// What else earns: the activities that the program names, each with what it would bring now.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { icons } from '../../icons.js';
import { figuresOf } from '../totals.js';
import { inline } from './figures.js';
import { problemList } from './problems.js';

const readable = (type) => type.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

export function behavioursView(state, shop) {
  const types = shop.activities();
  if (types.length === 0 || state.progress) return nothing;
  const { chosen, subject, quantity, outcome, problems, recorded } = state.behaviour;
  const type = types.includes(chosen) ? chosen : types[0];
  const figures = outcome ? figuresOf(outcome, state) : [];
  return html`
    <section class="card behaviours" aria-labelledby="behaviours-title">
      <h2 id="behaviours-title">Beyond orders</h2>
      <p class="quiet">The program also rewards what people do.</p>
      <div class="behaviour-fields">
        <div class="field">
          <label for="behaviour">Activity</label>
          <select id="behaviour" @change=${(event) => shop.behaviour({ chosen: event.target.value })}>
            ${types.map((one) => html`<option value=${one} ?selected=${one === type}>${readable(one)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="subject">About</label>
          <input id="subject" type="text" placeholder="Which one" autocomplete="off" .value=${live(subject)} @change=${(event) => shop.behaviour({ subject: event.target.value.trim() })} />
        </div>
        <div class="field narrow">
          <label for="amount">How much</label>
          <input id="amount" type="text" inputmode="decimal" autocomplete="off" .value=${live(quantity)} @change=${(event) => shop.behaviour({ quantity: event.target.value.trim() })} />
        </div>
      </div>
      ${problemList(problems)}
      <div class="behaviour-go">
        <p id="behaviour-effect">
          ${outcome ? (figures.length > 0 ? html`Would bring <span class="earn">${inline(figures)}</span>` : html`<span class="quiet">Would bring nothing now</span>`) : nothing}
        </p>
        <button class="button" ?disabled=${!outcome} aria-describedby="behaviour-effect" @click=${shop.record}>${icons.plus}<span>Record it</span></button>
      </div>
      <p role="status" class="good">
        ${recorded ? html`${readable(recorded.type)} recorded: ${figuresOf(recorded.outcome, state).map(({ text }) => text).join(', ') || 'it brought nothing'}.` : nothing}
      </p>
    </section>
  `;
}
