// The checks, on the engine that a page which only previews does not download.
import { call, glue, start } from './tools.js';

/** Everything found in a document: what refuses it; or warnings, and what the checks find in what it does. */
export async function review(document) {
  await start();
  return call(() => glue.review(typeof document === 'string' ? document : JSON.stringify(document)));
}
