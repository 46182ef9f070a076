// What is done by hand: corrections, gifts, what other accounts hand on, people who leave, accounts that are merged.
import { dayOf, textOf } from '../calendar.mjs';
import { ZERO, decimal, fraction, sum } from '../exact.mjs';
import { handOn } from './awarding.mjs';
import { lastDay } from './life.mjs';
import { notSuspended } from './paying.mjs';
import { Refusal } from './refusal.mjs';
import * as tiers from './tiers.mjs';

const holderOf = (person) => (person === undefined ? '' : `person:${person}`);

/** Given by hand, it can be used at once. */
const atOnce = ({ entries, program }, unit, source, day) => {
  const life = program.lifeOf(unit);
  return { source, day, from: null, waits: null, life: life ?? {}, expires: lastDay(life, day, day, entries.calendar) };
};

function adjust(account, what, day) {
  if (!what.reason?.trim() || !what.approver?.trim()) throw new Refusal('incomplete');
  const unit = what.unit ?? account.program.currencies[0].id;
  const holder = holderOf(what.participant);
  const amount = decimal(what.amount);
  if (amount.sign > 0) account.entries.give('adjustment', { unit, holder, amount, ...atOnce(account, unit, what.id, day) });
  else account.entries.takeBack('adjustment', { unit, holder, amount: amount.negated(), source: what.id });
}

function transfer(account, what) {
  const { entries, program } = account;
  const unit = what.currency ?? program.currencies[0].id;
  const amount = decimal(what.points);
  const from = holderOf(what.participant);
  if (what.toAccount === undefined && holderOf(what.toParticipant) === from) throw new Refusal('incomplete');
  notSuspended(account);
  if (entries.available(unit, from).isBelow(amount)) throw new Refusal('not-enough');
  const parts = entries.spend('transfer', unit, from, amount);
  if (what.toAccount === undefined) return entries.receive('transfer', unit, holderOf(what.toParticipant), parts, amount);
  for (const part of parts) {
    const expires = part.day === undefined ? null : entries.lastOf(part);
    handOn(account, { rule: 'transfer', unit, to: `account:${what.toAccount}`, amount: part.left, participant: what.toParticipant, expires });
  }
  return undefined;
}

function credit(account, what, day) {
  const { entries, program } = account;
  const { unit, rule } = what;
  const holder = what.team === undefined ? holderOf(what.participant) : `pool:${what.team}`;
  const amount = fraction(what.amount).over(fraction(10 ** program.decimalsOf(unit)));
  if (amount.sign < 0) return entries.takeBack('credit', { unit, holder, amount: amount.negated(), source: what.id, rule });
  const from = what.from !== undefined && dayOf(what.from) > day ? dayOf(what.from) : null;
  const expires = what.expires === undefined ? null : dayOf(what.expires);
  entries.give('credit', { unit, holder, amount, rule, source: what.id, day, from, waits: null, life: {}, expires });
}

/**
 * What one holder has becomes another's, as it stands and with its dates; `to` null: it is nobody's. What is reserved
 * stays until it is confirmed or cancelled, and who owes more than is there keeps both.
 */
function moveAll({ entries, program }, from, to) {
  for (const [name, total] of Object.entries(entries.wallet.totals)) {
    const [holder, unit] = name.split('|');
    if (holder !== from) continue;
    const status = program.isKept(unit) ? 'available' : undefined;
    const lots = entries.lots(unit, from).filter(({ status }) => status !== 'reserved');
    const reserved = sum(entries.lots(unit, from).map(({ left }) => left)).minus(sum(lots.map(({ left }) => left)));
    const has = total.minus(reserved);
    if (has.sign <= 0 || from === to) continue;
    const kind = to === null ? 'write-off' : 'transfer';
    const pending = sum(lots.filter((lot) => lot.status === 'pending').map(({ left }) => left));
    for (const [one, amount] of [['pending', pending], [status, has.minus(pending)]]) {
      entries.entry(kind, unit, amount.negated(), { holder: from, status: one });
      if (to !== null) entries.entry(kind, unit, amount, { holder: to, status: one });
    }
    for (const lot of lots) entries.change(lot, to === null ? { left: ZERO } : { holder: to });
    if (to !== null) entries.setOff(unit, to);
  }
}

function leave(account, what, day, context) {
  const { leavers = 'account' } = context.version;
  const team = account.account.people[what.participant]?.team;
  const pool = team === undefined ? 'pool' : `pool:${team}`;
  const to = what.toParticipant !== undefined ? holderOf(what.toParticipant) : { account: '', pool, forfeit: null }[leavers];
  moveAll(account, holderOf(what.participant), to);
  account.account = { ...account.account, people: without(account.account.people, what.participant) };
}

