const SMALL = new Set(['a', 'and', 'as', 'de', 'du', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);
const KEPT = new Set(['CM', 'LED', 'TV', 'UFO', 'USB', 'WC']);
// Abbreviations of the source that read badly without their capitals.
const SPELLED = { ASS: 'Assorted', ASSTD: 'Assorted', COL: 'Colour', HLDR: 'Holder', W: 'with', LGE: 'Large' };

/** A description of the source, written in capitals, as a title. */
export function titleOf(description) {
  const text = description.replace(/\s+/g, ' ').replace(/ ?, ?/g, ', ').replace(/[ .,]+$/, '').trim();
  return text
    .split(' ')
    .map((word, at) => titleWord(word, at === 0))
    .join(' ');
}

function titleWord(word, first) {
  const bare = word.replace(/[^A-Za-z]/g, '').toUpperCase();
  if (KEPT.has(bare)) return word.toUpperCase();
  if (SPELLED[word]) return SPELLED[word];
  const lower = word.toLowerCase();
  if (!first && SMALL.has(lower)) return lower;
  // A letter starts a part of the word unless a letter, a digit or an apostrophe stands before it.
  return lower.replace(/(?<![\p{L}\d'’])\p{L}/gu, (letter) => letter.toUpperCase());
}
