// The shop's state and everything that changes it.
import { announce } from '../announce.js';
import { lastOrder, later, yearsUntil } from '../data.js';
import { evaluate, noResult, standingOf } from '../engine/evaluate.js';
import { balancesOf, marked, postHistory } from '../engine/history.js';
import { problemsOf } from '../engine/problems.js';
import { activitiesOf, currenciesOf, doublePoints, namesOf, runsOn, versionOn } from '../engine/terms.js';
import { createStore } from '../store.js';
import * as carts from './cart.js';
import { goodsOf } from './goods.js';
import { pastOf, storyOf } from './past.js';
import { asksCost, asksPrices } from './prices.js';
import { differenceOf, levelsReached, saying } from './totals.js';

/** The customer to start with: near a tier and a band, with a year of orders and a few returns. */
const telling = '12779';

const idOf = (event) => Object.values(event)[0].id;

/** Where the list of products has a column of its own, it may be longer. */
const wide = matchMedia('(min-width: 1160px)');

const idle = { chosen: '', subject: '', quantity: '1', outcome: null, problems: [], recorded: null };

/**
 * @param {{ data: object }} given
 */
export function createShop({ data }) {
  const store = createStore({
    data,
    document: null, // the program as parsed from the text that was last good
    customer: data.customers.find(({ id }) => id === telling) ?? data.customers[0],
    progress: null,
    refused: [],
    entries: [],
    onward: [], // what other accounts got by what this one did
    links: {}, // accounts that it is linked to, where the program asks
    people: [], // who acts for the customer, where the program looks at people
    happened: new Map(), // events by id
    invented: new Set(), // ids of those that are made up
    balances: {},
    cart: carts.restore(data.bySku),
    paying: '', // how much of it with points, in money
    years: 0, // by how much the order book is moved, so that the program is in force
    date: data.last,
    off: [],
    double: { on: false, category: '' },
    standing: null,
    result: noResult,
    receipt: null,
    applied: null,
    open: new Set(),
    behaviour: idle,
    search: { text: '', category: '', shown: wide.matches ? 12 : 6 },
  });
  let program = null;
  let account = null; // after the history and what was booked here, by the program as it is written
  let switched = { of: null, key: null, account: null }; // the same account under the switched promotions
  let posted = { own: 0, until: '' }; // how much of the history, and the last moment of the account
  let marks = []; // the account at the end of each month in which something happened
  let seen = { of: null, key: null, now: null }; // the account at the moment of the day, for looking at
  let placed = 0;
  let posting = new AbortController();

  const promotions = ({ document, date, off, double }) => {
    const own = (versionOn(document, date)?.promotions ?? []).map((rule) => ({ rule, on: !off.includes(rule.id) }));
    return [...own, { rule: doublePoints(date, double.category), on: double.on, builtIn: true }];
  };

  const opens = (date) => `${date}T13:00:00`;
  const at = ({ date }) => `${date}T${new Date((13 * 3600 + placed) * 1000).toISOString().slice(11, 19)}`;
  const order = (state) => carts.toOrder(state.cart, state.data.bySku, { id: `page-${placed + 1}`, at: at(state), withCost: asksCost(state.document, state.date), paying: state.paying });

  /** The account by the terms that the switches make. */
  function current(state) {
    const add = promotions(state).filter(({ builtIn, on }) => builtIn && on).map(({ rule }) => rule);
    const key = JSON.stringify([add, state.off]);
    if (switched.of === account && switched.key === key) return switched.account;
    const changed = add.length > 0 || state.off.length > 0;
    // A what-if shows a difference; what is to be booked needs an account of the changed program.
    const own = changed ? program.scenario({ add, remove: state.off }).account(account.state, { shared: account.shared }) : account;
    switched = { of: account, key, account: own };
    return own;
  }

  /** A hint that was just followed, with what came of it. */
  function checked(applied, preview) {
    if (!applied || applied.got || !preview) return applied;
    return { ...applied, got: { ...differenceOf(applied.from, preview), tiers: levelsReached(applied.from, preview) } };
  }

  /** Evaluates the cart anew. */
  function refresh() {
    if (!account || store.state.progress) return;
    const { state } = store;
    try {
      const own = current(state);
      const result = evaluate(own, order(state), promotions(state).filter(({ rule }) => runsOn(rule, state.date)), state.data.products, { withPrices: asksPrices(state.document, state.date) });
      store.set({ result, standing: standingOf(own, at(state)), applied: checked(state.applied, result.preview), behaviour: weighed(own, state) });
      if (result.preview) announce(saying(result.preview, state));
    } catch (error) {
      store.set({ result: { ...noResult, problems: problemsOf(error) } });
    }
  }

  const activities = (state) => activitiesOf(state.document, state.date);

  function activity(state) {
    const { chosen, subject, quantity } = state.behaviour;
    const types = activities(state);
    const type = types.includes(chosen) ? chosen : types[0];
    return { activity: { id: `page-${placed + 1}`, at: at(state), type, quantity, ...(subject && { subject }) } };
  }

  /** The chosen activity with what it would bring. */
  function weighed(own, state) {
    if (activities(state).length === 0) return state.behaviour;
    try {
      return { ...state.behaviour, outcome: own.preview(activity(state)).detail, problems: [] };
    } catch (error) {
      return { ...state.behaviour, outcome: null, problems: problemsOf(error) };
    }
  }

  function record() {
    const { state } = store;
    const event = activity(state);
    try {
      const booked = book(event, state);
      store.set({ behaviour: { ...state.behaviour, recorded: { type: event.activity.type, outcome: booked.outcome.detail } } });
      refresh();
    } catch (error) {
      store.set({ behaviour: { ...state.behaviour, problems: problemsOf(error) } });
    }
  }

  function setCart(cart, more = {}) {
    carts.keep(cart);
    store.set({ cart, applied: null, receipt: null, ...more });
    refresh();
  }

  const history = (state) => pastOf(state, state.data.bySku, opens(state.date));

  /** Posts the customer's history from the start, up to the day of the order. */
  async function restart() {
    posting.abort();
    posting = new AbortController();
    const { signal } = posting;
    const { customer, document, date } = store.state;
    const { own, events, people, invented, links, start } = storyOf(program, store.state, opens(date));
    placed = 0;
    account = null;
    store.set({ progress: { done: 0, total: events.length }, paying: '', receipt: null, applied: null, result: noResult, standing: null, entries: [], onward: [], links, people, invented });
    try {
      const onProgress = (done) => store.set({ progress: { done, total: events.length } });
      const past = await postHistory(program.account(start), events, { onProgress, signal });
      if (!past) return;
      ({ account, marks } = past);
      posted = { own, until: opens(date) };
      const { entries, onward, refused } = past;
      const happened = new Map(events.map((event) => [idOf(event), event]));
      store.set({ progress: null, entries, onward, refused, happened, balances: balancesOf(entries, currenciesOf(document)) });
      refresh();
      announce(`${customer.label}: ${events.length} ${invented.size > 0 ? 'events' : 'orders and returns'} posted.`);
    } catch (error) {
      if (!signal.aborted) store.set({ progress: null, result: { ...noResult, problems: problemsOf(error) } });
    }
  }

  /** Books an event by the switched terms; the program as it is written goes on from there. */
  function book(event, state) {
    const own = current(state);
    marks = marked(marks, account, posted.until, at(state));
    const booked = own.post(event);
    account = own === account ? booked.account : program.account(booked.state, { shared: booked.shared });
    posted = { ...posted, until: at(state) };
    placed += 1;
    const entries = [...state.entries, ...booked.entries];
    const onward = [...state.onward, ...booked.onward];
    const happened = new Map(state.happened).set(idOf(event), event);
    store.set({ entries, onward, happened, balances: balancesOf(entries, currenciesOf(state.document)), applied: null });
    return booked;
  }

  /** Books the order; false where there is none to book. */
  function place() {
    const { state } = store;
    const { preview: promised } = state.result;
    if (!promised || state.cart.lines.length === 0) return false;
    try {
      const { outcome, entries } = book({ order: order(state) }, state);
      const { balances: after } = store.state;
      carts.keep(carts.emptyCart);
      const receipt = { promised, outcome: outcome.detail, entries, before: state.balances, after, returned: null, problems: [] };
      store.set({ cart: carts.emptyCart, paying: '', open: new Set(), receipt });
      refresh();
      return true;
    } catch (error) {
      store.set({ result: { ...state.result, problems: problemsOf(error) } });
      return false;
    }
  }

  /** Brings back everything of the order that was just placed. */
  function giveBack() {
    const { state } = store;
    const { receipt } = state;
    const { id } = receipt.outcome;
    try {
      const { entries } = book({ return: { id: `${id}-back`, at: at(state), order: id } }, state);
      store.set({ receipt: { ...receipt, returned: { entries, after: store.state.balances } } });
      refresh();
    } catch (error) {
      store.set({ receipt: { ...receipt, problems: problemsOf(error) } });
    }
  }

  /** Where the account stands at the day's moment, midnights run: a copy, nothing is booked. */
  function now() {
    const { state } = store;
    if (!account || state.progress) return null;
    const key = `${at(state)} ${account.revision}`;
    if (seen.of !== account || seen.key !== key) {
      const copy = () => program.account(account.state, { shared: account.shared });
      const { account: then, entries } = copy().advance(at(state));
      const again = () => program.account(then.state, { shared: then.shared });
      seen = { of: account, key, now: { account: then, state: JSON.parse(then.state), entries: [...state.entries, ...entries], at: at(state), again } };
    }
    return seen.now;
  }

  /** What has accrued by the end of a day and is not settled, as the account was then. */
  function accruedAt(day) {
    const moment = `${day}T23:59:59`;
    const { at: until } = now();
    const mark = moment >= until ? now().account : marks.findLast(({ at: then }) => then <= moment);
    if (!mark) return [];
    const copy = program.account(mark.state, { shared: mark.shared });
    const end = moment > until ? until : moment;
    return copy.advance(end).account.accrued(end);
  }

  return {
    store,
    now,
    accruedAt,
    program: () => program,
    /** An event of the account view: its id and time are given here. Throws what the engine refuses. */
    post(kind, fields) {
      const { state } = store;
      const booked = book({ [kind]: { id: `page-${placed + 1}`, at: at(state), ...fields } }, state);
      refresh();
      return booked;
    },
    /** An event that the engine itself made, with the id and time that it gave. */
    postWhole(event) {
      const booked = book(event, store.state);
      refresh();
      return booked;
    },
    /** What is known of the account changes, such as what it lets its people receive: from now on. */
    tell(known) {
      account = program.account(account.state, { shared: account.shared, ...known });
      store.set({ known });
      refresh();
    },
    /** What `post` would book, without booking it. */
    weigh(kind, fields) {
      const { state } = store;
      return now().account.preview({ [kind]: { id: `page-${placed + 1}`, at: at(state), ...fields } });
    },
    promotions: () => promotions(store.state),
    names: () => namesOf(store.state.document, store.state.date),

    setProgram(loaded, document) {
      program = loaded;
      switched = { of: null };
      const years = yearsUntil(document, data.first);
      const date = years === store.state.years ? store.state.date : later(data.last, years);
      const goods = goodsOf(data, document);
      const known = (category) => (goods.categories.includes(category) ? category : '');
      const { search, double } = store.state;
      store.set({ search: { ...search, category: known(search.category) }, double: { ...double, category: known(double.category) } });
      store.set({ data: goods, document, years, date, off: [], open: new Set(), behaviour: idle });
      return restart();
    },
    setCustomer(customer) {
      store.set({ customer, open: new Set() });
      return restart();
    },
    setDate(date) {
      if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
      store.set({ date, applied: null });
      const { state } = store;
      // Another day may see more of the history, or less of what was bought here.
      const same = history(state).events.length === posted.own && at(state) >= posted.until;
      return same ? refresh() : restart();
    },
    search: (patch) => store.set({ search: { ...store.state.search, ...patch } }),
    toggle(key) {
      const open = new Set(store.state.open);
      if (!open.delete(key)) open.add(key);
      store.set({ open });
    },
    add: (sku) => setCart(carts.add(store.state.cart, sku)),
    setQuantity: (key, quantity) => setCart(carts.setQuantity(store.state.cart, key, quantity)),
    step: (key, by) => setCart(carts.step(store.state.cart, key, by)),
    remove: (key) => setCart(carts.remove(store.state.cart, key)),
    clear: () => setCart(carts.clear(store.state.cart)),
    undo: () => setCart(carts.undo(store.state.cart)),
    lastOrder: () => lastOrder(store.state.customer, { years: store.state.years, before: opens(store.state.date) }),
    repeatLast() {
      const last = this.lastOrder();
      const sold = new Set(data.products.map((product) => product.sku));
      return setCart(carts.fill(store.state.cart, last.lines.filter(([sku]) => sold.has(sku))));
    },
    apply(hint) {
      const from = store.state.result.preview;
      return setCart(carts.fromOrder(store.state.cart, hint.order), { applied: { hint, from, got: null } });
    },
    switchPromotion(id, on) {
      const off = on ? store.state.off.filter((one) => one !== id) : [...store.state.off, id];
      store.set({ off, applied: null });
      return refresh();
    },
    switchDouble(patch) {
      store.set({ double: { ...store.state.double, ...patch }, applied: null });
      return refresh();
    },
    pay(paying) {
      store.set({ paying, applied: null });
      return refresh();
    },
    activities: () => activities(store.state),
    behaviour(patch) {
      store.set({ behaviour: { ...store.state.behaviour, recorded: null, ...patch } });
      return refresh();
    },
    record,
    place,
    giveBack,
    closeReceipt: () => store.set({ receipt: null }),
  };
}
