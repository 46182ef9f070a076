// The terms of the program that runs, told in a language on a day.
import { announce } from '../announce.js';
import { problemsOf } from '../engine/problems.js';
import { versionOn } from '../engine/terms.js';
import { createStore } from '../store.js';

export const languages = [
  { id: 'en', name: 'English' },
  { id: 'ro', name: 'Română' },
];

const key = 'earnest.rules.language';

function remembered() {
  try {
    return sessionStorage.getItem(key) ?? 'en';
  } catch {
    return 'en';
  }
}

export function createRulesModel() {
  const store = createStore({ language: remembered(), told: null, problems: [], from: null });
  let program = null;
  let document = null;
  let turn = 0;

  async function tell({ aloud = false } = {}) {
    if (!program) return;
    const mine = ++turn;
    const { language, from } = store.state;
    try {
      const told = await program.terms({ language, ...(from && { at: from }) });
      if (mine !== turn) return;
      store.set({ told, problems: [] });
      if (aloud) announce(`${told.title}, ${languages.find(({ id }) => id === language).name}`);
    } catch (error) {
      if (mine === turn) store.set({ told: null, problems: problemsOf(error) });
    }
  }

  return {
    store,
    tell,
    /** Days from which there are terms. */
    versions: () => (document?.versions ?? []).map(({ from }) => from).sort(),
    run(loaded, written, date) {
      program = loaded;
      document = written;
      const { from } = versionOn(written, date) ?? written.versions[0];
      store.set({ from, told: null });
    },
    speak(language) {
      try {
        sessionStorage.setItem(key, language);
      } catch {
        // A browser that keeps nothing still speaks it now.
      }
      store.set({ language });
      return tell({ aloud: true });
    },
    on(from) {
      store.set({ from });
      return tell();
    },
  };
}
