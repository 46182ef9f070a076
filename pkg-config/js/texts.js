// Numbers of the engine as text, and the texts of a document in a language.

/** A text of a document in a language: of a table by language the best entry, else that of its first language. */
export function textIn(text, language = '') {
  if (typeof text !== 'object' || text === null) return text ?? undefined;
  const tags = Object.keys(text).sort();
  const wanted = language.toLowerCase();
  const [base] = wanted.split('-');
  const fit = (fits) => tags.find((tag) => fits(tag.toLowerCase()));
  return text[fit((tag) => tag === wanted) ?? fit((tag) => tag === base) ?? fit((tag) => tag.split('-')[0] === base) ?? tags[0]];
}

/** Whole minor units as decimal text. */
export function money(units, places) {
  if (places === 0) return String(units);
  if (places === 2 && units > -1e12 && units < 1e12) return hundredths(units);
  const text = String(Math.abs(units)).padStart(places + 1, '0');
  const cut = text.length - places;
  return `${units < 0 ? '-' : ''}${text.slice(0, cut)}.${text.slice(cut)}`;
}

function hundredths(units) {
  const magnitude = units < 0 ? -units : units;
  const whole = Math.floor(magnitude / 100);
  const rest = magnitude - whole * 100;
  return `${units < 0 ? '-' : ''}${whole}.${rest < 10 ? '0' : ''}${rest}`;
}

/** A count as text: money with all its decimals, everything else without trailing zeros. */
export function count(units, places, isMoney) {
  if (isMoney) return money(units, places);
  const scale = 10 ** places;
  return units % scale === 0 ? String(units / scale) : money(units, places).replace(/0+$/, '');
}
