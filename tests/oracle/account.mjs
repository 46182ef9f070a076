// The second calculator's accounts: events in, results out. The whole history is kept and read again each time.
import { dayOf, textOf } from './calendar.mjs';
import { Entries, emptyBook, withActivity, withOrder } from './book.mjs';
import { activityFact, orderFact } from './evaluate.mjs';
import { ZERO, sum } from './exact.mjs';
import { quantitiesOf } from './lines.mjs';
import { amountOver, periodOf, periodRules, restate, settle } from './rebates.mjs';
import { returned } from './returns.mjs';
import * as tiers from './tiers.mjs';

const totalOf = ({ lines }, of) => sum(lines.map((line) => line[of]));

export class OracleAccount {
  constructor(program, { account, attributes = {}, lists = {}, joined }, shared) {
    this.program = program;
    this.account = { id: account, attributes, lists };
    this.joined = joined === undefined ? null : dayOf(joined);
    this.shared = shared;
    this.book = emptyBook;
    /** The book after each event, with its day. */
    this.past = [];
    this.settled = {};
    this.standing = {};
    this.day = null;
  }

  contextAt = (day, book = this.book) => {
    const version = this.program.versionFor(day, this.account);
    const calendar = { yearStarts: this.program.yearStarts, joined: this.joined };
    const versionOn = (other) => this.program.versionFor(other, this.account, context.levels);
    const context = { program: this.program, version, versionOn, calendar, day, account: this.account, book, budgets: this.shared.budgets, levels: {}, bookBefore: this.bookBefore };
    context.levels = Object.fromEntries(this.ladders(version, context).map((ladder) => [ladder.id, this.standing[ladder.id] ? tiers.levelOf(ladder, this.standing[ladder.id]) : null]));
    // Terms may depend on the level, and what they replace of ladders does not.
    context.version = versionOn(day);
    return context;
  };

  /** The book as it was when `day` began. */
  bookBefore = (day) => this.past.findLast((one) => one.day < day)?.book ?? emptyBook;

  ladders(version, context) {
    return (version.tiers ?? []).filter((ladder) => tiers.isFor(ladder, context));
  }

  /** Posts one event of the format. */
  post(event) {
    const [kind] = Object.keys(event);
    const what = event[kind];
    const day = dayOf(what.at);
    this.joined ??= day;
    this.entries = new Entries(this.book, this.program);
    if (this.day === null) this.open(day);
    for (let midnight = this.day + 1; midnight <= day; midnight += 1) this.midnight(midnight);
    this.day = day;
    const before = this.contextAt(day, this.entries.book);
    const result = this[kind](what, day, before);
    this.book = this.entries.book;
    this.past.push({ day, book: this.book });
    return this.report(before, result);
  }

  open(day) {
    this.day = day;
    const context = this.contextAt(day);
    for (const ladder of this.ladders(context.version, context)) this.standing[ladder.id] = tiers.start(ladder, context);
  }

  midnight(day) {
    const contextAt = (at) => this.contextAt(at, this.entries.book);
    const context = contextAt(day - 1);
    this.settled = settle(context, day, this.entries, this.settled);
    for (const ladder of this.ladders(context.version, context)) this.standing[ladder.id] = tiers.midnight(ladder, this.standing[ladder.id], day, contextAt);
  }

  /** Tiers after an event that adds. */
  climb(day, id) {
    const context = this.contextAt(day, this.entries.book);
    for (const ladder of this.ladders(context.version, context)) this.standing[ladder.id] = tiers.afterEvent(ladder, this.standing[ladder.id], context, id);
  }

  spend(spent, sign = 1) {
    const budgets = { ...this.shared.budgets };
    for (const [id, amount] of Object.entries(spent)) budgets[id] = (budgets[id] ?? ZERO).plus(sign > 0 ? amount : amount.negated());
    this.shared.budgets = budgets;
  }

  award(kind, points, money) {
    for (const [unit, amount] of [...Object.entries(points), ...Object.entries(money)]) this.entries.add(kind, unit, amount);
  }

  order(order, day, context) {
    const fact = orderFact(order, quantitiesOf(order), context);
    this.award('accrual', fact.points, { ...fact.money, ...(fact.value.isZero ? {} : { value: fact.value }) });
    this.entries.book = withOrder(this.entries.book, fact);
    this.spend(fact.spent);
    this.climb(day, order.id);
    // An invoice of a period that is closed already.
    this.settled = restate(this.contextAt(day, this.entries.book), day, this.entries, this.settled, [fact]);
    return { ...fact, touched: [fact] };
  }

  activity(activity, day, context) {
    const fact = activityFact(activity, context);
    this.award('accrual', fact.points, { ...fact.money, ...(fact.value.isZero ? {} : { value: fact.value }) });
    this.entries.book = withActivity(this.entries.book, fact);
    this.spend(fact.spent);
    this.climb(day, activity.id);
    return { ...fact, touched: [] };
  }

