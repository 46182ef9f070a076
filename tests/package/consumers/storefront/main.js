// A shop's server and its page: the server makes the bytes, the page previews by them; what is booked is booked elsewhere.
import { readFileSync } from 'node:fs';
import { Compact } from 'earnest/compact';
import { EntryError, Program } from 'earnest/storefront';

const { document, account, order } = JSON.parse(readFileSync(new URL('sample.json', import.meta.url), 'utf8'));
const compact = await Compact.load(document);
const served = { program: compact.program, account: compact.account(account, { at: order.at }) };

const program = await Program.load(served.program);
const shop = program.account(served.account);
const preview = shop.preview({ order });
let hints = 'were given';
try {
  preview.hints();
} catch (error) {
  hints = error instanceof EntryError ? error.message : `threw ${error}`;
}
console.log(JSON.stringify({ points: preview.points, explained: preview.steps.length > 0, hints }));
