// The second calculator's accounts: events in, results out. The whole history is kept and read again each time.
import { dayOf } from '../calendar.mjs';
import { activityFact, joiningFact, orderFact } from '../earn/evaluate.mjs';
import { ZERO } from '../exact.mjs';
import { quantitiesOf } from '../earn/lines.mjs';
import { award, booked, taken } from './awarding.mjs';
import { Entries, emptyBook, withActivity, withOrder } from './book.mjs';
import * as byHand from './by-hand.mjs';
import * as claims from './claims.mjs';
import { midnight } from './midnight.mjs';
import { payWithPoints } from './paying.mjs';
import { restate } from './rebates.mjs';
import { report } from './report.mjs';
import { returns } from './returns.mjs';
import * as spending from './spending.mjs';
import * as tiers from './tiers.mjs';

const KEPT = ['revision', 'account', 'joined', 'book', 'past', 'takenIn', 'settled', 'standing', 'day', 'unpaid', 'redemptions'];

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
    this.standing = {};
    this.day = null;
    this.revision = 0;
    this.unpaid = {};
    this.redemptions = {};
  }

  contextAt = (day, book = this.book) => {
    const version = this.program.versionFor(day, this.account);
    const calendar = { yearStarts: this.program.yearStarts, joined: this.joined };
    const versionOn = (other) => this.program.versionFor(other, this.account, context.levels);
    const own = new Entries(book, this.program, calendar);
    const others = Object.fromEntries(Object.values(this.shared.accounts).filter((one) => one !== this).map((one) => [one.account.id, one.book]));
    const context = {
      program: this.program, version, versionOn, calendar, day, account: this.account, book, others, budgets: this.shared.budgets, levels: {}, bookBefore: this.bookBefore,
      holds: (unit) => own.available(unit),
    };
    context.levels = Object.fromEntries(this.ladders(version, context).map((ladder) => [ladder.id, this.standing[ladder.id] ? tiers.levelOf(ladder, this.standing[ladder.id]) : null]));
    // Terms may depend on the level, and what they replace of ladders does not.
    context.version = versionOn(day);
    return context;
  };

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
    // Who joins by an event is a member from that day.
    if (kind === 'join') this.joined = day;
    if (kind === 'opening' && what.joined) this.joined = dayOf(what.joined);
    this.joined ??= day;
    this.entries = new Entries(this.book, this.program, { yearStarts: this.program.yearStarts, joined: this.joined });
    this.onward = [];
    if (this.day === null) this.open(day);
    for (let one = this.day + 1; one <= day; one += 1) midnight(this, one);
    this.day = day;
    this.entries.day = day;
    this.revision += 1;
    const before = this.contextAt(day, this.entries.book);
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

function order(account, what, day, context) {
  account.isActive(day);
  const fact = orderFact(what, quantitiesOf(what), context);
  fact.paid = payWithPoints(account, what, fact);
  award(account, 'accrual', fact, day);
  account.entries.book = withOrder(account.entries.book, fact);
  account.spend(fact.spent);
  account.climb(day, what.id);
  if (what.due) account.unpaid = { ...account.unpaid, [what.id]: dayOf(what.due) };
  // An invoice of a period that is closed already.
  account.settled = restate(account, account.contextAt(day, account.entries.book), day, [fact]);
  return { ...fact, touched: [fact] };
}

function activity(account, what, day, context) {
  account.isActive(day);
  const fact = activityFact(what, context);
  award(account, 'accrual', fact, day);
  account.entries.book = withActivity(account.entries.book, fact);
  account.spend(fact.spent);
  account.climb(day, what.id);
  return { ...fact, lines: undefined, touched: [fact] };
}

function join(account, what, day) {
  account.account = { ...account.account, links: { ...account.account.links, ...what.links } };
  const fact = joiningFact(what, account.contextAt(day, account.entries.book));
  award(account, 'accrual', fact, day);
  account.entries.book = withActivity(account.entries.book, fact);
  account.spend(fact.spent);
  account.climb(day, what.id);
  return fact;
}

function grant(account, what) {
  const { version } = account.contextAt(account.day);
  const ladder = version.tiers.find(({ levels }) => levels.some(({ id }) => id === what.level));
  account.standing = { ...account.standing, [ladder.id]: tiers.granted(account.standing[ladder.id], what) };
}

/** What comes back changes facts: goods of orders, or activities that are taken back. */
export function back(account, kind, { changes, unmatched }, day, context) {
  for (const { fact, old } of changes) {
    const put = fact.activity ? withActivity : withOrder;
    account.entries.book = put(account.entries.book, fact);
    account.spend(old.spent, -1);
    account.spend(fact.spent);
    taken(account, kind, fact, old, context);
  }
  if (unmatched) {
    account.entries.book = withOrder(account.entries.book, unmatched);
    taken(account, kind, unmatched, { ...unmatched, shares: [], claims: [] }, context);
  }
  const facts = changes.map(({ fact }) => fact);
  const after = account.contextAt(day, account.entries.book);
  const touched = unmatched ? [...facts, unmatched] : facts;
  account.settled = restate(account, after, day, touched);
  account.standing = tiers.back(account, account.contextAt(day, account.entries.book), facts);
  return { ...booked(changes, unmatched), touched };
}

const EVENTS = {
  order, activity, join, grant,
  return: (account, what, day, context) => back(account, 'return', returns(what, account, context), day, context),
  reverse: (account, what, day, context) => back(account, 'reversal', claims.reversed(what, account), day, context),
  ...claims.events(back), ...spending.events, ...byHand.events,
};

/** Runs a whole history: documents and events as the format has them. What is handed on is posted at once. */
export function play(program, accounts, events) {
  const shared = { budgets: {} };
  const players = Object.fromEntries(accounts.map((state) => [state.account, new OracleAccount(program, state, shared)]));
  const post = ({ account, event }) => {
    try {
      const found = players[account].post(event);
      if (event.merge) delete players[event.merge.state];
      const onward = players[account].onward.filter((one) => players[one.account]);
      return { ...found, then: onward.map((one) => ({ account: one.account, ...post(one) })) };
    } catch (error) {
      if (error.code === undefined) throw error;
      return { refused: error.code };
    }
  };
  return events.map(post);
}
