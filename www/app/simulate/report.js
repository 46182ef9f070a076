// The result as files of their own: a report that needs nothing else, and JSON.
import { html, nothing, render } from 'lit-html';
import { number, plural } from '../format.js';
import { headline } from './headline.js';
import { reasons } from './left.js';
import { sensitivityView, waterfallView } from './views/cost.js';
import { decilesView } from './views/deciles.js';
import { laddersView } from './views/ladders.js';
import { liabilityView, pointsView } from './views/points.js';
import { contractView, hasContracts, hasPilots, hasSegments, pilotsView, segmentsView } from './views/segments.js';
import { answer, assumptionsView, origin, refusedView, rulesView, summaryView, topView } from './views/result.js';
import base from '../../styles/base.css?inline';
import controls from '../../styles/controls.css?inline';
import charts from '../../styles/earns.css?inline';
import own from '../../styles/simulate.css?inline';

const section = (title, content) => (content === nothing ? nothing : html`<section class="card"><h2>${title}</h2>${content}</section>`);

const titleOf = ({ programs }) => programs.map(({ name }) => name).join(' and ');

const leftList = (groups) =>
  groups.length === 0 ? nothing : html`<ul class="plain-list">${groups.map(({ reason, rows }) => html`<li class="sim-reason"><strong>${number(rows.length)}</strong> ${rows.length === 1 ? 'has' : 'have'} ${reasons[reason] ?? reason}</li>`)}</ul>`;

const source = html`<p class="quiet">
  Order book: Online Retail, Daqing Chen, 2015, UCI Machine Learning Repository, doi 10.24432/C5BW33, CC BY 4.0.
</p>`;

const content = (result, groups) => html`
  <h1>Simulation: ${titleOf(result)}</h1>
  <section class="card sim-answer">
    <h2>The answer</h2>
    ${answer(result)}
    <p class="quiet">${origin(result)}</p>
    <p class="quiet">Made on ${result.made.slice(0, 10)}, computed by the Earnest engine.</p>
    ${result.book.retail ? source : nothing}
  </section>
  ${section('Assumptions', assumptionsView(result))}
  ${section('Key figures', html`<div class="sim-summary ${result.programs.length > 2 ? 'sim-one' : ''}">${summaryView(result)}</div>`)}
  ${section('What the cost is made of', waterfallView(result, 420))}
  ${section('How the benefit hangs on the assumptions', html`${assumptionsView(result)} ${sensitivityView(result, 420)}`)}
  ${section('Whom it favours', decilesView(result, 860))} ${section('Tiers', laddersView(result, 420))} ${section('Points outstanding by month', pointsView(result, 860))}
  ${section('Liability by month', liabilityView(result, 860))}
  ${section('Contract liability', hasContracts(result) ? contractView(result) : nothing)}
  ${section('By segment', hasSegments(result) ? segmentsView(result) : nothing)}
  ${section('Pilots and their control', hasPilots(result) ? pilotsView(result) : nothing)}
  ${section('By rule', rulesView(result))} ${section('Accounts that cost most', topView(result))}
  ${section(`${plural(groups.reduce((sum, { rows }) => sum + rows.length, 0), 'line')} in no order`, leftList(groups))}
  ${section('What was not taken as it stands', refusedView(result))}
`;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** One file with its styles in it and no script. */
export function reportHtml(result, groups) {
  const host = document.createElement('div');
  render(content(result, groups), host);
  // A file has no script: what saves charts stays on the page.
  for (const tools of host.querySelectorAll('.sim-tools')) tools.remove();
  const body = host.innerHTML.replaceAll(/<!--.*?-->/gs, '');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulation: ${escaped(titleOf(result))}</title>
<style>${[base, controls, charts, own].join('\n')}</style>
</head>
<body>
<main class="sim sim-report">
${body}
</main>
</body>
</html>
`;
}

/** Figures and sums, with what they were made of. */
export const reportJson = ({ book, years, seconds, made, programs }, groups) =>
  JSON.stringify(
    {
      made,
      book: { name: book.name, lines: book.rows, from: book.first, to: book.last, movedYears: years },
      left: groups.map(({ reason, rows }) => ({ reason, lines: rows.length })),
      answer: headline({ programs }),
      seconds,
      programs: programs.map(({ name, currency, document, figures, tally }) => ({ name, currency, document, figures, tally })),
    },
    null,
    2,
  );
