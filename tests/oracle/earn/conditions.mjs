// Conditions: for whom and for what. A condition is asked of one line, or of the order as a whole (line = null).
import { monthOf, plusMonths } from '../calendar.mjs';
import { count, valueOf } from './measures.mjs';
import { decimal, fraction, sum } from '../exact.mjs';
import { isInPilot } from './terms.mjs';
import { doer } from './whose.mjs';

const LINE_FIELDS = ['sku', 'category', 'brand', 'tag', 'attributes', 'quantity', 'unitPrice', 'amount', 'lineDiscount', 'newToAccount'];

/** Does the condition say anything of lines? */
export function asksOfLines(condition) {
  if (!condition) return false;
  if (LINE_FIELDS.some((field) => condition[field] !== undefined)) return true;
  return [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.not ? [condition.not] : [])].some(asksOfLines);
}

/** What a condition says of lines, left of everything else. */
export const ofLines = (condition) =>
  Object.fromEntries(Object.entries(condition ?? {}).filter(([field]) => LINE_FIELDS.includes(field)));

const listed = (match) => (typeof match === 'string' ? [match] : match);
const ofList = (match) => typeof match === 'object' && !Array.isArray(match) && match.list !== undefined;
const isNot = (match) => typeof match === 'object' && !Array.isArray(match) && match.not !== undefined;

/** A text, a list of texts, or all but those; what is not there is none of them. */
export const matches = (match, text) => (isNot(match) ? !matches(match.not, text) : text !== undefined && listed(match).includes(text));
const anyMatches = (match, texts) => (isNot(match) ? !anyMatches(match.not, texts) : texts.some((text) => listed(match).includes(text)));

export const inRange = (range, number) =>
  (range.atLeast === undefined || !number.isBelow(decimal(range.atLeast))) &&
  (range.above === undefined || number.isAbove(decimal(range.above))) &&
  (range.atMost === undefined || !number.isAbove(decimal(range.atMost))) &&
  (range.below === undefined || number.isBelow(decimal(range.below))) &&
  (range.is === undefined || number.is(decimal(range.is)));

const every = (map, holds) => Object.entries(map ?? {}).every(([name, match]) => holds(match, name));

export function holds(condition, context, line) {
  if (!condition) return true;
  return (
    ofLine(condition, context, line) &&
    (condition.order === undefined || ofOrder(condition.order, context)) &&
    (condition.contains ?? []).every((wanted) => contains(wanted, context)) &&
    (condition.account === undefined || ofAccount(condition.account, context)) &&
    (condition.participant === undefined || ofParticipant(condition.participant, context)) &&
    (condition.activity === undefined || ofActivity(condition.activity, context)) &&
    (condition.history ?? []).every((wanted) => ofHistory(wanted, context)) &&
    (condition.streak === undefined || streak(condition.streak, context)) &&
    (condition.all ?? []).every((inner) => holds(inner, context, line)) &&
    (condition.any === undefined || condition.any.length === 0 || condition.any.some((inner) => holds(inner, context, line))) &&
    (condition.not === undefined || !holds(condition.not, context, line))
  );
}

function ofHistory(wanted, context) {
  const has = count(wanted, context, !wanted.before && !['points', 'value', 'balance'].includes(wanted.of));
  return has !== null && inRange(wanted.is, has);
}

function ofLine(condition, context, line) {
  const takes = (match, text) => (ofList(match) ? (context.account.lists?.[match.list] ?? []).includes(text) : matches(match, text));
  if (!LINE_FIELDS.some((field) => condition[field] !== undefined)) return true;
  if (!line) return false;
  // Shipping has no number that a condition could ask for.
  if (line.index === null && ['quantity', 'unitPrice', 'amount', 'lineDiscount'].some((field) => condition[field] !== undefined)) return false;
  return (
    (condition.sku === undefined || takes(condition.sku, line.sku)) &&
    (condition.category === undefined || takes(condition.category, line.category)) &&
    (condition.brand === undefined || takes(condition.brand, line.brand)) &&
    (condition.tag === undefined || anyMatches(condition.tag, line.tags ?? [])) &&
    every(condition.attributes, (match, name) => takes(match, line.attributes?.[name])) &&
    (condition.quantity === undefined || inRange(condition.quantity, line.quantity)) &&
    (condition.unitPrice === undefined || (line.unitPrice !== undefined && inRange(condition.unitPrice, line.unitPrice))) &&
    (condition.amount === undefined || inRange(condition.amount, line.net)) &&
    (condition.lineDiscount === undefined || inRange(condition.lineDiscount, line.ownDiscount)) &&
    (condition.newToAccount === undefined || isNew(condition.newToAccount, context, line))
  );
}

