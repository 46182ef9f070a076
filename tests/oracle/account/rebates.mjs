// Rebates and margins over a period: accrual, settlement, true-up, guarantee, restatement.
import { ofNoOrder } from './life.mjs';
import { earlier, entries as entriesOf, target, tenure, together } from '../earn/beside.mjs';
import { span, textOf, within } from '../calendar.mjs';
import { factsOf } from '../earn/whose.mjs';
import { award } from './awarding.mjs';
import { takenOff } from './net-of.mjs';
import { shares } from './people.mjs';
import { ZERO, decimal, fraction, least, most, sum } from '../exact.mjs';
import { countOf, ofLine } from '../earn/measures.mjs';
import { ofLevels } from '../earn/awards.mjs';
import { byBands } from '../earn/scales.mjs';

const asIs = { anyLine: true, byInvoice: true };

export const periodRules = (version) => version.list.filter(({ kind }) => kind === 'period');

/** Whose a rule pays for: the account as a whole, or each of its people or teams that did something. */
export function groupsOf(rule, book) {
  const { whose } = rule.pay;
  if (whose !== 'team' && whose !== 'participant') return [{}];
  const names = new Set([...book.orders, ...book.activities].map((fact) => fact[whose]).filter((name) => name !== undefined));
  return [...names].sort().map((name) => (whose === 'team' ? { team: name } : { forPerson: name }));
}

export const nameOf = (rule, { team, forPerson }) => (team ?? forPerson ? `${rule.id} ${team ?? forPerson}` : rule.id);
const isOwn = ({ team, forPerson }) => (fact) => (team === undefined || fact.team === team) && (forPerson === undefined || fact.participant === forPerson);

const ordersIn = (window, book, linesOf) =>
  book.orders.filter(({ invoiced }) => within(window, invoiced)).map((order) => ({ ...order, lines: linesOf(order) ?? [] }));

export const ownOrders = (rule, book, window, group = {}) => ordersIn(window, book, ({ period }) => period[rule.id]).filter(isOwn(group));

/** The orders that pick the band: those of the window, or of a longer period up to its end, outside the rule's window too. */
function picking(rule, book, window, context) {
  const { over, whose } = rule.pay.basis;
  const { calendar } = context;
  if (whose) return linked(rule, book, over === undefined || over === rule.pay.over ? window : { first: span(over, window.last, calendar).first, last: window.last }, context);
  const orders = over === undefined || over === rule.pay.over ? ownOrders(rule, book, window)
    : ordersIn({ first: span(over, window.last, calendar).first, last: window.last }, book, ({ counted }) => counted?.[rule.id]);
  return orders.filter(({ lines }) => lines.length > 0);
}

/** Orders of all that are counted together. */
const linked = (rule, book, window, context) =>
  ordersIn(window, { orders: factsOf(rule.pay.basis.whose, { ...context, book }, 'orders') }, ({ counted }) => counted?.[rule.id]).filter(({ lines }) => lines.length > 0);

/** Units of activities, or how many: what a rule counts that is about those. */
function done(rule, book, window, context) {
  const activities = book.activities.filter(({ day }) => within(window, day)).filter(isOwn(context));
  return countOf({ of: rule.pay.of, when: rule.choice }, { ...context, lines: null }, [], activities);
}

/** What the rule counts over `window`, net of nothing. */
function counted(rule, book, window, context) {
  const { pay } = rule;
  const orders = ownOrders(rule, book, window, context);
  const lines = orders.flatMap((order) => order.lines);
  if (rule.choice?.activity || pay.of === 'activities') return done(rule, book, window, context);
  if (pay.of === 'orders') return countOf({ of: 'orders', anyLine: true }, {}, orders, []);
  return sum(lines.map((line) => ofLine(pay.of ?? 'amount', line)));
}

/** What is earned over `window` by everything in the book that was invoiced in it. */
export function amountOver(written, book, window, context) {
  const { program: { minor, decimals } } = context;
  // A table goes by the level of the day.
  const table = written.pay.byTier;
  const rule = table ? { ...written, pay: { ...written.pay, rate: ofLevels(table, context.levels) } } : written;
  const { pay } = rule;
  const base = counted(rule, book, window, context).minus(pay.netOf ? takenOff(rule, book, window, context) : ZERO);
  const basis = picked(rule, book, window, context, base);
  let amount = pay.against || pay.basis?.against ? compared(rule, book, window, context, base, basis) : paidFor(pay, base, basis);
  // More came back than was bought: nothing is due, and nothing is owed.
  if (base.sign <= 0 || (pay.minimum !== undefined && base.isBelow(decimal(pay.minimum)))) amount = ZERO;
  if (pay.cap !== undefined) amount = least(amount, decimal(pay.cap));
  const points = decimals[rule.money];
  return { base, amount: points === undefined ? amount.rounded('half-up', minor) : amount.rounded(rule.rounding?.mode ?? 'floor', points) };
}

