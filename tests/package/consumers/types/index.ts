// Each line is right, or wrong in the one way that its comment says.
import { Program, ProgramError, textIn, type Document, type Order, type ToldTerms } from 'earnest';
import { plainTerms, terms } from 'earnest/terms';

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

const told: ToldTerms = await program.terms({ language: 'ro', at: '2026-03-01' });
const first: string | undefined = told.sections[0]?.sentences[0]?.text;
const printed: string = plainTerms(terms(program.document, { language: 'en' }));
const tips: { text: string }[] = preview.messages({ language: 'ro' });
void [first, printed, tips, textIn({ en: 'Silver' }, 'ro')];

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
