import type { AccountState, Document, SharedState } from '../types.js';
import type { Changes, Known } from '../index.js';
export { ActivityError, ProgramError, StateError } from '../index.js';

/**
 * A program with its what-ifs, as 'earnest/storefront' loads them: made where the whole engine is, at build time or on a
 * server.
 */
export class Compact {
  private constructor();
  /** Compiles a document, and changes to it by name. Throws a ProgramError with everything that is wrong. */
  static load(document: string | Document, options?: { whatIf?: Record<string, Changes> }): Promise<Compact>;
  /** What a storefront loads: the same bytes for everybody, for as long as the document and the what-ifs stay. */
  readonly program: Uint8Array;
  /**
   * An account for orders of the day of `at`, midnights run and pasts read. `invoiced` and `participant` are those of its
   * orders, where they have any.
   */
  account(
    state: string | Partial<AccountState>,
    options: { at: string; invoiced?: string; participant?: string; shared?: string | SharedState } & Partial<Known>,
  ): Uint8Array;
  free(): void;
}