function paidFor(pay, base, basis) {
  if (pay.rate === undefined) return byBands(pay, base, basis);
  const rate = pay.byTier ? pay.rate : decimal(pay.rate);
  const much = (count) => count.over(decimal(pay.per ?? 1));
  if (!pay.fullSteps) return much(base).times(rate);
  return much(most(base.minus(decimal(pay.start ?? 0)), ZERO)).whole().times(rate);
}

/** The count that picks the band. */
function picked(rule, book, window, context, base) {
  const { basis } = rule.pay;
  if (!basis) return base;
  if (basis.of === 'tenure') return tenure(basis.in, Math.min(window.last, context.day), context.calendar);
  // Points count on the day they were awarded, whoever brought them.
  if (basis.of === 'points') {
    const over = basis.over === undefined || basis.over === rule.pay.over ? window : { first: span(basis.over, window.last, context.calendar).first, last: window.last };
    return countOf(basis, context, book.orders.filter(({ day }) => within(over, day)), book.activities.filter(({ day }) => within(over, day)));
  }
  if (!basis.when) return countOf({ ...basis, ...asIs }, context, picking(rule, book, window, context), []);
  return countOf({ ...basis, byInvoice: true }, context, everything(book, held(rule, window)), []);
}

/** A rule's window holds what picks its band over its own period too. */
function held({ window }, { first, last }) {
  if (!window) return { first, last };
  const own = span(window, first, {});
  return { first: Math.max(first, own.first), last: Math.min(last, own.last) };
}

const everything = (book, window) => ordersIn(window, book, ({ lines }) => lines);

/** What is paid where the count stands beside another. */
function compared(rule, book, window, context, base, basis) {
  const { pay } = rule;
  const against = pay.against ?? pay.basis.against;
  const period = periodOf(rule, window.first, context);
  // The days of a campaign, as far as the rule's window holds them.
  const whole = typeof pay.over === 'object' ? held(rule, period) : period;
  const other = target(against, otherSide(rule, against, book, window, whole, context));
  if (other === null) return ZERO;
  const minor = pay.of === undefined || pay.of === 'amount' ? context.program.minor : 6;
  const both = together(against, basis, other, minor);
  const start = pay.start === 'baseline' ? other.rounded('half-up', minor).text(minor) : pay.start;
  if (!pay.against) return byBands({ ...pay, start }, base, both);
  const own = against.as === 'difference' ? both : base;
  return pay.bands?.length ? byBands(pay, own, both) : paidFor(pay, most(both, ZERO), both);
}

/** What stands on the other side: an earlier period is held against as a whole, whatever part of this one is settled. */
function otherSide(rule, against, book, window, whole, context) {
  const { pay } = rule;
  const wanted = pay.against ? { of: pay.of ?? 'amount' } : pay.basis;
  if (against.list) return entriesOf(against, context);
  if (against.measure) {
    const { measure } = against;
    return measure.when ? countOf({ ...measure, byInvoice: true }, context, everything(book, held(rule, window)), []) : countOf({ ...measure, ...asIs }, context, ownOrders(rule, book, window), []);
  }
  const ago = earlier(against.back, pay.over, whole, context);
  // Outside the rule's window too.
  const lines = (order) => (wanted.when ? order.lines : order.counted?.[rule.id]);
  return countOf({ ...wanted, anyLine: !wanted.when, byInvoice: true }, context, ordersIn(ago.window, ago.book, lines), []);
}

export const periodOf = (rule, day, { calendar }) => span(rule.pay.over, day, calendar);

/** The settlement period that holds `day`: a part of the whole one, or all of it. */
export function partOf(rule, day, context) {
  const whole = periodOf(rule, day, context);
  if (!within(whole, day)) return null;
  const part = span(rule.pay.settle ?? rule.pay.over, day, context.calendar);
  return { first: Math.max(part.first, whole.first), last: Math.min(part.last, whole.last), whole };
}

/** What was settled of a rule, by the first day of each settlement period. */
const settledIn = (settled, name, { first, last }) =>
  Object.entries(settled[name] ?? {}).filter(([day]) => within({ first, last }, Number(day))).map(([, amount]) => amount);

