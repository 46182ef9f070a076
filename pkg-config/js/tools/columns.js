// Columns as a host has them, as columns of numbers: texts by their place in a list, amounts in millionths.
import { SimulationError } from '../errors.js';

/** The engine's columns of numbers, in its order. */
export const NUMBERS = ['at', 'quantity', 'unitPrice', 'discount'];

/** Why the engine leaves a row out, by its number. */
export const WHAT_IS_LEFT = ['no-account', 'no-quantity', 'zero-price', 'negative-price'];

const NEEDED = ['account', 'order', 'at', 'quantity', 'unitPrice'];

/**
 * Encodes `{ account, order, at, quantity, unitPrice, discount, sku, ..., 'order.channel', 'account.country', 'measure.km' }`. Each
 * is a list with an entry for each row, or, of texts, `{ names, codes }`.
 */
export function encode(columns) {
  for (const name of NEEDED) {
    if (columns[name] === undefined) throw wrong('missing-field', `there is no column '${name}'`, `give ${NEEDED.join(', ')}`);
  }
  const rows = length(columns.account);
  const uneven = Object.keys(columns).find((name) => columns[name] !== undefined && length(columns[name]) !== rows);
  if (uneven) throw wrong('out-of-range', `the column '${uneven}' has ${length(columns[uneven])} entries and 'account' ${rows}`, 'give every column one entry for each row');
  const names = { line: [], order: [], account: [], measures: [] };
  const unread = new Uint8Array(rows);
  const left = [];
  const leave = (row, reason) => {
    if (!unread[row]) left.push({ row, reason });
    unread[row] = 1;
  };
  const texts = { account: list(columns.account), order: list(columns.order) };
  const numbers = {
    at: numbersOf(columns.at, (value, row) => civilSeconds(value) ?? (leave(row, 'bad-time'), 0)),
    quantity: amounts(columns.quantity, 6, (row) => leave(row, 'bad-quantity')),
    unitPrice: amounts(columns.unitPrice, 6, (row) => leave(row, 'bad-price')),
  };
  for (const [name, column] of Object.entries(columns)) {
    if (NEEDED.includes(name) || column === undefined) continue;
    const [kind, own] = name.includes('.') ? [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)] : ['line', name];
    if (name === 'discount') numbers.discount = amounts(column, 6, (row) => leave(row, 'bad-discount'));
    else if (kind === 'measure') {
      names.measures.push(own);
      numbers[name] = amounts(column, 6, (row) => leave(row, 'bad-measure'));
    } else if (names[kind] && kind !== 'measures') {
      names[kind].push(own);
      texts[name] = list(column);
    } else throw wrong('unknown-name', `the column '${name}' is of no kind`, "call it 'order.…', 'account.…' or 'measure.…', or by its own name for lines");
  }
  // A row that could not be read is of no account.
  if (left.length > 0) {
    texts.account = { ...texts.account, codes: texts.account.codes.map((code, row) => (unread[row] ? texts.account.names.indexOf('') : code)) };
  }
  return { rows, names, left, columns: { texts, numbers, unread } };
}

/** Texts that are too many to go along where few of them are used. */
const MANY = 1_000;

/** The rows of an encoded book whose accounts are in one of so many parts; `rowOf` says which rows they were. */
export function partOf(book, part, parts) {
  const { texts, numbers, unread } = book.columns;
  const { codes } = texts.account;
  let rows = 0;
  for (const code of codes) rows += Number(code % parts === part);
  const rowOf = new Uint32Array(rows);
  for (let row = 0, to = 0; row < codes.length; row++) if (codes[row] % parts === part) rowOf[to++] = row;
  const taken = (column) => {
    const out = new column.constructor(rows);
    for (let at = 0; at < rows; at++) out[at] = column[rowOf[at]];
    return out;
  };
  const used = ({ names, codes: all }) => {
    const own = taken(all);
    if (names.length < MANY) return { names, codes: own };
    const places = new Int32Array(names.length).fill(-1);
    const list = [];
    for (let at = 0; at < rows; at++) {
      const code = own[at];
      if (places[code] < 0) places[code] = list.push(names[code]) - 1;
      own[at] = places[code];
    }
    return { names: list, codes: own };
  };
  const each = (columns, make) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, make(column)]));
  // Orders are told apart by their numbers alone.
  const own = { ...each(texts, used), order: { names: [], codes: taken(texts.order.codes) } };
  return { ...book, rows, rowOf, left: [], columns: { texts: own, numbers: each(numbers, taken), unread: taken(unread) } };
}

/** What of an encoded book can be handed over, and not only copied. */
export const buffersOf = ({ columns: { texts, numbers, unread }, rowOf }) =>
  [...Object.values(texts).map(({ codes }) => codes), ...Object.values(numbers), unread, rowOf].map(({ buffer }) => buffer);

const length = (column) => (column.codes ?? column).length;

const wrong = (code, message, help) => new SimulationError({ code, message, help });

/** Texts by their place among the different ones. */
function list(column) {
  if (column.codes) return { names: [...column.names, ''], codes: new Uint32Array(column.codes) };
  const places = new Map([['', 0]]);
  const codes = new Uint32Array(column.length);
  for (let row = 0; row < codes.length; row++) {
    const text = column[row];
    const name = text === null || text === undefined ? '' : String(text);
    let place = places.get(name);
    if (place === undefined) places.set(name, (place = places.size));
    codes[row] = place;
  }
  return { names: [...places.keys()], codes };
}

/** A number of each entry. */
function numbersOf(column, read) {
  const out = new Float64Array(column.length);
  for (let row = 0; row < out.length; row++) out[row] = read(column[row], row);
  return out;
}

const NUMBER = /^-?\d+(?:\.(\d+))?$/;

/** Decimal numbers with so many places at most, as whole numbers; where there is none, `leave` is told the row. */
function amounts(column, places, leave) {
  const scale = 10 ** places;
  return numbersOf(column, (value, row) => {
    if (typeof value === 'number') {
      // Where the nearest number of so many places is the very number, it has no more.
      const whole = Math.round(value * scale);
      if (whole / scale === value && Number.isSafeInteger(whole)) return whole;
    }
    const found = NUMBER.exec(typeof value === 'number' ? plain(value) : String(value ?? '').trim());
    const whole = found && (found[1]?.length ?? 0) <= places ? Math.round(Number(found[0]) * scale) : NaN;
    if (Number.isSafeInteger(whole)) return whole;
    leave(row);
    return 0;
  });
}

/** A number without an exponent. */
const plain = (number) => (Math.abs(number) < 1e-6 && number !== 0 ? number.toFixed(20) : String(number));

const TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/** Civil seconds since 1970-01-01, of a number of them or of a day or time as text; none where it is neither. */
function civilSeconds(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.floor(value) : undefined;
  const found = TIME.exec(String(value ?? '').trim());
  if (!found) return undefined;
  const [year, month, day, hour = 0, minute = 0, second = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(at);
  const same = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return same ? at / 1000 : undefined;
}
