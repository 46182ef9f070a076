// An account on one day: orders are previewed on it, and nothing is booked.
import { Cart } from '../cart.js';
import { Handle, call, glue } from '../engine.js';
import { ActivityError, CompactError, EntryError } from '../errors.js';
import { Preview } from '../preview.js';

const unreadable = (code) => new CompactError(code);
const refuse = (code) => new ActivityError({ code });

/** What a preview of the whole engine asks it when somebody looks: all of it begins with the outcome. */
const COLD = {
  outcome() {
    throw new EntryError('whole outcomes (forecasts, reasons, hints, sentences)');
  },
};

/** An account, as it stands for the orders of one day. */
export class Account {
  #program;
  #handle;
  #adopted = new Map();

  /** @internal */
  constructor(program, bytes, make = () => program._wasm().account(bytes)) {
    this.#program = program;
    this.#handle = new Handle(() => call(make, unreadable));
    // What is wrong with it is told when it is given, not when it is first used.
    this.#handle.get();
  }

  /** The program it belongs to. */
  get program() {
    return this.#program;
  }
  /** The revision of the state that it was read from. */
  get revision() {
    return this.#handle.get().revision();
  }
  /** The groups of pilots that it is in: `{ pilot: 'test' | 'control' }`. */
  get pilots() {
    return JSON.parse(this.#handle.get().pilots());
  }

  /** What an order would do. `at` stands for the order's own time where given. */
  preview(event, { at } = {}) {
    this._packs(event, at);
    const place = call(() => this.#handle.get().previewPacked(), refuse);
    if (place === 0) throw refuse(glue.refusal());
    return new Preview(place / 8, this.#program.layout, event.order, COLD);
  }

  /** An order kept ready: previewed again and compared with what-ifs at little cost. */
  cart(event) {
    return new Cart(this, event);
  }

  /** One order with a what-if and without, by the name that the compact form has it under. */
  whatIf(event, name) {
    return this.cart(event).whatIf(name);
  }

  /** Packs an order for the engine; throws what does not fit. @internal */
  _packs(event, at) {
    const { order, ...others } = event;
    if (order === undefined || Object.keys(others).length > 0) throw new EntryError('events but orders');
    if (!this.#program.layout.packable) throw new EntryError('programs with so many currencies');
    if (!call(() => this.#program._packer.pack(order, at ?? order?.at), refuse)) throw refuse('event');
    // Who orders may have counts of their own.
    if ((order.participant ?? '') !== this.#handle.get().participant()) throw refuse('stale');
    return true;
  }

  /** @internal */
  _wasm() {
    return this.#handle.get();
  }
  /** This account as a what-if reads it. @internal */
  _adopted(scenario) {
    let adopted = this.#adopted.get(scenario);
    if (!adopted) {
      adopted = new Account(scenario, null, () => this.#handle.get().adopted(scenario._wasm()));
      this.#adopted.set(scenario, adopted);
    }
    return adopted;
  }
  /** @internal */
  _compared() {
    throw new EntryError('comparisons with what asks orders for more');
  }

  /** Gives the engine's memory back at once; otherwise it goes with the garbage. */
  free() {
    this.#handle.free();
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}
