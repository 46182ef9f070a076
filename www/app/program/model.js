// The program being edited: what is in the editor, what the engine says of it, and which one the shop runs.
import { announce } from '../announce.js';
import { problemsOf } from '../engine/problems.js';
import { nameIn } from '../engine/terms.js';
import { createStore } from '../store.js';

const key = 'earnest.program';
const patienceMs = 350;

function restore(examples) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key));
    if (typeof kept?.text === 'string' && examples.some(({ id }) => id === kept.chosen)) return kept;
  } catch {
    // Nothing that can be used was kept.
  }
  return { chosen: examples[0].id, text: examples[0].text };
}

/** Spaces and line ends are no change of the program. */
const canonical = (document) => JSON.stringify(document);

/**
 * @param {{ examples: object[], load: (text: string) => Promise<object>, run: (program: object, document: object) => void }} given
 *   `run` hands a program without errors to the shop
 */
export function createProgramModel({ examples, load, run }) {
  const { chosen, text } = restore(examples);
  const store = createStore({ examples, chosen, text, status: 'checking', problems: [], running: null });
  const example = (id) => examples.find((one) => one.id === id);
  let timer;
  let turn = 0;
  let runningText = null;
  let looked = false;

  async function check() {
    const mine = ++turn;
    const { state } = store;
    try {
      const program = await load(state.text);
      if (mine !== turn) return;
      const document = JSON.parse(state.text);
      const changed = canonical(document);
      store.set({ status: 'runs', problems: problemsFrom(program.findings), running: { name: nameIn(document.name) ?? document.id, currency: document.currency } });
      lookThrough();
      if (changed === runningText) return;
      const isFirst = runningText === null;
      runningText = changed;
      run(program, document);
      if (!isFirst) announce('The program has no errors. The shop runs it now.');
    } catch (error) {
      if (mine !== turn) return;
      const problems = problemsOf(error);
      store.set({ status: 'refused', problems });
      if (runningText === null) await runOriginal();
      announce(`${problems.length === 1 ? 'One finding' : `${problems.length} findings`}: the shop keeps the last good program.`);
    }
  }

  /** The checks have an engine of their own: it comes when the document is first looked at. */
  async function lookThrough() {
    if (!looked || store.state.status !== 'runs') return;
    const mine = turn;
    try {
      const { review } = await import('earnest/review');
      const findings = await review(store.state.text);
      if (mine === turn) store.set({ problems: problemsFrom(inOrder(findings)) });
    } catch {
      // What reading the document found is shown all the same.
    }
  }

  /** A page that starts with a broken text has no last good one: the example it came from is that. */
  async function runOriginal() {
    const text = example(store.state.chosen).text;
    const document = JSON.parse(text);
    const program = await load(text);
    runningText = canonical(document);
    store.set({ running: { name: nameIn(document.name) ?? document.id, currency: document.currency } });
    run(program, document);
  }

  function edited(changed) {
    if (changed === store.state.text) return;
    store.set({ text: changed, status: 'checking' });
    try {
      sessionStorage.setItem(key, JSON.stringify({ chosen: store.state.chosen, text: changed }));
    } catch {
      // A browser that keeps nothing still has a working editor.
    }
    clearTimeout(timer);
    timer = setTimeout(check, patienceMs);
  }

  return {
    store,
    check,
    edited,
    /** @returns {string} the text of the example */
    choose(id) {
      store.set({ chosen: id });
      return example(id).text;
    },
    /** The document is looked at: from now on with what the checks find. */
    shown() {
      looked = true;
      lookThrough();
    },
    original: () => example(store.state.chosen).text,
  };
}

const problemsFrom = (findings) => (findings?.length ? problemsOf({ findings }) : []);
const inOrder = (findings) => [...findings].sort((one, other) => one.line - other.line || one.column - other.column);
