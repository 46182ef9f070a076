// The entry for Node: the wasm lies beside this file.
import { readFileSync } from 'node:fs';
import { setSource } from './tools.js';

setSource(() => readFileSync(new URL('./checks_bg.wasm', import.meta.url)));

export { Compact } from './compact.js';
export { ActivityError, ProgramError, StateError } from '../errors.js';
