// The engine's cheapest addition is often a bare amount, to the cent. A shop sells whole articles: so such a hint is
// filled with one, and what it wins is the engine's own preview of that order less the one of the order as it is.
import { differenceOf, levelsReached } from '../shop/totals.js';

const tries = 4;
const choices = 3;
/** More of one article than this is no advice; then the amount is told as it is. */
const mostUnits = 99;

/** Lines of the order that are of the kind the hint asks for, and if there are none, products that are. */
function articles(hint, order, products) {
  const { category, brand } = hint.order.lines.at(-1);
  const fits = (line) => line.sku && Number(line.unitPrice) > 0 && (!category || line.category === category) && (!brand || line.brand === brand);
  const own = order.lines.map((line, index) => ({ line, index })).filter(({ line }) => fits(line));
  if (own.length > 0) return own;
  const sold = products.filter((product) => Number(product.price) > 0 && (!category || product.category === category)).slice(0, 8);
  return sold.map(({ sku, price, category: of }) => ({ line: { sku, quantity: '0', unitPrice: price, category: of }, index: order.lines.length }));
}

const withMore = (order, { line, index }, units) => {
  const lines = [...order.lines];
  lines[index] = { ...line, quantity: String(Number(line.quantity) + units) };
  return { ...order, lines };
};

const reaches = (gain, wanted) =>
  Object.entries(wanted.points).every(([currency, points]) => gain.points[currency] >= points) &&
  Object.keys(wanted.tiers ?? {}).every((ladder) => gain.tiers[ladder] !== undefined);

/** The hint with a whole article in place of the amount, or the hint as it is where no article does it. */
function filled(hint, { account, order, preview, products }) {
  if (hint.line !== undefined && hint.line !== null) return hint;
  const amount = Number(hint.amount);
  const priced = articles(hint, order, products).map((article) => ({ article, units: Math.ceil(amount / Number(article.line.unitPrice)) }));
  const fewest = priced.filter(({ units }) => units <= mostUnits).sort((a, b) => a.units - b.units);
  for (const { article, units } of fewest.slice(0, choices)) {
    // Discounts and rounding may ask for a little more than the amount.
    for (let more = 0; more < tries; more += 1) {
      const changed = withMore(order, article, units + more);
      const then = account.preview({ order: changed }).detail;
      const gain = { ...differenceOf(preview, then), tiers: levelsReached(preview, then) };
      const added = (Number(then.gross) - Number(preview.gross)).toFixed(2);
      if (reaches(gain, hint.gain)) return { ...hint, line: article.index, units: String(units + more), amount: added, order: changed, gain };
    }
  }
  return hint;
}

/** @param {object[]} hints as the engine gives them */
export const fillHints = (hints, context) => hints.map((hint) => filled(hint, context));