/** Settles a period, or settles it again: what is due to its end, less what the earlier ones of the whole were paid. */
function settled(account, rule, part, context, kind, before) {
  const { entries } = account;
  const name = nameOf(rule, context);
  // A table goes by the level of the last day.
  const here = { ...context, settled: before, levels: account.lastLevels[part.last] ?? context.levels };
  const { amount } = amountOver(rule, entries.book, { first: part.whole.first, last: part.last }, here);
  const own = guaranteed(rule, amount.minus(sum(settledIn(before, name, { first: part.whole.first, last: part.first - 1 }))), part, { ...here, book: entries.book }, before);
  const due = own.minus(before[name]?.[part.first] ?? ZERO);
  pay(account, rule, kind, due, part, context);
  return { ...before, [name]: { ...before[name], [part.first]: own } };
}

/** To whom the rule pays; what is taken back is taken from them. */
function pay(account, rule, kind, due, part, context) {
  if (due.isZero) return;
  const { entries, program } = account;
  const life = ofNoOrder(rule.life ?? program.lifeOf(rule.money));
  for (const { to, amount } of shares({ rule: rule.id, unit: rule.money, amount: due, to: rule.to }, { ...context, account: account.account, event: {}, receiving: new Map() })) {
    const share = { rule: rule.id, unit: rule.money, to, amount, life };
    if (amount.sign > 0) award(account, kind, { shares: [share] }, account.day, `${rule.id}-${textOf(part.first)}`);
    else if (to.startsWith('account:')) award(account, kind, { shares: [share] }, account.day);
    else if (to !== 'nobody') entries.takeBack(kind, { unit: rule.money, holder: to, amount: amount.negated(), source: `${rule.id}-${textOf(part.first)}`, rule: rule.id, dateless: life === undefined });
  }
  if (program.decimals[rule.money] !== undefined && rule.to?.linked === undefined) entries.awarded(rule.money, due, part.last);
}

/** The midnight that begins `day`: every settlement period that ended is paid. */
export function settle(account, context, day) {
  let now = account.settled;
  account.lastLevels = { ...account.lastLevels, [day - 1]: context.levels };
  for (const rule of periodRules(context.version)) {
    const part = partOf(rule, day - 1, context);
    if (part?.last !== day - 1) continue;
    for (const group of groupsOf(rule, account.entries.book)) now = settled(account, rule, part, { ...context, ...group }, 'settlement', now);
  }
  return now;
}

/** The amount of a settlement with what its guarantee adds, whatever minimum and cap have left. */
function guaranteed(rule, amount, part, context, before) {
  const { guarantee } = rule.pay;
  if (!guarantee) return amount;
  const least1 = decimal(guarantee.amount);
  // It may be for those settlements alone in which so much was bought.
  const isDue = ({ first, last }) => guarantee.minimum === undefined || !counted(rule, context.book, { first, last }, context).isBelow(decimal(guarantee.minimum));
  // One in which less was bought takes back nothing that was guaranteed.
  if (!isDue(part)) return most(amount, ZERO);
  if (!guarantee.cumulative) return most(amount, least1);
  // So many settlements of the fiscal year as the account took part in.
  const year = { first: span('year', part.last, context.calendar).first, last: part.first - 1 };
  const name = nameOf(rule, context);
  const many = Object.keys(before[name] ?? {}).map(Number).filter((day) => within(year, day) && isDue(partOf(rule, day, context))).length;
  return most(amount, least1.times(fraction(many + 1)).minus(sum(settledIn(before, name, year))));
}

/** What came too late, or came back: settlements that are closed are worked out again, and the difference is booked at once. */
export function restate(account, context, day, facts) {
  let now = account.settled;
  for (const rule of periodRules(context.version.written ?? context.version)) {
    for (const group of groupsOf(rule, account.entries.book)) {
      const here = { ...context, ...group };
      const invoices = facts.filter(isOwn(group)).map(({ invoiced }) => invoiced).filter((invoiced) => partOf(rule, invoiced, here));
      for (const first of [...new Set(invoices.map((invoiced) => periodOf(rule, invoiced, here).first))].sort((a, b) => a - b)) {
        const own = invoices.filter((invoiced) => periodOf(rule, invoiced, here).first === first);
        for (let part = partOf(rule, Math.min(...own), here); part && part.last < day && part.whole.first === first; part = partOf(rule, part.last + 1, here)) {
          // A period is settled by the version and the terms of its last day.
          const then = periodRules(context.versionOn(part.last)).find(({ id }) => id === rule.id);
          if (then) now = settled(account, then, part, here, 'restatement', now);
        }
      }
    }
  }
  return now;
}
