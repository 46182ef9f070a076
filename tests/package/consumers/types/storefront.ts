// A storefront and what makes its bytes: each line is right, or wrong in the one way that its comment says.
import type { Document, Order } from 'earnest';
import { Compact } from 'earnest/compact';
import { CompactError, EntryError, Program } from 'earnest/storefront';

declare const document: Document;
declare const order: Order;
const compact: Compact = await Compact.load(document, { whatIf: { push: { remove: ['spend'] } } });
const bytes: Uint8Array = compact.account({ account: 'ACME' }, { at: order.at, attributes: { kind: 'retail' } });
const program: Program = await Program.load(compact.program);
const account = program.account(bytes);
const more: Record<string, number> = account.whatIf({ order }, 'push').difference.points;

// @ts-expect-error a storefront reads bytes, no documents
await Program.load(document);
// @ts-expect-error an account is read for a day
compact.account('ACME');
// @ts-expect-error a what-if goes by its name
account.whatIf({ order }, { remove: ['spend'] });
// @ts-expect-error a storefront books nothing
account.post({ order });

void [more, CompactError, EntryError];
