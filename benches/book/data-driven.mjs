// The same year with rules as data, compiled once to closures; totals only.
import { payment } from '../contestants/pay.mjs';
import { LINE_RULES, ORDER_RULES, dayNumber } from '../contestants/rules.mjs';
import { EXCLUDED, ORDER_CAP } from '../contestants/terms.mjs';
import { testOf } from '../contestants/data-driven.mjs';
import { simulate as byHand } from './hand.mjs';

const compile = (rules) => rules.map((rule, index) => ({ tests: Object.entries(rule.when).map(testOf), pay: payment(rule, index) }));
const forLines = compile(LINE_RULES);
const forOrders = compile(ORDER_RULES);
const excludes = new Set(EXCLUDED);

function sum(rules, line, order) {
  let total = 0;
  for (const { tests, pay } of rules) {
    let holds = true;
    for (const passes of tests) {
      if (!passes(line, order)) {
        holds = false;
        break;
      }
    }
    if (holds) total += Math.max(0, pay(line, order));
  }
  return total;
}

function earned({ date, channel, measures, lines }, { tier, segment, orders }) {
  const used = new Array(LINE_RULES.length).fill(0);
  const order = { tier, segment, channel, orders, measures, day: dayNumber(date), amount: 0, categories: new Set(), used };
  let total = 0;
  let counts = 0;
  for (const { sku, category, brand, quantity, unitCents, discountCents } of lines) {
    const amount = quantity * unitCents - discountCents;
    order.amount += amount;
    order.categories.add(category);
    if (excludes.has(category)) continue;
    counts = 1;
    total += sum(forLines, { sku, category, brand, quantity, unitCents, discountCents, amount }, order);
  }
  used.fill(0);
  // What is no order is nobody's first.
  if (!counts) order.orders = Infinity;
  total += sum(forOrders, null, order);
  return { amount: order.amount, counts, points: Math.floor((Math.min(total, ORDER_CAP) + 50) / 100) };
}

/** The whole book, by rules as data. */
export const simulate = (objects) => byHand(objects, earned);
