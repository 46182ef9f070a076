// A file as an order book: its rows as they come, its columns read by what they were said to be.
import { categoryBy, usualName } from '../../../pkg-config/data/category.mjs';
import { csvRow } from '../../../pkg-config/data/csv.mjs';
import rule from '../../../tests/data/categories.json';
import { counts, numbers, texts } from './gather.js';
import { reasons } from './left.js';
import { columnName, isRetail, propose } from './mapping.js';
import { FORM, HEADER, columnsOf, csvOf, rowsAt } from './packed.js';
import { kindOf, lookAtTable, tableRows } from './table.js';
import { beginning, isUndecoded, lookAtText, older, textRows, whole } from './text.js';
import { Unreadable } from './unreadable.js';
import { dayFormOf, dayReader, decimalOf, numberReader } from './values.js';

const NO_ROW = () => new Unreadable('there is no row below the column names', 'each line of an order is one row');

/** Looks at a file: is it a packed book, else what are its columns and how are they written? */
export async function look(blob) {
  if (blob.size === 0) throw new Unreadable('the file is empty', 'choose a CSV file with a line of column names');
  const kind = (await kindOf(blob)) ?? 'csv';
  const start = kind === 'csv' ? await beginning(blob) : null;
  if (start?.text.startsWith(FORM)) return { kind: 'packed' };
  const { header, rows, form } = start ? lookAtText(start) : await lookAtTable(blob, kind);
  if (rows.length === 0) throw NO_ROW();
  const mapping = propose(header);
  const sample = (target) => rows.map((row) => row[mapping.indexOf(target)]).filter((value) => value && typeof value === 'string');
  const told = { ...form, mapping, days: dayFormOf(sample('at')), decimal: decimalOf([...sample('unitPrice'), ...sample('quantity')]) };
  return { kind, header, sample: rows.slice(0, 3).map((row) => row.map(textOf)), form: told, retail: isRetail(header) };
}

const rowsOf = (blob, looked, tell) => (looked.kind === 'csv' ? textRows : tableRows)(blob, looked, tell);

/** A value of a column as text. */
function textOf(value) {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ');
  return value === null || value === undefined ? '' : String(value);
}

/** Reads a file into columns. */
export async function read(blob, looked, tell = () => {}) {
  if (looked.kind === 'packed') return about(columnsOf(await whole(blob, (share) => tell(share / 2)), (share) => tell(0.5 + share / 2)));
  try {
    return about(await readRows(blob, looked, tell));
  } catch (error) {
    // Only further down it turned out not to be UTF-8.
    if (!isUndecoded(error, looked.form.encoding)) throw error;
    return about(await readRows(blob, { ...looked, form: { ...looked.form, encoding: older } }, tell));
  }
}

const BAD = { at: 'bad-time', quantity: 'bad-quantity', unitPrice: 'bad-price', discount: 'bad-discount', 'measure.': 'bad-measure' };

/** What reads the values of a column that holds numbers or days; null of texts. */
function readerOf(target, form) {
  if (target === 'at') {
    const day = dayReader(form.days);
    const read = (value) => (value instanceof Date ? Math.floor(value.getTime() / 1000) : typeof value === 'string' ? day(value.trim()) : NaN);
    return Object.assign(read, { otherWay: day.otherWay });
  }
  if (!(target in BAD)) return null;
  const number = numberReader(form.decimal);
  // A line without a discount, or an order without a measure, has none of it.
  const none = target === 'discount' || target === 'measure.' ? 0 : NaN;
  return (value) => {
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    const text = textOf(value).trim();
    return text === '' ? none : number(text);
  };
}

