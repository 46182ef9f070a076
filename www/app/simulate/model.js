// A simulation from the order book to its figures: which book, which programs, what came out, under which assumptions.
import { figures, simulate } from 'earnest/simulate';
import { announce } from '../announce.js';
import { yearsUntil } from '../data.js';
import { problemsOf } from '../engine/problems.js';
import { nameIn } from '../engine/terms.js';
import { plural } from '../format.js';
import { createStore } from '../store.js';
import { forEngine, initial, mistakes, plainCost } from './assumptions.js';
import { headline } from './headline.js';
import { examplesOf, grouped, leftAsCsv } from './left.js';
import { complaints } from './mapping.js';
import { EDITOR, NONE, choices, namer } from './programs.js';
import { startReader } from './reader.js';
import { fetchShipped } from './shipped.js';
import { dayOf, moved } from './values.js';

const patienceMs = 250;
const SECOND = 'rewards';

/** @param {{ store: { state: object } }} programModel the document in the editor, and the examples */
export function createSimulation(programModel) {
  const store = createStore({
    book: null,
    chosen: [EDITOR, programModel.store.state.examples.some(({ id }) => id === SECOND) ? SECOND : NONE],
    run: null,
    result: null,
    left: null,
    assumptions: initial(),
    costs: [{}, {}],
    mistakes: {},
    problems: [],
    saving: false,
  });
  let reader = null;
  let control = null;
  let turn = 0;
  let timer;

  const ask = (...given) => (reader ??= startReader()).ask(...given);
  const fail = (error, patch = {}) => store.set({ ...patch, problems: problemsOf(error) });
  const inBook = (patch) => store.set({ book: { ...store.state.book, ...patch } });

  /** A book begins: what came before it is let go. */
  function begin(book) {
    turn += 1;
    control?.abort(stopped);
    reader?.stop();
    reader = null;
    store.set({ book: { status: 'reading', share: 0, ...book }, run: null, problems: [] });
    return turn;
  }

  async function readBook(blob, looked, mine) {
    inBook({ status: 'reading', share: 0, blob, looked });
    const read = await ask('read', { blob, looked }, (share) => mine === turn && inBook({ share }));
    if (mine !== turn) return;
    const seen = looked.form ? { ...looked, form: { ...looked.form, encoding: read.encoding, days: read.days } } : looked;
    inBook({ status: 'ready', looked: seen, read });
    announce(`${store.state.book.name}: ${plural(read.rows, 'line')}, ${plural(read.orders, 'order')}, ${plural(read.accounts, 'customer')}`);
  }

  async function loadShipped() {
    const mine = begin({ name: 'Online Retail', own: true });
    try {
      const blob = await fetchShipped();
      if (mine === turn) await readBook(blob, { kind: 'packed' }, mine);
    } catch (error) {
      if (mine === turn) fail(error, { book: null });
    }
  }

  async function loadFile(file) {
    const mine = begin({ name: file.name, own: false });
    try {
      const looked = await ask('look', { blob: file });
      if (mine !== turn) return;
      if (looked.form && complaints(looked.form.mapping).length > 0) inBook({ status: 'mapping', blob: file, looked });
      else await readBook(file, looked, mine);
    } catch (error) {
      if (mine === turn) fail(error, { book: null });
    }
  }

  /** The columns are what the person says; the book is read anew when asked. */
  function correct(form) {
    const { looked } = store.state.book;
    inBook({ looked: { ...looked, form: { ...looked.form, ...form } }, corrected: true });
  }

  async function readAgain() {
    const { blob, looked } = store.state.book;
    const mine = begin({ ...store.state.book, corrected: false, read: null });
    try {
      await readBook(blob, looked, mine);
    } catch (error) {
      if (mine === turn) fail(error, { book: { ...store.state.book, status: 'mapping', looked } });
    }
  }

  async function run() {
    const { book, chosen } = store.state;
    if (book?.status !== 'ready' || store.state.run) return;
    const offered = choices(programModel.store.state);
    const texts = chosen.filter((id) => id !== NONE).map((id) => offered.find((one) => one.id === id).text);
    control = new AbortController();
    const { signal } = control;
    const mine = turn;
    store.set({ run: { done: 0, total: 0, left: null }, problems: [] });
    announce('The simulation begins.');
    try {
      await painted();
      const { read } = book;
      const documents = texts.map(parsed);
      const years = Math.max(0, ...documents.filter(Boolean).map((document) => yearsUntil(document, dayOf(read.first))));
      const began = performance.now();
      const columns = { ...read.columns, at: moved(read.columns.at, years) };
      const onProgress = ({ done, total, left }) => !signal.aborted && store.set({ run: { done, total, left } });
      const simulated = await simulate(texts, columns, { signal, onProgress });
      if (mine !== turn) return;
      const groups = grouped(simulated.left, read.torn ?? []);
      const programs = simulated.programs.map((one, at) => toldProgram(documents[at], texts[at], one));
      const result = {
        programs,
        book: { name: book.name, own: book.own, rows: read.rows, first: dayOf(read.first), last: dayOf(read.last), retail: book.own || Boolean(book.looked.retail) },
        years,
        seconds: (performance.now() - began) / 1000,
        made: new Date().toISOString(),
      };
      // What a point costs is first what the program says it is worth.
      const costs = [0, 1].map((at) => costsOf(programs[at]?.figures));
      store.set({ run: null, result, costs, left: { groups, book: store.state.book } });
      if (JSON.stringify(store.state.assumptions) !== JSON.stringify(initial())) await recompute();
      announce(`Done. ${headline(store.state.result).join(' ')}`);
      showExamples(groups, mine);
    } catch (error) {
      if (error === stopped) {
        if (mine === turn) store.set({ run: null });
      } else if (mine === turn) fail(error, { run: null });
    }
  }

  async function showExamples(groups, mine) {
    try {
      const told = await examplesOf(groups, picker(store.state.left.book));
      if (mine === turn) store.set({ left: { ...store.state.left, groups: told } });
    } catch {
      // The counts stand without them.
    }
  }

  const picker = ({ blob, looked }) => (wanted) => ask('pick', { blob, looked, wanted });

  /** Figures of the same sums, under what is typed now. */
  async function recompute() {
    const { result, assumptions, costs } = store.state;
    if (!result) return;
    const found = result.programs.map((_, at) => mistakes(assumptions, costs[at]));
    const all = { ...found[0], ...found[1] };
    store.set({ mistakes: { common: all, costs: found } });
    if (Object.keys(all).length > 0) return;
    try {
      const programs = await Promise.all(
        result.programs.map(async (program, at) => ({ ...program, figures: await figures(program.text, program.tally, forEngine(assumptions, costs[at])) })),
      );
      if (store.state.result !== result) return;
      store.set({ result: { ...result, programs }, problems: [] });
    } catch (error) {
      fail(error);
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await recompute();
      if (store.state.result) announce(headline(store.state.result).join(' '));
    }, patienceMs);
  }

  return {
    store,
    programs: () => choices(programModel.store.state),
    loadShipped,
    loadFile,
    correct,
    readAgain,
    choose: (at, id) => store.set({ chosen: store.state.chosen.map((one, place) => (place === at ? id : one)) }),
    run,
    cancel() {
      control?.abort(stopped);
      announce('The simulation was cancelled.');
    },
    assume(id, text) {
      store.set({ assumptions: { ...store.state.assumptions, [id]: text } });
      soon();
    },
    cost(at, id, text) {
      store.set({ costs: store.state.costs.map((costs, place) => (place === at ? { ...costs, [id]: text } : costs)) });
      soon();
    },
    /** The page's own book as the CSV it comes from. */
    async shippedAsCsv() {
      store.set({ saving: true, problems: [] });
      try {
        return await ask('unpack', { blob: await fetchShipped() });
      } catch (error) {
        fail(error);
        return null;
      } finally {
        store.set({ saving: false });
      }
    },
    async leftAsCsv() {
      const { groups, book } = store.state.left;
      try {
        return await leftAsCsv(groups, (wanted, why) => ask('save', { blob: book.blob, looked: book.looked, wanted, why }));
      } catch (error) {
        fail(error);
        return null;
      }
    },
  };
}

/** Why a run that a person stopped ended. */
const stopped = new DOMException('cancelled', 'AbortError');

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** A text that is no document is refused by the engine, with its findings. */
function parsed(text) {
  try {
    const document = JSON.parse(text);
    return Array.isArray(document?.versions) && document.versions.every((version) => typeof version?.from === 'string') ? document : null;
  } catch {
    return null;
  }
}

const toldProgram = (document, text, { tally, figures: found }) => ({
  name: nameIn(document.name) ?? document.id,
  currency: document.currency,
  document,
  names: namer(document),
  text,
  tally,
  figures: found,
});

const costsOf = (found) => Object.fromEntries(Object.entries(found?.assumed.pointCost ?? {}).map(([id, cost]) => [id, plainCost(cost)]));
