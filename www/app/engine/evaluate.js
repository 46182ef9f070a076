// Everything the shop shows about one cart: what it earns, what each promotion changes, hints, and what did not pay.
import { fillHints } from './hints.js';
import { problemsOf } from './problems.js';
import { language } from './terms.js';

/** An activity that no rule names: it pays nothing, and tells where the account stands. */
const glance = (at) => ({ activity: { id: 'a-glance-at-the-account', at, type: 'a-glance-at-the-account' } });

/** Where the account stands at a moment, before anything is bought; null where the program is not in force then. */
export function standingOf(account, at) {
  try {
    return account.preview(glance(at)).detail;
  } catch {
    return null;
  }
}

/** An evaluation of nothing. */
export const noResult = { preview: null, prices: null, messages: [], explain: () => '', problems: [], effects: new Map(), hints: [], unpaid: [] };

/**
 * @param {object} account
 * @param {object} order
 * @param {{ rule: object, on: boolean }[]} promotions
 * @param {object[]} products what hints may add
 * @param {{ withPrices: boolean }} asks
 */
export function evaluate(account, order, promotions, products, { withPrices }) {
  if (order.lines.length === 0) return noResult;
  try {
    const cart = account.cart({ order });
    const preview = cart.preview();
    const outcome = preview.detail;
    return {
      preview: outcome,
      prices: withPrices ? preview.netPrices() : null,
      messages: preview.messages({ language }),
      explain: (step) => preview.explain(step),
      problems: [],
      effects: new Map(promotions.map(({ rule, on }) => [rule.id, effectOf(cart, rule, on)])),
      hints: fillHints(preview.hints(), { account, order, preview: outcome, products }),
      unpaid: preview.unpaid(),
    };
  } catch (error) {
    return { ...noResult, problems: problemsOf(error) };
  }
}

/** What a promotion changes: for one that is on, the order without it; for one that is off, the order with it. */
function effectOf(cart, rule, on) {
  try {
    const { difference } = cart.whatIf(on ? { remove: [rule.id] } : { add: [rule] });
    return { problems: [], difference };
  } catch (error) {
    return { problems: problemsOf(error), difference: null };
  }
}
