// To whom an award goes: the account, its people and pools, other accounts; and what the account lets its people receive.
import { span, within } from '../calendar.mjs';
import { ONE, ZERO, decimal, least, most, spread, sum } from '../exact.mjs';

/** The person an award is for, and the team that counts. */
const personOf = ({ event, team }) => (team !== undefined ? undefined : event?.beneficiary ?? event?.participant);
export const teamOf = (person, { people = {} }) => (person === undefined ? undefined : people[person]?.team);

/** Shares `{ to, amount }` of an award. `to` is '' for the account, 'person:...', 'pool...', 'account:...', 'nobody'. */
export function shares({ rule, unit, amount, to }, context) {
  const parts = split(to ?? 'account', amount, context.program.decimalsOf(unit), context);
  const out = [];
  for (const part of parts.flatMap((one) => consented({ rule, unit, ...one }, context))) {
    const same = out.find((one) => one.to === part.to);
    if (same) same.amount = same.amount.plus(part.amount);
    else out.push({ rule, unit, ...part });
  }
  return out.filter((part) => !part.amount.isZero);
}

function split(to, amount, decimals, context) {
  const person = context.forPerson ?? personOf(context);
  if (to === 'account') return [{ to: '', amount }];
  if (to === 'participant') return [{ to: person === undefined ? '' : `person:${person}`, amount }];
  if (to === 'pool') return [{ to: poolOf(context.team ?? teamOf(person, context.account)), amount }];
  if (Array.isArray(to)) {
    const each = spread(amount, to.map(({ share }) => decimal(share)), decimals);
    return to.flatMap((one, place) => split(one.to, each[place], decimals, context));
  }
  // Of a list, what goes to nobody is the account's.
  if (lacksLink(to, context.account)) return [{ to: '', amount }];
  if (to.linked !== undefined) return [{ to: `account:${context.account.links?.[to.linked]}`, amount }];
  const found = withRole(to, person, context);
  if (found.length === 0) return [{ to: '', amount }];
  const each = spread(amount, found.map(() => ONE), decimals);
  return found.map((one, place) => ({ to: `person:${one}`, amount: each[place] }));
}

const poolOf = (team) => (team === undefined ? 'pool' : `pool:${team}`);

/** The people with a role, in order of their ids: of the person's team, or of the account. */
function withRole({ role, of = 'team' }, person, { account, team }) {
  const own = team ?? teamOf(person, account);
  return Object.entries(account.people ?? {})
    .filter(([, one]) => one.role === role && (of === 'account' || (own !== undefined && one.team === own)))
    .map(([id]) => id)
    .sort();
}

/** Does the award go to an account that this one is not linked to? Then the rule pays nothing. */
export const lacksLink = (to, { links = {} }) => to?.linked !== undefined && links[to.linked] === undefined;

/** What the account lets its people receive of a share. */
function consented(part, context) {
  const { consent } = context.account;
  if (!consent || consent.give === 'all' || !part.to.startsWith('person:')) return [part];
  const pool = poolOf(teamOf(part.to.slice(7), context.account));
  if (consent.give === 'off') return [{ ...part, to: '' }];
  if (consent.give === 'pool') return [{ ...part, to: pool }];
  const worth = worthOf(part.unit, context.program);
  if (worth === null || worth.isZero || part.amount.sign <= 0) return [part];
  const room = most(decimal(consent.most ?? 0).minus(received(part.to, context)), ZERO);
  const allowed = least(room.over(worth).rounded('floor', context.program.decimalsOf(part.unit)), part.amount);
  note(part.to, allowed.times(worth), context);
  const over = { ...part, amount: part.amount.minus(allowed), to: { account: '', pool, forfeit: 'nobody' }[consent.over ?? 'account'] };
  return [{ ...part, amount: allowed }, over];
}

/** What one of a unit weighs in money; null for what is not weighed. */
export function worthOf(unit, { currencies }) {
  const currency = currencies.find(({ id }) => id === unit);
  if (currency) return currency.worth === undefined ? null : decimal(currency.worth);
  return unit.startsWith('reward:') || unit === 'value' ? null : ONE;
}

/** What a person received in the fiscal year, this event's earlier awards included. */
function received(holder, context) {
  const window = span('year', context.day, context.calendar);
  const book = context.receivedBook ?? context.book;
  const facts = [...book.orders, ...book.activities].filter(({ day }) => within(window, day));
  const before = facts.filter(({ unweighed }) => !unweighed).flatMap(({ shares: given = [] }) => given).filter(({ to }) => to === holder);
  return sum([...before.map(({ unit, amount }) => amount.times(worthOf(unit, context.program) ?? ZERO)), context.receiving?.get(holder) ?? ZERO]);
}

const note = (holder, amount, { receiving }) => receiving?.set(holder, (receiving.get(holder) ?? ZERO).plus(amount));

/** New shares less old ones, for each rule, unit and holder. */
export function difference(now, before) {
  const out = new Map();
  // What a multiplier adds to one rule's award is another award than what it adds to the next.
  const add = ({ rule, unit, to, amount, ...rest }, sign) => {
    const id = `${rule}|${rest.of}|${unit}|${to}`;
    const old = out.get(id)?.amount ?? ZERO;
    out.set(id, { ...rest, rule, unit, to, amount: sign > 0 ? old.plus(amount) : old.minus(amount) });
  };
  for (const share of now) add(share, 1);
  for (const share of before) add(share, -1);
  return [...out.values()].filter(({ amount }) => !amount.isZero);
}
