// Simulate: an order book through one or two programs, and what it would have cost.
import { html, nothing, render } from 'lit-html';
import { icons } from '../icons.js';
import { problemList } from '../shop/views/problems.js';
import { reasons } from './left.js';
import { createSimulation } from './model.js';
import { NONE } from './programs.js';
import { reportHtml, reportJson } from './report.js';
import { assumeView } from './views/assume.js';
import { inputView, leftView } from './views/input.js';
import { answer, decilesView, laddersView, origin, pointsView, refusedView, rulesView, sensitivityView, summaryView, topView, assumptionsView } from './views/result.js';
import { runView } from './views/run.js';

/**
 * @param {object} programModel the document in the editor, and the examples
 * @param {{ panel: HTMLElement }} where
 */
export function startSimulateView(programModel, { panel }) {
  const model = createSimulation(programModel);
  const { store } = model;
  let dropping = false;
  const over = (on) => {
    dropping = on;
    draw();
  };

  const view = (state) => html`
    <div class="intro">
      <h1>What would it have cost?</h1>
      <p>A whole order book through one or two programs, here in your browser: what they cost, whom they move, and which uplift pays for them.</p>
    </div>
    <div class="sim">
      <div class="sim-asked">${inputView(state, { model, save, dropping, over })} ${runView(state, { model })}</div>
      ${problemList(state.problems)} ${state.result ? resultView(state) : state.run ? nothing : emptyView()}
    </div>
  `;

  function resultView(state) {
    const { result } = state;
    const { whole, half } = widths(panel);
    const now = state.chosen.filter((id) => id !== NONE).map((id) => model.programs().find((one) => one.id === id)?.text);
    const changed = now.length !== result.programs.length || now.some((text, at) => text !== result.programs[at].text) || (state.book?.read && state.book.read !== state.left.book.read);
    return html`
      <section class="card sim-answer" aria-labelledby="sim-answer-title">
        <h2 id="sim-answer-title" tabindex="-1">The answer</h2>
        ${answer(result)}
        <p class="quiet">${origin(result)}</p>
        ${changed ? html`<p class="note" role="status">The book or the programs above have been changed since: this is the answer for those named here.</p>` : nothing}
        <div class="row">
          <button class="button" @click=${() => save(`simulation.html`, new Blob([reportHtml(result, state.left?.groups ?? [])], { type: 'text/html' }))}>${icons.save}<span>Save the report</span></button>
          <button class="button" @click=${() => save(`simulation.json`, new Blob([reportJson(result, state.left?.groups ?? [])], { type: 'application/json' }))}>${icons.code}<span>Save as JSON</span></button>
        </div>
      </section>
      <section class="card" aria-labelledby="sim-assume-title">
        <h2 id="sim-assume-title">Assumptions</h2>
        <p class="quiet">The book and the programs do not say these. Change one, and the figures are computed anew; nothing runs again.</p>
        ${assumeView(state, { model })}
      </section>
      <section class="card" aria-labelledby="sim-figures-title">
        <h2 id="sim-figures-title">Key figures</h2>
        ${assumptionsView(result)}
        <div class="sim-summary">${summaryView(result)}</div>
        <details><summary>How the benefit hangs on the assumptions</summary><div class="sim-charts">${sensitivityView(result)}</div></details>
      </section>
      <section class="card" aria-labelledby="sim-deciles-title"><h2 id="sim-deciles-title">Whom it favours</h2>${decilesView(result, whole)}</section>
      <section class="card" aria-labelledby="sim-ladders-title"><h2 id="sim-ladders-title">Tiers by month</h2>${laddersView(result, half)}</section>
      <section class="card" aria-labelledby="sim-points-title"><h2 id="sim-points-title">Points outstanding by month</h2>${pointsView(result, whole)}</section>
      <section class="card" aria-labelledby="sim-rules-title"><h2 id="sim-rules-title">By rule</h2>${rulesView(result)}</section>
      <section class="card" aria-labelledby="sim-top-title"><h2 id="sim-top-title">Accounts that cost most</h2>${topView(result)}</section>
      ${leftView(state, { model, save, reasons })} ${refusedCard(result)}
    `;
  }

  const draw = () => {
    if (!panel.hidden) render(view(store.state), panel);
  };
  let had = null;
  let ran = false;
  store.subscribe((state) => {
    draw();
    const isNew = state.result && state.result.made !== had;
    if (isNew) {
      had = state.result.made;
      panel.querySelector('#sim-answer-title')?.focus();
    } else if (Boolean(state.run) !== ran && document.activeElement === document.body) panel.querySelector(state.run ? '#sim-cancel' : '#sim-run')?.focus();
    ran = Boolean(state.run);
  });
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width !== width) draw();
    width = contentRect.width;
  }).observe(panel);
  return { redraw: draw, shown: draw };
}

const emptyView = () => html`
  <section class="card sim-empty" aria-label="No simulation yet">
    <p><strong>Nothing has run yet.</strong> Load the page’s order book or open one of yours, choose the programs, and run it.</p>
    <p class="quiet">You will see sales and cost by kind, participation, points outstanding, tiers, the accounts that cost most, and the break-even uplift under your assumptions.</p>
  </section>
`;

const refusedCard = (result) => {
  const told = refusedView(result);
  return told === nothing ? nothing : html`<section class="card" aria-labelledby="sim-refused-title"><h2 id="sim-refused-title">What was not taken as it stands</h2>${told}</section>`;
};

/** The room that charts have: that of the panel, less the padding of a card. */
function widths(panel) {
  const style = getComputedStyle(panel);
  const room = Math.max(280, Math.round(panel.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 44));
  return { whole: Math.min(room, 1240), half: room > 760 ? Math.floor((room - 24) / 2) : room };
}

/** @param {string} name @param {Blob} blob */
function save(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
