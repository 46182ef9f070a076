// What the second calculator remembers: every order, activity and entry, and nothing counted. A book is never changed;
// each posting makes a new one, so that the book before an order can be kept with the order.
import { Moves, emptyWallet } from './wallet.mjs';

export const emptyBook = { orders: [], activities: [], wallet: emptyWallet, active: null };

/** The book with an order's fact added, or put in the place of the one with its id. */
export const withOrder = (book, fact) => ({ ...book, orders: put(book.orders, fact) });
export const withActivity = (book, fact) => ({ ...book, activities: put(book.activities, fact) });

function put(facts, fact) {
  const isKnown = fact.id !== undefined && facts.some(({ id }) => id === fact.id);
  return isKnown ? facts.map((old) => (old.id === fact.id ? fact : old)) : [...facts, fact];
}

/** A posting's entries, with the book they change. */
export class Entries extends Moves {
  /** Points that a period's end paid count as awarded on its last day. */
  awarded(unit, amount, day) {
    this.book = { ...this.book, activities: [...this.book.activities, { day, settled: true, awards: [], pointsCounted: { [unit]: amount } }] };
  }
}
