// The second calculator's accounts: events in, results out. The whole history is kept and read again each time.
import { dayOf } from '../calendar.mjs';
import { activityFact, joiningFact, orderFact } from '../earn/evaluate.mjs';
import { ZERO } from '../exact.mjs';
import { quantitiesOf } from '../earn/lines.mjs';
import { award, booked, floor, taken } from './awarding.mjs';
import { Entries, emptyBook, withActivity, withOrder } from './book.mjs';
import { closed, ranking, worthOfPlan } from './boards.mjs';
import * as byHand from './by-hand.mjs';
import * as claims from './claims.mjs';
import { midnight } from './midnight.mjs';
import { payWithPoints } from './paying.mjs';
import { restate } from './rebates.mjs';
import { reached } from './reached.mjs';
import { Refusal } from './refusal.mjs';
import { report } from './report.mjs';
import { returns } from './returns.mjs';
import * as plans from './plans.mjs';
import * as spending from './spending.mjs';
import * as tiers from './tiers.mjs';

const KEPT = ['revision', 'account', 'joined', 'book', 'past', 'takenIn', 'settled', 'lastLevels', 'standing', 'day', 'unpaid', 'redemptions', 'plan', 'uses', 'seen', 'time'];

export class OracleAccount {
  constructor(program, { account, attributes = {}, lists = {}, people = {}, links = {}, consent, joined }, shared) {
    this.program = program;
    this.account = { id: account, attributes, lists, people, links, consent };
    this.joined = joined === undefined ? null : dayOf(joined);
    this.shared = shared;
    shared.accounts ??= {};
    shared.accounts[account] = this;
    this.book = emptyBook;
    /** The book after each event, with its day. */
    this.past = [];
    /** Of accounts that were taken in, their books of a day. */
    this.takenIn = [];
    this.settled = {};
    /** The levels at the end of each day. */
    this.lastLevels = {};
    this.standing = {};
    this.day = null;
    this.revision = 0;
    this.unpaid = {};
    this.redemptions = {};
    this.plan = null;
    /** Services that were used: each with its day. */
    this.uses = [];
    this.seen = new Set();
    this.time = '';
  }

  contextAt = (day, book = this.book) => {
    const version = this.program.versionFor(day, this.account);
    const calendar = { yearStarts: this.program.yearStarts, joined: this.joined ?? day };
    const versionOn = (other) => this.program.versionFor(other, this.account, context.levels);
    const context = {
      program: this.program, version, versionOn, calendar, day, account: this.account, book, others: this.others(), budgets: this.shared.budgets, levels: {}, standing: this.standing, plan: this.plan?.id, bookBefore: this.bookBefore, settled: this.settled,
      holds: (unit) => new Entries(book, this.program, calendar).available(unit),
    };
    context.levels = Object.fromEntries(this.ladders(version, context).map((ladder) => [ladder.id, this.standing[ladder.id] ? tiers.levelOf(ladder, this.standing[ladder.id]) : null]));
    // Terms may depend on the level, and what they replace of ladders does not.
    context.version = versionOn(day);
    return context;
  };

  /** The books of the others, as they stand now. */
  others() {
    const { accounts } = this.shared;
    return Object.fromEntries(Object.keys(accounts).filter((id) => accounts[id] !== this).map((id) => [id, accounts[id].book]));
  }

  /** The book as it was when `day` began. */
  bookBefore = (day) => {
    const { book: own, day: known } = this.past.findLast((one) => one.day < day) ?? { book: emptyBook, day: -Infinity };
    // What was taken in since is not in it yet.
    const all = [own, ...this.takenIn.filter((other) => other.day > known).map((other) => other.before(day))];
    return { ...own, orders: all.flatMap(({ orders }) => orders), activities: all.flatMap(({ activities }) => activities) };
  };

  ladders(version, context) {
    return (version.tiers ?? []).filter((ladder) => tiers.isFor(ladder, context));
  }

  /** Posts one event of the format. What is refused leaves everything as it was. */
  post(event) {
    const before = Object.fromEntries(KEPT.map((name) => [name, this[name]]));
    const { budgets } = this.shared;
    try {
      return this.posted(event);
    } catch (error) {
      Object.assign(this, before);
      this.shared.budgets = budgets;
      throw error;
    }
  }

  posted(event) {
    const [kind] = Object.keys(event);
    const what = event[kind];
    const day = dayOf(what.at);
    if (this.seen.has(what.id)) throw new Refusal('duplicate');
    if (timeOf(what.at) < this.time) throw new Refusal('backdated');
    this.seen = new Set([...this.seen, what.id]);
    this.time = timeOf(what.at);
    if (kind === 'opening' && what.joined) this.joined = dayOf(what.joined);
    const { entry = 'open' } = this.program.versionAt(day);
    mayCome(this, kind, what, entry);
    if (entry === 'open' || kind === 'opening') this.joined ??= day;
    this.entries = new Entries(this.book, this.program, { yearStarts: this.program.yearStarts, joined: this.joined ?? day });
    this.onward = [];
    this.lost = [];
    if (this.day === null) this.open(day);
    for (let one = this.day + 1; one <= day; one += 1) midnight(this, one);
    this.day = day;
    this.entries.day = day;
    this.revision += 1;
    const before = this.contextAt(day, this.entries.book);
    this.entries.partner = what.partner;
    this.now = what.at;
    const result = EVENTS[kind](this, what, day, before);
    this.book = this.entries.book;
    this.past = [...this.past, { day, book: this.book }];
    return report(this, before, { touched: [], points: {}, ...result });
  }

