// A file as an order book: unzipped, decoded and cut into rows as it streams, its columns read by what they were said to be.
import Papa from 'papaparse';
import { categoryBy, usualName } from '../../../pkg-config/data/category.mjs';
import rule from '../../../tests/data/categories.json';
import { counts, numbers, texts } from './gather.js';
import { columnName, isRetail, propose } from './mapping.js';
import { FORM, columnsOf, csvOf, rowsAt } from './packed.js';
import { dayFormOf, dayReader, decimalOf, numberReader, otherWay } from './values.js';

/** What cannot be read, in words. */
export class Unreadable extends Error {
  constructor(message, help) {
    super(message);
    this.help = help;
  }
}

const SAMPLE = 1000;
const ENCODINGS = ['utf-8', 'windows-1252'];

/** Text of a file in pieces, whether it is gzipped or not. */
async function* pieces(blob, encoding, tell = () => {}) {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  let done = 0;
  const counted = new TransformStream({
    transform(chunk, controller) {
      done += chunk.byteLength;
      tell(done / blob.size);
      controller.enqueue(chunk);
    },
  });
  const bytes = blob.stream().pipeThrough(counted);
  const plain = first === 0x1f && second === 0x8b ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;
  const reader = plain.pipeThrough(new TextDecoderStream(encoding, { fatal: encoding === 'utf-8' })).getReader();
  try {
    for (;;) {
      const { value, done: ended } = await reader.read();
      if (ended) return;
      yield value;
    }
  } finally {
    // Who has seen enough lets the rest go.
    reader.cancel().catch(() => {});
  }
}

async function beginning(blob, encoding) {
  let text = '';
  for await (const piece of pieces(blob, encoding)) {
    text += piece;
    if (text.length > 1 << 19) return { text, whole: false };
  }
  return { text, whole: true };
}

async function whole(blob, tell) {
  const parts = [];
  for await (const piece of pieces(blob, 'utf-8', tell)) parts.push(piece);
  return parts.join('');
}

/** Looks at a file: is it a packed book, else what are its columns and how are they written? */
export async function look(blob, { encoding = ENCODINGS[0] } = {}) {
  if (blob.size === 0) throw new Unreadable('the file is empty', 'choose a CSV file with a line of column names');
  let start;
  try {
    start = await beginning(blob, encoding);
  } catch (error) {
    if (encoding === ENCODINGS[0] && error instanceof TypeError) return look(blob, { encoding: ENCODINGS[1] });
    throw error;
  }
  if (start.text.startsWith(FORM)) return { kind: 'packed' };
  const text = start.text.replace(/^\uFEFF/, '');
  if (text.slice(0, 4096).includes('\0')) throw new Unreadable('this is no text file', 'save the sheet as CSV and choose that');
  const { data, meta } = Papa.parse(text, { preview: SAMPLE + 1, skipEmptyLines: 'greedy' });
  const [header, ...rows] = data;
  if (!header || header.length < 2) throw new Unreadable('the first line names fewer than two columns', 'the first line of the file has to name its columns, separated by commas, semicolons or tabs');
  if (!start.whole) rows.pop();
  if (rows.length === 0) throw new Unreadable('there is no row below the column names', 'each line of an order is one row');
  const names = header.map((name) => name.trim());
  const mapping = propose(names);
  const sample = (target) => rows.map((row) => row[mapping.indexOf(target)] ?? '').filter(Boolean);
  const form = { encoding, delimiter: meta.delimiter, newline: meta.linebreak, mapping, days: dayFormOf(sample('at')), decimal: decimalOf([...sample('unitPrice'), ...sample('quantity')]) };
  return { kind: 'csv', header: names, sample: rows.slice(0, 3), form, retail: isRetail(names) };
}

/** Each row of a CSV with the line it begins on and whether its quotation marks are whole; the first is the header. */
async function* rowsOf(blob, form, tell) {
  const parser = new Papa.Parser({ delimiter: form.delimiter, newline: form.newline });
  let rest = '';
  let line = 1;
  let first = true;
  function* cut(text, last) {
    const { data, errors, meta } = parser.parse(text, 0, !last);
    const torn = new Set(errors.map(({ row }) => row));
    for (const [at, fields] of data.entries()) {
      const blank = fields.length === 1 && fields[0].trim() === '';
      if (!blank) yield { line, fields, torn: torn.has(at) };
      line += 1;
      for (const field of fields) if (field.includes('\n')) line += field.split('\n').length - 1;
    }
    rest = last ? '' : text.slice(meta.cursor);
  }
  for await (const piece of pieces(blob, form.encoding, tell)) {
    const text = first ? piece.replace(/^\uFEFF/, '') : rest + piece;
    first = false;
    yield* cut(text, false);
  }
  if (rest !== '') yield* cut(rest, true);
}

