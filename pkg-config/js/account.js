// An account, resident in the engine: cheap to preview against, posted on once.
import { Cart } from './cart.js';
import { Handle, call, glue } from './engine.js';
import { ActivityError, HandleError, StateError } from './errors.js';
import { Preview, Told } from './preview.js';

const refuseEvent = (told) => new ActivityError(told);

/** The event with its time: an order's own, unless another is given. */
function timed(event, at) {
  if (typeof event !== 'object' || event === null) throw new TypeError('an event is an object such as { order }');
  if (at === undefined || at === null) return event;
  const [[kind, body]] = Object.entries(event);
  return { [kind]: { ...body, at } };
}

/** An account at one revision. Posting gives the account at the next one. */
export class Account {
  #program;
  #handle;
  #state;
  #shared;
  #adopted = new WeakMap();
  #posted = false;
  /** The id of an order that is known not to have been posted. */
  #fresh = null;

  /** @internal */
  constructor(program, state, shared, held) {
    this.#program = program;
    this.#state = state;
    this.#shared = shared;
    this.#handle = new Handle(
      () => call(() => program._wasm().account(state, shared), ({ findings }) => new StateError(findings)),
      held,
    );
    // What is wrong with a state is told when it is given, not when it is first used.
    this.#handle.get();
  }

  /** The program it belongs to. */
  get program() {
    return this.#program;
  }
  /** The state, as text to store. */
  get state() {
    return this.#state;
  }
  /** The shared state it was given, as text. */
  get shared() {
    return this.#shared;
  }
  /** Goes up by one with each event posted. */
  get revision() {
    return this.#handle.get().revision();
  }

  /** The groups of pilots that it is in: `{ pilot: 'test' | 'control' }`. */
  get pilots() {
    return call(() => this.#handle.get().pilots(), refuseEvent);
  }

  /** What an event would do; nothing is booked. `at` stands for the event's own time where given. */
  preview(event, { at } = {}) {
    const cold = new Cold(this, event, at);
    if (this._packs(event, at)) return new Preview(this.#evaluate(), this.#program.layout, event.order, cold);
    return new Told(this.#program.layout, cold, cold.outcome());
  }

  /** Evaluates what was packed; gives the place of the first number that came out. */
  #evaluate() {
    const place = call(() => this.#handle.get().previewPacked(), refuseEvent);
    if (place === 0) throw new ActivityError(glue.refusal());
    return place / 8;
  }

  /** @internal */
  _wasm() {
    return this.#handle.get();
  }

  /** Packs an event for the engine, where it is an order that can go as numbers. @internal */
  _packs(event, at) {
    const order = event?.order;
    if (order === undefined || Object.keys(event).length > 1) return false;
    return call(() => {
      if (!this.#program._packer.pack(order, at ?? order?.at)) return false;
      if (order.id !== this.#fresh) {
        // The engine refuses in words what was posted before.
        if (this.#handle.get().posted(order.id)) return false;
        this.#fresh = order.id;
      }
      return true;
    }, refuseEvent);
  }

  /** Asks the engine about an event, as text. @internal */
  _ask(event, at, run) {
    const text = JSON.stringify(timed(event, at));
    return call(() => run(this.#handle.get(), text), refuseEvent);
  }

  /** What a scenario gives more for an order that cannot go as numbers. @internal */
  _compared(event, scenario) {
    return this._ask(event, undefined, (account, text) => account.whatIf(scenario._wasm(), text)).difference;
  }

  /** An order kept ready: previewed again and compared with scenarios at little cost. */
  cart(event) {
    return new Cart(this, event);
  }

  /** This account as a scenario reads it. @internal */
  _adopted(scenario) {
    let adopted = this.#adopted.get(scenario);
    if (!adopted) {
      const held = call(() => this.#handle.get().adopted(scenario._wasm()), refuseEvent);
      adopted = new Account(scenario, this.#state, this.#shared, held);
      this.#adopted.set(scenario, adopted);
    }
    return adopted;
  }

  /**
   * One order with changes to the program and without: `{ add: [rule], remove: [id], change: [rule] }`, or a scenario
   * that was compiled before.
   */
  whatIf(event, changes) {
    return this.cart(event).whatIf(changes);
  }

  /** Books an event. This account refuses a second one: go on with the account that is given back. */
  post(event, { at } = {}) {
    if (this.#posted) {
      throw new HandleError('this account was posted on already: go on with the account that post() gave back');
    }
    const text = JSON.stringify(timed(event, at));
    const posting = call(() => this.#handle.get().post(text), refuseEvent);
    const posted = this.#took(posting);
    this.#posted = true;
    return posted;
  }

  /** The ranking of a board over the period that holds a day, by the shared state that the account was given. */
  board(id, { at }) {
    return call(() => this.#handle.get().board(id, at), refuseEvent);
  }

  /** What the winners of a board get for the period that holds `day`: post each `event` to its `account`. */
  closeBoard(id, { day, at }) {
    return call(() => this.#handle.get().closeBoard(id, day, at), refuseEvent);
  }

  /** What a plan would have brought the account in the last twelve months, and from when on it pays for its fee. */
  planWorth(plan, { at }) {
    return call(() => this.#handle.get().planWorth(plan, at), refuseEvent);
  }

  /** Runs the midnights due up to a civil time: settlements and changes of tier. */
  advance(to) {
    if (this.#posted) throw new HandleError('this account was posted on already');
    const posting = call(() => this.#handle.get().advance(to), refuseEvent);
    const posted = this.#took(posting);
    this.#posted = true;
    return posted;
  }

  /** What the account may want to be told at a civil time: `{ within, share, missing }` says what is near. */
  notices(at, terms = {}) {
    return call(() => this.#handle.get().notices(at, JSON.stringify(terms)), refuseEvent);
  }

  /** What has accrued by a civil time in periods that are open and is not settled: what `program.close` is given. */
  accrued(at) {
    return call(() => this.#handle.get().accrued(at), refuseEvent);
  }

  #took(posting) {
    const { outcome, entries, onward, shared } = posting;
    const held = posting.takeAccount();
    const state = held.state();
    const account = new Account(this.#program, state, shared, held);
    const preview = outcome && new Told(this.#program.layout, BOOKED, outcome);
    return new Posted(account, entries, onward, state, shared, preview);
  }

  /** Gives the engine's memory back at once; otherwise it goes with the garbage. */
  free() {
    this.#handle.free();
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}

/** What a preview asks the engine only when somebody looks. */
class Cold {
  constructor(account, event, at) {
    this.account = account;
    this.event = event;
    this.at = at;
  }
  outcome() {
    return this.account._ask(this.event, this.at, (account, event) => account.preview(event));
  }
  hints() {
    return this.account._ask(this.event, this.at, (account, event) => account.hints(event));
  }
  unpaid() {
    return this.account._ask(this.event, this.at, (account, event) => account.unpaid(event));
  }
  netPrices() {
    return this.account._ask(this.event, this.at, (account, event) => account.netPrices(event));
  }
}

/** What was booked is asked nothing more. */
const BOOKED = {
  hints() {
    throw new HandleError('hints are about an order that is not booked yet: ask its preview');
  },
  unpaid() {
    throw new HandleError('what did not pay is asked of a preview, before the event is booked');
  },
  netPrices() {
    throw new HandleError('net prices are asked of a preview, before the order is booked');
  },
};

/** What posting gives. */
export class Posted {
  constructor(account, entries, onward, state, shared, outcome) {
    /** The account after the event. */
    this.account = account;
    /** What was booked: keep these, balances are their sum. */
    this.entries = entries;
    /** What other accounts get: post each `event` to its `account`. */
    this.onward = onward;
    /** The account's state, as text to store. */
    this.state = state;
    /** The shared state, as text to store and to give to the next account. */
    this.shared = shared;
    /** What the event did: what a preview of it showed; null where only midnights ran. */
    this.outcome = outcome;
  }
}
