// The shop's state and everything that changes it.
import { announce } from '../announce.js';
import { eventsOf, later, yearsUntil } from '../data.js';
import { evaluate, standingOf } from '../engine/evaluate.js';
import { balancesOf, postHistory } from '../engine/history.js';
import { problemsOf } from '../engine/problems.js';
import { activitiesOf, currenciesOf, doublePoints, namesOf, versionOn, withPromotions } from '../engine/terms.js';
import { createStore } from '../store.js';
import * as carts from './cart.js';
import { differenceOf, saying } from './totals.js';

const idle = { chosen: '', subject: '', quantity: '1', outcome: null, problems: [], recorded: null };
const nothing = { preview: null, problems: [], effects: new Map(), hints: [], unpaid: [] };

/**
 * @param {{ data: object, load: (document: object) => Promise<object> }} given the data, and the engine's `Program.load`
 */
export function createShop({ data, load }) {
  const store = createStore({
    data,
    document: null, // the program as parsed from the text that was last good
    customer: data.customers[0],
    progress: null,
    refused: [],
    entries: [],
    balances: {},
    cart: carts.restore(data.bySku),
    years: 0, // by how much the order book is moved, so that the program is in force
    date: data.last,
    off: [],
    double: { on: false, category: '' },
    standing: null,
    result: nothing,
    receipt: null,
    applied: null,
    open: new Set(),
    behaviour: idle,
    search: { text: '', category: '', shown: 6 },
  });
  let program = null;
  let account = null; // after the history and the orders placed here, by the program as it is written
  let effective = { of: null, key: null, account: null }; // the same account under the switched promotions
  let posted = { events: 0, until: '' }; // how much of the history, and the last moment of the account
  let placed = 0;
  let posting = new AbortController();
  let turn = 0;

  const promotions = ({ document, date, off, double }) => {
    const own = (versionOn(document, date)?.promotions ?? []).map((rule) => ({ rule, on: !off.includes(rule.id) }));
    return [...own, { rule: doublePoints(date, double.category), on: double.on, builtIn: true }];
  };

  const opens = (date) => `${date}T13:00:00`;
  const at = ({ date }) => `${date}T13:${String(placed % 60).padStart(2, '0')}:00`;
  const order = (state) => carts.toOrder(state.cart, data.bySku, { id: `page-${placed + 1}`, at: at(state) });

  async function accountUnderSwitches(state) {
    const added = promotions(state).filter(({ builtIn, on }) => builtIn && on).map(({ rule }) => rule);
    const key = JSON.stringify([state.off, added, versionOn(state.document, state.date)?.from]);
    if (effective.of === account.object && effective.key === key) return effective.account;
    const changed = withPromotions(state.document, state.date, { off: state.off, added });
    const object = changed === state.document ? account.object : (await load(changed)).account(account.state ?? account.start);
    effective = { of: account.object, key, account: object };
    return object;
  }

  /** Evaluates the cart anew; the last call wins. */
  async function refresh() {
    const mine = ++turn;
    if (!account || store.state.progress) return;
    const { state } = store;
    try {
      const current = await accountUnderSwitches(state);
      if (mine !== turn) return;
      const result = evaluate(current, order(state), promotions(state));
      const { applied } = state;
      const checked = applied && !applied.got && result.preview ? { ...applied, got: differenceOf(applied.from, result.preview) } : applied;
      store.set({ result, standing: standingOf(current, at(state)), applied: checked, behaviour: weighed(current, state) });
      if (result.preview) announce(saying(result.preview, state));
    } catch (error) {
      if (mine === turn) store.set({ result: { ...nothing, problems: problemsOf(error) } });
    }
  }

  const activities = (state) => activitiesOf(state.document, state.date);

  function activity(state) {
    const { chosen, subject, quantity } = state.behaviour;
    const types = activities(state);
    const type = types.includes(chosen) ? chosen : types[0];
    return { activity: { id: `page-${placed + 1}`, at: at(state), activity: type, quantity, ...(subject && { subject }) } };
  }

  /** The chosen activity with what it would bring. */
  function weighed(current, state) {
    if (activities(state).length === 0) return state.behaviour;
    try {
      return { ...state.behaviour, outcome: current.preview(activity(state)), problems: [] };
    } catch (error) {
      return { ...state.behaviour, outcome: null, problems: problemsOf(error) };
    }
  }

  async function record() {
    const { state } = store;
    try {
      const booked = (await accountUnderSwitches(state)).post(activity(state));
      keepBooked(booked, state);
      store.set({ behaviour: { ...state.behaviour, recorded: { type: activity(state).activity.activity, outcome: booked.outcome } } });
      await refresh();
    } catch (error) {
      store.set({ behaviour: { ...state.behaviour, problems: problemsOf(error) } });
    }
  }

  function setCart(cart, more = {}) {
    carts.keep(cart);
    store.set({ cart, applied: null, receipt: null, ...more });
    return refresh();
  }

  const history = ({ customer, years, date }) => eventsOf(customer, data.bySku, { years, before: opens(date) });

  /** Posts the customer's history from the start, up to the day of the order. */
  async function restart() {
    posting.abort();
    posting = new AbortController();
    const { signal } = posting;
    const { customer, document, date } = store.state;
    const events = history(store.state);
    const start = { account: customer.id, attributes: { country: customer.country, size: customer.size.toLowerCase() } };
    turn += 1;
    placed = 0;
    account = null;
    store.set({ progress: { done: 0, total: events.length }, receipt: null, applied: null, result: nothing, standing: null, entries: [] });
    try {
      const onProgress = (done) => store.set({ progress: { done, total: events.length } });
      const past = await postHistory(program.account(start), events, { onProgress, signal });
      if (!past) return;
      account = { object: past.account, state: past.state, start };
      posted = { events: events.length, until: opens(date) };
      const { entries, refused } = past;
      store.set({ progress: null, entries, refused, balances: balancesOf(entries, currenciesOf(document)) });
      await refresh();
      announce(`${customer.label}: ${events.length} orders and returns posted.`);
    } catch (error) {
      if (!signal.aborted) store.set({ progress: null, result: { ...nothing, problems: problemsOf(error) } });
    }
  }

  /** Books the order by the terms that the preview was made with. */
  async function place() {
    const { state } = store;
    if (!state.result.preview || state.cart.lines.length === 0) return false;
    const before = state.balances;
    try {
      const current = await accountUnderSwitches(state);
      await book(current.post({ order: order(state) }), state);
    } catch (error) {
      store.set({ result: { ...state.result, problems: problemsOf(error) } });
      return false;
    }
    const { entries, outcome } = store.state.receipt.posted;
    store.set({ receipt: { ...store.state.receipt, before, promised: state.result.preview, entries, outcome } });
    return true;
  }

  /** The account as it is after something was booked; the program as it is written goes on from there. */
  function keepBooked(booked, state) {
    posted = { ...posted, until: at(state) };
    placed += 1;
    account = { object: program.account(booked.state), state: booked.state, start: account.start };
    const entries = [...state.entries, ...booked.entries];
    const balances = balancesOf(entries, currenciesOf(state.document));
    store.set({ entries, balances, applied: null });
    return balances;
  }

  async function book(booked, state) {
    const after = keepBooked(booked, state);
    carts.keep(carts.emptyCart);
    store.set({ cart: carts.emptyCart, open: new Set(), receipt: { posted: booked, after, returned: null } });
    await refresh();
  }

  /** Brings back everything of the order that was just placed. */
  async function giveBack() {
    const { receipt, date } = store.state;
    const back = { return: { id: `${receipt.posted.outcome.id}-back`, at: at({ date }), order: receipt.posted.outcome.id } };
    try {
      const booked = (await accountUnderSwitches(store.state)).post(back);
      await book(booked, store.state);
      store.set({ receipt: { ...receipt, returned: { posted: booked, after: store.state.balances } } });
    } catch (error) {
      store.set({ receipt: { ...receipt, problems: problemsOf(error) } });
    }
  }

  return {
    store,
    promotions: () => promotions(store.state),
    names: () => namesOf(store.state.document, store.state.date),

    setProgram(loaded, document) {
      program = loaded;
      effective = { of: null };
      const years = yearsUntil(document, data.first);
      const date = years === store.state.years ? store.state.date : later(data.last, years);
      store.set({ document, years, date, off: [], open: new Set(), behaviour: idle });
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
      const same = history(state).length === posted.events && at(state) >= posted.until;
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
    repeatLast() {
      const last = store.state.customer.orders.findLast((one) => one.kind === 'order');
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
