// The entry for browsers and bundlers: the wasm is fetched from beside this file.
export { Compact } from './compact.js';
export { ActivityError, ProgramError, StateError } from '../errors.js';
