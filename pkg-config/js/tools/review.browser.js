// The entry for browsers and bundlers: the wasm is fetched from beside this file.
export { review } from './review.js';
