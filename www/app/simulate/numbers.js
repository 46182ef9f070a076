// Differences of figures. The engine gives decimal text and whole numbers; a difference is exact.

const scaled = (text, places) => {
  const [whole, part = ''] = String(text).split('.');
  return BigInt(`${whole}${part.padEnd(places, '0')}`);
};

const placesOf = (text) => String(text).split('.')[1]?.length ?? 0;

const written = (units, places) => {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return units < 0n ? `-${text}` : text;
};

/** `"12.50"` less `"2.5"` is `"10.00"`. */
export function less(one, other) {
  const places = Math.max(placesOf(one), placesOf(other));
  return written(scaled(one, places) - scaled(other, places), places);
}

/** The sum of decimal texts. */
export function total(texts) {
  const places = Math.max(0, ...texts.map(placesOf));
  return written(texts.reduce((sum, text) => sum + scaled(text, places), 0n), places);
}

/** A part of a whole in percent with two decimals, or null. */
export const shareOf = (part, whole) => (Number(whole) === 0 ? null : ((Number(part) / Number(whole)) * 100).toFixed(2));

const hundredths = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A share in percent as text, for columns of them. */
export const share = (value) => `${hundredths.format(value).replace('-', '\u2212')} %`;

const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });
export const shortNumber = (value) => compact.format(value).replace('-', '\u2212');

const monthYear = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
export const month = (text) => monthYear.format(new Date(`${text}T00:00:00Z`));

/** `93` -> 2 minutes */
export function duration(seconds) {
  if (seconds < 1.5) return 'a second';
  if (seconds < 90) return `${Math.round(seconds)} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}
