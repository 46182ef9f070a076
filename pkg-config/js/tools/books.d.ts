import type { BooksPeriod, Claims, CloseTerms, Closing, Coalition, Document, Entry, Finding, Statement } from '../types.js';
import { EarnestError } from '../index.js';

/** What is made of entries that were booked by a document. Nothing here changes an account. */
export class Books {
  private constructor();
  /** Compiles a document: text, or an object. Throws a ProgramError with everything that is wrong. */
  static load(document: string | Document): Promise<Books>;
  /** What coalition partners owe and are owed for points given and taken. */
  coalition(entries: Entry[], period?: BooksPeriod): Coalition;
  /** What funders owe for their shares of awards. */
  claims(entries: Entry[], period?: BooksPeriod): Claims;
  /** Balances before `from` and after `to`, and what moved between. */
  statement(entries: Entry[], days?: { from?: string; to?: string }): Statement;
  /** Closes a period: credit notes, what is held back, and the journal. */
  close(entries: Entry[], terms: CloseTerms): Closing;
  free(): void;
}

/** Entries, or how they are to be summed up, that are refused. */
export class BooksError extends EarnestError {
  readonly findings: Finding[];
  readonly help?: string;
}
