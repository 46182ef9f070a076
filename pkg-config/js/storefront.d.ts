/**
 * Previews alone, with an engine of a third of the size: programs and accounts come as the bytes that 'earnest/compact'
 * made of them. What it does without throws an `EntryError`; refusals are codes.
 */
export type * from './types.js';
import type { Order, PilotGroup } from './types.js';
import type { Comparison, Preview } from './index.js';
import { EarnestError } from './index.js';
export { ActivityError, Comparison, EarnestError, EngineError, HandleError, Preview, init, toCivil } from './index.js';

/** A loyalty program, in its compact form. */
export class Program {
  private constructor();
  /** Reads what `compact.program` gave. Throws a CompactError. */
  static load(bytes: Uint8Array | ArrayBuffer): Promise<Program>;
  readonly id: string;
  /** An account on one day: what `compact.account` gave. Throws a CompactError. */
  account(bytes: Uint8Array | ArrayBuffer): Account;
  free(): void;
}

/** An account, as it stands for the orders of one day. */
export class Account {
  private constructor();
  readonly program: Program;
  /** The revision of the state that it was read from. */
  readonly revision: number;
  /** The groups of pilots that it is in, by pilot. */
  readonly pilots: Record<string, PilotGroup>;
  /** What an order would do. */
  preview(event: { order: Order }, options?: { at?: string }): Preview;
  /** One order with a what-if, by its name, and without. */
  whatIf(event: { order: Order }, name: string): Comparison;
  /** An order kept ready for many previews and comparisons. */
  cart(event: { order: Order }): Cart;
  free(): void;
}

/** An order on an account, evaluated once and kept. */
export class Cart {
  private constructor();
  preview(): Preview;
  whatIf(name: string): Comparison;
  free(): void;
}

/** Bytes that cannot be read: `code` is `damaged`, `other-version` or `other-program`. */
export class CompactError extends EarnestError {}

/** Something that this entry does without: import 'earnest' for it. */
export class EntryError extends EarnestError {}
