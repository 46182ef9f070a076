// A worker of browsers: one part of a simulation.
import { work } from './simulation.js';

self.onmessage = async ({ data }) => {
  try {
    const result = await work(data, throttled((counts) => self.postMessage({ counts })));
    self.postMessage({ result });
  } catch (error) {
    self.postMessage({ error: { code: error.code, message: error.message, help: error.help } });
  }
};

/** Tells what it is told ten times a second at most, and the last. */
function throttled(tell) {
  let last = 0;
  return (counts) => {
    const now = performance.now();
    if (now - last < 100 && counts[0] < counts[1]) return;
    last = now;
    tell(counts);
  };
}
