// A customer's past as the engine takes it: orders and returns of the order book, and, where a program looks at people,
// activities and who placed an order; where it is asked for, that the customer was let in, when invoices were paid, and what was
// done at partners. All of these are made up.
import { inventedPast, joinedPast, paidPast, partnerPast, placedBy } from '../account/invented.js';
import { peopleOf } from '../account/people.js';
import { eventsOf } from '../data.js';

const atOf = (event) => Object.values(event)[0].at;
export const inTime = (events) => [...events].sort((one, other) => (atOf(one) < atOf(other) ? -1 : atOf(one) > atOf(other) ? 1 : 0));

/** @returns {{ events: object[], people: object[], invented: Set<string> }} ids of what is made up among them */
export function pastOf({ customer, document, years, date }, bySku, before) {
  const people = peopleOf(document, date);
  const orders = eventsOf(customer, bySku, { years, before });
  const months = [...new Set(orders.map((event) => atOf(event).slice(0, 7)))];
  const paid = [...joinedPast(orders, document, date), ...paidPast(orders, document, before), ...partnerPast({ document, customer: customer.id, months, until: before })];
  const ids = (events) => new Set(events.map((event) => Object.values(event)[0].id));
  if (people.length === 0) return { events: inTime([...orders, ...paid]), people, invented: ids(paid) };
  const acts = inventedPast({ document, customer: customer.id, people, months: [...new Set([...months, date.slice(0, 7)])], until: before });
  const placed = orders.map((event) => (event.order ? { order: { ...event.order, participant: placedBy(event.order.id, people) } } : event));
  return { events: inTime([...placed, ...paid, ...acts]), people, invented: ids([...paid, ...acts]) };
}
