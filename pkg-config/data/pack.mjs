// node pkg-config/data/pack.mjs [<online-retail.csv or .csv.gz>]; without a file, packs the book anew (after a change of the rule)
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { BOOK, pack, unpack } from './book.mjs';

const [path] = process.argv.slice(2);
const text = path === undefined ? unpack(readFileSync(BOOK)) : readText(path);
const bytes = pack(text);
if (unpack(bytes) !== text) throw new Error('the packed book does not restore the source');
writeFileSync(BOOK, bytes);
console.log(`order-book.gz: ${bytes.length} bytes, restores the source byte for byte`);

function readText(file) {
  const content = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8');
}
