// The reader's worker, asked with promises.

/** @returns {{ ask: (task: string, given: object, tell?: (share: number) => void) => Promise<any>, stop: () => void }} */
export function startReader() {
  const worker = new Worker(new URL('./reader.worker.js', import.meta.url), { type: 'module' });
  const waiting = new Map();
  let next = 0;
  worker.onmessage = ({ data: { id, share, result, error } }) => {
    const asked = waiting.get(id);
    if (share !== undefined) return asked?.tell?.(share);
    waiting.delete(id);
    if (error) return asked?.reject(Object.assign(new Error(error.message), { help: error.help, code: 'order-book' }));
    return asked?.resolve(result);
  };
  worker.onerror = () => {
    for (const { reject } of waiting.values()) reject(Object.assign(new Error('the reader of order books did not start'), { help: 'load the page again', code: 'order-book' }));
    waiting.clear();
  };
  return {
    ask: (task, given, tell) =>
      new Promise((resolve, reject) => {
        next += 1;
        waiting.set(next, { resolve, reject, tell });
        worker.postMessage({ id: next, task, given });
      }),
    stop: () => worker.terminate(),
  };
}
