// An order's lines with exact amounts, and what is left of them after returns.
import { holds } from './conditions.mjs';
import { ONE, ZERO, decimal, least, spread, sum } from '../exact.mjs';

const optional = (value) => (value === undefined ? undefined : decimal(value));

/** The quantities an order was placed with. */
export const quantitiesOf = (order) => order.lines.map((line) => decimal(line.quantity ?? 1));

/** Lines with gross amounts; `left` says how much of each is still there. Lines that are gone are left out. */
export function linesOf(order, left, { program, version }) {
  const lines = order.lines.map((line, index) => {
    const bought = decimal(line.quantity ?? 1);
    const quantity = left[index];
    const share = bought.isZero ? ONE : quantity.over(bought);
    const part = (amount) => decimal(amount ?? 0).times(share).rounded('half-up', program.minor);
    const unitPrice = optional(line.unitPrice);
    const amount = line.amount !== undefined ? part(line.amount) : quantity.times(unitPrice).rounded('half-up', program.minor);
    const ownDiscount = part(line.discount);
    const gross = amount.minus(ownDiscount);
    return { ...line, index, quantity, bought, share, unitPrice, ownDiscount, gross, net: gross, tax: part(line.tax) };
  });
  return lines
    .filter((line) => !line.quantity.isZero || line.bought.isZero)
    .map((line) => ({ ...line, eligible: isEligible(version.eligible, line) }));
}

/** The version's `eligible` is a condition on lines alone. */
export const isEligible = (eligible, line) => !eligible || holds(eligible, { lines: null, book: { orders: [], activities: [] } }, line);

/** The share paid with points, of what is left of the order, spread over the lines by net amount. */
export function withPaid(lines, { paidWithPoints = 0, lines: bought }, context) {
  const { program } = context;
  const gross = (list) => sum(list.map((line) => line.gross));
  const whole = gross(linesOf({ lines: bought }, quantitiesOf({ lines: bought }), context));
  const share = whole.isZero ? ONE : gross(lines).over(whole);
  const paid = least(decimal(paidWithPoints).times(share).rounded('half-up', program.minor), sum(lines.map(({ net }) => net)));
  if (paid.isZero) return lines.map((line) => ({ ...line, paid: ZERO }));
  const shares = spread(paid, lines.map(({ net }) => net), program.minor);
  return lines.map((line, index) => ({ ...line, paid: shares[index] }));
}

/** Shipping in the base: one more line of its own, with no attributes. */
export const shippingLine = (amount, { version }) => {
  const line = { index: null, quantity: ONE, bought: ONE, share: ONE, gross: amount, net: amount, tax: ZERO, paid: ZERO, ownDiscount: ZERO };
  return { ...line, eligible: isEligible(version.eligible, line) };
};

/** What a points rule reads of a line. */
export function baseOf(line, { beforeDiscounts, withTax }) {
  const amount = (beforeDiscounts ? line.gross : line.net).minus(line.paid ?? ZERO);
  return withTax ? amount.plus(line.tax) : amount;
}