async function readRows(blob, looked, tell) {
  const { header, form, retail } = looked;
  const makes = form.mapping.map((target, at) => {
    if (target === '') return null;
    const readOne = readerOf(target, form);
    return { at, name: columnName(target, header[at]), reason: BAD[target], read: readOne, column: readOne ? numbers() : texts() };
  });
  const used = makes.filter(Boolean);
  const twice = used.find(({ name }, at) => used.findIndex((one) => one.name === name) < at);
  if (twice) throw new Unreadable(`two columns would be called '${twice.name}'`, 'leave one of them out');
  const place = (target) => form.mapping.indexOf(target);
  const [accountAt, orderAt, timeAt] = [place('account'), place('order'), place('at')];
  const orders = orderAt < 0 ? texts() : makes[orderAt].column;
  const lines = counts();
  const torn = [];
  const kinds = retail && place('sku') >= 0 && place('category') < 0 ? categories(header, makes[place('sku')].column) : null;
  let rows = 0;
  for await (const { line, fields, torn: broken } of rowsOf(blob, looked, tell)) {
    const extra = fields.length > header.length && fields.slice(header.length).some((field) => field.trim() !== '');
    let reason = broken ? 'bad-quotes' : fields.length < header.length || extra ? 'bad-fields' : null;
    if (reason) torn.push({ row: rows, reason });
    for (const { at, read: readOne, column, reason: unread } of used) {
      const value = reason ? null : fields[at];
      const made = readOne ? (reason ? NaN : readOne(value)) : at === orderAt && !reason ? textOf(value).trim() || without(fields) : textOf(value).trim();
      column.push(made);
      if (form.stops && Number.isNaN(made)) reason ??= unread;
    }
    if (orderAt < 0) orders.push(reason ? '' : without(fields));
    kinds?.see(reason ? '' : textOf(fields[kinds.described]));
    lines.push(line);
    rows += 1;
    if (form.stops && reason) throw new Unreadable(`line ${line} has ${reasons[reason]}`, `it reads: ${fields.map(textOf).join(', ')}`);
  }
  // The first lines may not tell day from month; all of them may.
  const other = makes[timeAt].read.otherWay();
  if (other.more && !form.daysAreSaid) return readRows(blob, { ...looked, form: { ...form, days: other.form } }, tell);
  const columns = Object.fromEntries(used.map(({ name, column }) => [name, column.done()]));
  columns.order ??= orders.done();
  if (kinds) columns.category = kinds.done(columns.sku);
  return { rows, columns, lines: lines.done(), torn, encoding: form.encoding, days: form.days, daysUnsure: other.same && !form.daysAreSaid };

  /** Lines that name no order: what a customer bought at one time is one. */
  function without(fields) {
    return `${textOf(fields[accountAt])} ${textOf(fields[timeAt])}`;
  }
}

/** The categories that the page's own book has, for the file it comes from. */
function categories(header, skus) {
  const seen = new Map();
  return {
    described: header.indexOf('Description'),
    see(description) {
      const sku = skus.codes.last;
      if (!seen.has(sku)) seen.set(sku, new Map());
      const names = seen.get(sku);
      names.set(description, (names.get(description) ?? 0) + 1);
    },
    done({ names, codes }) {
      const categoryOf = categoryBy(rule);
      const told = texts();
      const places = names.map((sku, code) => {
        const category = sku === '' ? '' : categoryOf(sku, usualName(seen.get(code) ?? []));
        if (!told.places.has(category)) told.places.set(category, told.places.size);
        return told.places.get(category);
      });
      return { names: [...told.places.keys()], codes: codes.map((code) => places[code]) };
    },
  };
}

/** A book with what is said of it. */
function about(book) {
  let [first, last] = [Infinity, -Infinity];
  for (const seconds of book.columns.at) {
    if (seconds < first) first = seconds;
    if (seconds > last) last = seconds;
  }
  if (book.rows === 0) throw NO_ROW();
  if (first === Infinity) throw new Unreadable('no date of the file could be read', 'correct which column holds the date, and how it is written');
  const different = ({ names }) => names.filter((name) => name !== '').length;
  return { ...book, first, last, accounts: different(book.columns.account), orders: different(book.columns.order) };
}

/** Rows by their places, which are in order, as they stand in the file. */
async function* picked(blob, looked, wanted) {
  if (looked.kind === 'packed') return yield* rowsAt(await whole(blob), wanted);
  let [row, at] = [0, 0];
  for await (const { line, fields } of rowsOf(blob, looked)) {
    if (at === wanted.length) return;
    if (row === wanted[at]) {
      yield { line, fields: fields.map(textOf) };
      at += 1;
    }
    row += 1;
  }
}

/** A few rows by their places, which are in order. */
export async function pick(blob, looked, wanted) {
  const rows = [];
  for await (const row of picked(blob, looked, wanted)) rows.push(row);
  return { rows };
}

/** Rows by their places as CSV, reason and line before each: in pieces, however many they are. */
export async function saved(blob, looked, wanted, why) {
  const parts = [];
  let piece = csvRow(['reason', 'line', ...(looked.header ?? HEADER)]);
  let at = 0;
  for await (const { line, fields } of picked(blob, looked, wanted)) {
    piece += csvRow([reasons[why[at]] ?? why[at], String(line), ...fields]);
    at += 1;
    if (piece.length > 1 << 20) {
      parts.push(new Blob([piece]));
      piece = '';
    }
  }
  return new Blob([...parts, piece], { type: 'text/csv' });
}

/** A packed book as CSV. */
export const unpacked = async (blob) => new Blob([...csvOf(await whole(blob))], { type: 'text/csv' });
