// The terms of the program that runs, told in a language on a day.
import { announce } from '../announce.js';
import { problemsOf } from '../engine/problems.js';
import { versionOn } from '../engine/terms.js';
import { createStore } from '../store.js';

export const languages = [
  { id: 'en', name: 'English' },
  { id: 'ro', name: 'Română' },
];

/** Who reads: everybody the same, one customer with what was agreed with it, or the operator with all of it. */
export const readers = [
  { id: 'member', name: 'Every member' },
  { id: 'account', name: 'This customer' },
  { id: 'operator', name: 'The operator' },
];

const key = 'earnest.rules.language';

function remembered() {
  try {
    return sessionStorage.getItem(key) ?? 'en';
  } catch {
    return 'en';
  }
}

/** @param {() => object | null} accountNow the account that the other views show */
export function createRulesModel(accountNow) {
  const store = createStore({ language: remembered(), reader: 'member', told: null, problems: [], from: null });
  let program = null;
  let document = null;
  let turn = 0;

  async function tell({ aloud = false } = {}) {
    if (!program) return;
    const mine = ++turn;
    const { language, from, reader } = store.state;
    const account = reader === 'account' ? accountNow() : null;
    try {
      const told = await program.terms({ language, ...(from && { at: from }), ...(reader === 'operator' && { audience: 'operator' }), ...(account && { account }) });
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
    readAs(reader) {
      store.set({ reader });
      return tell({ aloud: true });
    },
    on(from) {
      store.set({ from });
      return tell();
    },
  };
}