/** The value was bought by no order in the window before this one, and the account has an order already. */
function isNew({ by = 'category', within }, context, line) {
  const value = valueOf(line, by);
  const past = context.book.orders.filter((order) => !order.gone && !order.unmatched);
  if (past.length === 0 || value === undefined) return false;
  const first = within === undefined ? -Infinity : within.days !== undefined ? context.day - within.days + 1 : plusMonths(context.day, -within.months) + 1;
  return !past.some((order) => order.day >= first && order.lines.some((bought) => valueOf(bought, by) === value));
}

function ofOrder(wanted, context) {
  const { lines } = context;
  if (!lines) return false;
  const categories = new Set(lines.map(({ category }) => category).filter((category) => category !== undefined));
  return (
    (wanted.amount === undefined || inRange(wanted.amount, sum(lines.map(({ net }) => net)))) &&
    (wanted.quantity === undefined || inRange(wanted.quantity, sum(lines.map(({ quantity }) => quantity)))) &&
    (wanted.lines === undefined || inRange(wanted.lines, fraction(lines.length))) &&
    (wanted.categories === undefined || inRange(wanted.categories, fraction(categories.size))) &&
    (wanted.number === undefined || isNumber(wanted.number, context)) &&
    every(wanted.attributes, (match, name) => matches(match, context.event.attributes?.[name]))
  );
}

function isNumber({ is, every: each }, context) {
  const number = context.book.orders.filter((order) => !order.gone && !order.unmatched).length + 1;
  return (is === undefined || number === is) && (each === undefined || number % each === 0);
}

function contains({ lines: which, amount, quantity, count: many }, context) {
  if (!context.lines) return false;
  const lines = context.lines.filter((line) => holds(which, context, line));
  return (
    (amount !== undefined || quantity !== undefined || many !== undefined || lines.length > 0) &&
    (amount === undefined || inRange(amount, sum(lines.map(({ net }) => net)))) &&
    (quantity === undefined || inRange(quantity, sum(lines.map((line) => line.quantity)))) &&
    (many === undefined || inRange(many, fraction(lines.length)))
  );
}

function ofAccount(wanted, context) {
  const { account, levels, version } = context;
  return (
    (wanted.pilot === undefined || isInPilot(wanted.pilot, context)) &&
    (wanted.id === undefined || matches(wanted.id, account.id)) &&
    (wanted.plan === undefined || matches(wanted.plan, context.plan)) &&
    (wanted.tier === undefined || ofTier(wanted.tier, levels, version)) &&
    (wanted.linked === undefined || account.links?.[wanted.linked] !== undefined) &&
    every(wanted.attributes, (match, name) => matches(match, account.attributes?.[name]))
  );
}

/** Who placed the order or did the activity; where no person is named, it holds for nobody. */
function ofParticipant({ id, role, team }, context) {
  const person = doer(context);
  const { role: has, team: of } = context.account.people?.[person] ?? {};
  return person !== undefined && (id === undefined || matches(id, person)) && (role === undefined || matches(role, has)) && (team === undefined || matches(team, of));
}

function ofTier(wanted, levels, version) {
  if (wanted.atLeast === undefined) return anyMatches(wanted, Object.values(levels).filter(Boolean));
  return (version.tiers ?? []).some((ladder) => {
    const place = (id) => ladder.levels.findIndex((level) => level.id === id);
    return place(wanted.atLeast) >= 0 && place(levels[ladder.id]) >= place(wanted.atLeast);
  });
}

function ofActivity(wanted, { activity }) {
  if (!activity) return false;
  return (wanted.type === undefined || matches(wanted.type, activity.type)) && (wanted.subject === undefined || matches(wanted.subject, activity.subject)) && every(wanted.attributes, (match, name) => matches(match, activity.attributes?.[name]));
}

/** The order that is just so many in its month (the first), where the months in a row with so many are a multiple of `months`. */
function streak({ months, atLeast = 1 }, context) {
  const bought = context.book.orders.filter((order) => !order.gone && !order.unmatched).map(({ day }) => monthOf(day));
  const ordersOf = (month) => bought.filter((one) => one === month).length;
  const now = monthOf(context.day);
  if (!context.lines || ordersOf(now) !== atLeast - 1) return false;
  let run = 1;
  while (ordersOf(now - run) >= atLeast) run += 1;
  return run % months === 0;
}
