// How a rule of rules.mjs pays once its condition holds, as a closure over its numbers.
import { cut } from './finish.mjs';
import { TIER_EXTRA } from './terms.mjs';

/** `(line, order) => units`, before any cap; `line.amount` is its net, `order` what is known of the whole order. */
function uncapped(pay) {
  if (pay.rate) return (line) => cut(line.amount, pay.rate);
  if (pay.unit) return (line) => line.quantity * pay.unit;
  if (pay.step) return (line) => Math.floor(line.quantity / pay.of) * pay.step;
  if (pay.tier) return (line, order) => cut(line.amount, TIER_EXTRA[order.tier]);
  if (pay.fixed) return () => pay.fixed;
  return (line, order) => order.measures[pay.count] * pay.each;
}

/** The same with the rule's cap; `order.used[index]` keeps what it has paid in this order. */
export function payment(rule, index) {
  const units = uncapped(rule.pay);
  if (!rule.most) return units;
  return (line, order) => {
    const given = Math.min(units(line, order), rule.most - order.used[index]);
    order.used[index] += given;
    return given;
  };
}
