// Awards become movements: what each holder gets, what goes to other accounts, what is taken back.
import { textOf } from '../calendar.mjs';
import { ZERO, fraction, least, sum } from '../exact.mjs';
import { difference } from './people.mjs';
import { dates } from './life.mjs';
import { paidBack } from './paying.mjs';

/** Books what an event or a period's end pays. */
export function award(account, kind, fact, day, name) {
  // What is owed is set off against what expires first.
  const last = ({ life }) => account.entries.lastOf({ ...dates(life, day, account.entries.calendar), day }) ?? Infinity;
  const order = fact.shares.toSorted((a, b) => (last(a) === last(b) ? 0 : last(a) - last(b)));
  for (const share of order) give(account, kind, share, fact.id ?? name, day);
  for (const { unit, to } of fact.shares) if (to !== 'nobody' && !to.startsWith('account:')) account.entries.setOff(unit, to);
  for (const claim of fact.claims ?? []) claim.parts = account.entries.spend('claim', claim.fund, '', claim.amount);
}

function give(account, kind, { rule, unit, to, amount, life }, source, day) {
  const lot = { source, day, ...dates(life, day, account.entries.calendar) };
  if (to === 'nobody') return;
  if (to.startsWith('account:')) handOn(account, { rule, unit, to, amount, from: lot.from, expires: lot.expires });
  else account.entries.give(kind, { unit, holder: to, amount, rule, together: true, ...lot });
}

/** An event for another account. Amounts are in the unit's smallest units. */
export function handOn(account, { rule, unit, to, amount, participant, from = null, expires = null }) {
  const units = amount.times(fraction(10 ** account.program.decimalsOf(unit)));
  const credit = {
    id: `${account.account.id}-${account.revision}-${account.now}-${account.onward.length}`, at: account.now, account: account.account.id, rule, unit, amount: Number(units.text(0)),
    ...(participant ? { participant } : {}), ...(from ? { from: textOf(from) } : {}), ...(expires ? { expires: textOf(expires) } : {}),
  };
  account.onward.push({ account: to.slice('account:'.length), event: { credit } });
}

/** What an order or activity was awarded less what it would have been; what the rest earns more is given first. */
export function taken(account, kind, fact, old, context) {
  const policy = context.version.returns?.belowZero ?? 'allow';
  const changes = difference(fact.shares, old.shares);
  for (const { unit, to, amount, rule, life } of [...changes.filter(({ amount }) => amount.sign > 0), ...changes.filter(({ amount }) => amount.sign < 0)]) {
    if (to === 'nobody') continue;
    if (to.startsWith('account:')) {
      const { from, expires } = amount.sign > 0 ? again(account, fact, life) : {};
      handOn(account, { rule, unit, to, amount, from, expires });
    } else if (amount.sign > 0) account.entries.give(kind, { unit, holder: to, amount, rule, ...again(account, fact, life) });
    else lose(account, kind, { rule, unit, to, life, amount: amount.negated() }, fact.unmatched ? undefined : fact.id, policy);
  }
  paidBack(account, 'cancellation', fact, old);
  for (const claim of old.claims) {
    const stays = fact.claims.find(({ fund }) => fund === claim.fund);
    const back = claim.amount.minus(stays?.amount ?? ZERO);
    const parts = account.entries.comeBack('claim', claim.fund, '', claim.parts, back);
    if (stays) stays.parts = parts;
  }
}

/** Of what an order earns more without the goods that came back: its own dates, as they look now. */
function again(account, fact, life) {
  const lot = { source: fact.id, day: fact.day, ...dates(life, fact.day, account.entries.calendar) };
  return lot.from !== null && lot.from <= account.day ? { ...lot, from: null } : lot;
}

function lose(account, kind, { rule, unit, to, amount, life }, source, policy) {
  const { entries } = account;
  const isPoints = account.program.decimals[unit] !== undefined;
  // What is not kept award by award is taken back whole.
  const rest = entries.takeBack(kind, { unit, holder: to, amount, source, rule, dateless: life === undefined, onlyPending: policy === 'pending-only' && account.program.isKept(unit) });
  const status = entries.program.isKept(unit) ? 'available' : undefined;
  entries.entry('write-off', unit, rest, { holder: to, status });
  if (policy === 'floor' && isPoints) account.lost = [...account.lost, { unit, to, amount }];
}

/** Down to zero only, when all of it is booked: what was owed before stays, of every holder. */
export function floor(account) {
  const { entries, program } = account;
  for (const name of new Set(account.lost.map(({ unit, to }) => `${to}|${unit}`))) {
    const [holder, unit] = name.split('|');
    const amount = sum(account.lost.filter((one) => one.unit === unit && one.to === holder).map((one) => one.amount));
    const below = least(entries.total(unit, holder).negated(), amount);
    if (below.sign > 0) entries.entry('write-off', unit, below, { holder, status: program.isKept(unit) ? 'available' : undefined });
  }
  account.lost = [];
}

/** What a return or reversal tells: totals by unit, and what is not the account's. */
export function booked(changes, unmatched) {
  const points = {};
  const money = {};
  let value = ZERO;
  const add = (to, unit, amount) => (to[unit] = (to[unit] ?? ZERO).plus(amount));
  for (const { old, fact } of changes) {
    for (const [to, kind] of [[points, 'points'], [money, 'money']]) {
      for (const [unit, amount] of Object.entries(fact[kind])) add(to, unit, amount);
      for (const [unit, amount] of Object.entries(old[kind])) add(to, unit, amount.negated());
    }
    value = value.plus(fact.value).minus(old.value);
  }
  for (const [unit, amount] of Object.entries(unmatched?.points ?? {})) add(points, unit, amount);
  for (const [unit, amount] of Object.entries(unmatched?.money ?? {})) add(money, unit, amount);
  const shares = [...difference(changes.flatMap(({ fact }) => fact.shares), changes.flatMap(({ old }) => old.shares)), ...(unmatched?.shares ?? [])];
  const totalOf = (fact, of) => sum((fact.lines ?? []).map((line) => line[of]));
  const amount = (of) => sum([...changes.map(({ fact, old }) => totalOf(fact, of).minus(totalOf(old, of))), ...(unmatched ? [totalOf(unmatched, of)] : [])]);
  const [gross, net] = [amount('gross'), amount('net')];
  return { points, money, value, shares, gross, net, discount: gross.minus(net) };
}
