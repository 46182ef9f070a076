// The rules in code once more, with exact decimals from big.js: money is text on the way in and points are numbers on
// the way out, as a shop would write it that does not want to count in cents.
import Big from 'big.js';
import { LEVELS } from '../workload.mjs';
import { standing } from './finish.mjs';
import { MARGIN_BANDS, ORDER_CAP, REBATE_BANDS, TIER_EXTRA } from './terms.mjs';

const big = (value) => new Big(value);
const ZERO = big(0);
const cut = (value) => value.round(2, Big.roundDown);
const cents = (value) => value.round(2, Big.roundHalfUp);

const HALF = big('0.5');
const QUARTER = big('0.25');
const FIFTH = big('0.2');
const TWENTIETH = big('0.05');
const TEN = big(10);
const FIFTY = big(50);
const THREE_HUNDRED = big(300);
const THOUSAND = big(1000);
const LAUNCH_CAP = big(500);
const APP_CAP = big(40);
const APP_LINE = big(5);
const CAP = big(ORDER_CAP).div(100);
const FOCUS_ITEMS = new Set(['SKU-1020', 'SKU-1021', 'SKU-1022']);
const EXTRA = Object.fromEntries(LEVELS.map((level) => [level, big(TIER_EXTRA[level]).div(10_000)]));
const REBATE = REBATE_BANDS.map(({ from, rate }) => ({ from: big(from).div(100), rate: big(rate).div(10_000) }));
const MARGIN = MARGIN_BANDS.map(({ upTo, rate }) => ({
  upTo: upTo === Infinity ? null : big(upTo).div(100),
  rate: big(rate).div(10_000),
}));

const less = (a, b) => (a.lt(b) ? a : b);

function give(reasons, rule, points) {
  if (!points.gt(ZERO)) return ZERO;
  reasons.push({ rule, points: points.toNumber() });
  return points;
}

function rebateOn(volume) {
  let sum = ZERO;
  for (let i = 0; i < REBATE.length && volume.gt(REBATE[i].from); i++) {
    const top = i + 1 < REBATE.length ? less(volume, REBATE[i + 1].from) : volume;
    sum = sum.plus(top.minus(REBATE[i].from).times(REBATE[i].rate));
  }
  return cents(sum);
}

function earnLine(line, net, order, reasons) {
  const { sku, category, quantity } = line;
  let points = give(reasons, 'base', net);
  const add = (rule, earned) => (points = points.plus(give(reasons, rule, earned)));
  if (category === 'beverage') {
    add('beverages', net);
    if (order.march) add('resto-march', net);
  } else if (category === 'produce') {
    add('produce', cut(net.times(HALF)));
    if (order.june) add('retail-june', cut(net.times(HALF)));
  } else if (category === 'cleaning') {
    add('cleaning', net.times(2));
  } else if (category === 'dairy') {
    add('dairy', cut(net.times(QUARTER)));
    if (order.june) add('retail-june', cut(net.times(HALF)));
  }
  if (line.brand === 'Nordia') add('nordia', cut(net.times(FIFTH)));
  if (sku === 'SKU-1007') {
    const given = less(big(quantity * 50), order.launchLeft);
    order.launchLeft = order.launchLeft.minus(given);
    add('launch-item', given);
  } else if (FOCUS_ITEMS.has(sku)) {
    add('focus-items', big(quantity * 20));
  }
  if (quantity >= 24) add('full-cases', big(Math.floor(quantity / 24) * 10));
  if (FIFTY.lte(line.unitText) && ZERO.eq(line.discountText)) add('premium', cut(net.times(HALF)));
  if (order.extra.gt(ZERO)) add('tier-extra', cut(net.times(order.extra)));
  if (order.autumn) add('wholesale-autumn', cut(net.times(TWENTIETH)));
  if (order.app && net.gte(TEN)) {
    const given = less(APP_LINE, order.appLeft);
    order.appLeft = order.appLeft.minus(given);
    add('app-lines', given);
  }
  return points;
}

function earnOrder(cart, amount, categories, reasons) {
  const { review, referral, profile } = cart.measures;
  let points = ZERO;
  const add = (rule, earned) => (points = points.plus(give(reasons, rule, big(earned))));
  if (cart.orders === 0) add('first-order', 500);
  if (amount.gte(THOUSAND)) add('big-order', 200);
  if (categories >= 4 && amount.gte(THREE_HUNDRED)) add('mixed-basket', 150);
  if (review > 0) add('reviews', Math.min(review * 30, 150));
  if (referral > 0) add('referrals', referral * 1000);
  if (profile > 0) add('profiles', profile * 100);
  return points;
}

export function preview(cart) {
  const { segment, date } = cart;
  const order = {
    march: segment === 'resto' && date >= '2026-03-01' && date <= '2026-03-31',
    june: segment === 'retail' && date >= '2026-06-01' && date <= '2026-06-15',
    autumn: segment === 'wholesale' && date >= '2026-09-01' && date <= '2026-12-31',
    app: cart.channel === 'app',
    extra: EXTRA[cart.tier],
    launchLeft: LAUNCH_CAP,
    appLeft: APP_CAP,
  };
  const categories = new Set();
  const lines = [];
  let amount = ZERO;
  let total = ZERO;
  for (const line of cart.lines) {
    const net = big(line.unitText).times(line.quantity).minus(line.discountText);
    const reasons = [];
    let points = ZERO;
    amount = amount.plus(net);
    categories.add(line.category);
    if (line.category !== 'tobacco' && line.category !== 'deposit') points = earnLine(line, net, order, reasons);
    total = total.plus(points);
    lines.push({ sku: line.sku, points: points.toNumber(), reasons });
  }
  const reasons = [];
  total = total.plus(earnOrder(cart, amount, categories.size, reasons));
  if (total.gt(CAP)) {
    reasons.push({ rule: 'cap', points: CAP.minus(total).toNumber() });
    total = CAP;
  }
  const points = total.round(0, Big.roundHalfUp).toNumber();
  const { tier, next } = standing(segment, cart.tier, cart.points + points, cart.orders + 1);
  const before = big(cart.monthText);
  const volume = before.plus(amount);
  const band = MARGIN.find(({ upTo }) => upTo === null || volume.lte(upTo));
  return {
    lines,
    order: reasons,
    points,
    tier,
    next,
    rebate: rebateOn(volume).minus(rebateOn(before)).toFixed(2),
    margin: cents(amount.times(band.rate)).toFixed(2),
  };
}
