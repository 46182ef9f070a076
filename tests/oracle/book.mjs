// What the second calculator remembers: every order, activity and entry, and nothing counted. A book is never changed;
// each posting makes a new one, so that the book before an order can be kept with the order.

export const emptyBook = { orders: [], activities: [], balances: {}, money: {} };

/** The book with an order's fact added, or put in the place of the one with its id. */
export function withOrder(book, fact) {
  const known = book.orders.some(({ id }) => id === fact.id);
  return { ...book, orders: known ? book.orders.map((old) => (old.id === fact.id ? fact : old)) : [...book.orders, fact] };
}

export const withActivity = (book, fact) => ({ ...book, activities: [...book.activities, fact] });

/** Entries as a list that adds up: `book` changes balances and money with it. */
export class Entries {
  constructor(book, program) {
    this.book = book;
    this.program = program;
    this.list = [];
  }
  add(kind, unit, amount, rule) {
    if (amount.isZero) return;
    this.list.push({ kind, unit, amount, rule });
    const where = this.program.currencies.some(({ id }) => id === unit) ? 'balances' : 'money';
    const before = this.book[where][unit];
    this.book = { ...this.book, [where]: { ...this.book[where], [unit]: before ? before.plus(amount) : amount } };
  }
  /** Points that a period's end paid count as awarded on its last day. */
  awarded(unit, amount, day) {
    this.book = { ...this.book, activities: [...this.book.activities, { day, settled: true, awards: [], points: { [unit]: amount } }] };
  }
  /** Sums by kind and unit. */
  sums() {
    const sums = {};
    for (const { kind, unit, amount } of this.list) {
      sums[kind] ??= {};
      sums[kind][unit] = sums[kind][unit] ? sums[kind][unit].plus(amount) : amount;
    }
    return sums;
  }
}
