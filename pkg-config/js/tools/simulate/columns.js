// Columns as a host has them, piece by piece: texts by their places among all texts of the book, numbers in typed arrays.
import { SimulationError } from '../../errors.js';

/** The engine's columns of numbers, in its order; measures follow. */
export const NUMBERS = ['at', 'quantity', 'unitPrice', 'discount'];

/** Why a row is left out: what cannot be read of it, then what the engine says. A row is told the place of its reason and one; 0 is none. */
export const REASONS = ['bad-time', 'bad-quantity', 'bad-price', 'bad-discount', 'bad-measure', 'no-account', 'no-quantity', 'zero-price', 'negative-price'];

const NEEDED = ['account', 'order', 'at', 'quantity', 'unitPrice'];

/** So many rows go on at once. */
const ROWS = 1 << 16;

const wrong = (code, message, help) => new SimulationError({ code, message, help });

const length = (column) => (column.codes ?? column).length;

/** Cut where it is one, and a part of it where it is typed: nothing is copied. */
const cut = (column, from, to) => (ArrayBuffer.isView(column) ? column.subarray(from, to) : Array.prototype.slice.call(column, from, to));

/** A book's columns piece by piece: they may be whole, or come in pieces of any size. */
export async function* piecesOf(book) {
  const given = book?.[Symbol.asyncIterator] || book?.[Symbol.iterator] ? book : [book];
  for await (const columns of given) {
    const rows = checked(columns);
    for (let from = 0; from < rows; from += ROWS) {
      const to = Math.min(from + ROWS, rows);
      const part = (column) => (column.codes ? { names: column.names, codes: cut(column.codes, from, to) } : cut(column, from, to));
      yield Object.fromEntries(Object.entries(columns).flatMap(([name, column]) => (column === undefined ? [] : [[name, part(column)]])));
    }
  }
}

/** How many rows columns have; throws where they are amiss. */
function checked(columns) {
  for (const name of NEEDED) {
    if (columns?.[name] === undefined) throw wrong('missing-field', `there is no column '${name}'`, `give ${NEEDED.join(', ')}`);
  }
  const rows = length(columns.account);
  const uneven = Object.keys(columns).find((name) => columns[name] !== undefined && length(columns[name]) !== rows);
  if (uneven) throw wrong('out-of-range', `the column '${uneven}' has ${length(columns[uneven])} entries and 'account' ${rows}`, 'give every column one entry for each row');
  return rows;
}

/** The names of the columns by what they tell: of lines, orders and accounts, and measures. */
function kindsOf(columns) {
  const kinds = { line: [], order: [], account: [], measures: [] };
  for (const name of Object.keys(columns)) {
    if (NEEDED.includes(name) || name === 'discount') continue;
    const [kind, own] = name.includes('.') ? [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)] : ['line', name];
    const list = kind === 'measures' ? undefined : kinds[kind === 'measure' ? 'measures' : kind];
    if (!list) throw wrong('unknown-name', `the column '${name}' is of no kind`, "call it 'order.…', 'account.…' or 'measure.…', or by its own name for lines");
    list.push(own);
  }
  return kinds;
}

/** Reads the pieces of one book. */
export class Reader {
  kinds = null;
  #names = null;
  #orders = new Dictionary();
  #texts = [];

