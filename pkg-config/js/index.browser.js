// The entry for browsers and bundlers: the wasm is fetched from beside this file, whichever name a bundler gives it.
export * from './main.js';
