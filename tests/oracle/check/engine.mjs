// The package as the comparison sees it. Each event starts from what a host would have stored. What comes out has the
// form in which tests/oracle/native.rs writes it, so that both can be compared byte for byte.
import { Program, ProgramError } from '../../js/earnest.mjs';

/** Runs a history: one result for each event, or the findings of the document as a list of texts. */
export async function engine({ document, accounts, events }) {
  let program;
  try {
    program = await Program.load(document);
  } catch (error) {
    if (error instanceof ProgramError) return error.findings.map(({ path, code, message }) => `${path} [${code}] ${message}`);
    throw error;
  }
  try {
    for (const state of accounts) program.account(state).free();
  } catch (error) {
    if (error.findings) return error.findings.map(({ path, code, message }) => `${path} [${code}] ${message}`);
    throw error;
  }
  const states = new Map(accounts.map((state) => [state.account, JSON.stringify(state)]));
  let shared;
  const handedOn = (onward) => onward.filter((one) => states.has(one.account)).map(post);
  const post = ({ account, event }) => {
    try {
      const asked = states.has(account) && told(program.account(JSON.parse(states.get(account)), { shared }), event);
      if (asked) return asked.onward ? { onward: asked.onward, then: handedOn(asked.onward), told: [] } : asked;
      const whole = event.merge ? { merge: { ...event.merge, state: JSON.parse(states.get(event.merge.state)) } } : event;
      const before = program.account(JSON.parse(states.get(account)), { shared });
      const seen = previewed(before, whole);
      const posted = before.post(whole);
      const outcome = ordered(posted.outcome.toJSON());
      const onward = posted.onward ?? [];
      const result = { entries: ordered(posted.entries), onward: ordered(onward), outcome, previewed: seen === JSON.stringify(outcome), shared: posted.shared, state: posted.state };
      if (event.merge) states.delete(event.merge.state);
      states.set(account, posted.state);
      shared = posted.shared;
      return { ...result, then: handedOn(onward) };
    } catch (error) {
      if (error.code === undefined) throw error;
      return { refused: `[${error.code}] ${error.findings?.[0]?.message ?? error.message}` };
    }
  };
  const results = events.map(post);
  program.free();
  return results;
}

/** What is asked for besides; none for an event. */
function told(account, { board, close, planWorth }) {
  if (board) return { told: ordered(account.board(board.id, board)) };
  if (planWorth) return { told: ordered(account.planWorth(planWorth.plan, planWorth)) };
  return close ? { onward: ordered(account.closeBoard(close.id, close)) } : null;
}

/** What a preview says; one that is refused where the posting is not says nothing. */
function previewed(account, event) {
  try {
    return JSON.stringify(ordered(JSON.parse(JSON.stringify(account.preview(event)))));
  } catch (error) {
    if (error.code === undefined) throw error;
    return null;
  }
}

/** The same value with its fields in order of their names. */
export function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]));
}
