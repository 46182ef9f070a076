// The rules as members read them: sentences written from the document, each with the way to its place there.
import { html, nothing, render } from 'lit-html';
import { day } from '../format.js';
import { icons } from '../icons.js';
import { problemList } from '../shop/views/problems.js';
import { languages, readers } from './model.js';
import { choose } from '../account/views/parts.js';

/**
 * @param {object} model
 * @param {{ panel: HTMLElement, programField: (id: string) => unknown, goTo: (path: string) => void }} where
 */
export function startRulesView(model, { panel, programField, goTo }) {
  const { store } = model;

  const view = (state) => html`
    <div class="intro">
      <h1>The rules, in plain words</h1>
      <p>Every sentence is written from the program itself, so what members read is what the engine computes.</p>
    </div>
    <div class="rules-tools">
      ${programField('rules-example')} ${versionField(state, model)} ${choose('rules-reader', 'As read by', state.reader, readers, model.readAs)} ${languageSwitch(state, model)}
      <button class="button" @click=${() => print()}>${icons.print}<span>Print</span></button>
    </div>
    ${problemList(state.problems)} ${state.told ? termsView(state.told, goTo) : state.problems.length > 0 ? nothing : html`<p class="boot" role="status">Writing the rules…</p>`}
  `;

  const draw = () => {
    if (!panel.hidden) render(view(store.state), panel);
  };
  store.subscribe(draw);
  return {
    redraw: draw,
    shown() {
      draw();
      // What was agreed with a customer may be another one's by now.
      return store.state.told && store.state.reader !== 'account' ? undefined : model.tell();
    },
  };
}

function versionField({ from }, model) {
  const versions = model.versions();
  if (versions.length < 2) return nothing;
  return html`
    <div class="field">
      <label for="rules-from">In force from</label>
      <select id="rules-from" @change=${(event) => model.on(event.target.value)}>
        ${versions.map((one) => html`<option value=${one} ?selected=${one === from}>${day(one)}</option>`)}
      </select>
    </div>
  `;
}

const languageSwitch = ({ language }, model) => html`
  <fieldset class="choice">
    <legend>Language</legend>
    <div class="choice-row">
      ${languages.map(
        ({ id, name }) => html`
          <label lang=${id}><input type="radio" name="rules-language" value=${id} .checked=${id === language} @change=${() => model.speak(id)} /><span>${name}</span></label>
        `,
      )}
    </div>
  </fieldset>
`;

const termsView = (told, goTo) => html`
  <article class="card terms" lang=${told.language} aria-labelledby="terms-title">
    <h2 id="terms-title">${told.title}</h2>
    ${told.sections.length > 3
      ? html`<nav class="terms-nav jumps" lang="en" aria-label="Sections of the rules">
          ${told.sections.map(({ id, title }) => html`<button class="button small" lang=${told.language} @click=${() => jump(id)}>${title}</button>`)}
        </nav>`
      : nothing}
    ${told.sections.map(
      (section) => html`
        <section aria-labelledby="terms-${section.id}">
          <h3 id="terms-${section.id}" tabindex="-1">${section.title}</h3>
          ${paragraphs(section.sentences).map((sentences) => html`<div class="term">${sentences.map((one) => sentenceView(one, goTo))}</div>`)}
        </section>
      `,
    )}
  </article>
`;

/** Sentences about one rule stand together; a heading begins the next. */
function paragraphs(sentences) {
  const groups = [];
  let last = null;
  for (const sentence of sentences) {
    if (groups.length === 0 || sentence.heading || (sentence.rule ?? null) !== last) groups.push([]);
    groups.at(-1).push(sentence);
    last = sentence.rule ?? null;
  }
  return groups;
}

const sentenceView = (sentence, goTo) => html`
  <div class="sentence ${sentence.heading ? 'sentence-head' : ''}">
    <div>${sentence.heading ? html`<h4>${sentence.text}</h4>` : html`<p>${sentence.text}</p>`} ${itemsView(sentence.items)}</div>
    <button class="button icon-only" lang="en" title=${sentence.path} aria-label="Show in the program: ${sentence.text.slice(0, 80)}" @click=${() => goTo(sentence.path)}>${icons.code}</button>
  </div>
`;

const itemsView = (items) =>
  items?.length > 0
    ? html`<ul class="term-items">
        ${items.map(({ text, items: inner }) => html`<li>${text} ${itemsView(inner)}</li>`)}
      </ul>`
    : nothing;

function jump(id) {
  const title = document.getElementById(`terms-${id}`);
  title.scrollIntoView({ block: 'start' });
  title.focus({ preventScroll: true });
}
