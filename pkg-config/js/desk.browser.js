// The entry for browsers and bundlers: the wasm is fetched from beside this file.
export { Desk, DeskAccount } from './desk.js';
export { ActivityError, ProgramError, StateError } from './errors.js';
