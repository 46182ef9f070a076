/**
 * Previews alone, with an engine of two thirds the size: `Program.load`, accounts, previews and comparisons of orders,
 * carts. What it does without throws an `EntryError`; findings and refusals have codes and places, and no sentences.
 */
export type * from './types.js';
export type { Changes } from './index.js';
export {
  Account,
  ActivityError,
  Cart,
  Comparison,
  EarnestError,
  EngineError,
  EntryError,
  HandleError,
  Preview,
  Program,
  ProgramError,
  Scenario,
  StateError,
  init,
  textIn,
  toCivil,
} from './index.js';
