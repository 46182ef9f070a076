// The order book of a thousand customers through the package, and the same through the native command: equal to the byte.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BOOK, readBook } from '../../pkg-config/data/book.mjs';
import { Program } from '#earnest';

const CUSTOMERS = 1000;
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'earnest-replay-'));
after(() => rmSync(folder, { recursive: true }));

const { header, orders } = readBook(readFileSync(BOOK));
const category = new Map(header.products.map(([sku, , of]) => [sku, of]));
const sample = sampled([...new Set(orders.map(({ customer }) => customer).filter(Boolean))].sort());

/** Customers whose places in the sorted list are spread evenly over it. */
function sampled(all) {
  return new Set(Array.from({ length: CUSTOMERS }, (_, at) => all[Math.floor((at * all.length) / CUSTOMERS)]));
}

/** The sample's invoices in the order of time; the parts of one invoice are one, at the first part's time. */
function invoices() {
  const all = new Map();
  for (const { invoice, at, customer, country, lines } of orders.filter((order) => sample.has(order.customer))) {
    const known = all.get(invoice);
    if (known) known.lines.push(...lines);
    else all.set(invoice, { id: invoice, at: at.replace(' ', 'T'), customer, country, lines: [...lines] });
  }
  return [...all.values()];
}

/** The event of an invoice without the lines that cannot be posted; none where nothing is left. */
function eventOf({ id, at, lines }) {
  const [kind, sign] = id.startsWith('C') ? ['return', -1] : ['order', 1];
  const taken = lines.filter(({ quantity, price }) => quantity * sign > 0 && Number(price) > 0);
  if (taken.length === 0) return null;
  const line = ({ sku, quantity, price }) => ({ sku, quantity: quantity * sign, unitPrice: price, category: category.get(sku) });
  return { [kind]: { id, at, lines: taken.map(line) } };
}

/** Posts everything as a server does: states come from the store as text, and go back to it. */
function replay(program, until) {
  const store = new Map([...sample].sort().map((id) => [id, { state: { account: id }, country: '', entries: [] }]));
  let shared = '{}';
  const post = (row, country, posting) => {
    const attributes = country === row.country ? undefined : { country };
    const posted = posting(program.account(row.state, { shared, attributes }));
    Object.assign(row, { state: posted.state, country });
    row.entries.push(...posted.entries);
    shared = posted.shared;
    posted.account.free();
  };
  for (const invoice of invoices()) {
    const event = eventOf(invoice);
    if (event) post(store.get(invoice.customer), invoice.country, (account) => account.post(event));
  }
  for (const row of store.values()) post(row, row.country, (account) => account.advance(until));
  const lines = [...store].map(([id, { state, entries }]) => `{"account":"${id}","entries":${JSON.stringify(entries)},"state":${state}}`);
  return [...lines, `{"shared":${shared}}`];
}

/** Which account differs, and where first. */
function difference(line, native) {
  if (line === native) return [];
  const at = [...line].findIndex((char, place) => char !== native[place]);
  const around = (text) => text.slice(Math.max(0, at - 60), at + 60);
  return [{ account: line.slice(0, 24), package: around(line), native: around(native) }];
}

let natively;
before(() => {
  const results = join(folder, 'results.jsonl');
  const totals = join(folder, 'totals.json');
  // The features of the other Rust tests, so that what they built serves here.
  const build = ['run', '--quiet', '--features', 'schema,zones,cli', '--bin', 'earnest', '--'];
  const options = ['replay', '--customers', String(CUSTOMERS), '--results', results, '--write-expected', totals];
  execFileSync('cargo', [...build, ...options], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  natively = {
    lines: readFileSync(results, 'utf8').trimEnd().split('\n'),
    totals: JSON.parse(readFileSync(totals, 'utf8')),
  };
});

test('a thousand customers through the package have the native entries and states, to the byte', async () => {
  const program = await Program.load(readFileSync(join(root, 'examples/contractor.json'), 'utf8'));
  const lines = replay(program, natively.totals.until);
  assert.equal(lines.length, CUSTOMERS + 1);
  assert.equal(natively.lines.length, lines.length);
  assert.deepEqual(lines.flatMap((line, at) => difference(line, natively.lines[at])), []);
});
