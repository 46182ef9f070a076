// A language: its messages, and how it writes numbers, amounts, days, lists and names.
import { IntlMessageFormat } from 'intl-messageformat';
import { textIn } from '../texts.js';
import { en } from './en/index.js';
import { ro } from './ro/index.js';

/** Every language with its messages, and the region whose way of writing numbers and days it takes unless one is named. */
export const catalogues = { en: { messages: en, locale: 'en-GB' }, ro: { messages: ro, locale: 'ro-RO' } };

/** An id or a value as words: small letters with hyphens are how ids are written, not how people read. */
export const spaced = (text) => (/^[a-z0-9]+([-_][a-z0-9]+)+$/.test(text) ? text.replaceAll(/[-_]/g, ' ') : String(text));

/** A decimal as it was typed, a rate without its sign: `['28', true]` for "28 %". */
function decimal(value) {
  const text = String(value).trim();
  return text.endsWith('%') ? [text.slice(0, -1).trim(), true] : [text, false];
}

/** Parsed messages and formats, kept: making them costs more than using them. */
const kept = new Map();

function keptAs(key, make) {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key);
}

export class Voice {
  #messages;
  /** Messages that were wanted and are not there. */
  missing = new Set();
  /** Messages that were said. */
  said = new Set();

  constructor(language, currency) {
    const catalogue = catalogues[String(language).split('-')[0].toLowerCase()];
    if (!catalogue) throw new RangeError(`terms are told in ${Object.keys(catalogues).join(' and ')}, not in '${language}'`);
    this.language = language;
    this.locale = String(language).includes('-') ? language : catalogue.locale;
    this.currency = currency;
    this.#messages = catalogue.messages;
  }

  has(key) {
    return Object.hasOwn(this.#messages, key);
  }
  /** A message of the catalogue. A word that has none is said as it stands, and noted. */
  say(key, values = {}) {
    if (!this.has(key)) {
      this.missing.add(key);
      return key.split('.').at(-1);
    }
    this.said.add(key);
    const make = () => new IntlMessageFormat(this.#messages[key], this.locale, undefined, { ignoreTag: true });
    return keptAs(`${this.locale} ${key}`, make).format(values);
  }

  #format(name, Kind, options) {
    return keptAs(`${this.locale} as ${name} ${options.currency}`, () => new Kind(this.locale, options));
  }
  number(value) {
    const [text, rate] = decimal(value);
    if (rate) return this.percent(value);
    return this.#format('number', Intl.NumberFormat, { maximumFractionDigits: 12 }).format(text);
  }
  /** A share, written "28 %" or 0.28. */
  percent(value) {
    const [text, rate] = decimal(value);
    const share = rate ? Number(text) / 100 : Number(text);
    return this.#format('percent', Intl.NumberFormat, { style: 'percent', maximumFractionDigits: 8 }).format(share);
  }
  money(value) {
    const { currency } = this;
    return this.#format('money', Intl.NumberFormat, { style: 'currency', currency, maximumFractionDigits: 12 }).format(decimal(value)[0]);
  }
  day(text) {
    return this.#format('day', Intl.DateTimeFormat, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`));
  }
  month(number) {
    return this.#format('month', Intl.DateTimeFormat, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, number - 1, 15)));
  }
  currencyName() {
    return this.#format('currency', Intl.DisplayNames, { type: 'currency' }).of(this.currency);
  }
  /** How the smallest amount of money is written. */
  cent() {
    const { maximumFractionDigits } = new Intl.NumberFormat(this.locale, { style: 'currency', currency: this.currency }).resolvedOptions();
    return this.money(`1e-${maximumFractionDigits}`);
  }
  list(texts, type = 'conjunction') {
    return this.#format(type, Intl.ListFormat, { type }).format(texts);
  }
  either(texts) {
    return this.list(texts, 'disjunction');
  }
  /** So many of something, in the right form: `count('n.units', 2)`. */
  count(key, value) {
    return this.say(key, { n: Number(decimal(value)[0]), x: this.number(value) });
  }
  quote(text) {
    return this.say('quote', { text });
  }
  text(text) {
    return textIn(text, this.language);
  }
}
