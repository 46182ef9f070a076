// The entry for browsers and bundlers: the wasm is fetched from beside this file, and simulations run in workers.
import { setWorkers } from './simulate.js';

setWorkers({
  most: () => Math.min(navigator.hardwareConcurrency ?? 2, 16),
  begin: (job) => {
    const worker = new Worker(new URL('./simulate.worker.js', import.meta.url), { type: 'module' });
    worker.postMessage(job);
    return {
      listen(heard, failed) {
        worker.onmessage = ({ data }) => heard(data);
        worker.onerror = (event) => failed(new Error(event.message ?? 'the worker did not start'));
      },
      stop: () => worker.terminate(),
    };
  },
});

export { SimulationError } from '../errors.js';
export { figures, simulate } from './simulate.js';
