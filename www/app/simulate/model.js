// A simulation from the order book to its figures: which book, which programs, what came out, under which assumptions.
import { figures, simulate } from 'earnest/simulate';
import { announce } from '../announce.js';
import { problemsOf } from '../engine/problems.js';
import { plural } from '../format.js';
import { createStore } from '../store.js';
import { forEngine, initial, mistakes } from './assumptions.js';
import { createCosts } from './costs.js';
import { headline } from './headline.js';
import { examplesOf, grouped, leftAsCsv } from './left.js';
import { complaints } from './mapping.js';
import { EDITOR, MOST, choices, titleOf } from './programs.js';
import { createSeeking } from './seeking.js';
import { startReader } from './reader.js';
import { fetchShipped } from './shipped.js';
import { aboutBook, inForce, toldProgram } from './subject.js';

const patienceMs = 250;
const SECOND = 'rewards';

/** @param {{ store: { state: object } }} programModel the document in the editor, and the examples */
export function createSimulation(programModel) {
  const store = createStore({
    book: null,
    own: [],
    chosen: [EDITOR, ...(programModel.store.state.examples.some(({ id }) => id === SECOND) ? [SECOND] : [])],
    run: null,
    soFar: null,
    result: null,
    left: null,
    assumptions: initial(),
    costs: [],
    mistakes: {},
    problems: [],
    saving: false,
  });
  const costs = createCosts();
  const offered = () => choices(programModel.store.state, store.state.own);
  /** The chosen programs as they stand now. */
  const chosenNow = () => store.state.chosen.map((id) => offered().find((one) => one.id === id)).filter(Boolean);
  let reader = null;
  let control = null;
  let turn = 0;
  let own = 0;
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
    store.set({ book: { status: 'reading', share: 0, ...book }, run: null, soFar: null, problems: [] });
    seeking.stop();
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
    const { book } = store.state;
    if (book?.status !== 'ready' || store.state.run) return;
    const texts = chosenNow().map(({ text }) => text);
    control = new AbortController();
    const { signal } = control;
    const mine = turn;
    const isOver = () => mine !== turn || signal.aborted;
    store.set({ run: { done: 0, total: 0, left: null }, soFar: null, problems: [] });
    announce('The simulation begins.');
    try {
      await painted();
      const began = performance.now();
      const { columns, years, documents } = inForce(book, texts);
      const assumptions = Object.keys(mistakes(store.state.assumptions, {})).length > 0 ? initial() : store.state.assumptions;
      const toldOf = async (simulated) => ({
        programs: await Promise.all(simulated.map(async (one, at) => toldProgram(documents[at], texts[at], { ...one, figures: await costs.under(texts[at], one, assumptions) }))),
        book: aboutBook(book),
        years,
        seconds: (performance.now() - began) / 1000,
        made: new Date().toISOString(),
      });
      const onProgress = ({ done, total, left }) => !isOver() && store.set({ run: { done, total, left } });
      const onResults = async (programs) => {
        const soFar = await toldOf(programs);
        if (!isOver() && store.state.run) store.set({ soFar });
      };
      const simulated = await simulate(texts, columns, { signal, onProgress, onResults, assumptions: forEngine(assumptions, {}) });
      if (mine !== turn) return;
      const groups = grouped(simulated.left, book.read.torn ?? []);
      const result = await toldOf(simulated.programs);
      if (mine !== turn) return;
      store.set({ run: null, soFar: null, result, costs: result.programs.map(({ text, figures: told }) => costs.fields(text, told)), left: { groups, book } });
      if (assumptions !== store.state.assumptions) await recompute();
      announce(`Done. ${headline(store.state.result).join(' ')}`);
      showExamples(groups, mine);
    } catch (error) {
      if (error === stopped) {
        if (mine === turn) store.set({ run: null, soFar: null });
      } else if (mine === turn) fail(error, { run: null, soFar: null });
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
    const { result, assumptions, costs: typed } = store.state;
    if (!result) return;
    const found = result.programs.map((_, at) => mistakes(assumptions, typed[at]));
    const all = Object.assign({}, ...found);
    store.set({ mistakes: { common: all, costs: found } });
    if (Object.keys(all).length > 0) return;
    try {
      const programs = await Promise.all(
        result.programs.map(async (program, at) => ({ ...program, figures: await figures(program.text, program.tally, forEngine(assumptions, typed[at])) })),
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

  /** A program of its own beside the others: known again by its text. */
  function keep({ name, text }) {
    const known = offered().find((one) => one.text === text);
    if (known) return known.id;
    own += 1;
    const id = `own-${own}`;
    store.set({ own: [...store.state.own, { id, name, text }] });
    return id;
  }

  const seeking = createSeeking({
    store,
    fail,
    chosenNow,
    begin: (text) => ({ ...inForce(store.state.book, [text]), assumptions: forSeeking(text) }),
    take(program) {
      const id = keep(program);
      const { chosen } = store.state;
      if (chosen.includes(id)) return;
      // Where there is no room, the last one makes it.
      store.set({ chosen: [...chosen.slice(0, MOST - 1), id] });
    },
  });

  /** Under what a number is sought: what is typed, where it can be computed with. */
  function forSeeking(text) {
    const { assumptions } = store.state;
    const typed = costs.typed(text);
    return Object.keys(mistakes(assumptions, typed)).length > 0 ? {} : forEngine(assumptions, typed);
  }

  return {
    store,
    seeking,
    programs: offered,
    chosenNow,
    keep,
    /** What a link brought: programs beside each other, with assumptions and costs. */
    restore({ programs, assumptions, typed }) {
      control?.abort(stopped);
      programs.forEach(({ text }, at) => Object.entries(typed[at] ?? {}).forEach(([id, value]) => costs.type(text, id, value)));
      const chosen = programs.map(({ name, text }) => keep({ name: `${titleOf(text) ?? name} (from the link)`, text }));
      store.set({ chosen, assumptions: { ...initial(), ...assumptions }, result: null, left: null, problems: [] });
    },
    linked: () => ({ programs: chosenNow().map(({ name, text }) => ({ name, text })), assumptions: store.state.assumptions, typed: chosenNow().map(({ text }) => costs.typed(text)) }),
    fail,
    loadShipped,
    loadFile,
    correct,
    readAgain,
    choose: (at, id) => store.set({ chosen: store.state.chosen.map((one, place) => (place === at ? id : one)) }),
    add() {
      const { chosen } = store.state;
      const texts = chosenNow().map(({ text }) => text);
      const free = offered().find(({ text }) => !texts.includes(text)) ?? offered()[0];
      if (chosen.length < MOST) store.set({ chosen: [...chosen, free.id] });
    },
    remove(at) {
      const { chosen } = store.state;
      if (chosen.length > 1) store.set({ chosen: chosen.filter((_, place) => place !== at) });
    },
    run,
    cancel() {
      control?.abort(stopped);
      announce('The simulation was cancelled.');
    },
    assume(id, text) {
      store.set({ assumptions: { ...store.state.assumptions, [id]: text } });
      soon();
    },
    /** By which attribute of accounts segments are told; uplifts of another are let go. */
    by(attribute) {
      const kept = Object.entries(store.state.assumptions).filter(([id]) => !id.startsWith('by'));
      store.set({ assumptions: { ...Object.fromEntries(kept), by: attribute } });
      soon();
    },
    upliftOf(attribute, value, text) {
      store.set({ assumptions: { ...store.state.assumptions, by: attribute, [`by:${value}`]: text } });
      soon();
    },
    cost(at, id, text) {
      costs.type(store.state.result.programs[at].text, id, text);
      store.set({ costs: store.state.costs.map((fields, place) => (place === at ? { ...fields, [id]: text } : fields)) });
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
