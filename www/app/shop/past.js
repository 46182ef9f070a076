// A customer's past as the engine takes it: orders and returns of the order book, and, where a program looks at people,
// activities and who placed an order, both made up.
import { inventedPast, placedBy } from '../account/invented.js';
import { peopleOf } from '../account/people.js';
import { eventsOf } from '../data.js';

const atOf = (event) => Object.values(event)[0].at;

/** @returns {{ events: object[], people: object[], invented: Set<string> }} ids of what is made up among them */
export function pastOf({ customer, document, years, date }, bySku, before) {
  const people = peopleOf(document, date);
  const orders = eventsOf(customer, bySku, { years, before });
  if (people.length === 0) return { events: orders, people, invented: new Set() };
  const months = [...new Set(orders.map((event) => atOf(event).slice(0, 7)))];
  const acts = inventedPast({ document, customer: customer.id, people, months: [...new Set([...months, date.slice(0, 7)])], until: before });
  const placed = orders.map((event) => (event.order ? { order: { ...event.order, participant: placedBy(event.order.id, people) } } : event));
  const events = [...placed, ...acts].sort((one, other) => (atOf(one) < atOf(other) ? -1 : atOf(one) > atOf(other) ? 1 : 0));
  return { events, people, invented: new Set(acts.map((event) => Object.values(event)[0].id)) };
}
