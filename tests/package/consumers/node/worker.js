import { readFileSync } from 'node:fs';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { exercise } from './exercise.js';

if (isMainThread) {
  new Worker(new URL(import.meta.url)).on('message', (result) => console.log(JSON.stringify(result)));
} else {
  const sample = JSON.parse(readFileSync(new URL('sample.json', import.meta.url), 'utf8'));
  parentPort.postMessage(await exercise(sample));
}
