// One walk through the package; each environment must come to the same figures.
import { Program, ProgramError } from 'earnest';

export async function exercise({ document, account, order }) {
  const program = await Program.load(document);
  const before = program.account(account);
  const preview = before.preview({ order });
  const posted = before.post({ order });
  // What a shop keeps is text; it must come back as the same account.
  const stored = JSON.parse(JSON.stringify(posted.state));
  const again = program.account(stored).preview({ order: { ...order, id: `${order.id}-again` } });
  return {
    points: preview.points,
    explained: preview.steps.length > 0,
    previewLeavesNoTrace: JSON.stringify(before.preview({ order })) === JSON.stringify(preview),
    booked: posted.entries.length > 0,
    pointsAgain: again.points,
    refusal: await refusal(),
  };
}

/** What becomes of a document that is none. */
async function refusal() {
  try {
    await Program.load('{"nonsense": true}');
    return 'was accepted';
  } catch (error) {
    return error instanceof ProgramError && error.findings.length > 0 ? 'refused with findings' : `threw ${error}`;
  }
}
