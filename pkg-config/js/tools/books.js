// The books: what is made of entries, on the engine that a page which only previews does not download.
import { BooksError, ProgramError } from '../errors.js';
import { call, glue, instance, start } from './tools.js';

/** What is made of entries that were booked by a document. Nothing here changes an account. */
export class Books {
  #text;
  #program = null;
  #generation = -1;

  /** @internal */
  constructor(text) {
    this.#text = text;
    this.#compiled();
  }

  /**
   * Compiles a document, text or an object.
   * @throws {ProgramError} with everything that is wrong
   */
  static async load(document) {
    await start();
    return new Books(typeof document === 'string' ? document : JSON.stringify(document));
  }

  #compiled() {
    if (this.#program === null || this.#generation !== instance()) {
      this.#program = call(() => glue.WasmProgram.load(this.#text), ({ findings }) => new ProgramError(findings));
      this.#generation = instance();
    }
    return this.#program;
  }

  #make(what, entries, terms) {
    const program = this.#compiled();
    return call(
      () => glue.books(program, what, JSON.stringify(entries), JSON.stringify(terms)),
      (told) => new BooksError(told),
    );
  }

  /** What coalition partners owe and are owed for points given and taken: `{ from, to, per }`. */
  coalition(entries, period = {}) {
    return this.#make('coalition', entries, period);
  }
  /** What funders owe for their shares of awards: `{ from, to, per }`. */
  claims(entries, period = {}) {
    return this.#make('claims', entries, period);
  }
  /** Balances before `from` and after `to`, and what moved between: `{ opening, entries, closing }`. */
  statement(entries, { from, to } = {}) {
    return this.#make('statement', entries, { from, to });
  }
  /** Closes a period: credit notes, what is held back, and the journal. */
  close(entries, terms) {
    return this.#make('close', entries, terms);
  }

  /** Gives the engine's memory back; the next call takes some again. */
  free() {
    if (this.#program && this.#generation === instance()) this.#program.free();
    this.#program = null;
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}
