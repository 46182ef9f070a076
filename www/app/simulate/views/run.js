// Which programs, and the run itself.
import { html, nothing } from 'lit-html';
import { number } from '../../format.js';
import { icons } from '../../icons.js';
import { MOST } from '../programs.js';
import { duration } from '../numbers.js';
import { letters } from './tables.js';

export function runView({ book, chosen, run, link }, { model, copyLink }) {
  const programs = model.programs();
  const ready = book?.status === 'ready';
  return html`
    <section class="card" aria-labelledby="sim-run-title">
      <h2 id="sim-run-title">Programs</h2>
      <div class="sim-pickers">${chosen.map((_, at) => picker(at, programs, chosen, run, model))}</div>
      <div class="row">
        <button class="button" id="sim-add" ?disabled=${Boolean(run) || chosen.length >= MOST} @click=${model.add}>${icons.plus}<span>Add a program</span></button>
        <button class="button" id="sim-link" @click=${copyLink}>${icons.link}<span>Copy link</span></button>
      </div>
      ${link ? linkView(link) : nothing}
      ${run
        ? progressView(run, chosen.length, model)
        : html`
            <div class="row">
              <button class="button primary" id="sim-run" ?disabled=${!ready} @click=${model.run}>${icons.send}<span>Run the book</span></button>
            </div>
            ${ready ? nothing : html`<p class="quiet">An order book comes first.</p>`}
          `}
    </section>
  `;
}

function picker(at, programs, chosen, run, model) {
  const remove = (event) => {
    const { parentElement } = event.currentTarget.closest('.sim-picker');
    model.remove(at);
    // The button is gone: the list before it, or the first, has the focus.
    setTimeout(() => parentElement.querySelectorAll('select')[Math.max(0, at - 1)]?.focus());
  };
  return html`
    <div class="sim-picker">
      <div class="field">
        <label for="sim-program-${at}">Program ${letters[at]}</label>
        <select id="sim-program-${at}" ?disabled=${Boolean(run)} @change=${(event) => model.choose(at, event.target.value)}>
          ${programs.map(({ id, name }) => html`<option value=${id} .selected=${id === chosen[at]}>${name}</option>`)}
        </select>
      </div>
      ${chosen.length > 1
        ? html`<button class="button icon-only" aria-label="Remove program ${letters[at]}" title="Remove program ${letters[at]}" ?disabled=${Boolean(run)} @click=${remove}>${icons.cross}</button>`
        : nothing}
    </div>
  `;
}

const linkView = ({ address, isCopied }) => html`
  <div class="note ${isCopied ? 'good' : ''}" role="status" id="sim-linked">
    ${isCopied ? icons.check : nothing}
    <div>
      <p>${isCopied ? 'The link is copied.' : 'This browser did not let the link be copied. Here it is:'} It carries the programs and the assumptions, not the order book.</p>
      ${isCopied ? nothing : html`<input id="sim-address" aria-label="The link" readonly .value=${address} @focus=${(event) => event.target.select()} />`}
      ${address.length > LONG ? html`<p class="quiet">It has ${number(address.length)} characters; some mail programs cut links of that length.</p>` : nothing}
    </div>
  </div>
`;

/** What longer links meet. */
const LONG = 8_000;

const together = ['', 'orders', 'orders, of both programs', 'orders, of three programs', 'orders, of four programs'];

function progressView({ done, total, left }, many, model) {
  const text = total === 0 ? 'The book is handed to the engine…' : `${number(done)} of ${number(total)} ${together[many]}${left === null || done === total ? '' : `, about ${duration(left)} left`}`;
  return html`
    <div class="sim-progress">
      <label for="sim-running">Running</label>
      <progress id="sim-running" max=${total || 1} .value=${done}></progress>
      <p class="quiet" id="sim-left">${text}</p>
      <div class="row"><button class="button" id="sim-cancel" @click=${model.cancel}>${icons.cross}<span>Cancel</span></button></div>
    </div>
  `;
}
