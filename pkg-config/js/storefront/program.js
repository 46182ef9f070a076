// A program as a storefront has it: read from its compact form, asked for previews and nothing else.
import { Handle, call, glue, init } from '../engine.js';
import { CompactError, EntryError } from '../errors.js';
import { readable } from '../layout.js';
import { Packer } from '../pack.js';
import { Account } from './account.js';

export const unreadable = (code) => new CompactError(code);

/** What the document tells is not on board. */
const document = () => {
  throw new EntryError('documents');
};

/** A loyalty program, or a what-if beside it. */
export class Program {
  #handle;
  #whatIfs = new Map();

  /** @internal */
  constructor(handle, beside = null) {
    this.#handle = handle;
    /** How its numbers are laid out. @internal */
    this.layout = readable(JSON.parse(call(() => handle.get().layout(), unreadable)));
    this.layout.document = document;
    /** @internal */
    this._packer = beside ? beside._packer.beside(this.layout, handle) : new Packer(this.layout, handle);
  }

  /**
   * Reads a compact form: the `program` of a `Compact` of 'earnest/compact'.
   * @throws {CompactError} where it is none, or of another version of this package
   */
  static async load(bytes) {
    await init();
    const held = Uint8Array.from(ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes));
    return new Program(new Handle(() => call(() => glue.WasmProgram.load(held), unreadable)));
  }

  /** The program's id. */
  get id() {
    return this.layout.id;
  }

  /**
   * An account on one day: what `compact.account` gave.
   * @throws {CompactError} where it is none, or was read by another program
   */
  account(bytes) {
    return new Account(this, Uint8Array.from(ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes)));
  }

  /** A what-if by its name. @internal */
  scenario(name) {
    let known = this.#whatIfs.get(name);
    if (!known) {
      const handle = new Handle(() => this.#handle.get().whatIf(name));
      if (handle.get() === undefined) throw new EntryError(`what-if '${name}'`);
      known = new Program(handle, this);
      this.#whatIfs.set(name, known);
    }
    return known;
  }

  /** @internal */
  _wasm() {
    return this.#handle.get();
  }

  /** Gives the engine's memory back at once; otherwise it goes with the garbage. */
  free() {
    for (const known of this.#whatIfs.values()) known.free();
    this.#handle.free();
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}
