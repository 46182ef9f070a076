// The package as its `exports` give it to Node: what the tests of JavaScript import.
export * from '#earnest';
export { review } from '#earnest/review';
export { Books, BooksError } from '#earnest/books';
