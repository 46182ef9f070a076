// Who is linked to whom, where a program asks for it. The order book knows nothing of it, so it is made up: a customer was brought
// by another one, and brought two itself. What it gets for these is what the engine hands on when their orders are posted.
import { eventsOf } from '../data.js';

/** Names of links that a part of a document asks for. */
function* linksIn(part) {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'linked' && typeof value === 'string') yield value;
    else yield* linksIn(value);
  }
}

/** Links by which a rule pays another account. One that only counts accounts together asks for nobody. */
export function linksAsked(document) {
  const paid = document.versions.flatMap(({ rules = [], promotions = [] }) => [...rules, ...promotions]).flatMap(({ to }) => [...linksIn({ to })]);
  return [...new Set(paid)];
}

/** The others of a customer: who brought it, and the two that it brought; those with few orders. */
function circleOf(customer, customers) {
  const others = customers.filter(({ id, orders }) => id !== customer.id && orders.length <= 13).sort((one, other) => (one.id < other.id ? -1 : 1));
  const start = Number(customer.id) % others.length;
  return [0, 1, 2].map((step) => others[(start + step) % others.length]);
}

/** `{ links, brought }`: what the account is linked to, and who is linked to it; empty where nothing asks for it. */
export function networkOf(document, customer, customers) {
  const names = linksAsked(document);
  if (names.length === 0) return { links: {}, brought: [] };
  const [by, ...brought] = circleOf(customer, customers);
  return { links: Object.fromEntries(names.map((name) => [name, by.id])), brought: brought.map((other) => ({ other, links: Object.fromEntries(names.map((name) => [name, customer.id])) })) };
}

const most = 6;

/** What an account gets by the orders of others that it brought: events of the engine, to be posted there. */
export function creditsOf(program, { customer, brought }, bySku, { years, before }) {
  const credits = [];
  for (const { other, links } of brought) {
    const orders = eventsOf(other, bySku, { years, before }).filter(({ order }) => order).slice(0, most);
    if (orders.length === 0) continue;
    const first = new Date(Date.parse(`${orders[0].order.at}Z`) - 60_000).toISOString().slice(0, 19);
    let account = program.account({ account: other.id, attributes: { country: other.country, size: other.size?.toLowerCase() ?? '' }, links });
    for (const event of [{ join: { id: `${other.id}-joined`, at: first } }, ...orders, ...orders.map(({ order }) => paid(order)).filter(({ pay }) => pay.at < before)].sort(byTime)) {
      try {
        const posted = account.post(event);
        account = posted.account;
        credits.push(...posted.onward.filter((one) => one.account === customer.id).map((one) => one.event));
      } catch {
        // What the other account cannot book brings nothing here.
      }
    }
  }
  return credits;
}

const atOf = (event) => Object.values(event)[0].at;
const byTime = (one, other) => (atOf(one) < atOf(other) ? -1 : atOf(one) > atOf(other) ? 1 : 0);

/** An invoice that is paid a month later. */
function paid({ id, at }) {
  const then = new Date(`${at}Z`);
  then.setUTCDate(then.getUTCDate() + 30);
  return { pay: { id: `${id}-paid`, at: then.toISOString().slice(0, 19), order: id } };
}
