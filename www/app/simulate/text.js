// CSV: unzipped, decoded and cut into rows as it streams.
import Papa from 'papaparse';
import { Unreadable } from './unreadable.js';

const ENCODINGS = ['utf-8', 'windows-1252'];
const SAMPLE = 1000;

/** Text of a file in pieces, whether it is gzipped or not. */
export async function* pieces(blob, encoding, tell = () => {}) {
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

/** All of it. */
export async function whole(blob, tell) {
  const parts = [];
  for await (const piece of pieces(blob, 'utf-8', tell)) parts.push(piece);
  return parts.join('');
}

/** Its first half a million letters. */
export async function beginning(blob, encoding = ENCODINGS[0]) {
  let text = '';
  try {
    for await (const piece of pieces(blob, encoding)) {
      text += piece;
      if (text.length > 1 << 19) return { text, encoding, whole: false };
    }
  } catch (error) {
    if (isUndecoded(error, encoding)) return beginning(blob, ENCODINGS[1]);
    throw error;
  }
  return { text, encoding, whole: true };
}

/** Whether it turned out not to be UTF-8: then it is what older sheets are saved with. */
export const isUndecoded = (error, encoding) => error instanceof TypeError && encoding === ENCODINGS[0];
export const older = ENCODINGS[1];

/** Column names, a thousand rows and how they are written. */
export function lookAtText({ text: start, encoding, whole: isAll }) {
  const text = start.replace(/^\uFEFF/, '');
  if (text.slice(0, 4096).includes('\0')) throw new Unreadable('this is no text file', 'save the sheet as CSV and choose that');
  const { data, meta } = Papa.parse(text, { preview: SAMPLE + 1, skipEmptyLines: 'greedy' });
  const [header, ...rows] = data;
  if (!header || header.length < 2) throw new Unreadable('the first line names fewer than two columns', 'the first line of the file has to name its columns, separated by commas, semicolons or tabs');
  if (!isAll) rows.pop();
  return { header: header.map((name) => name.trim()), rows, form: { encoding, delimiter: meta.delimiter, newline: meta.linebreak } };
}

/** Each row below the names, with the line it begins on and whether its quotation marks are whole. */
export async function* textRows(blob, { form }, tell) {
  const parser = new Papa.Parser({ delimiter: form.delimiter, newline: form.newline });
  let rest = '';
  let line = 1;
  let [first, header] = [true, true];
  function* cut(text, last) {
    const { data, errors, meta } = parser.parse(text, 0, !last);
    const torn = new Set(errors.map(({ row }) => row));
    for (const [at, fields] of data.entries()) {
      const blank = fields.length === 1 && fields[0].trim() === '';
      if (!blank && !header) yield { line, fields, torn: torn.has(at) };
      header &&= blank;
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
