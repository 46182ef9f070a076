// The checks: an engine of its own with them, so that a page that only previews does not download them.
import initAsync, * as glue from './checks.js';
import { EngineError } from './errors.js';

let source = null;
let starting = null;

/** How this environment finds the wasm: called once, by the entry. */
export function setSource(find) {
  source = find;
}

async function begin() {
  const found = await source?.();
  if (found === undefined) await initAsync();
  else glue.initSync({ module: found });
}

/** Everything found in a document: what refuses it; or warnings, and what the checks find in what it does. */
export async function review(document) {
  starting ??= begin().catch((error) => {
    starting = null;
    throw error;
  });
  await starting;
  try {
    return glue.review(typeof document === 'string' ? document : JSON.stringify(document));
  } catch (error) {
    // A trap leaves the instance in no known state: the next call has another.
    glue.__wbg_reset_state();
    throw new EngineError(error);
  }
}
