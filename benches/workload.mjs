// The workload: one program, and seeded carts with the account each belongs to.
//
// A cart is made once in whole cents. From it come the inputs that are natural to each contestant: the cents as they
// are, decimal text, or an Earnest order with prices as a shop's front end has them (12.34).
//
// Money is named differently in each. V8 gives objects of the same keys one hidden class, so that a price with a
// fraction in one input would make whole cents slower in another, and contestants would hold each other up.
import { readFileSync } from 'node:fs';

/** The program, as the text a host would load. */
export const programText = readFileSync(new URL('./program.json', import.meta.url), 'utf8');

export const SEGMENTS = ['resto', 'retail', 'wholesale'];
export const LEVELS = ['bronze', 'silver', 'gold', 'platinum'];

export const CHANNELS = ['web', 'app', 'phone'];
const BEHAVIOURS = ['review', 'referral', 'profile'];
const SPECIAL = ['beverage', 'produce', 'cleaning', 'dairy', 'tobacco', 'deposit'];
export const CATEGORIES = [...SPECIAL, 'frozen', 'dry', 'paper', 'bakery'];
export const BRANDS = ['Nordia', 'Alba', 'Kori', 'Zest', 'Ondo', 'Pluto', 'Vela', 'Maro', 'Ciro', 'Tano'];

// Of the 200 items each keeps its category and brand for ever.
export const ITEMS = Array.from({ length: 200 }, (_, i) => ({
  sku: `SKU-${1000 + i}`,
  category: CATEGORIES[i % 10],
  brand: BRANDS[Math.floor(i / 10) % 10],
}));

/** Park and Miller's generator: the same carts on every machine. */
export function seeded(seed) {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  for (let i = 0; i < 8; i++) next();
  return { next, below: (n) => Math.floor(next() * n), one: (list) => list[Math.floor(next() * list.length)] };
}

function makeLine(random) {
  const item = random.one(ITEMS);
  const quantity = 1 + random.below(36);
  // The product of two draws: many cheap items, few dear ones.
  const unitCents = 100 + Math.floor(random.next() * random.next() * 7900);
  const percent = random.next() < 0.3 ? 5 + random.below(20) : 0;
  return { ...item, quantity, unitCents, discountCents: Math.floor((quantity * unitCents * percent) / 100) };
}

function makeCart(random, index, size) {
  const day = new Date(Date.UTC(2026, 0, 1 + random.below(365)));
  const measures = { review: 0, referral: 0, profile: 0 };
  while (random.next() < 0.3) measures[random.one(BEHAVIOURS)] += 1;
  return {
    id: `A${index}`,
    date: day.toISOString().slice(0, 10),
    segment: random.one(SEGMENTS),
    channel: random.one(CHANNELS),
    tier: random.one(LEVELS),
    orders: random.next() < 0.2 ? 0 : random.below(60),
    points: random.below(90_000),
    balance: random.below(50_000),
    monthCents: random.below(1_800_000),
    measures,
    lines: Array.from({ length: size }, () => makeLine(random)),
  };
}

/**
 * As a shop holds it that was sent it as JSON. Objects put together in the steps of this file would come in many hidden
 * classes, and everybody who reads them would run several times slower.
 */
export const received = (value) => JSON.parse(JSON.stringify(value));

/** So many carts of so many lines; all money in cents. */
export function makeCarts(count, size, seed = 7) {
  const random = seeded(seed * 1009 + size);
  return received(Array.from({ length: count }, (_, index) => makeCart(random, index, size)));
}

const text = (cents) => (cents / 100).toFixed(2);

/** The cart with money as decimal text, as a library of decimals takes it. */
export function inDecimals({ monthCents, lines, ...cart }) {
  return received({
    ...cart,
    monthText: text(monthCents),
    lines: lines.map(({ unitCents, discountCents, ...line }) => ({
      ...line,
      unitText: text(unitCents),
      discountText: text(discountCents),
    })),
  });
}

/** The cart as an Earnest order. */
export function orderOf(cart) {
  return received({
    id: `order-${cart.id}`,
    at: `${cart.date}T12:00:00`,
    lines: cart.lines.map(({ unitCents, discountCents, ...line }) => ({
      ...line,
      // Dividing by 100 gives the double nearest to the price, the one that prints as 12.34.
      unitPrice: unitCents / 100,
      discount: discountCents / 100,
    })),
    attributes: { channel: cart.channel },
    measures: cart.measures,
  });
}

/** The account before anything is known of it but its segment. */
export const accountOf = (cart) => ({ account: cart.id, attributes: { segment: cart.segment } });
