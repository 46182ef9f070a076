// Decimal text as whole numbers of its last place: what is tried and compared is exact.

const DECIMAL = /^(-?\d+)(?:\.(\d+))?$/;

/** How many places a decimal text has, or null where it is none. */
export function placesOf(text) {
  const found = DECIMAL.exec(text);
  return found ? (found[2]?.length ?? 0) : null;
}

/** A decimal text in units of so many places. */
export function unitsOf(text, places) {
  const [whole, part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(places, '0'));
}

/** Units of so many places as decimal text. */
export function textOf(units, places) {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return units < 0n ? `-${text}` : text;
}

/** Millionths: finer than any figure. */
const FINE = 6;

const fine = (text) => {
  const places = placesOf(text);
  return places <= FINE ? unitsOf(text, FINE) : unitsOf(text, places) / 10n ** BigInt(places - FINE);
};

/** One decimal text less another, in millionths. */
export const apart = (one, other) => fine(one) - fine(other);

/** A part of a whole in percent, to the millionth. */
export const percentOf = (part, whole) => textOf((BigInt(part) * 100n * 10n ** BigInt(FINE)) / BigInt(whole), FINE);
