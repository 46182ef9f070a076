// Who acts for a customer. The order book knows no people, so these are made up: two teams of a rep and a manager each.
import { versionOn } from '../engine/version.js';

const staff = [
  { id: 'ana', name: 'Ana', role: 'sales-rep', team: 'north' },
  { id: 'dan', name: 'Dan', role: 'sales-rep', team: 'north' },
  { id: 'maria', name: 'Maria', role: 'sales-manager', team: 'north' },
  { id: 'elif', name: 'Elif', role: 'sales-rep', team: 'south' },
  { id: 'jonas', name: 'Jonas', role: 'sales-rep', team: 'south' },
  { id: 'chloe', name: 'Chloe', role: 'sales-manager', team: 'south' },
];

/** Every value of a field, wherever it stands in a part of a document. */
function* valuesOf(part, field) {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === field) yield value;
    yield* valuesOf(value, field);
  }
}

const wordsOf = (value) => (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

const ofPeople = new Set(['participant', 'team', 'pool']);

/** Does the program look at single people: who gets something, whose a count is, who did it? */
export function knowsPeople(document, date) {
  const version = versionOn(document, date);
  const rules = [...(version?.rules ?? []), ...(version?.promotions ?? [])];
  const given = rules.flatMap(({ to }) => (Array.isArray(to) ? to.map((share) => share.to) : [to]));
  const counted = [...valuesOf(version, 'whose')];
  if (version?.boards?.some(({ ranks }) => ranks !== 'account')) return true;
  return [...given, ...counted].some((one) => ofPeople.has(one) || one?.role !== undefined) || !valuesOf(version, 'participant').next().done;
}

/** The people of a customer; roles that a program asks for and nobody has go round among them. */
export function peopleOf(document, date) {
  if (!knowsPeople(document, date)) return [];
  const asked = [...new Set([...valuesOf(versionOn(document, date), 'role')].flatMap(wordsOf))];
  const missing = asked.filter((role) => !staff.some((one) => one.role === role));
  if (missing.length === 0) return staff;
  const roles = [...asked.filter((role) => !missing.includes(role)), ...missing];
  return staff.map((one, index) => ({ ...one, role: roles[index % roles.length] }));
}

/** As the engine takes them. */
export const asKnown = (people) => Object.fromEntries(people.map(({ id, role, team }) => [id, { role, team }]));

/** "sales-rep" -> sales rep */
export const words = (id) => String(id).replaceAll(/[-_]/g, ' ');

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A holder of the books in words. */
export function holderName(holder, people) {
  if (!holder) return 'The company';
  const [kind, ...rest] = holder.split(':');
  const id = rest.join(':');
  if (kind === 'person') return people.find((one) => one.id === id)?.name ?? capital(words(id));
  return id ? `Team ${words(id)}` : 'The pool';
}
