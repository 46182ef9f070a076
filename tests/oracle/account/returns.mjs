// Returns: what was booked less what the order would have earned without the returned goods.
import { withOrder } from './book.mjs';
import { orderFact, unmatchedFact } from '../earn/evaluate.mjs';
import { reached } from './reached.mjs';
import { Refusal } from './refusal.mjs';
import { ZERO, decimal, least } from '../exact.mjs';

/** New facts for the orders that goods come back from, and goods without a purchase. */
export function returns(event, { entries: { book } }, context) {
  const { left, unmatched } = event.order === undefined ? matched(event, book) : named(event, book);
  const changes = [...left].map(([old, quantities]) => ({ old, fact: reached(orderFact(old.event, quantities, old.before), 'orders') }));
  // What finds its purchase comes back first.
  const rest = { ...context, book: changes.reduce((left, { fact }) => withOrder(left, fact), book) };
  return { changes, unmatched: unmatched.length > 0 ? unmatchedFact(event.id, unmatched, rest) : null };
}

function named(event, book) {
  const old = book.orders.find(({ id, unmatched }) => id === event.order && !unmatched);
  if (!old) throw new Refusal('unknown-order');
  const quantities = [...old.left];
  if (!event.lines?.length) return { left: new Map([[old, quantities.map(() => ZERO)]]), unmatched: [] };
  for (const wanted of event.lines) {
    const name = wanted.line ?? wanted.sku;
    const index = old.event.lines.findIndex((line, place) => (line.id ?? line.sku) === name && quantities[place].sign > 0);
    if (index < 0) throw new Refusal('returned-too-much');
    quantities[index] = wanted.quantity === undefined ? ZERO : quantities[index].minus(decimal(wanted.quantity));
    if (quantities[index].sign < 0) throw new Refusal('returned-too-much');
  }
  return { left: new Map([[old, quantities]]), unmatched: [] };
}

/** Bought where the goods come back, if that is told? */
const isOf = (order, { partner }) => partner === undefined || order.event.partner === partner;

/** The account's latest purchases of each SKU: later order first, within an order the later line first. */
function matched(event, book) {
  const left = new Map();
  const unmatched = [];
  for (const wanted of event.lines) {
    let missing = decimal(wanted.quantity);
    for (const old of book.orders.filter((order) => !order.unmatched && isOf(order, event)).toReversed()) {
      const quantities = left.get(old) ?? [...old.left];
      for (let index = quantities.length - 1; index >= 0 && missing.sign > 0; index -= 1) {
        if (old.event.lines[index].sku !== wanted.sku) continue;
        const taken = least(quantities[index], missing);
        if (taken.isZero) continue;
        quantities[index] = quantities[index].minus(taken);
        missing = missing.minus(taken);
        left.set(old, quantities);
      }
    }
    if (missing.sign > 0) unmatched.push({ ...wanted, quantity: missing });
  }
  return { left, unmatched };
}
