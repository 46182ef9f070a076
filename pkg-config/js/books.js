// The books: what is made of entries, on the engine that a page which only previews does not download.
import { BooksError } from './errors.js';
import { textOf } from './known.js';
import { call, compiled, glue, start } from './tools.js';

/** What is made of entries that were booked by a document. Nothing here changes an account. */
export class Books {
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
    return new Books(textOf(document));
  }

  #make(what, entries, terms) {
    const program = this.#program.get();
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
    this.#program.free();
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}
