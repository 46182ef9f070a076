import { exercise } from './exercise.js';
import sample from './sample.json';

const show = (id, result) => {
  document.getElementById(id).textContent = JSON.stringify(result);
};

const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => show('worker', data);
worker.onerror = (event) => show('worker', `error: ${event.message}`);
worker.postMessage(sample);

show('page', await exercise(sample).catch((error) => `error: ${error}`));
