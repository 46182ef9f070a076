// A worker thread of Node: one part of a simulation.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { work } from './simulation.js';
import { setSource } from './tools.js';

setSource(() => readFileSync(new URL('./checks_bg.wasm', import.meta.url)));

try {
  const result = await work(workerData, (counts) => parentPort.postMessage({ counts }));
  parentPort.postMessage({ result });
} catch (error) {
  parentPort.postMessage({ error: { code: error.code, message: error.message, help: error.help } });
}
