// The example programs, as the text their authors wrote.
import { nameIn } from '../engine/terms.js';

const files = import.meta.glob(['../../../examples/*.json', '../../programs/*.json'], { query: '?raw', import: 'default', eager: true });

const titleOf = (text, fallback) => {
  try {
    return nameIn(JSON.parse(text).name) ?? fallback;
  } catch {
    return fallback;
  }
};

/** The first one is what the page starts with. */
const first = 'contractor';

/** @type {{ id: string, name: string, text: string }[]} */
export const examples = Object.entries(files)
  .map(([path, text]) => {
    const id = path.split('/').at(-1).replace(/\.json$/, '');
    return { id, name: titleOf(text, id), text };
  })
  .sort((a, b) => (b.id === first) - (a.id === first) || (a.name < b.name ? -1 : 1));
