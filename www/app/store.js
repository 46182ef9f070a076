// One state, replaced and never changed in place; listeners run once per turn however often it was set.

/** @param {object} initial */
export function createStore(initial) {
  let state = initial;
  let queued = false;
  const listeners = new Set();
  const tell = () => {
    queued = false;
    for (const listener of listeners) listener(state);
  };
  return {
    get state() {
      return state;
    },
    set(patch) {
      state = { ...state, ...patch };
      if (!queued) {
        queued = true;
        queueMicrotask(tell);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
