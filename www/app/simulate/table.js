// Parquet and Arrow: columns that have types, a group of rows at a time. Their libraries come when such a file comes.
import { Unreadable } from './unreadable.js';

/** What a file is by its first bytes; null of one that is text. */
export async function kindOf(blob) {
  const start = new Uint8Array(await blob.slice(0, 6).arrayBuffer());
  const text = String.fromCharCode(...start);
  if (text.startsWith('PAR1')) return 'parquet';
  return text === 'ARROW1' || start.subarray(0, 4).every((byte) => byte === 0xff) ? 'arrow' : null;
}

/** A file's columns, and its rows group by group: for each column a reader of values by place. */
async function open(blob, kind) {
  try {
    return await (kind === 'parquet' ? openParquet(blob) : openArrow(blob));
  } catch (error) {
    throw said(error);
  }
}

const said = (error) => (error instanceof Unreadable ? error : new Unreadable(`the file cannot be read: ${error.message}`, 'save the table as Parquet, as Arrow without compression, or as CSV'));

async function openParquet(blob) {
  const { parquetMetadataAsync, parquetScan, parquetSchema } = await import('hyparquet');
  const file = { byteLength: blob.size, slice: (start, end) => blob.slice(start, end).arrayBuffer() };
  const metadata = await parquetMetadataAsync(file);
  const flat = parquetSchema(metadata).children.filter(({ children }) => children.length === 0);
  const packed = metadata.row_groups.some(({ columns }) => columns.some(({ meta_data: { codec } }) => !['UNCOMPRESSED', 'SNAPPY'].includes(codec)));
  const compressors = packed ? (await import('hyparquet-compressors')).compressors : undefined;
  const columns = flat.map(({ element }) => element.name);
  const whole = Number(metadata.num_rows);
  return {
    header: columns,
    async *groups() {
      const scan = await parquetScan({ file, metadata, columns, compressors });
      for (const { rowStart, rowEnd } of scan.ranges) {
        const lists = [];
        for (const column of columns) lists.push(await scan.readColumn({ column, rowStart, rowEnd }));
        const read = flat.map(({ element }, at) => (element.converted_type === 'DECIMAL' ? decimals(lists[at], element.scale ?? 0) : (row) => lists[at][row]));
        yield { rows: rowEnd - rowStart, read, share: rowEnd / whole };
      }
    },
  };
}

/** Decimals come as products of floating point: they are brought back to their places. */
function decimals(list, scale) {
  const by = 10 ** scale;
  return (row) => (typeof list[row] === 'number' ? Math.round(list[row] * by) / by : list[row]);
}

async function openArrow(blob) {
  const { CompressionType, DataType, RecordBatchReader, compressionRegistry } = await import('apache-arrow');
  const { decompressZstd } = await import('hyparquet-compressors');
  compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => decompressZstd(bytes).slice() });
  let read = 0;
  // As a file of Node, of which the library reads what it needs and no more.
  const file = {
    fd: 0,
    stat: async () => ({ size: blob.size }),
    read: async (into, at, length, from) => {
      const bytes = new Uint8Array(await blob.slice(from, from + length).arrayBuffer());
      into.set(bytes, at);
      read = from + bytes.length;
      return { bytesRead: bytes.length, buffer: into };
    },
    close: async () => {},
  };
  const reader = await (await RecordBatchReader.from(file)).open();
  const { fields } = reader.schema;
  return {
    header: fields.map(({ name }) => name),
    async *groups() {
      for await (const batch of reader) {
        yield { rows: batch.numRows, read: fields.map(({ type }, at) => arrowReader(DataType, type, batch.getChildAt(at))), share: read / blob.size };
      }
    },
  };
}

function arrowReader(DataType, type, column) {
  if (!column) return () => null;
  const or = (of) => (row) => {
    const value = column.get(row);
    return value === null ? null : of(value);
  };
  if (DataType.isTimestamp(type) || DataType.isDate(type)) return or((at) => new Date(Number(at)));
  if (DataType.isDecimal(type)) return or((words) => Number(written(words, type.scale)));
  return (row) => column.get(row);
}

/** A decimal from its words of 32 bits, the lowest first. */
function written(words, scale) {
  let units = 0n;
  for (let at = words.length - 1; at >= 0; at -= 1) units = (units << 32n) | BigInt(words[at]);
  units = BigInt.asIntN(words.length * 32, units);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const cut = digits.length - scale;
  return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}0`;
}

/** Column names, and a thousand rows. */
export async function lookAtTable(blob, kind) {
  const { header } = await open(blob, kind);
  const rows = [];
  for await (const { fields } of tableRows(blob, { kind })) {
    rows.push(fields);
    if (rows.length === 1000) break;
  }
  return { header, rows };
}

/** Each row with its number. */
export async function* tableRows(blob, { kind }, tell = () => {}) {
  const table = await open(blob, kind);
  let line = 0;
  try {
    for await (const { rows, read, share } of table.groups()) {
      for (let row = 0; row < rows; row += 1) {
        line += 1;
        yield { line, fields: read.map((value) => value(row)), torn: false };
      }
      tell(share);
    }
  } catch (error) {
    throw said(error);
  }
}
