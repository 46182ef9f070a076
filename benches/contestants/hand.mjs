// Written by hand for this one program, every rule in code: the fastest a shop could do without a library. It takes
// whole cents and says for each line which rule gave what, in hundredths of a point (`units`).
import { cut, finish } from './finish.mjs';
import { TIER_EXTRA } from './terms.mjs';

const FOCUS_ITEMS = new Set(['SKU-1020', 'SKU-1021', 'SKU-1022']);

/** Notes what a rule gave; nothing is no reason. */
function give(reasons, rule, units) {
  if (units <= 0) return 0;
  reasons.push({ rule, units });
  return units;
}

export function preview(cart) {
  const { segment, channel, date } = cart;
  const extra = TIER_EXTRA[cart.tier];
  const march = segment === 'resto' && date >= '2026-03-01' && date <= '2026-03-31';
  const june = segment === 'retail' && date >= '2026-06-01' && date <= '2026-06-15';
  const autumn = segment === 'wholesale' && date >= '2026-09-01' && date <= '2026-12-31';
  const app = channel === 'app';
  const categories = new Set();
  const lines = [];
  let launchLeft = 50_000;
  let appLeft = 4000;
  let amount = 0;
  let total = 0;

  for (const line of cart.lines) {
    const { sku, category, quantity, unitCents, discountCents } = line;
    const net = quantity * unitCents - discountCents;
    const reasons = [];
    let units = 0;
    amount += net;
    categories.add(category);
    if (category !== 'tobacco' && category !== 'deposit') {
      units += give(reasons, 'base', net);
      if (category === 'beverage') {
        units += give(reasons, 'beverages', net);
        if (march) units += give(reasons, 'resto-march', net);
      } else if (category === 'produce') {
        units += give(reasons, 'produce', cut(net, 5000));
        if (june) units += give(reasons, 'retail-june', cut(net, 5000));
      } else if (category === 'cleaning') {
        units += give(reasons, 'cleaning', net * 2);
      } else if (category === 'dairy') {
        units += give(reasons, 'dairy', cut(net, 2500));
        if (june) units += give(reasons, 'retail-june', cut(net, 5000));
      }
      if (line.brand === 'Nordia') units += give(reasons, 'nordia', cut(net, 2000));
      if (sku === 'SKU-1007') {
        const given = give(reasons, 'launch-item', Math.min(quantity * 5000, launchLeft));
        launchLeft -= given;
        units += given;
      } else if (FOCUS_ITEMS.has(sku)) {
        units += give(reasons, 'focus-items', quantity * 2000);
      }
      if (quantity >= 24) units += give(reasons, 'full-cases', Math.floor(quantity / 24) * 1000);
      if (unitCents >= 5000 && discountCents === 0) units += give(reasons, 'premium', cut(net, 5000));
      if (extra > 0) units += give(reasons, 'tier-extra', cut(net, extra));
      if (autumn) units += give(reasons, 'wholesale-autumn', cut(net, 500));
      if (app && net >= 1000) {
        const given = give(reasons, 'app-lines', Math.min(500, appLeft));
        appLeft -= given;
        units += given;
      }
    }
    total += units;
    lines.push({ sku, units, reasons });
  }

  const order = [];
  const { review, referral, profile } = cart.measures;
  if (cart.orders === 0) total += give(order, 'first-order', 50_000);
  if (amount >= 100_000) total += give(order, 'big-order', 20_000);
  if (categories.size >= 4 && amount >= 30_000) total += give(order, 'mixed-basket', 15_000);
  total += give(order, 'reviews', Math.min(review * 3000, 15_000));
  total += give(order, 'referrals', referral * 100_000);
  total += give(order, 'profiles', profile * 10_000);
  return finish(cart, lines, order, amount, total);
}
