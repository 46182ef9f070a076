// A customer's past as the engine takes it: orders and returns of the order book, and, where a program looks at people,
// activities and who placed an order; where it is asked for, that the customer was let in, when invoices were paid, and what was
// done at partners. All of these are made up.
import { inventedPast, joinedAs, joinedPast, paidPast, partnerPast, placedBy } from '../account/invented.js';
import { creditsOf, networkOf } from '../account/network.js';
import { asKnown, peopleOf } from '../account/people.js';
import { eventsOf } from '../data.js';

const atOf = (event) => Object.values(event)[0].at;
const inTime = (events) => [...events].sort((one, other) => (atOf(one) < atOf(other) ? -1 : atOf(one) > atOf(other) ? 1 : 0));

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

/**
 * All of a customer's story: what it did, what it got by others, and how its account starts.
 * @returns {{ own: number, events: object[], people: object[], invented: Set<string>, links: object, start: object }} `own`: how
 *   many of the events are its own
 */
export function storyOf(program, state, before) {
  const { customer, document, years, date, data } = state;
  const { events: own, people, invented } = pastOf(state, data.bySku, before);
  const { links, brought } = networkOf(document, customer, data.customers);
  const credits = creditsOf(program, { customer, brought }, data.bySku, { years, before });
  const attributes = { country: customer.country, size: customer.size.toLowerCase(), ...joinedAs(document, date) };
  return {
    own: own.length,
    events: inTime([...own, ...credits]),
    people,
    invented: new Set([...invented, ...credits.map((event) => Object.values(event)[0].id)]),
    links,
    start: { account: customer.id, attributes, links, ...(people.length > 0 && { people: asKnown(people) }) },
  };
}
