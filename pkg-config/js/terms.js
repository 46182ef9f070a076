// The entry `earnest/terms`: needs no wasm. In the package it is one file, with the library that formats its messages.
export * from './terms/index.js';
export { changes, effect } from './terms/changes.js';
export { texts } from './terms/texts.js';
