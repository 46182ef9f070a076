// Reads order books beside the page, so that it stays awake.
import { look, pick, read, saved, unpacked } from './read.js';

const tasks = {
  look: ({ blob }) => look(blob),
  read: ({ blob, looked }, tell) => read(blob, looked, tell),
  pick: ({ blob, looked, wanted }) => pick(blob, looked, wanted),
  save: ({ blob, looked, wanted, why }) => saved(blob, looked, wanted, why),
  unpack: ({ blob }) => unpacked(blob),
};

self.onmessage = async ({ data: { id, task, given } }) => {
  let last = 0;
  const tell = (share) => {
    if (performance.now() - last < 100) return;
    last = performance.now();
    self.postMessage({ id, share });
  };
  try {
    const result = await tasks[task](given, tell);
    self.postMessage({ id, result }, { transfer: buffersOf(result) });
  } catch (error) {
    self.postMessage({ id, error: { message: error.message, help: error.help ?? 'try the file again, or another one' } });
  }
};

const buffersOf = ({ columns, lines }) => [...Object.values(columns ?? {}).map((column) => (column.codes ?? column).buffer), ...(lines ? [lines.buffer] : [])];
