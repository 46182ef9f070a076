// Programs to choose from, and their names of things whichever version has them.
import { currenciesOf, nameIn, namesOf } from '../engine/terms.js';

/** What stands in the editor, before the examples. */
export const EDITOR = 'editor';

/** So many programs stand side by side at most. */
export const MOST = 4;

/** `own` are programs that came by a link or were found by seeking. */
export function choices({ examples, text, chosen }, own = []) {
  const known = examples.find(({ id }) => id === chosen);
  const name = titleOf(text) ?? known?.name ?? 'document';
  return [{ id: EDITOR, name: `${name} (in the editor)`, text }, ...own, ...examples];
}

export const titleOf = (text) => {
  try {
    const { name, id } = JSON.parse(text);
    return nameIn(name) ?? id;
  } catch {
    return null;
  }
};

/** Names in a document: of two versions, the later one's. */
export function namer(document) {
  const versions = [...document.versions].sort((one, other) => (one.from < other.from ? 1 : -1)).map(({ from }) => namesOf(document, from));
  const spaced = namesOf({ versions: [] }, '9999-12-31');
  const of = (kind) => (id) => {
    const plain = spaced[kind](id);
    return versions.map((names) => names[kind](id)).find((name) => name !== plain) ?? plain;
  };
  const currencies = currenciesOf(document);
  return {
    currency: (id) => nameIn(currencies.find((one) => one.id === id)?.name) ?? of('reward')(id),
    rule(id) {
      if (id === 'returns') return 'Discounts taken back with returns';
      const isRule = document.versions.some(({ rules = [], promotions = [] }) => [...rules, ...promotions].some((rule) => rule.id === id));
      const isCurrency = currencies.some((one) => one.id === id);
      return isCurrency && !isRule ? `Cap on ${of('rule')(id)}` : of('rule')(id);
    },
    ladder: of('ladder'),
    level: (id) => (id === '' ? 'Below the first level' : of('level')(id)),
    /** Levels of a ladder from the lowest, with those of earlier versions that are gone. */
    levels(ladder, seen) {
      const found = document.versions.flatMap(({ tiers = [] }) => tiers.filter(({ id }) => id === ladder).flatMap(({ levels }) => levels.map(({ id }) => id)));
      return [...new Set(['', ...found, ...seen])].filter((id) => seen.includes(id));
    },
  };
}
