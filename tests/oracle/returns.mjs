// Returns: what was booked less what the order would have earned without the returned goods.
import { withOrder } from './book.mjs';
import { orderFact, unmatchedFact } from './evaluate.mjs';
import { ZERO, decimal, least } from './exact.mjs';

/** New facts for the orders that goods come back from, goods without a purchase, and what is taken back. */
export function returned(event, book, context) {
  const { left, unmatched } = event.order === undefined ? matched(event, book) : named(event, book);
  const changes = [...left].map(([old, quantities]) => ({ old, fact: orderFact(old.event, quantities, old.before) }));
  // What finds its purchase comes back first.
  const rest = { ...context, book: changes.reduce((left, { fact }) => withOrder(left, fact), book) };
  const fact = unmatched.length > 0 ? unmatchedFact(event.id, unmatched, rest) : null;
  const points = {};
  const money = {};
  let value = ZERO;
  for (const { old, fact: now } of changes) {
    for (const unit of Object.keys(old.points)) points[unit] = (points[unit] ?? ZERO).plus(now.points[unit]).minus(old.points[unit]);
    for (const unit of new Set([...Object.keys(old.money), ...Object.keys(now.money)])) {
      money[unit] = (money[unit] ?? ZERO).plus(now.money[unit] ?? ZERO).minus(old.money[unit] ?? ZERO);
    }
    value = value.plus(now.value).minus(old.value);
  }
  for (const [unit, amount] of Object.entries(fact?.points ?? {})) points[unit] = (points[unit] ?? ZERO).plus(amount);
  for (const [unit, amount] of Object.entries(fact?.money ?? {})) money[unit] = (money[unit] ?? ZERO).plus(amount);
  return { changes, unmatched: fact, points, money, value };
}

function named(event, book) {
  const old = book.orders.find(({ id }) => id === event.order);
  const quantities = [...old.left];
  if (!event.lines?.length) return { left: new Map([[old, quantities.map(() => ZERO)]]), unmatched: [] };
  for (const wanted of event.lines) {
    const name = wanted.line ?? wanted.sku;
    const index = old.event.lines.findIndex((line, place) => (line.id ?? line.sku) === name && quantities[place].sign > 0);
    quantities[index] = wanted.quantity === undefined ? ZERO : quantities[index].minus(decimal(wanted.quantity));
  }
  return { left: new Map([[old, quantities]]), unmatched: [] };
}

/** The account's latest purchases of each SKU: later order first, within an order the later line first. */
function matched(event, book) {
  const left = new Map();
  const unmatched = [];
  for (const wanted of event.lines) {
    let missing = decimal(wanted.quantity);
    for (const old of book.orders.filter((order) => !order.unmatched).toReversed()) {
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
