// A worker thread of Node: it holds an order book and runs parts of it.
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { serve } from './simulate/serving.js';
import { setSource } from './tools.js';

setSource(() => readFileSync(new URL('./checks_bg.wasm', import.meta.url)));
parentPort.on('message', serve((message) => parentPort.postMessage(message)));