/** The books stay, under a name that tells nothing. No entry is booked. */
function erase(account, { participant }) {
  const name = `erased-${account.revision}`;
  const holder = (one) => (one === `person:${participant}` ? `person:${name}` : one);
  const renamed = (fact) => ({
    ...fact,
    ...(fact.participant === participant ? { participant: name } : {}),
    shares: fact.shares?.map((share) => ({ ...share, to: holder(share.to) })),
    ...(fact.before ? { event: named(fact.event, participant, name), before: { ...fact.before, account: { ...fact.before.account, people: moved(fact.before.account.people, participant, name) } } } : {}),
  });
  const { book } = account.entries;
  const totals = Object.entries(book.wallet.totals).map(([key, amount]) => [key.replace(/^[^|]*/, holder), amount]);
  const wallet = { ...book.wallet, totals: Object.fromEntries(totals), lots: book.wallet.lots.map((lot) => ({ ...lot, holder: holder(lot.holder) })) };
  account.entries.book = { ...book, wallet, orders: book.orders.map(renamed), activities: book.activities.map(renamed) };
  account.redemptions = Object.fromEntries(Object.entries(account.redemptions).map(([id, one]) => [id, { ...one, holder: holder(one.holder) }]));
  account.account = { ...account.account, people: without(account.account.people, participant) };
}

const without = (people, gone) => Object.fromEntries(Object.entries(people).filter(([id]) => id !== gone));
const moved = (people = {}, from, to) => Object.fromEntries(Object.entries(people).map(([id, one]) => [id === from ? to : id, one]));
const named = (event, from, to) => ({ ...event, ...(event?.participant === from ? { participant: to } : {}), ...(event?.beneficiary === from ? { beneficiary: to } : {}) });

function opening(account, what, day) {
  for (const [unit, amount] of Object.entries(what.balances ?? {})) {
    account.entries.give('opening', { unit, amount: decimal(amount), ...atOnce(account, unit, what.id, day) });
  }
  account.standing = tiers.opened(account, what.tiers ?? {}, account.contextAt(day, account.entries.book));
}

/** Another account is taken in: what it has and what is on record; each ladder keeps the higher level. */
function merge(account, what, day) {
  const other = account.shared.accounts[what.state];
  const { entries } = account;
  for (const [name, amount] of Object.entries(other.book.wallet.totals)) {
    const [holder, unit] = name.split('|');
    const isKept = account.program.isKept(unit);
    const lots = other.book.wallet.lots.filter((lot) => lot.unit === unit && lot.holder === holder);
    const part = (one) => sum(lots.filter((lot) => lot.status === one).map(({ left }) => left));
    if (!isKept) entries.entry('merger', unit, amount, { holder });
    else {
      entries.entry('merger', unit, part('pending'), { holder, status: 'pending' });
      entries.entry('merger', unit, part('reserved'), { holder, status: 'reserved' });
      entries.entry('merger', unit, amount.minus(part('pending')).minus(part('reserved')), { holder, status: 'available' });
      for (const lot of lots) entries.put(lot);
      entries.setOff(unit, holder);
    }
  }
  const time = ({ day, event }) => event?.at ?? textOf(day);
  // What an account that had chosen nothing gave its people is not weighed.
  const theirs = (facts) => (other.account.consent ? facts : facts.map((fact) => ({ ...fact, unweighed: true })));
  const both = (name) => [...entries.book[name], ...theirs(other.book[name])].sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0));
  entries.book = { ...entries.book, orders: both('orders'), activities: both('activities'), active: Math.max(entries.book.active ?? -1e9, other.book.active ?? -1e9) };
  if (entries.book.active === -1e9) entries.book = { ...entries.book, active: null };
  account.account = { ...account.account, people: { ...account.account.people, ...other.account.people } };
  const days = [account.joined, other.joined].filter((one) => one !== null);
  account.joined = days.length > 0 ? Math.min(...days) : null;
  account.takenIn = [...account.takenIn, { day, before: other.bookBefore }];
  account.settled = addedUp(account.settled, other.settled);
  account.unpaid = { ...other.unpaid, ...account.unpaid };
  account.redemptions = { ...other.redemptions, ...account.redemptions };
  account.standing = tiers.merged(account, other, account.contextAt(day, entries.book));
  account.seen = new Set([...account.seen, ...other.seen]);
  delete account.shared.accounts[what.state];
}

function addedUp(own, other) {
  const out = {};
  for (const settled of [own, other]) {
    for (const [rule, periods] of Object.entries(settled)) {
      out[rule] ??= {};
      for (const [first, amount] of Object.entries(periods)) out[rule][first] = out[rule][first] ? out[rule][first].plus(amount) : amount;
    }
  }
  return out;
}

export const events = { adjust, transfer, credit, leave, erase, opening, merge };
