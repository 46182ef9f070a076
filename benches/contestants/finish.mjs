// From an order's points and amount to its total, tier, progress, rebate and margin: the end that all contestants in
// whole cents share.
import { LEVELS } from '../workload.mjs';
import { LADDERS, MARGIN_BANDS, ORDER_CAP, REBATE_BANDS } from './terms.mjs';

/** A rate of an amount, cut. */
export const cut = (amount, rate) => Math.floor((amount * rate) / 10_000);

/** A rate of an amount, to the nearest cent. */
const nearest = (amount, rate) => Math.floor((amount * rate + 5000) / 10_000);

/** The rebate on a month's volume, rounded once. */
export function rebateOn(volume) {
  let sum = 0;
  for (let i = 0; i < REBATE_BANDS.length && volume > REBATE_BANDS[i].from; i++) {
    const top = i + 1 < REBATE_BANDS.length ? Math.min(volume, REBATE_BANDS[i + 1].from) : volume;
    sum += (top - REBATE_BANDS[i].from) * REBATE_BANDS[i].rate;
  }
  return Math.floor((sum + 5000) / 10_000);
}

export function marginOn(volume, amount) {
  for (let i = 0; i < MARGIN_BANDS.length; i++) {
    if (volume <= MARGIN_BANDS[i].upTo) return nearest(amount, MARGIN_BANDS[i].rate);
  }
  return 0;
}

const share = (has, needs) => Math.floor((has * 10_000) / needs);

/** The level reached, and what is missing for the next. `points` and `orders` include this order. */
export function standing(segment, tier, points, orders) {
  const ladder = LADDERS[segment];
  let level = LEVELS.indexOf(tier);
  while (level < 3 && points >= ladder.points[level + 1] && orders >= ladder.orders[level + 1]) level++;
  if (level === 3) return { tier: LEVELS[3], next: null };
  const needsPoints = ladder.points[level + 1];
  const needsOrders = ladder.orders[level + 1];
  const next = {
    tier: LEVELS[level + 1],
    points: Math.max(0, needsPoints - points),
    orders: Math.max(0, needsOrders - orders),
    // Of the metric that is furthest behind, in hundredths of a percent.
    share: Math.min(10_000, share(points, needsPoints), share(orders, needsOrders)),
  };
  return { tier: LEVELS[level], next };
}

/** The result of a preview. `order` takes the reasons that belong to no line; units are hundredths of a point. */
export function finish(cart, lines, order, amount, earned) {
  let total = earned;
  if (total > ORDER_CAP) {
    order.push({ rule: 'cap', units: ORDER_CAP - total });
    total = ORDER_CAP;
  }
  const points = Math.floor((total + 50) / 100);
  const { tier, next } = standing(cart.segment, cart.tier, cart.points + points, cart.orders + 1);
  const volume = cart.monthCents + amount;
  return {
    lines,
    order,
    points,
    tier,
    next,
    rebate: rebateOn(volume) - rebateOn(cart.monthCents),
    margin: marginOn(volume, amount),
  };
}
