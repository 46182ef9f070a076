// Each line is right, or wrong in the one way that its comment says.
import { Program, ProgramError, type Document, type Order } from 'earnest';

declare const document: Document;
const program: Program = await Program.load('{}');
await Program.load(document);
const account = program.account('ACME');
declare const order: Order;

const preview = account.preview({ order });
const steps: readonly unknown[] = preview.steps;
const lines: readonly unknown[] = preview.lines;
const posted = account.post({ order });
const entries: readonly unknown[] = posted.entries;
// Stored state comes back in.
program.account(posted.state);
const compared = account.whatIf({ order }, {});

try {
  await Program.load('{}');
} catch (error) {
  if (error instanceof ProgramError) {
    const findings: readonly unknown[] = error.findings;
    void findings;
  }
}

// @ts-expect-error a document is text or an object, never a number
await Program.load(42);
// @ts-expect-error loading is asynchronous
Program.load('{}').account('ACME');
// @ts-expect-error a preview needs an order
account.preview({});
// @ts-expect-error an order is an object
account.preview({ order: 'PO-1' });
// @ts-expect-error there is no such figure
preview.pints;
// @ts-expect-error a changed order needs to know what changes
account.whatIf({ order });
// @ts-expect-error a program is loaded, not made
new Program();

void [steps, lines, entries, compared];
