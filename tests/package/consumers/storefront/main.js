// A shop's page: an order is previewed; what is booked is booked elsewhere.
import { readFileSync } from 'node:fs';
import { EntryError, Program } from 'earnest/storefront';

const { document, account, order } = JSON.parse(readFileSync(new URL('sample.json', import.meta.url), 'utf8'));
const program = await Program.load(document);
const shop = program.account(account);
const { points, steps } = shop.preview({ order });
let posting = 'was taken';
try {
  shop.post({ order });
} catch (error) {
  posting = error instanceof EntryError ? error.message : `threw ${error}`;
}
console.log(JSON.stringify({ points, explained: steps.length > 0, posting }));
