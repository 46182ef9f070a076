import { exercise } from './exercise.js';

self.onmessage = async ({ data }) => self.postMessage(await exercise(data).catch((error) => `error: ${error}`));
