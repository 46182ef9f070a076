// What the package offers.
export { init } from './engine.js';
export { ActivityError, EarnestError, EngineError, HandleError, ProgramError, StateError } from './errors.js';
export { Account, Posted } from './account.js';
export { Cart, Comparison } from './cart.js';
export { Preview } from './preview.js';
export { Program, Scenario } from './program.js';
export { toCivil } from './civil.js';
export { textIn } from './texts.js';
