import type { AccountEvent, AccountState, AccruedSum, Document, NetPrices, Notice, NoticeTerms, PlanWorth, SharedState } from './types.js';
import type { Known } from './index.js';
export { ActivityError, ProgramError, StateError } from './index.js';

/** A program whose accounts are asked about: what an operator wants to know, and a shop does not. */
export class Desk {
  private constructor();
  /** Compiles a document: text, or an object. Throws a ProgramError with everything that is wrong. */
  static load(document: string | Document): Promise<Desk>;
  /** An account by its stored state, or a fresh one by its id. */
  account(state: string | Partial<AccountState>, options?: { shared?: string | SharedState } & Partial<Known>): DeskAccount;
  free(): void;
}

/** An account that is asked about; nothing is booked on it. */
export class DeskAccount {
  private constructor();
  /** What it may want to be told at a civil time. */
  notices(at: string, terms?: NoticeTerms): Notice[];
  /** What has accrued by a civil time in periods that are open and is not settled: what `books.close` is given. */
  accrued(at: string): AccruedSum[];
  /** What a plan would have brought it in the last twelve months, and from when on it pays for its fee. */
  planWorth(plan: string, options: { at: string }): PlanWorth;
  /** What an order's lines really cost it, and what they leave to the operator. */
  netPrices(event: AccountEvent): NetPrices;
  free(): void;
}
