// The entry for Node: the wasm lies beside this file, and simulations run in worker threads.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { setWorkers } from './simulate/crew.js';
import { setSource } from './tools.js';

setSource(() => readFileSync(new URL('./checks_bg.wasm', import.meta.url)));

setWorkers({
  most: () => Math.min(availableParallelism(), 16),
  begin(heard, failed) {
    const worker = new Worker(new URL('./simulate.thread.js', import.meta.url));
    worker.on('message', heard);
    worker.on('error', failed);
    return { send: (message, handed = []) => worker.postMessage(message, handed), stop: () => worker.terminate() };
  },
});

export { SimulationError } from '../errors.js';
export { seek } from './simulate/seek.js';
export { figures, simulate } from './simulate/simulate.js';
