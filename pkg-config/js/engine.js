// The one wasm instance, how it starts, and how it starts again.
//
// A trap leaves a wasm instance in no known state. So after one the instance is thrown away, a new one takes its
// place, and every handle makes itself anew from the text it was made from when it is next used.
import initAsync, * as glue from './earnest.js';
import { EngineError, HandleError } from './errors.js';

let source = null;
let starting = null;
let started = false;
let memory = null;
let generation = 0;

/** How this environment finds the wasm, or what it makes of what it was given: called once, by the entry. */
export function setSource(find) {
  source = find;
}

/**
 * Starts the engine. `Program.load` does so by itself; call it to choose the moment, or to give the wasm: bytes, a
 * `WebAssembly.Module`, a URL or a `Response`.
 */
export function init(wasm) {
  if (started) return Promise.resolve();
  starting ??= begin(wasm).catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

async function begin(wasm) {
  const found = (await source?.(wasm)) ?? wasm;
  if (found instanceof WebAssembly.Module || ArrayBuffer.isView(found) || found instanceof ArrayBuffer) {
    glue.initSync({ module: found });
  } else {
    await initAsync(found === undefined ? undefined : { module_or_path: found });
  }
  memory = glue.engineMemory();
  started = true;
}

/** The instance's exports as bound by wasm-bindgen. */
export { glue };

/** Whether this is the engine of a storefront, which previews and does nothing else. */
export const previewsOnly = !('post' in glue.WasmAccount.prototype);

let amounts = new Float64Array(0);
let words = new Int32Array(0);

/** The instance's memory as numbers: good until the engine is called again. */
export function floats() {
  // A view of memory that has grown since has no length any more.
  if (amounts.length === 0) amounts = new Float64Array(memory.buffer);
  return amounts;
}

/** The same memory as words of 32 bits. */
export function ints() {
  if (words.length === 0) words = new Int32Array(memory.buffer);
  return words;
}

/** Which instance it is: handles of another one are made anew. */
export const instance = () => generation;

const stopped = (error) =>
  error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === 'InternalError';

/**
 * Runs a call into the engine. What the engine says of bad input is an object and goes to `refuse`; a trap starts a
 * new instance and is told as an EngineError.
 */
export function call(run, refuse) {
  try {
    return run();
  } catch (error) {
    if (stopped(error)) {
      restart();
      throw new EngineError(error);
    }
    if (error instanceof Error) throw error;
    throw refuse(error);
  }
}

/** Throws the instance away and starts another. */
function restart() {
  glue.__wbg_reset_state();
  memory = glue.engineMemory();
  amounts = new Float64Array(0);
  words = new Int32Array(0);
  generation += 1;
}

/** A handle into the engine: made when needed, made again in a new instance, freed once. */
export class Handle {
  #make;
  #held = null;
  #generation = -1;
  #freed = false;

  constructor(make, held = null) {
    this.#make = make;
    this.#held = held;
    this.#generation = held ? generation : -1;
  }

  /** Whether it was freed. */
  get freed() {
    return this.#freed;
  }

  get() {
    if (this.#generation !== generation || this.#held === null) {
      if (this.#freed) throw new HandleError('this was freed: its memory was given back to the engine');
      this.#held = this.#make();
      this.#generation = generation;
    }
    return this.#held;
  }

  free() {
    if (this.#held !== null && this.#generation === generation) this.#held.free();
    this.#held = null;
    this.#freed = true;
  }
}
