// Days and numbers as files of others write them.
import { own } from './gather.js';

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const OTHER = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?\.?[Mm]?\.?)?$/;
const SHORT = /^(\d{4})(\d{2})(\d{2})$/;

/** How days are written, as a choice. */
export const dayForms = [
  { id: 'ymd', name: 'year, month, day' },
  { id: 'dmy', name: 'day, month, year' },
  { id: 'mdy', name: 'month, day, year' },
];

/** How the days of a sample are written: what no day contradicts. */
export function dayFormOf(sample) {
  const found = sample.map((text) => OTHER.exec(text.trim())).filter(Boolean);
  if (found.length === 0) return 'ymd';
  if (found.some(([, first]) => Number(first) > 12)) return 'dmy';
  if (found.some(([, , second]) => Number(second) > 12)) return 'mdy';
  return sample.some((text) => text.includes('.')) ? 'dmy' : 'mdy';
}

const KEPT = 1 << 16;

/**
 * A reader of civil seconds since 1970; NaN where a text is no such day. An offset is left out: civil time is what is written.
 * `otherWay` tells whether the other way of day and month reads more of what was read, or as much and something else.
 */
export function dayReader(form) {
  const known = new Map();
  const other = { mdy: 'dmy', dmy: 'mdy' }[form];
  let [bad, worse, differ] = [0, 0, false];
  const read = (text) => {
    let seconds = known.get(text);
    if (seconds === undefined) {
      seconds = secondsOf(text.trim(), form);
      if (other) {
        const then = secondsOf(text.trim(), other);
        if (Number.isNaN(seconds)) bad += 1;
        if (Number.isNaN(then)) worse += 1;
        else if (then !== seconds) differ = true;
      }
      if (known.size === KEPT) known.clear();
      known.set(own(text), seconds);
    }
    return seconds;
  };
  return Object.assign(read, { otherWay: () => ({ form: other ?? form, more: worse < bad, same: Boolean(other) && worse === bad && differ }) });
}

function secondsOf(text, form) {
  const iso = ISO.exec(text) ?? SHORT.exec(text);
  const found = iso ?? OTHER.exec(text);
  if (!found) return NaN;
  const [one, two, three, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const [year, month, day] = iso ? [one, two, three] : form === 'mdy' ? [three, one, two] : [three, two, one];
  const half = iso ? undefined : found[7]?.toLowerCase();
  const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  const at = Date.UTC(year, month - 1, day, hours, minute, second);
  const back = new Date(at);
  const same = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hours < 24 && minute < 60 && second < 60;
  return same ? at / 1000 : NaN;
}

const PLAIN = /^-?\d+(\.\d+)?$/;

/** Whether numbers of a sample have a decimal comma: one with other digits than three behind it. */
export const decimalOf = (sample) => {
  const says = (pattern) => sample.some((text) => pattern.test(text.trim()));
  if (says(/,\d{1,2}$/) || says(/\.\d{3},\d+$/)) return ',';
  return says(/^-?\d+,\d{4,}$/) ? ',' : '.';
};

/** A reader of numbers; NaN where a text is none. Signs of currencies and separators of thousands are left out. */
export function numberReader(decimal) {
  const thousands = decimal === ',' ? /\./g : /,/g;
  return (text) => {
    const asked = text.trim();
    if (decimal === '.' && PLAIN.test(asked)) return Number(asked);
    const below = /^\(.*\)$/.test(asked) || /^[^\d]*[-\u2212]/.test(asked) || /\d-$/.test(asked);
    const digits = asked.replace(/[\s\u00a0'\u2019()\u2212-]|\p{Sc}|^[A-Z]{3}|[A-Z]{3}$/gu, '').replace(thousands, '').replace(',', '.');
    return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) * (below ? -1 : 1) : NaN;
  };
}

/** Civil seconds as a day. */
export const dayOf = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

/** Civil seconds moved by whole years; 29 February becomes 1 March where the year has none. */
export function moved(at, years) {
  if (years === 0) return at;
  const known = new Map();
  return Float64Array.from(at, (seconds) => {
    if (Number.isNaN(seconds)) return seconds;
    const day = Math.floor(seconds / 86_400);
    let by = known.get(day);
    if (by === undefined) {
      const date = new Date(day * 86_400_000);
      by = Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()) / 1000 - day * 86_400;
      known.set(day, by);
    }
    return seconds + by;
  });
}
