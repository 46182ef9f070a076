// Rules as data, compiled once to closures: the small engine that a shop ends up writing when its rules must change
// without a release.
import { finish } from './finish.mjs';
import { payment } from './pay.mjs';
import { LINE_RULES, ORDER_RULES, dayNumber } from './rules.mjs';
import { EXCLUDED } from './terms.mjs';

// Where each field of a condition is read.
const FIELDS = {
  sku: (line) => line.sku,
  category: (line) => line.category,
  brand: (line) => line.brand,
  quantity: (line) => line.quantity,
  unitCents: (line) => line.unitCents,
  discountCents: (line) => line.discountCents,
  amount: (line) => line.amount,
  tier: (line, order) => order.tier,
  segment: (line, order) => order.segment,
  channel: (line, order) => order.channel,
  day: (line, order) => order.day,
  orders: (line, order) => order.orders,
  orderAmount: (line, order) => order.amount,
  categories: (line, order) => order.categories.size,
};

/** What a condition asks of a line and its order. */
export function testOf([field, wanted]) {
  const read = FIELDS[field];
  if (Array.isArray(wanted)) {
    if (wanted.length === 1) return (line, order) => read(line, order) === wanted[0];
    const values = new Set(wanted);
    return (line, order) => values.has(read(line, order));
  }
  const { atLeast = -Infinity, atMost = Infinity } = wanted;
  return (line, order) => {
    const value = read(line, order);
    return value >= atLeast && value <= atMost;
  };
}

const compile = (rules) =>
  rules.map((rule, index) => ({ id: rule.id, tests: Object.entries(rule.when).map(testOf), pay: payment(rule, index) }));

function holds(tests, line, order) {
  for (const passes of tests) if (!passes(line, order)) return false;
  return true;
}

/** Runs the rules in turn, notes what each gives, and returns the sum. */
function run(rules, line, order, reasons) {
  let sum = 0;
  for (const rule of rules) {
    if (!holds(rule.tests, line, order)) continue;
    const units = rule.pay(line, order);
    if (units <= 0) continue;
    reasons.push({ rule: rule.id, units });
    sum += units;
  }
  return sum;
}

/** A calculator for these rules. */
export function calculator(lineRules = LINE_RULES, orderRules = ORDER_RULES, excluded = EXCLUDED) {
  const forLines = compile(lineRules);
  const forOrders = compile(orderRules);
  const excludes = new Set(excluded);
  const most = Math.max(forLines.length, forOrders.length);
  return function preview(cart) {
    const { tier, segment, channel, orders, measures } = cart;
    const day = dayNumber(cart.date);
    const used = new Array(most).fill(0);
    const order = { tier, segment, channel, orders, measures, day, amount: 0, categories: new Set(), used };
    const lines = [];
    let total = 0;
    for (const { sku, category, brand, quantity, unitCents, discountCents } of cart.lines) {
      const amount = quantity * unitCents - discountCents;
      const line = { sku, category, brand, quantity, unitCents, discountCents, amount };
      const reasons = [];
      order.amount += amount;
      order.categories.add(category);
      const units = excludes.has(category) ? 0 : run(forLines, line, order, reasons);
      total += units;
      lines.push({ sku, units, reasons });
    }
    order.used.fill(0);
    const reasons = [];
    total += run(forOrders, null, order, reasons);
    return finish(cart, lines, reasons, order.amount, total);
  };
}

export const preview = calculator();
