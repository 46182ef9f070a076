// What the entry offers: what a shop that only previews needs, around an engine without the rest; see bundle.mjs
// for how it is made.
export { init } from '../engine.js';
export { ActivityError, CompactError, EarnestError, EngineError, EntryError, HandleError } from '../errors.js';
export { Comparison, Cart } from '../cart.js';
export { Preview } from '../preview.js';
export { toCivil } from '../civil.js';
export { Account } from './account.js';
export { Program } from './program.js';
