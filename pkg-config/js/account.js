// An account, resident in the engine: cheap to preview against, posted on once.
import { Handle, buffer, call, glue, instance } from './engine.js';
import { ActivityError, HandleError, StateError } from './errors.js';
import { Comparison, Preview, Told, money } from './preview.js';

const refuseEvent = (told) => new ActivityError(told);

/** The event with its time: an order's own, unless another is given. */
function timed(event, at) {
  if (at === undefined) return event;
  const [[kind, body]] = Object.entries(event);
  return { [kind]: { ...body, at } };
}

let view = new Float64Array(0);
let viewOf = -1;

/** The engine's memory as numbers. */
function numbers() {
  if (view.length === 0 || viewOf !== instance()) {
    view = new Float64Array(buffer());
    viewOf = instance();
  }
  return view;
}

/** An account at one revision. Posting gives the account at the next one. */
export class Account {
  #program;
  #handle;
  #state;
  #shared;
  #adopted = new WeakMap();
  #posted = false;

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

  /** What an event would do; nothing is booked. `at` stands for the event's own time where given. */
  preview(event, { at } = {}) {
    const order = event.order;
    const time = at ?? order?.at;
    if (order !== undefined && this.#program._checked && this.#program._packer.pack(order, time)) {
      const start = this._evaluate();
      return new Preview(numbers(), start, this.#program.layout, order, new Cold(this, event, at));
    }
    return this.#previewText(event, at);
  }

  /** Evaluates what was packed; gives the place of the first number that came out. @internal */
  _evaluate() {
    const handle = this.#handle.get();
    let place = 0;
    try {
      place = handle.previewPacked();
    } catch (error) {
      call(() => {
        throw error;
      }, refuseEvent);
    }
    if (place === 0) throw new ActivityError(glue.refusal());
    return place / 8;
  }

  #previewText(event, at) {
    const cold = new Cold(this, event, at);
    const preview = new Told(this.#program.layout, cold, cold.outcome());
    // Its fields are known to the engine: orders of this program may go as numbers from now on.
    if (event.order !== undefined) this.#program._checked = true;
    return preview;
  }

  /** Asks the engine about an event, as text. @internal */
  _ask(event, at, run) {
    const text = JSON.stringify(timed(event, at));
    return call(() => run(this.#handle.get(), text), refuseEvent);
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

  /** Runs the midnights due up to a civil time: settlements and changes of tier. */
  advance(to) {
    if (this.#posted) throw new HandleError('this account was posted on already');
    const posting = call(() => this.#handle.get().advance(to), refuseEvent);
    const posted = this.#took(posting);
    this.#posted = true;
    return posted;
  }

  #took(posting) {
    const { outcome, entries, shared } = posting;
    const held = posting.takeAccount();
    const state = held.state();
    const account = new Account(this.#program, state, shared, held);
    const preview = outcome && new Told(this.#program.layout, null, outcome);
    return new Posted(account, entries, state, shared, preview);
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
}

/** What posting gives. */
export class Posted {
  constructor(account, entries, state, shared, outcome) {
    /** The account after the event. */
    this.account = account;
    /** What was booked: keep these, balances are their sum. */
    this.entries = entries;
    /** The account's state, as text to store. */
    this.state = state;
    /** The shared state, as text to store and to give to the next account. */
    this.shared = shared;
    /** What the event did: what a preview of it showed. */
    this.outcome = outcome;
  }
}

/** What of an evaluation a comparison needs, copied out of the engine's memory. */
class Sums {
  constructor(mem, start, layout) {
    const { points, ids } = layout;
    this.version = layout.versions[mem[start + 1]];
    this.off = mem[start + 6] - mem[start + 7];
    this.units = [];
    let at = start + 8;
    for (let i = 0; i < ids.length; i += 1) this.units.push(mem[at + i]);
    at += ids.length;
    this.lines = [];
    for (let i = mem[start + 2]; i > 0; i -= 1) {
      this.lines.push(mem[at] - mem[at + 1]);
      for (let k = 0; k < points; k += 1) this.lines.push(mem[at + 2 + k]);
      at += 2 + points;
    }
    at += mem[start + 3] * 5;
    this.tiers = [];
    for (let i = mem[start + 4]; i > 0; i -= 1) {
      this.tiers.push(mem[at], mem[at + 2]);
      at += 6 + mem[at + 5] * 4;
    }
  }
}

/** An order on an account, evaluated once and kept. */
export class Cart {
  #account;
  #event;
  #base = null;
  #sums = null;

  /** @internal */
  constructor(account, event) {
    this.#account = account;
    this.#event = event;
  }

  /** What the order would do. */
  preview() {
    this.#base ??= this.#account.preview(this.#event);
    return this.#base;
  }

  /** The sums of the order on an account, from memory; null where it cannot go as numbers. */
  #evaluate(account) {
    const { program } = account;
    const { order } = this.#event;
    if (order === undefined) return null;
    if (!program._packer.pack(order, order.at)) return null;
    // Evaluating may move the memory: look at it afterwards.
    const start = account._evaluate();
    return new Sums(numbers(), start, program.layout);
  }

  /** The order with changes to the program and without: { without, with, difference }. */
  whatIf(changes) {
    const account = this.#account;
    const scenario = account.program.scenario(changes);
    // The engine reads the event as text once: what is wrong with it is told then.
    if (this.#base === null && !account.program._checked) this.preview();
    this.#sums ??= this.#evaluate(account);
    const adopted = account._adopted(scenario);
    const changed = this.#sums && this.#evaluate(adopted);
    return new Comparison({
      without: () => this.preview(),
      with: () => adopted.preview(this.#event),
      difference: () => {
        if (changed) return difference(scenario.layout, changed, this.#sums);
        const { difference: told } = account._ask(this.#event, undefined, (held, event) => held.whatIf(scenario._wasm(), event));
        return { ...told.total, lines: told.lines };
      },
    });
  }
}

/** What `changed` has more than `without`: sums of the same order on programs that count in the same units. */
function difference(layout, changed, without) {
  const { points, ids, scales, moneyPlaces } = layout;
  const made = { points: {}, money: {}, discount: money(changed.off - without.off, moneyPlaces), tiers: {}, lines: [] };
  for (let i = 0; i < ids.length; i += 1) {
    const more = changed.units[i] - without.units[i];
    if (i < points) made.points[ids[i]] = more / scales[i];
    else if (more !== 0) made.money[ids[i]] = money(more, moneyPlaces);
  }
  for (let at = 0; at < changed.lines.length; at += 1 + points) {
    const of = {};
    for (let i = 0; i < points; i += 1) of[ids[i]] = (changed.lines[at + 1 + i] - without.lines[at + 1 + i]) / scales[i];
    made.lines.push({ points: of, discount: money(changed.lines[at] - without.lines[at], moneyPlaces) });
  }
  for (let at = 0; at < changed.tiers.length; at += 2) {
    const level = changed.tiers[at + 1];
    if (level >= 0 && level !== without.tiers[at + 1]) {
      const ladder = changed.version.ladders[changed.tiers[at]];
      made.tiers[ladder.id] = ladder.levels[level].id;
    }
  }
  return made;
}
