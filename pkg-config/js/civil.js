// Civil time: the clock on the wall of the program's zone.
const formats = new Map();

/**
 * The civil time that an instant is in an IANA time zone, as events carry it: `2026-03-29T02:30:00`.
 *
 * One such conversion costs more than a preview, so it is not done behind your back: convert where an instant comes
 * in, once.
 *
 * @param {Date | number | string} instant a Date, milliseconds, or text with an offset
 * @param {string} timeZone such as `Europe/London`
 */
export function toCivil(instant, timeZone) {
  const date = instant instanceof Date ? instant : new Date(instant);
  if (Number.isNaN(date.getTime())) throw new RangeError(`'${instant}' is no instant`);
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${part.year.padStart(4, '0')}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
}

const DAY = 86_400;
const known = new Map();

const two = (text, at) => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
const digits = (text, from, to) => {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
};

const monthDays = (year, month) => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
};

/** Days from 1970-01-01 to a date: Howard Hinnant, 'chrono-Compatible Low-Level Date Algorithms' (2021). */
function daysTo(year, month, day) {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Civil seconds of a time as events carry it; NaN where the text is none, so that the engine may say what is wrong. */
export function civilSeconds(text) {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (typeof text !== 'string') return NaN;
  const length = text.length;
  if (length !== 10 && length !== 16 && length !== 19) return NaN;
  if (!digits(text, 0, 4) || !digits(text, 5, 7) || !digits(text, 8, 10) || text[4] !== '-' || text[7] !== '-') return NaN;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthDays(year, month)) return NaN;
  const days = daysTo(year, month, day);
  let seconds = 0;
  if (length > 10) {
    const hours = two(text, 11);
    const minutes = two(text, 14);
    const rest = length === 19 ? two(text, 17) : 0;
    const sound = digits(text, 11, 13) && digits(text, 14, 16) && text[13] === ':' && (text[10] === 'T' || text[10] === ' ');
    const whole = length === 16 || (digits(text, 17, 19) && text[16] === ':');
    if (!sound || !whole || hours > 23 || minutes > 59 || rest > 59) return NaN;
    seconds = hours * 3600 + minutes * 60 + rest;
  }
  seconds += days * DAY;
  if (known.size > 1000) known.clear();
  known.set(text, seconds);
  return seconds;
}
