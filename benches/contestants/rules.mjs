// The rules as data, for the contestants that take rules as data. Money in cents, points in hundredths, rates in
// hundredths of a percent.
//
// `when` holds fields of a line or of its order that must all match: a list of values, or {atLeast} and {atMost}.
// `pay` is one of: `rate` of the line's amount; `unit` points each; `step` points for each full `of` units; `tier`, a
// rate by level; `fixed`; `count` points for each of an order's measures. `most` caps a rule over the order.

export const LINE_RULES = [
  { id: 'base', when: {}, pay: { rate: 10_000 } },
  { id: 'beverages', when: { category: ['beverage'] }, pay: { rate: 10_000 } },
  { id: 'produce', when: { category: ['produce'] }, pay: { rate: 5000 } },
  { id: 'cleaning', when: { category: ['cleaning'] }, pay: { rate: 20_000 } },
  { id: 'dairy', when: { category: ['dairy'] }, pay: { rate: 2500 } },
  { id: 'nordia', when: { brand: ['Nordia'] }, pay: { rate: 2000 } },
  { id: 'launch-item', when: { sku: ['SKU-1007'] }, pay: { unit: 5000 }, most: 50_000 },
  { id: 'focus-items', when: { sku: ['SKU-1020', 'SKU-1021', 'SKU-1022'] }, pay: { unit: 2000 } },
  { id: 'full-cases', when: { quantity: { atLeast: 24 } }, pay: { step: 1000, of: 24 } },
  { id: 'premium', when: { unitCents: { atLeast: 5000 }, discountCents: { atMost: 0 } }, pay: { rate: 5000 } },
  { id: 'tier-extra', when: { tier: ['silver', 'gold', 'platinum'] }, pay: { tier: true } },
  { id: 'app-lines', when: { channel: ['app'], amount: { atLeast: 1000 } }, pay: { fixed: 500 }, most: 4000 },
  {
    id: 'resto-march',
    when: { segment: ['resto'], day: { atLeast: 20260301, atMost: 20260331 }, category: ['beverage'] },
    pay: { rate: 10_000 },
  },
  {
    id: 'retail-june',
    when: { segment: ['retail'], day: { atLeast: 20260601, atMost: 20260615 }, category: ['dairy', 'produce'] },
    pay: { rate: 5000 },
  },
  {
    id: 'wholesale-autumn',
    when: { segment: ['wholesale'], day: { atLeast: 20260901, atMost: 20261231 } },
    pay: { rate: 500 },
  },
];

export const ORDER_RULES = [
  { id: 'first-order', when: { orders: { atMost: 0 } }, pay: { fixed: 50_000 } },
  { id: 'big-order', when: { orderAmount: { atLeast: 100_000 } }, pay: { fixed: 20_000 } },
  {
    id: 'mixed-basket',
    when: { categories: { atLeast: 4 }, orderAmount: { atLeast: 30_000 } },
    pay: { fixed: 15_000 },
  },
  { id: 'reviews', when: {}, pay: { count: 'review', each: 3000 }, most: 15_000 },
  { id: 'referrals', when: {}, pay: { count: 'referral', each: 100_000 } },
  { id: 'profiles', when: {}, pay: { count: 'profile', each: 10_000 } },
];

/** '2026-03-01' as 20260301: libraries of conditions compare numbers. Three cuts are the quickest way there. */
export function dayNumber(date) {
  return Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8));
}
