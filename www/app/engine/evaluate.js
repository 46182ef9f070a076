// Everything the shop shows about one cart: its preview, what each promotion changes, hints, and what did not pay.
import { problemsOf } from './problems.js';

/** An activity that no rule names: it pays nothing, and tells where the account stands. */
const glance = (at) => ({ activity: { id: 'a-glance-at-the-account', at, activity: 'a-glance-at-the-account' } });

/** Where the account stands on a day, before anything is bought. */
export function standingOf(account, at) {
  try {
    return account.preview(glance(at));
  } catch {
    return null;
  }
}

/**
 * @param {object} account
 * @param {object} order
 * @param {{ rule: object, on: boolean }[]} promotions
 */
export function evaluate(account, order, promotions) {
  if (order.lines.length === 0) return { preview: null, problems: [], effects: new Map(), hints: [], unpaid: [] };
  let preview;
  try {
    preview = account.preview({ order });
  } catch (error) {
    return { preview: null, problems: problemsOf(error), effects: new Map(), hints: [], unpaid: [] };
  }
  const effects = new Map(promotions.map(({ rule, on }) => [rule.id, effectOf(account, order, rule, on)]));
  return { preview, problems: [], effects, hints: preview.hints(), unpaid: preview.unpaid() };
}

/** What a promotion changes: for one that is on, what the order has because of it; for one that is off, what it would add. */
function effectOf(account, order, rule, on) {
  try {
    const { with: changed, without, difference } = account.whatIf({ order }, on ? { remove: [rule.id] } : { add: [rule] });
    return { problems: [], on, difference, changed, without };
  } catch (error) {
    return { problems: problemsOf(error), on, difference: null };
  }
}
