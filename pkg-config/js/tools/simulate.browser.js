// The entry for browsers and bundlers: the wasm is fetched from beside this file, and simulations run in workers.
import { setWorkers } from './simulate/crew.js';

setWorkers({
  most: () => Math.min(navigator.hardwareConcurrency ?? 2, 16),
  begin(heard, failed) {
    const worker = new Worker(new URL('./simulate.worker.js', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => heard(data);
    worker.onerror = (event) => failed(new Error(event.message ?? 'the worker did not start'));
    return { send: (message, handed = []) => worker.postMessage(message, handed), stop: () => worker.terminate() };
  },
});

export { SimulationError } from '../errors.js';
export { seek } from './simulate/seek.js';
export { figures, simulate } from './simulate/simulate.js';
