// The entry for Node: the wasm lies beside this file.
import { readFileSync } from 'node:fs';
import { setSource } from './engine.js';

setSource(() => readFileSync(new URL('./earnest_bg.wasm', import.meta.url)));

export * from './main.js';
