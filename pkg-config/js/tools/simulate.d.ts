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
  /** Texts, or a typed array of whole numbers, by which orders are told apart. */
  order: Texts | Uint32Array | Float64Array;
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

/** A book: its columns, or pieces of them one after the other, each with the same columns and rows of its own. */
export type Book = Columns | Iterable<Columns> | AsyncIterable<Columns>;

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
  /** What has been summed so far, about once a second: of the accounts that are done, all of their time. */
  onResults?(programs: { tally: Tally; figures: Figures }[]): void;
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
export function simulate(documents: string | Document | (string | Document)[], book: Book, options?: SimulateOptions): Promise<Simulated>;

/** Key figures of sums under other assumptions: nothing is run again. */
export function figures(document: string | Document, tally: Tally, assumptions?: Assumptions): Promise<Figures>;

/**
 * What has to come out: a key figure by its path (`cost.total`, `cost.share`, `units.points.given`), or the share of accounts that
 * stand on a level of a ladder in the end, in percent; the level `''` is below the first.
 */
export type Goal = ({ figure: string } | { ladder: string; level: string }) &
  ({ is: string | number } | { atMost: string | number } | { atLeast: string | number });

export interface SeekOptions {
  /** Where the number stands, as findings write it: `versions[0].rules[2].earn.points`. */
  path: string;
  /** The range, written as the document writes the number: "1 %" to "5 %", or 1 to 5. */
  from: string | number;
  to: string | number;
  /** How far two values are apart. Default: one of the last place that is written in the document, in `from` or in `to`. */
  step?: string | number;
  goal: Goal;
  /** How many values are tried before the range between two of them is halved. Default 5. */
  samples?: number;
  until?: string;
  assumptions?: Assumptions;
  workers?: number;
  /** `runs` are done of `most` at most; `done` and `total` are orders of the run that is on. */
  onProgress?(progress: { runs: number; most: number; done: number; total: number; tried: Tried[] }): void;
  signal?: AbortSignal;
}

export interface Tried {
  /** As the document would write it. */
  value: string | number;
  /** What the goal's figure comes to; none where it has no value, or the program is refused with this number. */
  comesTo: string | null;
  refused?: string;
}

export interface Sought {
  met: boolean;
  /** The value that comes nearest to the goal, on the side that the goal says; none where nothing meets it. */
  value?: string | number;
  comesTo?: string;
  /** The document with it. */
  document?: Document;
  /** Why nothing meets it, in a sentence. */
  why?: string;
  step: string | number;
  /** How often the figure passes the goal between samples: of several places the first is taken. */
  crossings: number;
  /** Every value that was tried, in order: the curve. */
  tried: Tried[];
  runs: number;
}

/** Seeks the value of one number of a program that meets a goal. */
export function seek(document: string | Document, book: Book, options: SeekOptions): Promise<Sought>;

/** Columns, options or assumptions that are refused: `code` says why. */
export class SimulationError extends EarnestError {
  readonly findings: Finding[];
  readonly help?: string;
}