  /**
   * A piece as the engine takes it: `texts` are the places of texts, accounts first, then attributes of lines, orders and
   * accounts; `fresh` the texts of each that no piece had before. A number that cannot be read is NaN.
   */
  read(columns) {
    const names = Object.keys(columns).sort().join('\n');
    if (this.kinds === null) {
      const { line, order, account } = (this.kinds = kindsOf(columns));
      this.#names = names;
      this.#texts = ['account', ...line, ...order.map((own) => `order.${own}`), ...account.map((own) => `account.${own}`)].map((name) => [name, new Dictionary()]);
    }
    if (names !== this.#names) throw wrong('missing-field', `a piece has the columns ${names.replaceAll('\n', ', ')} and the first had ${this.#names.replaceAll('\n', ', ')}`, 'give every piece the same columns');
    const numbers = [...NUMBERS, ...this.kinds.measures.map((own) => `measure.${own}`)];
    return {
      rows: length(columns.account),
      orders: ArrayBuffer.isView(columns.order) ? counted(typed(columns.order)) : this.#orders.places(columns.order),
      texts: this.#texts.map(([name, dictionary]) => dictionary.places(columns[name])),
      fresh: this.#texts.map(([, dictionary]) => dictionary.fresh()),
      numbers: numbers.map((name) => columns[name] && (name === 'at' ? times(columns[name]) : decimals(columns[name]))),
    };
  }
}

/** A typed column as one of numbers that can be copied and handed over. */
function typed(column) {
  if (column instanceof BigInt64Array || column instanceof BigUint64Array) {
    return listOf(Float64Array, column, (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : NaN));
  }
  // Node's buffers share their memory with what is cut of them.
  return column instanceof Uint8Array && column.constructor !== Uint8Array ? new Uint8Array(column.buffer, column.byteOffset, column.length) : column;
}

/** Numbers that tell orders apart. */
function counted(column) {
  if (column instanceof Uint32Array) return column;
  const codes = new Uint32Array(column);
  const other = codes.findIndex((code, row) => code !== Number(column[row]));
  if (other >= 0) throw wrong('out-of-range', `the order ${column[other]} is no whole number from 0 to 4294967295`, 'give orders as texts');
  return codes;
}

/** A number of each entry. */
function listOf(List, column, of) {
  const out = new List(column.length);
  for (let row = 0; row < out.length; row++) out[row] = of(column[row]);
  return out;
}

const textOf = (value) => (value === null || value === undefined ? '' : String(value));

/** The different texts of a column over all its pieces. */
class Dictionary {
  #names = [];
  /** The list that the host keeps, and adds to, as long as no piece has another; how much of it was looked at, and found to be each text once. */
  #kept = null;
  #seen = new Set();
  #known = null;
  #told = 0;

  /** The place of each text of a piece. */
  places(column) {
    if (!column.codes) {
      const own = this.#own();
      return listOf(Uint32Array, column, (text) => own(textOf(text)));
    }
    const codes = column.codes instanceof Uint32Array ? column.codes : Uint32Array.from(column.codes);
    if (this.#known === null && (this.#kept ?? column.names) === column.names && this.#isPlain(column.names, codes)) {
      this.#kept = column.names;
      return codes;
    }
    const own = this.#own();
    const places = listOf(Uint32Array, column.names, (text) => own(textOf(text)));
    const none = own('');
    return codes.map((code) => places[code] ?? none);
  }

  /** Whether places tell texts apart: each text once, and no place beyond them. */
  #isPlain(names, codes) {
    for (const code of codes) if (code >= names.length) return false;
    while (this.#seen.size < names.length) {
      const text = textOf(names[this.#seen.size]);
      if (this.#seen.has(text)) return false;
      this.#seen.add(text);
    }
    return true;
  }

  /** The texts that were not told before. */
  fresh() {
    const all = this.#known ? this.#names : (this.#kept ?? []);
    const list = all.slice(this.#told).map(textOf);
    this.#told = all.length;
    return list;
  }

  /** From now on the texts are kept here: gives what finds the place of one. */
  #own() {
    if (this.#known === null) {
      // What was kept by then is each text once.
      this.#names = this.#kept === null ? [] : [...this.#seen];
      this.#known = new Map(this.#names.map((text, place) => [text, place]));
    }
    return (text) => {
      let place = this.#known.get(text);
      if (place === undefined) this.#known.set(text, (place = this.#names.push(text) - 1));
      return place;
    };
  }
}

const NUMBER = /^-?\d+(?:\.\d{1,6})?$/;

/** Numbers as they are; of decimal text the nearest, which tells six places of it again. */
function decimals(column) {
  if (ArrayBuffer.isView(column)) return typed(column);
  return listOf(Float64Array, column, (value) => {
    if (typeof value === 'number') return value;
    const text = textOf(value).trim();
    return NUMBER.test(text) ? Number(text) : NaN;
  });
}

const times = (column) => (ArrayBuffer.isView(column) ? typed(column) : listOf(Float64Array, column, civilSeconds));

const TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/** Civil seconds since 1970-01-01, of a number of them or of a day or time as text; NaN where it is neither. */
function civilSeconds(value) {
  if (typeof value === 'number') return value;
  const found = TIME.exec(textOf(value).trim());
  if (!found) return NaN;
  const [year, month, day, hour = 0, minute = 0, second = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(at);
  const same = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return same ? at / 1000 : NaN;
}
