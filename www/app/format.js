// Figures for the eye. The engine gives money as decimal text and points as numbers; nothing here computes with them.

const locale = 'en-GB';
const cache = new Map();

function formatter(key, make) {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}

const minus = (text) => text.replace('-', '\u2212');

/** `"1240.5"`, `"GBP"` -> £1,240.50 */
export function money(text, currency) {
  const make = () => new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return minus(formatter(`money ${currency}`, make).format(text));
}

/** The same with few digits, for axes: £12.5k */
export function shortMoney(text, currency) {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact', maximumFractionDigits: 1 };
  return minus(formatter(`short ${currency}`, () => new Intl.NumberFormat(locale, options)).format(text));
}

/** 1240 -> 1,240 */
export function number(value) {
  return minus(formatter('number', () => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })).format(value));
}

export const isZero = (value) => Number(value) === 0;

/** With its sign: +1,240 */
export const signed = (text, value) => (Number(value) > 0 ? `+${text}` : text);

/** Decimal text or a number with the sign turned. */
export const negated = (value) =>
  typeof value === 'number' ? 0 - value : value.startsWith('-') ? value.slice(1) : isZero(value) ? value : `-${value}`;

/** `"2011-12-09"` or a moment -> 9 Dec 2011 */
export function day(text) {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };
  return formatter('day', () => new Intl.DateTimeFormat(locale, options)).format(new Date(`${text.slice(0, 10)}T00:00:00Z`));
}

/** A rate as written (`"28 %"`, `"0.28"`, `"7/25"`) in percent. */
export function percent(rate) {
  return `${formatter('percent', () => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })).format(rateOf(rate) * 100)} %`;
}

/** A rate as a number, for drawing. */
export function rateOf(rate) {
  const text = String(rate).trim();
  if (text.endsWith('%')) return Number(text.slice(0, -1)) / 100;
  const [above, below = '1'] = text.split('/');
  return Number(above) / Number(below);
}

/** A name within a sentence: its first letter small, unless it is an abbreviation. */
export const lower = (text) => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

const paces = { 'period-to-date': 'this period so far', 'last-90-days': 'the last 90 days' };

/** How a forecast took its pace. */
export const pace = (word) => paces[word] ?? word;

export const plural = (count, one, many = `${one}s`) => `${number(count)} ${Number(count) === 1 ? one : many}`;
