// What is run and what is told of it: a book whose dates fit the programs, and programs with their names of things.
import { yearsUntil } from '../data.js';
import { nameIn } from '../engine/terms.js';
import { namer } from './programs.js';
import { dayOf, moved } from './values.js';

/** A text that is no document is refused by the engine, with its findings. */
function parsed(text) {
  try {
    const document = JSON.parse(text);
    return Array.isArray(document?.versions) && document.versions.every((version) => typeof version?.from === 'string') ? document : null;
  } catch {
    return null;
  }
}

export const toldProgram = (document, text, { tally, figures: found }) => ({
  name: nameIn(document.name) ?? document.id,
  currency: document.currency,
  document,
  names: namer(document),
  text,
  tally,
  figures: found,
});

/** A book whose dates are moved so that all programs are in force from its first order on. */
export function inForce({ read }, texts) {
  const documents = texts.map(parsed);
  const years = Math.max(0, ...documents.filter(Boolean).map((document) => yearsUntil(document, dayOf(read.first))));
  return { documents, years, columns: { ...read.columns, at: moved(read.columns.at, years) } };
}

export const aboutBook = ({ name, own, read, looked }) => ({ name, own, rows: read.rows, first: dayOf(read.first), last: dayOf(read.last), retail: own || Boolean(looked.retail) });
