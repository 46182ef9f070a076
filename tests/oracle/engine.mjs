// The package as the comparison sees it. Each event starts from what a host would have stored.
import { Program, ProgramError } from '../js/earnest.mjs';

/** Runs a history: one result for each event, or the findings of the document. */
export async function engine({ document, accounts, events }) {
  let program;
  try {
    program = await Program.load(document);
  } catch (error) {
    if (error instanceof ProgramError) return { findings: error.findings.map(({ path, code, message }) => `${path} [${code}] ${message}`) };
    throw error;
  }
  const states = new Map(accounts.map((state) => [state.account, state]));
  let shared;
  const results = [];
  for (const { account, event } of events) {
    try {
      const before = program.account(states.get(account), { shared });
      const preview = JSON.stringify(before.preview(event));
      const posted = before.post(event);
      const outcome = posted.outcome.toJSON();
      if (JSON.stringify(outcome) !== preview) throw new Error(`the preview of ${JSON.stringify(event)} is not what was posted`);
      states.set(account, posted.state);
      shared = posted.shared;
      results.push({ outcome, entries: posted.entries, state: JSON.parse(posted.state), shared: JSON.parse(shared) });
    } catch (error) {
      if (error.code === undefined) throw error;
      results.push({ refused: `${error.code}: ${error.message}` });
    }
  }
  program.free();
  return results;
}
