// A year by hand: what a shop would write over its orders and members, rules and all, totals only.
import { cut, marginOn, rebateOn, standing } from '../contestants/finish.mjs';
import { ORDER_CAP, TIER_EXTRA } from '../contestants/terms.mjs';

const FOCUS_ITEMS = new Set(['SKU-1020', 'SKU-1021', 'SKU-1022']);

/** What an order is for a member: its amount, its points, and whether it counts as an order, which one of excluded goods alone does not. */
export function earned(order, member) {
  const { date, channel, measures } = order;
  const { segment } = member;
  const extra = TIER_EXTRA[member.tier];
  const march = segment === 'resto' && date >= '2026-03-01' && date <= '2026-03-31';
  const june = segment === 'retail' && date >= '2026-06-01' && date <= '2026-06-15';
  const autumn = segment === 'wholesale' && date >= '2026-09-01';
  let launch = 0;
  let app = 0;
  let counts = 0;
  let total = 0;
  let amount = 0;
  const categories = new Set();
  for (const { sku, category, brand, quantity, unitCents, discountCents } of order.lines) {
    const net = quantity * unitCents - discountCents;
    amount += net;
    categories.add(category);
    if (category === 'tobacco' || category === 'deposit') continue;
    counts = 1;
    total += net;
    if (category === 'beverage') total += march ? 2 * net : net;
    else if (category === 'produce') total += cut(net, 5000) + (june ? cut(net, 5000) : 0);
    else if (category === 'cleaning') total += net * 2;
    else if (category === 'dairy') total += cut(net, 2500) + (june ? cut(net, 5000) : 0);
    if (brand === 'Nordia') total += cut(net, 2000);
    if (sku === 'SKU-1007') {
      const given = Math.min(quantity * 5000, 50_000 - launch);
      launch += given;
      total += given;
    } else if (FOCUS_ITEMS.has(sku)) total += quantity * 2000;
    if (quantity >= 24) total += Math.floor(quantity / 24) * 1000;
    if (unitCents >= 5000 && discountCents === 0) total += cut(net, 5000);
    if (extra > 0) total += cut(net, extra);
    if (autumn) total += cut(net, 500);
    if (channel === 'app' && net >= 1000) {
      const given = Math.min(500, 4000 - app);
      app += given;
      total += given;
    }
  }
  if (member.orders === 0 && counts) total += 50_000;
  if (amount >= 100_000) total += 20_000;
  if (categories.size >= 4 && amount >= 30_000) total += 15_000;
  total += Math.min(measures.review * 3000, 15_000) + measures.referral * 100_000 + measures.profile * 10_000;
  return { amount, counts, points: Math.floor((Math.min(total, ORDER_CAP) + 50) / 100) };
}

/** The whole book: what was given, and how many members end on each level. */
export function simulate({ orders, members: list }, earn = earned) {
  const members = new Map(list.map(({ id, segment }) => [id, { segment, tier: 'bronze', orders: 0, points: 0, month: '', volume: 0, seen: false }]));
  const sums = { amount: 0, points: 0, rebate: 0, margin: 0, levels: {} };
  for (const order of orders) {
    const member = members.get(order.member);
    const { amount, counts, points } = earn(order, member);
    const month = order.date.slice(0, 7);
    if (member.month !== month) {
      sums.rebate += rebateOn(member.volume);
      [member.month, member.volume] = [month, 0];
    }
    member.volume += amount;
    member.points += points;
    member.orders += counts;
    member.seen = true;
    sums.amount += amount;
    sums.points += points;
    sums.margin += marginOn(member.volume, amount);
    member.tier = standing(member.segment, member.tier, member.points, member.orders).tier;
  }
  for (const { segment, tier, volume, seen } of members.values()) {
    sums.rebate += rebateOn(volume);
    if (seen) sums.levels[`${segment}-${tier}`] = (sums.levels[`${segment}-${tier}`] ?? 0) + 1;
  }
  return sums;
}
