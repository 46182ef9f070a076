// Activities for the past of a customer. No public data tells who sold what to whom, so they are made up: the same ones
// each time, in months in which the customer bought, and everywhere on the page they are marked as invented.
import { activitiesOf, versionOn } from '../engine/version.js';

/** A number from a text, always the same: FNV-1a. */
export function lot(text) {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

const two = (value) => String(value).padStart(2, '0');
const listOf = (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((one) => typeof one === 'string');

/** What activities of a type must carry for some rule of the version to pay: subjects, attributes, values that pay once. */
export function needsOf(document, date, type) {
  const version = versionOn(document, date);
  const rules = [...(version?.rules ?? []), ...(version?.promotions ?? [])].filter(({ on }) => listOf(on?.activity).includes(type));
  const conditions = rules.map(({ when }) => when?.activity ?? {});
  const attributes = {};
  for (const [name, value] of conditions.flatMap((one) => Object.entries(one.attributes ?? {}))) attributes[name] ??= listOf(value);
  return {
    subjects: conditions.flatMap(({ subject }) => listOf(subject)),
    about: rules.some(({ limits }) => limits?.times?.some(({ by }) => by === 'subject')),
    once: [...new Set(rules.flatMap(({ limits }) => listOf(limits?.once)))],
    attributes,
    approved: rules.some(({ life }) => life?.pending?.until === 'approved'),
  };
}

/** Who placed an order: one of those who sell. */
export function placedBy(id, people) {
  const sellers = people.filter(({ role }) => !role.includes('manager'));
  const of = sellers.length > 0 ? sellers : people;
  return of[lot(`placed ${id}`) % of.length].id;
}

/** How a customer came in, where a program does not take everybody or gives something for it: just before the first order. */
export function joinedPast(orders, document, date) {
  const version = versionOn(document, date);
  const { entry = 'open' } = version ?? {};
  const pays = [...(version?.rules ?? []), ...(version?.promotions ?? [])].some(({ on }) => on === 'joining');
  if ((entry === 'open' && !pays) || orders.length === 0) return [];
  const { at } = Object.values(orders[0])[0];
  const before = new Date(Date.parse(`${at}Z`) - 60_000).toISOString().slice(0, 19);
  return [{ join: { id: 'joined', at: before, ...(entry === 'invitation' ? { invitation: 'letter of invitation' } : entry === 'application' ? { approver: 'operator' } : {}) } }];
}

/** What a program asks of an account when it joins, such as that it was invited: this customer was. */
export function joinedAs(document, date) {
  const version = versionOn(document, date);
  const asked = [...(version?.rules ?? []), ...(version?.promotions ?? [])].filter(({ on }) => on === 'joining').flatMap(({ when }) => Object.entries(when?.account?.attributes ?? {}));
  return Object.fromEntries(asked.map(([name, value]) => [name, listOf(value)[0]]).filter(([name, value]) => value && name !== 'country' && name !== 'size'));
}

/** Invoices that somebody paid, a month after the order, where awards wait for it. */
export function paidPast(orders, document, until) {
  if (!JSON.stringify(document.versions).includes('"until":"paid"') && !JSON.stringify(document.points ?? []).includes('"until":"paid"')) return [];
  return orders
    .filter(({ order }) => order)
    .map(({ order: { id, at } }) => ({ pay: { id: `${id}-paid`, at: `${daysBefore(at.slice(0, 10), -30)}${at.slice(10)}`, order: id } }))
    .filter(({ pay }) => pay.at < until);
}

/** The partner of a coalition that an activity or a reward is of, by its name; null for the operator's own. */
export const partnerOf = (id, document) => (document.partners ?? []).find((partner) => partner.id.slice(0, 4) === id.slice(0, 4))?.id ?? null;

/** What a customer did at partners of a coalition, month by month. */
export function partnerPast({ document, customer, months, until }) {
  const types = activitiesOf(document, until.slice(0, 10)).filter((type) => partnerOf(type, document));
  const done = months.flatMap((month) =>
    types.map((type) => {
      const chance = lot(`${customer} ${type} ${month}`);
      const at = `${month}-${two(1 + (chance % 27))}T${two(9 + (chance % 8))}:${two(chance % 60)}:00`;
      return { activity: { id: `${type}-${month}`, at, type, quantity: String(12 + (chance % 90)), partner: partnerOf(type, document) } };
    }),
  );
  return done.filter(({ activity: { at } }) => at < until);
}

/** One activity of a person as an event. */
function activity({ type, person, month, turn, needs, seed }) {
  const chance = lot(`${seed} ${type} ${person.id} ${month} ${turn}`);
  const at = `${month}-${two(1 + (chance % 27))}T${two(9 + (chance % 8))}:${two(chance % 60)}:00`;
  const id = `${type}-${person.id}-${month}-${turn + 1}`;
  const pick = (list) => list[chance % list.length];
  const subject = needs.subjects.length > 0 ? pick(needs.subjects) : needs.about ? `module-${1 + (chance % 8)}` : undefined;
  const attributes = {
    ...Object.fromEntries(Object.entries(needs.attributes).filter(([, values]) => values.length > 0).map(([name, values]) => [name, pick(values)])),
    ...Object.fromEntries(needs.once.map((name) => [name, `${person.id.slice(0, 2).toUpperCase()}-${month.replace('-', '')}-${turn + 1}`])),
  };
  return { activity: { id, at, type, participant: person.id, ...(subject && { subject }), ...(Object.keys(attributes).length > 0 && { attributes }) } };
}

/** Claims that somebody looked at: all but those of the last days. */
const approval = ({ activity: { id, at } }, lastDay) => {
  const then = new Date(`${at}Z`);
  then.setUTCDate(then.getUTCDate() + 3);
  const day = then.toISOString().slice(0, 19);
  return day.slice(0, 10) > lastDay ? [] : [{ approve: { id: `${id}-approved`, at: day, event: id, approver: 'operator' } }];
};

const daysBefore = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * @param {{ document: object, customer: string, people: object[], months: string[], until: string }} given `months` as
 *   "2011-03"; what is after `until` has not happened
 */
export function inventedPast({ document, customer, people, months, until }) {
  const date = until.slice(0, 10);
  const events = [];
  for (const type of activitiesOf(document, date)) {
    const needs = needsOf(document, date, type);
    for (const [month, person] of months.flatMap((one) => people.map((each) => [one, each]))) {
      const most = person.role.includes('manager') ? 2 : needs.about ? 2 : 5;
      const many = lot(`${customer} ${type} ${person.id} ${month}`) % most;
      for (let turn = 0; turn < many; turn += 1) {
        const event = activity({ type, person, month, turn, needs, seed: customer });
        events.push(event, ...(needs.approved ? approval(event, daysBefore(date, 12)) : []));
      }
    }
  }
  const at = (event) => Object.values(event)[0].at;
  return events.filter((event) => at(event) < until).sort((one, other) => (at(one) < at(other) ? -1 : 1));
}