/** Reads a file into columns. */
export async function read(blob, looked, tell = () => {}) {
  if (looked.kind === 'packed') return about(columnsOf(await whole(blob, (share) => tell(share / 2)), (share) => tell(0.5 + share / 2)));
  try {
    return about(await readCsv(blob, looked, tell));
  } catch (error) {
    // Only further down it turned out not to be UTF-8.
    if (!(error instanceof TypeError) || looked.form.encoding !== ENCODINGS[0]) throw error;
    return about(await readCsv(blob, { ...looked, form: { ...looked.form, encoding: ENCODINGS[1] } }, tell));
  }
}

async function readCsv(blob, { header, form, retail }, tell) {
  const day = dayReader(form.days);
  const number = numberReader(form.decimal);
  const makes = form.mapping.map((target, at) => {
    if (target === '') return null;
    const name = columnName(target, header[at]);
    const isNumber = ['quantity', 'unitPrice', 'discount'].includes(target) || target === 'measure.';
    // A line without a discount, or an order without a measure, has none of it.
    const optional = target === 'discount' || target === 'measure.';
    const read = target === 'at' ? day : isNumber ? (text) => (optional && text.trim() === '' ? 0 : number(text)) : null;
    return { at, name, read, column: read ? numbers() : texts() };
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
  let isHeader = true;
  for await (const { line, fields, torn: broken } of rowsOf(blob, form, tell)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    const extra = fields.length > header.length && fields.slice(header.length).some((field) => field.trim() !== '');
    const reason = broken ? 'bad-quotes' : fields.length < header.length || extra ? 'bad-fields' : null;
    if (reason) torn.push({ row: rows, reason });
    for (const { at, read: readOne, column } of used) {
      const text = (fields[at] ?? '').trim();
      if (reason) column.push(readOne ? NaN : '');
      else if (at === orderAt) column.push(text === '' ? without(fields) : text);
      else column.push(readOne ? readOne(text) : text);
    }
    if (orderAt < 0) orders.push(reason ? '' : without(fields));
    kinds?.see(reason ? '' : fields[kinds.described]);
    lines.push(line);
    rows += 1;
  }
  // The first lines may not tell day from month; all of them may.
  const other = otherWay(form.days, day.seen());
  if (other.more && !form.daysAreSaid) return readCsv(blob, { header, form: { ...form, days: other.form }, retail }, tell);
  const columns = Object.fromEntries(used.map(({ name, column }) => [name, column.done()]));
  columns.order ??= orders.done();
  if (kinds) columns.category = kinds.done(columns.sku);
  return { rows, columns, lines: lines.done(), torn, encoding: form.encoding, days: form.days, daysUnsure: other.same && !form.daysAreSaid };

  /** Lines that name no order: what a customer bought at one time is one. */
  function without(fields) {
    return `${fields[accountAt] ?? ''} ${fields[timeAt] ?? ''}`;
  }
}

/** The categories that the page's own book has, for the file it comes from. */
function categories(header, skus) {
  const seen = new Map();
  return {
    described: header.indexOf('Description'),
    see(description) {
      const sku = skus.codes.list[skus.codes.length - 1];
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
  if (book.rows === 0) throw new Unreadable('there is no row below the column names', 'each line of an order is one row');
  if (first === Infinity) throw new Unreadable('no date of the file could be read', 'correct which column holds the date, and how it is written');
  const different = ({ names }) => names.filter((name) => name !== '').length;
  return { ...book, first, last, accounts: different(book.columns.account), orders: different(book.columns.order) };
}

/** Rows by their places, which are in order, as they stand in the file. */
export async function pick(blob, looked, wanted) {
  if (looked.kind === 'packed') return rowsAt(await whole(blob), wanted);
  const rows = [];
  let row = -1;
  for await (const { line, fields } of rowsOf(blob, looked.form)) {
    if (rows.length === wanted.length) break;
    if (row === wanted[rows.length]) rows.push({ line, fields });
    row += 1;
  }
  return { header: looked.header, rows };
}

/** A packed book as CSV. */
export const unpacked = async (blob) => new Blob([...csvOf(await whole(blob))], { type: 'text/csv' });
