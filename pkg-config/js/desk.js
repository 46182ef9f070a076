// The desk: what an operator asks about accounts, on the engine that a shop does not download.
import { ActivityError, StateError } from './errors.js';
import { accountText, textOf } from './known.js';
import { Held, call, compiled, start } from './tools.js';

const refuse = (told) => new ActivityError(told);

/** An account that is asked about; nothing is booked on it. */
export class DeskAccount {
  #account;

  /** @internal */
  constructor(program, state, shared) {
    const read = () => program.get().account(state, shared);
    this.#account = new Held(() => call(read, ({ findings }) => new StateError(findings)));
    this.#account.get();
  }

  #ask(run) {
    const account = this.#account.get();
    return call(() => run(account), refuse);
  }

  /** What it may want to be told at a civil time: `{ within, share, missing }` says what is near. */
  notices(at, terms = {}) {
    return this.#ask((account) => account.notices(at, JSON.stringify(terms)));
  }
  /** What has accrued by a civil time in periods that are open and is not settled: what `books.close` is given. */
  accrued(at) {
    return this.#ask((account) => account.accrued(at));
  }
  /** What a plan would have brought it in the last twelve months, and from when on it pays for its fee. */
  planWorth(plan, { at }) {
    return this.#ask((account) => account.planWorth(plan, at));
  }
  /** What an order's lines really cost it, and what they leave to the operator. */
  netPrices(event) {
    return this.#ask((account) => account.netPrices(JSON.stringify(event)));
  }

  /** Gives the engine's memory back; the next call takes some again. */
  free() {
    this.#account.free();
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}

/** A program whose accounts are asked about. */
export class Desk {
  #program;

  /** @internal */
  constructor(text) {
    this.#program = compiled(text);
    this.#program.get();
  }

  /**
   * Compiles a document, text or an object.
   * @throws {ProgramError} with everything that is wrong
   */
  static async load(document) {
    await start();
    return new Desk(textOf(document));
  }

  /**
   * An account, told as `program.account` of 'earnest' is.
   * @throws {StateError} where the state cannot be read
   */
  account(state, { shared = '{}', attributes, lists, people, links, consent } = {}) {
    return new DeskAccount(this.#program, accountText(state, { attributes, lists, people, links, consent }), textOf(shared));
  }

  /** Gives the engine's memory back; the next call takes some again. */
  free() {
    this.#program.free();
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}
