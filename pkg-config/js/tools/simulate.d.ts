import type { Assumptions, Document, Figures, Finding, Tally } from '../types.js';
import { EarnestError } from '../index.js';

/** A column of texts: one for each row, or the place of each row's text among names. */
export type Texts = readonly (string | number | null | undefined)[] | { names: readonly string[]; codes: ArrayLike<number> };

/** A column of decimal numbers with up to 6 places: numbers, or decimal text. */
export type Numbers = ArrayLike<number> | readonly (string | number)[];

/**
 * An order book, a row for each line. Rows of one account and order belong together; a quantity below zero is goods that came
 * back. Every further column is an attribute: of lines by its own name (`sku`, `category`, `brand`, ...), else by `order.…`,
 * `account.…`; `measure.…` is a measure that the order carries.
 */
export interface Columns {
  account: Texts;
  order: Texts;
  /** Days or times as text (`2026-03-31T10:00`), or civil seconds since 1970. */
  at: readonly (string | number)[] | ArrayLike<number>;
  quantity: Numbers;
  /** The price of one. */
  unitPrice: Numbers;
  /** The discount that the line comes with, in money. */
  discount?: Numbers;
  sku?: Texts;
  category?: Texts;
  brand?: Texts;
  [attribute: string]: Texts | Numbers | undefined;
}

/** Why a row is in no order. */
export type LeftReason =
  | 'bad-time' | 'bad-quantity' | 'bad-price' | 'bad-discount' | 'bad-measure'
  | 'no-account' | 'no-quantity' | 'zero-price' | 'negative-price';

export interface SimulateOptions {
  /** The last day, to whose end every account is brought. Default: the end of the year after the last order. */
  until?: string;
  assumptions?: Assumptions;
  /** How many workers. Default: one for each core; 0 runs in this thread. */
  workers?: number;
  onProgress?(progress: { done: number; total: number; seconds: number; left: number | null }): void;
  signal?: AbortSignal;
}

export interface Simulated {
  rows: number;
  /** Rows that are in no order, by place. */
  left: { row: number; reason: LeftReason }[];
  /** What each program comes to. */
  programs: { tally: Tally; figures: Figures }[];
}

/** Runs an order book through one to four programs. */
export function simulate(documents: string | Document | (string | Document)[], columns: Columns, options?: SimulateOptions): Promise<Simulated>;

/** Key figures of sums under other assumptions: nothing is run again. */
export function figures(document: string | Document, tally: Tally, assumptions?: Assumptions): Promise<Figures>;

/** Columns, options or assumptions that are refused: `code` says why. */
export class SimulationError extends EarnestError {
  readonly findings: Finding[];
  readonly help?: string;
}
