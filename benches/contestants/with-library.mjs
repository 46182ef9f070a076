// What the contestants share that take only their conditions from a library: everything but the conditions. The sums
// are plain JavaScript, which flatters the library.
import { finish } from './finish.mjs';
import { payment } from './pay.mjs';
import { LINE_RULES, ORDER_RULES, dayNumber } from './rules.mjs';
import { EXCLUDED } from './terms.mjs';

const lineIds = LINE_RULES.map((rule) => rule.id);
const orderIds = ORDER_RULES.map((rule) => rule.id);
const linePay = LINE_RULES.map(payment);
const orderPay = ORDER_RULES.map(payment);
const excludes = new Set(EXCLUDED);

/** What the conditions look at, for each line that counts and for the order. */
function facts(cart) {
  const { tier, segment, channel, orders } = cart;
  const day = dayNumber(cart.date);
  const categories = new Set();
  const lines = [];
  let amount = 0;
  for (const { sku, category, brand, quantity, unitCents, discountCents } of cart.lines) {
    const net = quantity * unitCents - discountCents;
    amount += net;
    categories.add(category);
    const line = { sku, category, brand, quantity, unitCents, discountCents, amount: net, tier, segment, channel, day };
    lines.push(line);
  }
  const counts = lines.filter((line) => !excludes.has(line.category));
  return { lines, counts, amount, order: { orders, orderAmount: amount, categories: categories.size } };
}

function pay(hits, ids, payments, line, order, reasons) {
  let sum = 0;
  for (const index of hits) {
    const units = payments[index](line, order);
    if (units <= 0) continue;
    reasons.push({ rule: ids[index], units });
    sum += units;
  }
  return sum;
}

/** `lineHits` holds, for each line that counts, the places of the rules whose condition holds. */
function award(cart, known, lineHits, orderHits) {
  const order = { tier: cart.tier, measures: cart.measures, used: new Array(linePay.length).fill(0) };
  const lines = [];
  let total = 0;
  let at = 0;
  for (const line of known.lines) {
    const reasons = [];
    const units = line === known.counts[at] ? pay(lineHits[at++], lineIds, linePay, line, order, reasons) : 0;
    total += units;
    lines.push({ sku: line.sku, units, reasons });
  }
  order.used.fill(0);
  const reasons = [];
  total += pay(orderHits, orderIds, orderPay, null, order, reasons);
  return finish(cart, lines, reasons, known.amount, total);
}

/** A preview from two functions that give the places of the rules that hold. */
export const preview = (lineHits, orderHits) => (cart) => {
  const known = facts(cart);
  return award(cart, known, known.counts.map(lineHits), orderHits(known.order));
};

/** The same for a library that answers later. */
export const previewLater = (lineHits, orderHits) => async (cart) => {
  const known = facts(cart);
  const hits = [];
  // One after the other: runs that overlap cost more, not less.
  for (const line of known.counts) hits.push(await lineHits(line));
  return award(cart, known, hits, await orderHits(known.order));
};
