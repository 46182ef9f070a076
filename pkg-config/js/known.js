// States as text, with what a host knows of accounts beside them.

export const textOf = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a record keeps where the host tells it anew, under the name it has there. */
const KEPT = { attributes: 'profile', lists: 'lists', people: 'people' };

/** A stored state with what a host knows of the account now; records keep what was known on their day. */
function knowing(state, known) {
  const next = { ...state };
  for (const [name, value] of Object.entries(known)) {
    if (value === undefined) continue;
    const kept = KEPT[name];
    const then = state[name] ?? {};
    if (kept) {
      for (const list of ['orders', 'activities']) {
        next[list] &&= next[list].map((record) => ({ [kept]: then, ...record }));
      }
    }
    next[name] = value;
  }
  return next;
}

/**
 * The text of a state: one that an earlier posting gave (text or object), `{ account: id, attributes: {...} }`, or just
 * an id for a fresh account; with what a host knows of the account now.
 */
export function accountText(state, known) {
  let text = state;
  if (typeof state !== 'string') text = JSON.stringify(state);
  else if (!state.trimStart().startsWith('{')) text = JSON.stringify({ account: state });
  if (Object.values(known).every((value) => value === undefined)) return text;
  return JSON.stringify(knowing(JSON.parse(text), known));
}
