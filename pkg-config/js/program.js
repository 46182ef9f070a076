// A program: compiled once, asked often.
import { Account } from './account.js';
import { Handle, call, glue, init } from './engine.js';
import { ProgramError } from './errors.js';
import { accountText, textOf } from './known.js';
import { readable } from './layout.js';
import { Packer } from './pack.js';
import { textIn } from './texts.js';

const refuse = ({ findings }) => new ProgramError(findings);

/** A loyalty program. */
export class Program {
  #handle;
  #document = null;
  #scenarios = new Map();

  /** @internal */
  constructor(handle, beside = null) {
    this.#handle = handle;
    /** How its numbers are laid out. @internal */
    this.layout = readable(call(() => handle.get().layout(), refuse));
    this.layout.document = () => this.document;
    /** @internal */
    this._packer = beside ? beside._packer.beside(this.layout, handle) : new Packer(this.layout, handle);
  }

  /**
   * Compiles a document: text, or an object. Text tells line and column of what is wrong.
   * @throws {ProgramError} with everything that is wrong
   */
  static async load(document) {
    await init();
    const text = textOf(document);
    const handle = new Handle(() => call(() => glue.WasmProgram.load(text), refuse));
    handle.get();
    return new Program(handle);
  }

  /** Everything found in a document, warnings too; an empty list is a sound one. */
  static async check(document) {
    await init();
    return call(() => glue.WasmProgram.check(textOf(document)), refuse);
  }

  /** The program's id. */
  get id() {
    return this.layout.id;
  }
  /** The document, as an object; of a scenario the changed one. */
  get document() {
    this.#document ??= JSON.parse(call(() => this.#handle.get().document(), refuse));
    return this.#document;
  }
  /** Warnings about the document. */
  get findings() {
    return call(() => this.#handle.get().findings(), refuse);
  }
  /** Promotions of the latest version: { id, name, window }. */
  get promotions() {
    const { promotions = [] } = this.document.versions.at(-1);
    return promotions.map(({ id, name, window }) => ({ id, name: textIn(name) ?? id, window: window ?? null }));
  }
  /**
   * The terms as plain sentences: `{ language, at }`, where `at` is a day and without it the latest terms are told. What
   * tells them is loaded when they are first asked for.
   */
  async terms(options) {
    const { terms } = await import('./terms.js');
    return terms(this.document, options);
  }
  /** One-line texts in a language: entries of a statement, notices, refusals, who gets what and why. */
  async texts(options) {
    const { texts } = await import('./terms.js');
    return texts(this.document, options);
  }
  /**
   * When the terms change, what changes: `{ from, to, next }`, two days, and perhaps another document with the new terms.
   * With an `account` and some `orders` of it also what they would bring by the one and by the other.
   */
  async changes({ orders, ...options } = {}) {
    const { changes, effect } = await import('./terms.js');
    const told = changes(this.document, options);
    return orders ? { ...told, effect: await effect(this.document, orders, options, Program.load) } : told;
  }
  /** The counters that account states keep, as an opening names them. */
  counters() {
    return this.layout.counters.map((key) => ({ key }));
  }

  /**
   * An account: the state that an earlier posting gave (text or object), `{ account: id, attributes: {...} }`, or just
   * its id for a fresh one. `shared` is the state that accounts share; `attributes`, `lists`, `people`, `links`
   * and `consent` are
   * what the host knows of the account now.
   * @throws {StateError} where the state cannot be read
   */
  account(state, { shared = '{}', attributes, lists, people, links, consent } = {}) {
    const text = accountText(state, { attributes, lists, people, links, consent });
    return new Account(this, text, textOf(shared));
  }

  /**
   * The program with rules added, removed or changed, or with terms for some accounts, compiled once: `{ add: [rule],
   * remove: [id], change: [rule], terms: [terms] }`.
   * @throws {ProgramError} where the changes make no sound program
   */
  scenario(changes) {
    if (changes instanceof Scenario) return changes;
    if (typeof changes !== 'object' || changes === null) {
      throw new TypeError('changes are an object such as { add: [rule], remove: [id], change: [rule] }');
    }
    const text = JSON.stringify(changes);
    let scenario = this.#scenarios.get(text);
    if (!scenario || scenario._freed) {
      const handle = new Handle(() => call(() => this.#handle.get().scenario(text), refuse));
      handle.get();
      scenario = new Scenario(handle, this);
      if (this.#scenarios.size > 64) this.#scenarios.clear();
      this.#scenarios.set(text, scenario);
    }
    return scenario;
  }

  /** @internal */
  get _freed() {
    return this.#handle.freed;
  }
  /** @internal */
  _wasm() {
    return this.#handle.get();
  }

  /** Gives the engine's memory back at once; otherwise it goes with the garbage. */
  free() {
    this.#handle.free();
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}

/** A program with changes, compiled beside the one it changes. */
export class Scenario extends Program {}