  grant(grant) {
    const { version } = this.contextAt(this.day);
    const ladder = version.tiers.find(({ levels }) => levels.some(({ id }) => id === grant.level));
    this.standing[ladder.id] = tiers.granted(this.standing[ladder.id], grant);
    return { points: {}, touched: [] };
  }

  return(event, day, context) {
    const { changes, unmatched, points, money, value } = returned(event, this.entries.book, context);
    for (const { fact, old } of changes) {
      this.entries.book = withOrder(this.entries.book, fact);
      this.spend(old.spent, -1);
      this.spend(fact.spent);
    }
    if (unmatched) this.entries.book = withOrder(this.entries.book, unmatched);
    this.award('return', points, { ...money, ...(value.isZero ? {} : { value }) });
    if (context.version.returns?.belowZero === 'floor') {
      for (const { id } of this.program.currencies) {
        const balance = this.entries.book.balances[id] ?? ZERO;
        if (balance.sign < 0 && (points[id] ?? ZERO).sign < 0) this.entries.add('write-off', id, balance.negated());
      }
    }
    const facts = changes.map(({ fact }) => fact);
    const after = this.contextAt(day, this.entries.book);
    for (const ladder of this.ladders(after.version, after)) {
      const before = this.standing[ladder.id];
      this.standing[ladder.id] = tiers.afterReturn(ladder, before, after, facts);
      // One event is one fall; and goods that come back take nobody up.
      const met = this.standing[ladder.id].level >= before.level && tiers.afterEvent(ladder, before, after, event.id);
      if (met && met.level <= before.level) this.standing[ladder.id] = met;
    }
    const touched = unmatched ? [...facts, unmatched] : facts;
    this.settled = restate(after, day, this.entries, this.settled, touched);
    const amount = (of) => sum([...changes.map(({ fact, old }) => totalOf(fact, of).minus(totalOf(old, of))), ...(unmatched ? [totalOf(unmatched, of)] : [])]);
    const [gross, net] = [amount('gross'), amount('net')];
    return { points, money, value, gross, net, discount: gross.minus(net), touched };
  }

  /** Money with all its decimals, points without zeros at their end. */
  textOf(unit, amount) {
    const decimals = this.program.decimals[unit];
    if (decimals === undefined) return amount.text(this.program.minor);
    return amount.whole().is(amount) ? amount.text(0) : amount.text(decimals).replace(/0+$/, '');
  }

  /** What the event did, to be compared with the engine's own words. */
  report(before, result) {
    const { minor, decimals } = this.program;
    const accruals = [];
    for (const rule of periodRules(before.version)) {
      const days = new Set(result.touched.map(({ invoiced }) => periodOf(rule, invoiced, before).first));
      for (const first of days) {
        const window = periodOf(rule, first, before);
        const [was, is] = [before.book, this.book].map((book) => amountOver(rule, book, window, before).amount);
        accruals.push({ rule: rule.id, money: rule.money, from: textOf(window.first), accrued: [was, is].map((amount) => this.textOf(rule.money, amount)), change: is.minus(was) });
      }
    }
    const points = { ...result.points };
    const added = { ...result.money };
    if (result.value && !result.value.isZero) added.value = result.value;
    for (const { money, change } of accruals) {
      const to = decimals[money] === undefined ? added : points;
      to[money] = (to[money] ?? ZERO).plus(change);
    }
    const texts = (map) => Object.fromEntries(Object.entries(map).filter(([, amount]) => !amount.isZero).map(([unit, amount]) => [unit, amount.text(decimals[unit] ?? minor)]));
    return {
      points: texts(points),
      gross: result.gross?.text(minor),
      discount: result.discount?.text(minor),
      net: (result.net ?? (result.lines && totalOf(result, 'net')))?.text(minor),
      lines: result.lines?.map(({ net }) => net.text(minor)),
      tiers: Object.fromEntries(this.ladders(before.version, before).map((ladder) => [ladder.id, tiers.levelOf(ladder, this.standing[ladder.id])])),
      accruals,
      added: texts(added),
      booked: Object.fromEntries(Object.entries(this.entries.sums()).map(([kind, units]) => [kind, texts(units)]).filter(([, units]) => Object.keys(units).length > 0)),
      balances: texts(this.book.balances),
      money: texts(this.book.money),
      budgets: this.shared.budgets,
      unmatched: result.touched.some(({ unmatched }) => unmatched),
      stepList: result.steps ?? [],
    };
  }
}

/** Runs a whole history: documents and events as the format has them. */
export function play(program, accounts, events) {
  const shared = { budgets: {} };
  const players = Object.fromEntries(accounts.map((state) => [state.account, new OracleAccount(program, state, shared)]));
  return events.map(({ account, event }) => players[account].post(event));
}
