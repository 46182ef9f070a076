// Seeking the number of a program that meets a goal, over the book that is open.
import { seek } from 'earnest/simulate';
import { announce } from '../announce.js';
import { placeOf } from '../rules/place.js';
import { fieldsOf, rangeOf } from './fields.js';
import { goalsOf } from './goals.js';

/** Why a search that a person stopped ended. */
const stopped = new DOMException('cancelled', 'AbortError');

/**
 * @param {{ store: object, fail: (error: Error, patch: object) => void, chosenNow: () => object[],
 *   begin: (text: string) => object, take: (program: { name: string, text: string }) => void }} given
 *   `begin` gives the columns and the assumptions under which a program is run
 */
export function createSeeking({ store, fail, chosenNow, begin, take }) {
  store.set({ seek: { at: 0, path: '', from: '', to: '', step: '', goal: 'cost.total', condition: 'atMost', amount: '' }, seekRun: null, sought: null });
  const known = new Map();
  let control = null;

  const set = (patch) => store.set({ seek: { ...store.state.seek, ...patch } });

  /** What can be chosen: the programs, the numbers of the one, its goals; none where it cannot be read. */
  function offered() {
    const programs = chosenNow();
    const at = Math.min(store.state.seek.at, programs.length - 1);
    const { text } = programs[at];
    if (!known.has(text)) known.set(text, readable(text));
    const read = known.get(text);
    if (!read) return { programs, at, text, fields: [], goals: [] };
    const field = read.fields.find(({ path }) => path === store.state.seek.path) ?? read.fields[0];
    const goal = read.goals.find(({ id }) => id === store.state.seek.goal) ?? read.goals[0];
    const range = field ? rangeOf(field.value) : {};
    // Of a percentage the sign need not be typed.
    const signed = (typed) => (/^-?[\d.]+$/.test(typed) && range.to.endsWith('%') ? `${typed} %` : typed);
    const asked = Object.fromEntries(['from', 'to', 'step'].map((name) => [name, signed(store.state.seek[name]) || range[name]]));
    return { programs, at, text, ...read, field, goal, asked };
  }

  async function start() {
    const { programs, at, text, field, goal, asked, document } = offered();
    const { condition, amount } = store.state.seek;
    if (store.state.seekRun || store.state.book?.status !== 'ready' || !field) return;
    control = new AbortController();
    const { signal } = control;
    store.set({ seekRun: { runs: 0, most: 0, done: 0, total: 0, tried: [] }, sought: null, problems: [] });
    announce('The search begins.');
    const about = { program: programs[at].name, field, goal, condition, amount: amount.trim().replace(/\s*%$/, ''), currency: document.currency };
    try {
      const { columns, assumptions } = begin(text);
      const found = await seek(text, columns, {
        path: field.path,
        ...asked,
        goal: { ...goal.goal, [condition]: about.amount },
        assumptions,
        signal,
        onProgress: (seekRun) => !signal.aborted && store.set({ seekRun }),
      });
      store.set({ seekRun: null, sought: { ...found, ...about, text: found.met ? written(text, field.path, found.value) : null } });
      announce(found.met ? `Found: ${found.value} comes to ${goal.shown(found.comesTo)}.` : 'Nothing in the range meets the goal.');
    } catch (error) {
      if (signal.aborted) return;
      fail(error, { seekRun: null });
    }
  }

  function stop() {
    control?.abort(stopped);
    control = null;
    store.set({ seekRun: null });
  }

  return {
    offered,
    set,
    start,
    stop,
    cancel() {
      stop();
      announce('The search was cancelled.');
    },
    /** The program with the value that was found joins those that are compared. */
    take() {
      const { program, field, value, text } = store.state.sought;
      take({ name: `${program.replace(/ \(in the editor\)$/, '')}, ${field.name} ${value}`, text });
      announce('It stands among the programs now.');
    },
  };
}

function readable(text) {
  try {
    const document = JSON.parse(text);
    return { document, fields: fieldsOf(document), goals: goalsOf(document) };
  } catch {
    return null;
  }
}

/** The text with another value in one place, as its author wrote the rest. */
function written(text, path, value) {
  const { line, column } = placeOf(text, `$.${path}`);
  return text
    .split('\n')
    .map((own, at) => {
      if (at !== line - 1) return own;
      const letters = [...own];
      return letters.slice(0, column - 1).join('') + letters.slice(column - 1).join('').replace(/^(?:"[^"]*"|[^\s,\]}]+)/, () => JSON.stringify(value));
    })
    .join('\n');
}
