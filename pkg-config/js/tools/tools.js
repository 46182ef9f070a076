// An engine of its own with what an operator's tools need and a shop does not: the checks and the books.
import initAsync, * as glue from './checks.js';
import { EngineError } from '../errors.js';

let source = null;
let starting = null;
let generation = 0;

/** How this environment finds the wasm: called once, by the entry. */
export function setSource(find) {
  source = find;
}

async function begin() {
  const found = await source?.();
  if (found === undefined) await initAsync();
  else glue.initSync({ module: found });
}

/** Starts the engine, once. */
export function start() {
  starting ??= begin().catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

/** The exports as bound by wasm-bindgen. */
export { glue };

/** Which instance it is: what an earlier one made is gone. */
export const instance = () => generation;

/** Runs a call into the engine; what it says of bad input goes to `refuse`. */
export function call(run, refuse) {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Error)) throw refuse(error);
    // A trap leaves the instance in no known state: the next call has another.
    glue.__wbg_reset_state();
    generation += 1;
    throw new EngineError(error);
  }
}
