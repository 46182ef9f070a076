// A year's order book for the yardstick's program: typed columns, in order of time, and the same as objects.
import { BRANDS, CATEGORIES, CHANNELS, ITEMS, SEGMENTS, received, seeded } from '../workload.mjs';

const DAYS = 365;
const FIRST = Date.UTC(2026, 0, 1) / 1000;

/** So many orders of three lines by so many members, a code or a whole number in each place; all money in cents. */
export function makeBook(orders, members = Math.max(1, Math.round(orders / 100)), seed = 11) {
  const random = seeded(seed);
  const lines = orders * 3;
  const book = {
    orders,
    members,
    lines,
    segment: Uint8Array.from({ length: members }, () => random.below(SEGMENTS.length)),
    member: new Uint32Array(orders),
    day: new Uint16Array(orders),
    channel: new Uint8Array(orders),
    measures: new Uint8Array(orders * 3),
    item: new Uint8Array(lines),
    quantity: new Uint8Array(lines),
    unitCents: new Uint16Array(lines),
    discountCents: new Uint32Array(lines),
  };
  for (let order = 0; order < orders; order++) {
    book.member[order] = random.below(members);
    book.day[order] = Math.floor((order * DAYS) / orders);
    book.channel[order] = random.below(CHANNELS.length);
    while (random.next() < 0.1) book.measures[order * 3 + random.below(3)] += 1;
    for (let line = order * 3; line < order * 3 + 3; line++) {
      book.item[line] = random.below(ITEMS.length);
      const quantity = 1 + random.below(36);
      const cents = 100 + Math.floor(random.next() * random.next() * 7900);
      const percent = random.next() < 0.3 ? 5 + random.below(20) : 0;
      book.quantity[line] = quantity;
      book.unitCents[line] = cents;
      book.discountCents[line] = Math.floor((quantity * cents * percent) / 100);
    }
  }
  return book;
}

const dateOf = Array.from({ length: DAYS }, (_, day) => new Date((FIRST + day * 86_400) * 1000).toISOString().slice(0, 10));
const memberOf = (member) => `M${String(member).padStart(6, '0')}`;

/** The book as an array of orders, and its members, as a shop would hold them. */
export function asObjects(book) {
  const orders = Array.from({ length: book.orders }, (_, order) => received({
    member: memberOf(book.member[order]),
    date: dateOf[book.day[order]],
    channel: CHANNELS[book.channel[order]],
    measures: { review: book.measures[order * 3], referral: book.measures[order * 3 + 1], profile: book.measures[order * 3 + 2] },
    lines: [0, 1, 2].map((at) => {
      const line = order * 3 + at;
      return { ...ITEMS[book.item[line]], quantity: book.quantity[line], unitCents: book.unitCents[line], discountCents: book.discountCents[line] };
    }),
  }));
  const members = Array.from(book.segment, (segment, member) => ({ id: memberOf(member), segment: SEGMENTS[segment] }));
  return { orders, members };
}

const namesOf = (book) => Array.from({ length: book.members }, (_, member) => memberOf(member));

/** So many orders go into a piece. */
const PIECE = 20_000;

/** The book in pieces, which are made as they are asked for, and how many bytes their columns took. */
export function piecesOf(book) {
  const names = namesOf(book);
  let bytes = 0;
  function* pieces() {
    for (let from = 0; from < book.orders; from += PIECE) {
      const columns = asColumns(book, names, from, Math.min(from + PIECE, book.orders));
      for (const column of Object.values(columns)) bytes += (column.codes ?? column).byteLength;
      yield columns;
    }
  }
  return [pieces(), () => bytes];
}

/** The book, or these orders of it, as the simulator takes it: a row for each line, texts as codes, money as a shop has it (12.34). */
export function asColumns(book, names = namesOf(book), from = 0, to = book.orders) {
  const rows = (make, Type = Uint32Array) => {
    const out = new Type((to - from) * 3);
    for (let row = 0, line = from * 3; row < out.length; row++, line++) out[row] = make(line, Math.floor(line / 3));
    return out;
  };
  const text = (list, code) => ({ names: list, codes: rows(code) });
  // The discount of a line is an amount of the whole line.
  return {
    account: text(names, (_, order) => book.member[order]),
    order: rows((_, order) => order),
    at: rows((_, order) => FIRST + book.day[order] * 86_400 + 43_200, Float64Array),
    quantity: rows((line) => book.quantity[line]),
    unitPrice: rows((line) => book.unitCents[line] / 100, Float64Array),
    discount: rows((line) => book.discountCents[line] / 100, Float64Array),
    sku: text(ITEMS.map(({ sku }) => sku), (line) => book.item[line]),
    category: text(CATEGORIES, (line) => book.item[line] % CATEGORIES.length),
    brand: text(BRANDS, (line) => Math.floor(book.item[line] / 10) % BRANDS.length),
    'order.channel': text(CHANNELS, (_, order) => book.channel[order]),
    'account.segment': text(SEGMENTS, (_, order) => book.segment[book.member[order]]),
    ...Object.fromEntries(['review', 'referral', 'profile'].map((name, at) => [`measure.${name}`, rows((_, order) => book.measures[order * 3 + at])])),
  };
}
