// Simulate: an order book through one to four programs, and what it would have cost.
import { html, nothing, render } from 'lit-html';
import { icons } from '../icons.js';
import { plural } from '../format.js';
import { problemList } from '../shop/views/problems.js';
import { reasons } from './left.js';
import { announce } from '../announce.js';
import { isLink, linkOf, opened } from './link.js';
import { createSimulation } from './model.js';
import { month } from './numbers.js';
import { reportHtml, reportJson } from './report.js';
import { save, saveText } from './save.js';
import { assumeView } from './views/assume.js';
import { inputView, leftView } from './views/input.js';
import { sensitivityView, waterfallView } from './views/cost.js';
import { decilesView } from './views/deciles.js';
import { laddersView } from './views/ladders.js';
import { liabilityView, pointsView } from './views/points.js';
import { answer, origin, refusedView, rulesView, summaryView, topView, assumptionsView } from './views/result.js';
import { runView } from './views/run.js';
import { seekView } from './views/seek.js';
import { contractView, hasContracts, hasPilots, hasSegments, pilotsView, segmentsView } from './views/segments.js';
import { letter } from './views/tables.js';

/**
 * @param {object} programModel the document in the editor, and the examples
 * @param {{ panel: HTMLElement }} where
 */
export function startSimulateView(programModel, { panel }) {
  const model = createSimulation(programModel);
  const { store } = model;
  let dropping = false;
  let link = null;
  const over = (on) => {
    dropping = on;
    draw();
  };

  const view = (state) => html`
    <div class="intro">
      <h1>What would it have cost?</h1>
      <p>A whole order book through one to four programs, here in your browser: what they cost, whom they move, and which uplift pays for them.</p>
    </div>
    <div class="sim">
      <div class="sim-asked">${inputView(state, { model, save, dropping, over })} ${runView({ ...state, link }, { model, copyLink })}</div>
      ${problemList(state.problems)} ${state.soFar ? soFarView(state.soFar) : state.result ? resultView(state) : state.run ? nothing : emptyView()}
      ${state.soFar ? nothing : seekView(state, { model, width: widths(panel).whole })}
    </div>
  `;

  /** While it runs: what is summed up by now. */
  const soFarView = (soFar) => html`
    <section class="card sim-answer" aria-labelledby="sim-so-far-title" aria-busy="true">
      <h2 id="sim-so-far-title">So far</h2>
      <p>${soFar.programs.map(({ tally, name }, at) => `${letter(soFar.programs, at)}${name}: ${plural(tally.orders + tally.returns, 'order')} of ${reached(tally)}`).join('. ')}.</p>
      <p class="quiet">These are sums of a part of the book, and grow until all of it is done. Accounts run one after the other, each to its end; where they share something in a program, such as a budget, all go on together day by day, and figures by account come last.</p>
    </section>
    ${partsView(soFar)}
  `;

  function resultView(state) {
    const { result } = state;
    const now = model.chosenNow().map(({ text }) => text);
    const changed = now.length !== result.programs.length || now.some((text, at) => text !== result.programs[at].text) || (state.book?.read && state.book.read !== state.left.book.read);
    return html`
      <section class="card sim-answer" aria-labelledby="sim-answer-title">
        <h2 id="sim-answer-title" tabindex="-1">The answer</h2>
        ${answer(result)}
        <p class="quiet">${origin(result)}</p>
        ${changed ? html`<p class="note" role="status">The book or the programs above have been changed since: this is the answer for those named here.</p>` : nothing}
        <div class="row">
          <button class="button" @click=${() => saveText(`simulation.html`, reportHtml(result, state.left?.groups ?? []), 'text/html')}>${icons.save}<span>Save the report</span></button>
          <button class="button" @click=${() => saveText(`simulation.json`, reportJson(result, state.left?.groups ?? []), 'application/json')}>${icons.code}<span>Save as JSON</span></button>
        </div>
      </section>
      <section class="card" aria-labelledby="sim-assume-title">
        <h2 id="sim-assume-title">Assumptions</h2>
        <p class="quiet">The book and the programs do not say these. Change one, and the figures are computed anew; nothing runs again.</p>
        ${assumeView(state, { model })}
      </section>
      ${partsView(result, { assumptions: state.assumptions, mistakes: state.mistakes, model })} ${leftView(state, { model, save, reasons })} ${refusedCard(result)}
    `;
  }

  /** Figures and charts, of what is done or of what is done so far. */
  function partsView(result, asking = null) {
    const { whole, half } = widths(panel);
    return html`
      <section class="card" aria-labelledby="sim-figures-title">
        <h2 id="sim-figures-title">Key figures</h2>
        ${assumptionsView(result)}
        <div class="sim-summary ${result.programs.length > 2 ? 'sim-one' : ''}">${summaryView(result)}</div>
      </section>
      <section class="card" aria-labelledby="sim-cost-title"><h2 id="sim-cost-title">What the cost is made of</h2>${waterfallView(result, half)}</section>
      <section class="card" aria-labelledby="sim-hangs-title">
        <h2 id="sim-hangs-title">How the benefit hangs on the assumptions</h2>
        ${assumptionsView(result)} ${sensitivityView(result, half)}
      </section>
      <section class="card" aria-labelledby="sim-deciles-title"><h2 id="sim-deciles-title">Whom it favours</h2>${decilesView(result, whole)}</section>
      ${hasSegments(result) ? html`<section class="card" aria-labelledby="sim-segments-title"><h2 id="sim-segments-title">By segment</h2>${segmentsView(result, asking)}</section>` : nothing}
      ${hasPilots(result) ? html`<section class="card" aria-labelledby="sim-pilots-title"><h2 id="sim-pilots-title">Pilots and their control</h2>${pilotsView(result)}</section>` : nothing}
      <section class="card" aria-labelledby="sim-ladders-title"><h2 id="sim-ladders-title">Tiers</h2>${laddersView(result, half)}</section>
      <section class="card" aria-labelledby="sim-points-title"><h2 id="sim-points-title">Points outstanding by month</h2>${pointsView(result, whole)}</section>
      <section class="card" aria-labelledby="sim-liability-title"><h2 id="sim-liability-title">Liability by month</h2>${liabilityView(result, whole)}</section>
      ${hasContracts(result) ? html`<section class="card" aria-labelledby="sim-contract-title"><h2 id="sim-contract-title">Contract liability</h2>${contractView(result)}</section>` : nothing}
      <section class="card" aria-labelledby="sim-rules-title"><h2 id="sim-rules-title">By rule</h2>${rulesView(result)}</section>
      <section class="card" aria-labelledby="sim-top-title"><h2 id="sim-top-title">Accounts that cost most</h2>${topView(result)}</section>
    `;
  }

  async function copyLink() {
    try {
      const address = await linkOf(model.linked());
      const isCopied = await navigator.clipboard.writeText(address).then(() => true, () => false);
      link = { address, isCopied };
      draw();
      if (!isCopied) panel.querySelector('#sim-address')?.focus();
    } catch (error) {
      model.fail(error);
    }
  }

  /** A link in the address: its programs are chosen, and the address is that of the view again. */
  async function follow() {
    const { hash } = location;
    if (!isLink(hash)) return;
    history.replaceState(null, '', '#simulate');
    try {
      model.restore(await opened(hash));
      announce('The programs and assumptions of the link stand here now. An order book comes next.');
    } catch (error) {
      model.fail(error);
    }
  }

  const draw = () => {
    if (!panel.hidden) render(view(store.state), panel);
  };
  let had = null;
  let [asked, asks] = [null, null];
  let ran = false;
  store.subscribe((state) => {
    // A link that was copied is that of other programs now.
    if (link && (asked !== state.chosen || asks !== state.assumptions)) link = null;
    [asked, asks] = [state.chosen, state.assumptions];
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
  const shown = () => {
    draw();
    follow();
  };
  return { redraw: draw, shown };
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

/** How far a run is: accounts that are done, or where they go on together the month. */
const reached = ({ accounts, months }) => (accounts.length > 0 ? plural(accounts.length, 'account') : `all accounts, up to ${month(months.at(-1)?.month ?? '1970-01-01')}`);

/** The room that charts have: that of the panel, less the padding of a card. */
function widths(panel) {
  const style = getComputedStyle(panel);
  const room = Math.max(280, Math.round(panel.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 44));
  return { whole: Math.min(room, 1240), half: room > 760 ? Math.floor((room - 24) / 2) : room };
}
