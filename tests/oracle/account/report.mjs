// What an event did, to be compared with the engine's own words.
import { textOf } from '../calendar.mjs';
import { ZERO, sum } from '../exact.mjs';
import { nextLevel, outlook } from './outlook.mjs';
import { OWN } from './wallet.mjs';
import { amountOver, groupsOf, periodOf, periodRules } from './rebates.mjs';
import * as tiers from './tiers.mjs';

/** Entries that carry the partner. */
export const PARTNERED = ['accrual', 'return', 'reversal', 'adjustment', 'redemption', 'cancellation'];

const totalOf = ({ lines }, of) => sum(lines.map((line) => line[of]));

export function report(account, before, result) {
  const { program, book, entries, shared } = account;
  const { minor, decimals } = program;
  const accruals = accrualsOf(account, before, result.touched);
  const points = { ...result.points };
  const added = Object.fromEntries(Object.entries(result.money ?? {}).filter(([unit]) => !unit.startsWith('reward:')));
  if (result.value && !result.value.isZero) added.value = result.value;
  for (const { money, change } of accruals) {
    const to = decimals[money] === undefined ? added : points;
    to[money] = (to[money] ?? ZERO).plus(change);
  }
  const text = (unit, amount) => amount.text(program.decimalsOf(unit));
  const texts = (map) => Object.fromEntries(Object.entries(map).filter(([, amount]) => !amount.isZero).map(([unit, amount]) => [unit, text(unit, amount)]));
  const net = result.net ?? (result.lines && totalOf(result, 'net'));
  return {
    points: texts(points),
    rewards: texts(Object.fromEntries(Object.entries(result.money ?? {}).filter(([unit]) => unit.startsWith('reward:')))),
    shares: summed((result.shares ?? []).filter(({ to }) => to !== OWN), ({ rule, unit, to }) => `${rule} ${unit} ${to}`, text),
    gross: result.gross?.text(minor),
    discount: result.discount?.text(minor),
    net: net?.text(minor),
    lines: result.lines?.map((line) => line.net.text(minor)),
    tiers: Object.fromEntries(account.ladders(before.version, before).map((ladder) => [ladder.id, tiers.levelOf(ladder, account.standing[ladder.id])])),
    next: result.plain ? {} : nextLevels(account, before, result.evaluated),
    accruals,
    added: texts(added),
    booked: summed(entries.list, ({ kind, unit, holder, status }) => [kind, unit, holder, status].filter(Boolean).join(' '), text),
    partners: summed(entries.list.filter(({ kind, partner }) => partner && PARTNERED.includes(kind)), ({ kind, unit, holder, partner }) => [partner, kind, unit, holder].filter(Boolean).join(' '), text),
    plan: account.plan && `${account.plan.id} ${textOf(account.plan.until)}`,
    totals: summed(Object.entries(book.wallet.totals).map(([name, amount]) => ({ name, amount, unit: name.split('|')[1] })), ({ name }) => named(name), text),
    lots: summed(book.wallet.lots.filter(({ status }) => status !== 'reserved').map((lot) => ({ ...lot, amount: lot.left })), (lot) => lotName(lot, account.day), text),
    onward: summed(account.onward.map(({ account: to, event: { credit } }) => ({ to, ...credit, amount: credit.amount })), ({ to, unit, rule, participant, from, expires }) => [to, unit, rule, participant, from, expires].join(' ')),
    budgets: shared.budgets,
    unpaid: Object.keys(account.unpaid).sort().join(' '),
    unmatched: result.touched.some(({ unmatched }) => unmatched),
    stepList: result.steps ?? [],
  };
}

/** Holders as the state names them. */
const named = (name) => name.replace('|', ' ').trim();
const day = (one) => (one === null || one === undefined ? '-' : textOf(one));
// A day that has come holds nothing back.
const lotName = ({ unit, holder, from, waits, expires }, today) => `${named(`${holder}|${unit}`)} ${day(from !== null && from > today ? from : null)} ${waits ?? '-'} ${day(expires)}`;

/** Sums by name, as text; amounts that are numbers stay numbers. */
function summed(list, name, text) {
  const sums = {};
  for (const one of list) {
    const key = name(one);
    if (typeof one.amount === 'number') sums[key] = (sums[key] ?? 0) + one.amount;
    else sums[key] = { unit: one.unit, amount: one.amount.plus(sums[key]?.amount ?? ZERO) };
  }
  return Object.fromEntries(Object.entries(sums).map(([key, one]) => [key, typeof one === 'number' ? String(one) : text(one.unit, one.amount)]));
}

/** How far it is to the next level of each ladder. */
function nextLevels(account, before, book) {
  const after = { ...account.contextAt(account.day, book), version: before.version };
  return Object.fromEntries(account.ladders(before.version, before).map((ladder) => [ladder.id, nextLevel(ladder, account.standing[ladder.id], after)]));
}

/** What the period of each order or activity that was touched comes to, before and after. */
function accrualsOf(account, before, touched) {
  const accruals = [];
  for (const rule of periodRules(before.version)) {
    for (const group of groupsOf(rule, account.book)) {
      const open = { ...before, ...group };
      const isOwn = (fact) => (group.team === undefined || fact.team === group.team) && (group.forPerson === undefined || fact.participant === group.forPerson);
      const days = new Set(touched.filter(isOwn).map(({ invoiced }) => periodOf(rule, invoiced, before).first));
      for (const first of days) {
        const window = periodOf(rule, first, before);
        // What is closed goes by the level by which it was settled.
        const here = { ...open, levels: (window.last < account.day && account.lastLevels[window.last]) || open.levels };
        // A period to come stands beside one that goes on: before the event without what the event did.
        const bookBefore = (day) => (day > account.day ? before.book : before.bookBefore(day));
        const [{ amount: was }, { amount: is, base }] = [{ book: before.book, settled: before.settled, bookBefore }, { book: account.book, settled: account.settled, bookBefore: before.bookBefore }]
          .map(({ book, ...at }) => amountOver(rule, book, window, { ...here, ...at }));
        const invoiced = touched.find((fact) => isOwn(fact) && periodOf(rule, fact.invoiced, before).first === first).invoiced;
        const accrued = [was, is].map((amount) => textAs(account.program, rule.money, amount));
        accruals.push({ rule: rule.id, money: rule.money, from: textOf(window.first), accrued, change: is.minus(was), ...(touched.length === 1 ? outlook(rule, base, window, invoiced, account.program) : {}) });
      }
    }
  }
  return accruals;
}

/** Money with all its decimals, points without zeros at their end. */
function textAs({ decimals, decimalsOf }, unit, amount) {
  if (decimals[unit] === undefined) return amount.text(decimalsOf(unit));
  return amount.whole().is(amount) ? amount.text(0) : amount.text(decimals[unit]).replace(/0+$/, '');
}
