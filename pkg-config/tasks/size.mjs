// What a visitor downloads: raw, gzip and brotli bytes, held against pkg-config/budgets.json.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { pkg, pkgConfig } from './paths.mjs';
import { Failure } from './shell.mjs';

const measure = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
});

const add = (a, b) => ({ raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli });

/** Sizes of the wasm, of the scripts that a browser loads, and of both; and of the terms, which load when asked for. */
export function sizes(folder = pkg) {
  const files = readdirSync(folder);
  const sum = (wanted) =>
    files.filter(wanted).map((name) => measure(readFileSync(join(folder, name)))).reduce(add, { raw: 0, gzip: 0, brotli: 0 });
  // An operator's tools have a folder and an engine of their own, which a shop does not download.
  const shop = (name) => !/^storefront[._]/.test(name);
  const wasm = sum((name) => shop(name) && name.endsWith('.wasm'));
  // The Node entry never reaches a browser.
  const glue = sum((name) => shop(name) && name.endsWith('.js') && !name.endsWith('.node.js') && name !== 'terms.js');
  // Its own engine and scripts are all that a storefront downloads.
  const storefront = sum((name) => /^storefront[._]/.test(name) && /\.(js|wasm)$/.test(name) && !name.endsWith('.node.js'));
  return { wasm, glue, total: add(wasm, glue), storefront, terms: sum((name) => name === 'terms.js') };
}

/** Prints the table and fails when a figure is over its budget. */
export function sizeGate(folder = pkg) {
  const budgets = JSON.parse(readFileSync(join(pkgConfig, 'budgets.json'), 'utf8'));
  const found = sizes(folder);
  const over = [];
  console.log('bytes           raw      gzip    brotli');
  for (const [part, figures] of Object.entries(found)) {
    console.log(part.padEnd(10) + Object.values(figures).map((n) => String(n).padStart(9)).join(' '));
    for (const [measureName, limit] of Object.entries(budgets[part] ?? {})) {
      const actual = figures[measureName];
      if (actual > limit) over.push(`${part} ${measureName} is ${actual} bytes, ${actual - limit} over its budget of ${limit}`);
      else console.log(`       ${part} ${measureName}: ${limit - actual} bytes under its budget of ${limit}`);
    }
  }
  if (over.length > 0) throw new Failure(`the package is too big: ${over.join('; ')}`);
}