  open(day) {
    this.day = day;
    const context = this.contextAt(day);
    this.standing = { ...this.standing };
    for (const ladder of this.ladders(context.version, context)) this.standing[ladder.id] = tiers.start(ladder, context);
  }

  /** Tiers after an event that adds. */
  climb(day, id) {
    const context = this.contextAt(day, this.entries.book);
    this.standing = { ...this.standing };
    for (const ladder of this.ladders(context.version, context)) this.standing[ladder.id] = tiers.afterEvent(ladder, this.standing[ladder.id], context, id);
  }

  spend(spent, sign = 1) {
    const budgets = { ...this.shared.budgets };
    for (const [id, amount] of Object.entries(spent)) budgets[id] = (budgets[id] ?? ZERO).plus(sign > 0 ? amount : amount.negated());
    this.shared.budgets = budgets;
  }

  /** Something was done: what inactivity ends goes on. */
  isActive(day) {
    this.entries.book = { ...this.entries.book, active: day };
  }
}

const timeOf = (at) => (at.length > 10 ? at.padEnd(19, ':00') : `${at}T00:00:00`);

function order(account, what, day, context) {
  account.isActive(day);
  const fact = reached(orderFact(what, quantitiesOf(what), context), 'orders');
  fact.paid = payWithPoints(account, what, fact);
  book(account, fact, withOrder, day, what.id);
  if (what.due) account.unpaid = { ...account.unpaid, [what.id]: dayOf(what.due) };
  // An invoice of a period that is closed already: what that books is none of the order's own progress.
  const evaluated = account.entries.book;
  account.settled = restate(account, account.contextAt(day, evaluated), day, [fact]);
  return { ...fact, touched: [fact], evaluated };
}

function activity(account, what, day, context) {
  account.isActive(day);
  const fact = book(account, reached(activityFact(what, context), 'activities'), withActivity, day, what.id);
  return { ...fact, lines: undefined, touched: [fact] };
}

function join(account, what, day) {
  account.joined = day;
  account.entries.calendar = { ...account.entries.calendar, joined: day };
  account.account = { ...account.account, links: { ...account.account.links, ...what.links } };
  return book(account, reached(joiningFact(what, account.contextAt(day, account.entries.book)), 'activities'), withActivity, day, what.id);
}

/** Who has not joined a program that is not open to everybody takes no part. */
function mayCome(account, kind, what, entry) {
  if (entry === 'open') return;
  if (kind === 'join' && what[{ application: 'approver', invitation: 'invitation' }[entry]] === undefined) throw new Refusal('incomplete');
  if (account.joined === null && ['order', 'activity', 'redeem', 'enrol', 'use'].includes(kind)) throw new Refusal('not-a-member');
}

/** A fact, with its awards: levels are reached by it without what reaching them brought. */
function book(account, fact, put, day, id) {
  award(account, 'accrual', fact, day);
  account.spend(fact.spent);
  account.entries.book = put(account.entries.book, fact.plain ?? fact);
  account.climb(day, id);
  account.entries.book = put(account.entries.book, fact);
  return fact;
}

function grant(account, what) {
  const { version } = account.contextAt(account.day);
  const ladder = version.tiers.find(({ levels }) => levels.some(({ id }) => id === what.level));
  account.standing = { ...account.standing, [ladder.id]: tiers.granted(account.standing[ladder.id], what) };
}

/** What comes back changes facts: goods of orders, or activities that are taken back. */
export function back(account, kind, what, { changes, unmatched }, day, context) {
  for (const { fact, old } of changes) {
    fact.first = old.first ?? old;
    account.entries.partner = fact.event.partner;
    const put = fact.activity ? withActivity : withOrder;
    account.entries.book = put(account.entries.book, fact);
    account.spend(old.spent, -1);
    account.spend(fact.spent);
    taken(account, kind, fact, old, context);
  }
  account.entries.partner = what.partner;
  if (unmatched) {
    account.entries.book = withOrder(account.entries.book, unmatched);
    taken(account, kind, unmatched, { ...unmatched, shares: [], claims: [] }, context);
  }
  const facts = changes.map(({ fact }) => fact);
  const after = account.contextAt(day, account.entries.book);
  const touched = unmatched ? [...facts, unmatched] : facts;
  account.entries.partner = undefined;
  account.settled = restate(account, after, day, touched);
  account.standing = tiers.back(account, account.contextAt(day, account.entries.book), facts);
  floor(account);
  return { ...booked(changes, unmatched), touched };
}

const EVENTS = {
  order, activity, join, grant,
  return: (account, what, day, context) => back(account, 'return', what, returns(what, account, context), day, context),
  reverse: (account, what, day, context) => back(account, 'reversal', {}, claims.reversed(what, account), day, context),
  ...claims.events(back), ...spending.events, ...byHand.events, ...plans.events,
};

/** Runs a whole history: documents and events as the format has them. What is handed on is posted at once. */
export function play(program, accounts, events) {
  const shared = { budgets: {} };
  const players = Object.fromEntries(accounts.map((state) => [state.account, new OracleAccount(program, state, shared)]));
  const handedOn = (onward) => onward.filter((one) => players[one.account]).map((one) => ({ account: one.account, ...post(one) }));
  const post = ({ account, event }) => {
    try {
      const { board, close, planWorth } = event;
      if (board) return { told: ranking(players[account], board) };
      if (planWorth) return { told: worthOfPlan(players[account], planWorth) };
      if (close) return { told: [], then: handedOn(closed(players[account], close)) };
      const found = players[account].post(event);
      if (event.merge) delete players[event.merge.state];
      return { ...found, then: handedOn(players[account].onward) };
    } catch (error) {
      if (error.code === undefined) throw error;
      return { refused: error.code };
    }
  };
  return events.map(post);
}
