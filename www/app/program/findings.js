// What the engine says of the document: each finding leads to its place in the text.
import { html, nothing } from 'lit-html';
import { icons } from '../icons.js';
import { plural } from '../format.js';

export function findingsView({ problems, status }, goTo) {
  return html`
    <section class="card findings" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      ${problems.length === 0 ? html`<p class="quiet">${status === 'checking' ? 'Checking…' : 'Nothing to say: the document is sound.'}</p>` : nothing}
      <ol class="finding-list">
        ${problems.map((problem) => findingView(problem, goTo))}
      </ol>
    </section>
  `;
}

/** In one line: does the shop run this text, or an earlier one? */
export function verdictView({ status, problems, running }) {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const kept = html`<strong>${plural(errors.length, 'error')}.</strong> The shop keeps the last good program${running ? html`, ${running.name}` : nothing}.`;
  const found = errors.length === 0 ? 'No errors.' : `The checks find ${plural(errors.length, 'error')}.`;
  const runs = html`<strong>${found}</strong> The shop runs this program.`;
  return html`
    <div class="verdict ${status}" role="status">
      ${status === 'refused' ? icons.warn : icons.check}
      <p>${{ checking: 'Checking…', runs, refused: kept }[status]}</p>
    </div>
  `;
}

const findingView = (problem, goTo) => html`
  <li>
    <button class="finding ${problem.severity}" @click=${() => goTo(problem)}>
      <span class="finding-head">
        <code>${problem.code}</code>
        ${problem.severity === 'error' ? nothing : html`<span class="finding-place">${problem.severity}</span>`}
        ${problem.line ? html`<span class="finding-place">line ${problem.line}, column ${problem.column}</span>` : nothing}
      </span>
      <span class="finding-message">${problem.message}</span>
      ${problem.help ? html`<span class="finding-help">${problem.help}</span>` : nothing}
      <span class="finding-path">${problem.path}</span>
    </button>
  </li>
`;
