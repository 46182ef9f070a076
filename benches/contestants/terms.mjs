// The program's numbers, once more, for those who cannot read program.json. Money in cents, points in hundredths,
// rates in hundredths of a percent.

/** Lines of these categories earn no points. */
export const EXCLUDED = ['tobacco', 'deposit'];

/** What a level pays on top of each point. */
export const TIER_EXTRA = { bronze: 0, silver: 1000, gold: 2500, platinum: 5000 };

/** What each level asks for in the year, by segment. */
export const LADDERS = {
  resto: { points: [0, 5000, 20_000, 60_000], orders: [0, 5, 15, 30] },
  retail: { points: [0, 3000, 12_000, 40_000], orders: [0, 5, 20, 40] },
  wholesale: { points: [0, 20_000, 80_000, 250_000], orders: [0, 5, 20, 50] },
};

/** The most points of an order. */
export const ORDER_CAP = 2_500_000;

/** The month's rebate: each band's rate on its own slice. */
export const REBATE_BANDS = [
  { from: 0, rate: 0 },
  { from: 200_000, rate: 100 },
  { from: 500_000, rate: 200 },
  { from: 1_000_000, rate: 300 },
];

/** The margin: the rate of the first band that holds the month. */
export const MARGIN_BANDS = [
  { upTo: 500_000, rate: 2800 },
  { upTo: 1_000_000, rate: 2900 },
  { upTo: 1_500_000, rate: 3000 },
  { upTo: Infinity, rate: 3200 },
];
