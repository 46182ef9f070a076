// What an account and its people hold: a number for each unit and holder, and of some units every award by itself.
import { after } from '../calendar.mjs';
import { ZERO, least, sum } from '../exact.mjs';
import { lastDay } from './life.mjs';

export const emptyWallet = { totals: {}, lots: [], next: 1 };
export const OWN = '';

const key = (holder, unit) => `${holder}|${unit}`;

/** Movements that add up: every one is an entry, and the book's wallet changes with it. A book itself is never changed. */
export class Moves {
  constructor(book, program, calendar) {
    Object.assign(this, { book, program, calendar });
    this.list = [];
  }

  get wallet() {
    return this.book.wallet;
  }

  set wallet(wallet) {
    this.book = { ...this.book, wallet };
  }

  total(unit, holder = OWN) {
    return this.wallet.totals[key(holder, unit)] ?? ZERO;
  }

  /** An entry, and the balance with it. */
  entry(kind, unit, amount, { holder = OWN, status, rule } = {}) {
    if (amount.isZero) return;
    this.list.push({ kind, unit, amount, holder, status, rule, partner: this.partner });
    this.wallet = { ...this.wallet, totals: { ...this.wallet.totals, [key(holder, unit)]: this.total(unit, holder).plus(amount) } };
  }

  lots(unit, holder = OWN) {
    return this.wallet.lots.filter((lot) => lot.unit === unit && lot.holder === holder);
  }

  change(lot, changes) {
    const lots = this.wallet.lots.map((one) => (one.number === lot.number ? { ...one, ...changes } : one)).filter(({ left }) => !left.isZero);
    this.wallet = { ...this.wallet, lots };
  }

  put(lot) {
    if (lot.left.isZero) return;
    this.wallet = { ...this.wallet, next: this.wallet.next + 1, lots: [...this.wallet.lots, { ...lot, number: this.wallet.next }] };
  }

  /** What was taken when nothing was left to take. */
  owed(unit, holder) {
    const debt = sum(this.lots(unit, holder).map(({ left }) => left)).minus(this.total(unit, holder));
    return debt.sign > 0 ? debt : ZERO;
  }

  /** Something is given. What can be used is set off against what is owed. */
  give(kind, { unit, holder = OWN, amount, rule, together = false, ...lot }) {
    if (!this.program.isKept(unit)) return this.entry(kind, unit, amount, { holder, rule });
    const isPending = lot.from !== null || lot.waits !== null;
    const last = this.lastOf(lot);
    if (last !== null && last < this.day) {
      // It is past its last day already.
      const status = isPending ? 'pending' : 'available';
      this.entry(kind, unit, amount, { holder, rule, status });
      this.entry('expiry', unit, amount.negated(), { holder, rule, status });
      return;
    }
    // Of several that come together, what expires first is set off: whoever gives them does that.
    const off = isPending || together ? ZERO : least(this.owed(unit, holder), amount);
    this.entry(kind, unit, amount, { holder, rule, status: isPending ? 'pending' : 'available' });
    this.put({ ...lot, unit, holder, status: isPending ? 'pending' : 'available', left: amount.minus(off) });
  }

  /** What can be used is set off against what is owed. */
  setOff(unit, holder) {
    this.takeFrom(this.usable(unit, holder), this.owed(unit, holder));
  }

  /** What can be used, in the order in which it is spent: what expires first, then what was given first. */
  usable(unit, holder = OWN) {
    const last = (lot) => this.lastOf(lot) ?? Infinity;
    return this.lots(unit, holder).filter(({ status }) => status === 'available').sort((a, b) => (last(a) === last(b) ? 0 : last(a) - last(b)) || a.day - b.day || a.number - b.number);
  }

  /** The last day of use; of what inactivity ends, as it looks now, where age or a day does not end it before. */
  lastOf({ life, expires, day, waits }) {
    const inactive = waits === null && life?.expires?.inactive;
    return inactive ? Math.min(after(inactive, Math.max(day, this.book.active ?? day)), expires ?? Infinity) : expires;
  }

