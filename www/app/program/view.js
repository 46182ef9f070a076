// The program view: the document with what the engine says of it.
import { html, render } from 'lit-html';
import { icons } from '../icons.js';
import { download, readFile } from './files.js';
import { findingsView, verdictView } from './findings.js';

/**
 * @param {object} model
 * @param {{ panel: HTMLElement }} where
 */
export function startProgramView(model, { panel }) {
  const { store } = model;
  let editor = null;
  let starting = null;

  /** The editor is big; it comes when the view is first shown. */
  const start = () => {
    starting ??= import('./editor.js').then(async ({ createEditor }) => {
      editor = await createEditor({ host: panel.querySelector('#editor'), text: store.state.text, onChange: model.edited });
      editor.mark(store.state.problems);
      return editor;
    });
    return starting;
  };

  const replace = async (text) => {
    if (editor || !panel.hidden) (await start()).replace(text);
    else model.edited(text);
  };
  const choose = (id) => replace(model.choose(id));
  const goTo = async (problem) => (await start()).goTo(problem);

  async function open(event) {
    const [file] = event.target.files;
    event.target.value = '';
    if (file) await replace(await readFile(file));
  }

  const view = (state) => html`
    <div class="intro">
      <h1>The program, as it is written</h1>
      <p>Change a rule: as soon as it has no errors, the shop runs it, with the customer’s whole history posted anew.</p>
    </div>
    <div class="program">
      <section class="card editor-card" aria-labelledby="editor-title">
        <h2 id="editor-title" class="unseen">Document</h2>
        <div class="tools">
          ${exampleField(state, choose, 'program-example')}
          <div class="row" role="group" aria-label="Document">
            <button class="button" @click=${() => editor?.undo()}>${icons.undo}<span>Undo</span></button>
            <button class="button" @click=${() => editor?.redo()}>${icons.redo}<span>Redo</span></button>
            <button class="button" ?disabled=${state.text === model.original()} @click=${() => replace(model.original())}>${icons.reset}<span>Reset</span></button>
            <label class="button file">${icons.open}<span>Open</span><input type="file" accept=".json,application/json" @change=${open} /></label>
            <button class="button" @click=${() => download(`${state.chosen}.json`, store.state.text)}>${icons.save}<span>Download</span></button>
          </div>
        </div>
        ${verdictView(state)}
        <div id="editor" class="editor"></div>
        <p class="quiet editor-help">Ctrl+Space suggests what can stand here. Tab leaves the editor. Hover over a field to read what it does.</p>
      </section>
      ${findingsView(state, goTo)}
    </div>
  `;

  const draw = (state) => {
    render(view(state), panel);
    editor?.mark(state.problems);
  };
  store.subscribe(draw);
  draw(store.state);
  return {
    shown: () => {
      model.shown();
      return start();
    },
    /** The choice of a program, for the other views. */
    programField: (id) => exampleField(store.state, choose, id),
    goTo,
  };
}

function exampleField({ examples, chosen, text }, choose, id) {
  const example = examples.find((one) => one.id === chosen);
  return html`
    <div class="field">
      <label for=${id}>Program</label>
      <select id=${id} @change=${(event) => choose(event.target.value)}>
        ${examples.map(
          (one) => html`<option value=${one.id} ?selected=${one.id === chosen}>${one.name}${one.id === chosen && text !== example.text ? ' (edited)' : ''}</option>`,
        )}
      </select>
    </div>
  `;
}
