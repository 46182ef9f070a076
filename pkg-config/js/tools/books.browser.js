// The entry for browsers and bundlers: the wasm is fetched from beside this file.
export { Books } from './books.js';
export { BooksError } from '../errors.js';