  available(unit, holder = OWN) {
    return this.program.isKept(unit) ? sum(this.usable(unit, holder).map(({ left }) => left)) : this.total(unit, holder).minus(sum(this.lots(unit, holder).map(({ left }) => left)));
  }

  /** Takes from lots in turn; gives the parts that were taken. */
  takeFrom(lots, amount) {
    const parts = [];
    let missing = amount;
    for (const lot of lots) {
      const part = least(lot.left, missing);
      if (part.isZero) continue;
      this.change(lot, { left: lot.left.minus(part) });
      parts.push({ ...lot, left: part });
      missing = missing.minus(part);
    }
    return { parts, missing };
  }

  /** Spends what is there. */
  spend(kind, unit, holder, amount, rule) {
    const status = this.program.isKept(unit) ? 'available' : undefined;
    const { parts } = status ? this.takeFrom(this.usable(unit, holder), amount) : { parts: [{ unit, holder, left: amount }] };
    this.entry(kind, unit, amount.negated(), { holder, status, rule });
    return parts;
  }

  /** What was given comes back: what is left of it first, pending before available; then what can be used; then it is owed. */
  takeBack(kind, { unit, holder = OWN, amount, source, rule, onlyPending = false, dateless = false }) {
    if (!this.program.isKept(unit)) {
      this.entry(kind, unit, amount.negated(), { holder, rule });
      return ZERO;
    }
    const pendingOf = (left) => this.takeFrom(this.lots(unit, holder).filter((lot) => lot.source === source && lot.status === 'pending'), left).missing;
    // What has no dates is one, whoever gave it: the own of what was given without dates, and of nothing else.
    const isPlain = (lot) => lot.expires === null && !lot.life?.expires?.inactive;
    const isOwn = (lot) => source !== undefined && isPlain(lot) === dateless && (dateless || lot.source === source);
    const usableOf = (left) => this.takeFrom(this.usable(unit, holder).filter(isOwn), left).missing;
    const ways = onlyPending ? [pendingOf] : dateless ? [usableOf, pendingOf] : [pendingOf, usableOf];
    let missing = amount;
    let pending = ZERO;
    for (const take of ways) {
      const left = take(missing);
      if (take === pendingOf) pending = missing.minus(left);
      missing = left;
    }
    const spared = onlyPending ? missing : ZERO;
    this.entry(kind, unit, pending.negated(), { holder, rule, status: 'pending' });
    this.entry(kind, unit, pending.minus(amount), { holder, rule, status: 'available' });
    if (!onlyPending) this.takeFrom(this.usable(unit, holder), missing);
    return spared;
  }

  /** What was pending can be used. */
  activate(lot, day) {
    const { unit, holder, left } = lot;
    const off = least(this.owed(unit, holder), left);
    this.entry('activation', unit, left.negated(), { holder, status: 'pending' });
    this.entry('activation', unit, left, { holder, status: 'available' });
    const expires = lot.expires ?? lastDay(lot.life, lot.day, day, this.calendar);
    this.change(lot, { status: 'available', from: null, waits: null, expires, left: left.minus(off) });
  }

  /** So much of what was taken comes back, what was taken last first; gives what stays taken. */
  comeBack(kind, unit, holder, parts, amount, rule) {
    let back = amount;
    const stay = [];
    for (const part of parts.toReversed()) {
      const given = least(back, part.left);
      back = back.minus(given);
      if (!given.isZero) this.receive(kind, unit, holder, [{ ...part, left: given }], given, rule);
      if (part.left.isAbove(given)) stay.unshift({ ...part, left: part.left.minus(given) });
    }
    return stay;
  }

  /** Parts of awards arrive with the dates they have. */
  receive(kind, unit, holder, parts, amount, rule) {
    if (!this.program.isKept(unit)) return this.entry(kind, unit, amount, { holder, rule });
    for (const part of parts) this.give(kind, { ...part, unit, holder, amount: part.left, rule });
  }
}
