// The entry for Node: the wasm lies beside this file.
import { readFileSync } from 'node:fs';
import { setSource } from '../engine.js';

const isFile = (given) => given instanceof URL && given.protocol === 'file:';
setSource((given = new URL('./storefront_bg.wasm', import.meta.url)) => (isFile(given) ? readFileSync(given) : given));

export * from './shop.js';
