// Points are spent, or set aside first; rewards are bought, used, given back.
import { ONE, ZERO, decimal, fraction, sum } from '../exact.mjs';
import { isWithin } from '../earn/terms.mjs';
import { holds } from '../earn/conditions.mjs';
import { dates } from './life.mjs';
import { notSuspended } from './paying.mjs';
import { useService } from './plans.mjs';
import { Refusal } from './refusal.mjs';

const holderOf = (person) => (person === undefined ? '' : `person:${person}`);

function redeem(account, what, day, context) {
  const { entries, program } = account;
  const holder = holderOf(what.participant);
  const count = fraction(what.count ?? 1);
  const known = context.version.rewards?.find(({ id }) => id === what.reward);
  if (what.reward !== undefined && !known) throw new Refusal('unknown-name');
  notSuspended(account);
  const reward = what.reward === undefined ? null : offered(known, context);
  if (reward && reward.points === undefined) return unlock(account, what, reward, day, context);
  const unit = reward ? reward.currency ?? program.currencies[0].id : what.currency ?? program.currencies[0].id;
  const cost = reward ? decimal(reward.points ?? 0).times(count) : decimal(what.points);
  if (reward?.unlockedAt !== undefined && gathered(unit, context).isBelow(decimal(reward.unlockedAt))) throw new Refusal('not-on-offer');
  const stock = reward && takeStock(account, reward, count);
  if (entries.available(unit, holder).isBelow(cost)) throw new Refusal('not-enough');
  account.isActive(day);
  const rule = what.reward;
  const parts = what.reserve ? setAside(account, { unit, holder, cost, rule }, what.id) : entries.spend('redemption', unit, holder, cost, rule);
  if (reward && !what.reserve) buy(account, reward, count, holder, what.id, day);
  const one = { unit, holder, parts, cost, reward, count, stock, reserved: Boolean(what.reserve), partner: what.partner };
  account.redemptions = { ...account.redemptions, [what.id]: one };
  return undefined;
}

/** What was unlocked is given to the account, once, and nothing is spent. */
function unlock(account, what, reward, day, context) {
  const unit = reward.currency ?? account.program.currencies[0].id;
  const count = fraction(what.count ?? 1);
  if (gathered(unit, context).isBelow(decimal(reward.unlockedAt))) throw new Refusal('not-on-offer');
  if (what.participant !== undefined || what.reserve || !count.is(ONE)) throw new Refusal('not-on-offer');
  if (Object.values(account.redemptions).some((one) => one.unlocked && one.reward.id === reward.id)) throw new Refusal('not-on-offer');
  const stock = takeStock(account, reward, count);
  account.isActive(day);
  buy(account, reward, count, '', what.id, day);
  account.redemptions = { ...account.redemptions, [what.id]: { unit, holder: '', parts: [], cost: ZERO, reward, count, stock, reserved: false, unlocked: true, partner: what.partner } };
}

/** Points gathered so far, spent ones too. */
const gathered = (unit, { book }) => sum([...book.orders, ...book.activities].map(({ pointsCounted }) => pointsCounted?.[unit] ?? ZERO));

function offered(reward, context) {
  const isFor = isWithin(reward.window, context.day) && holds(reward.when, { ...context, lines: null }, null);
  if (!isFor || (reward.points === undefined && reward.unlockedAt === undefined)) throw new Refusal('not-on-offer');
  return reward;
}

function takeStock(account, reward, count) {
  if (reward.stock === undefined) return false;
  const unit = `reward:${reward.id}`;
  const used = (account.shared.budgets[unit] ?? ZERO).plus(count);
  if (used.isAbove(fraction(reward.stock))) throw new Refusal('out-of-stock');
  account.shared.budgets = { ...account.shared.budgets, [unit]: used };
  return true;
}

function setAside({ entries, program }, { unit, holder, cost, rule }, redemption) {
  const isKept = program.isKept(unit);
  const { parts } = isKept ? entries.takeFrom(entries.usable(unit, holder), cost) : { parts: [{ unit, holder, left: cost }] };
  entries.entry('reservation', unit, cost.negated(), { holder, rule, status: 'available' });
  entries.entry('reservation', unit, cost, { holder, rule, status: 'reserved' });
  for (const part of parts) entries.put({ ...part, status: 'reserved', redemption });
  return parts;
}

function buy({ entries, program }, reward, count, holder, source, day) {
  const unit = `reward:${reward.id}`;
  entries.give('redemption', { unit, holder, amount: count, rule: reward.id, source, day, ...dates(program.lifeOf(unit), day, entries.calendar) });
}

function known(account, id) {
  const found = account.redemptions[id];
  if (!found) throw new Refusal('unknown-redemption');
  return found;
}

const reservedOf = ({ wallet }, id) => wallet.lots.filter(({ redemption, status }) => status === 'reserved' && redemption === id);

function confirm(account, what, day) {
  const one = known(account, what.redemption);
  account.entries.partner = one.partner;
  if (!one.reserved) throw new Refusal('not-reserved');
  const { entries } = account;
  const rule = one.reward?.id;
  for (const lot of reservedOf(entries, what.redemption)) entries.change(lot, { left: ZERO });
  entries.entry('redemption', one.unit, one.cost.negated(), { holder: one.holder, rule, status: 'reserved' });
  if (one.reward) buy(account, one.reward, one.count, one.holder, what.redemption, day);
  account.redemptions = { ...account.redemptions, [what.redemption]: { ...one, reserved: false } };
}

function cancel(account, what) {
  const one = known(account, what.redemption);
  account.entries.partner = one.partner;
  const { entries, program } = account;
  const { unit, holder, cost, reward, parts } = one;
  const rule = reward?.id;
  if (one.reserved) {
    for (const lot of reservedOf(entries, what.redemption)) entries.change(lot, { left: ZERO });
    entries.entry('cancellation', unit, cost.negated(), { holder, rule, status: 'reserved' });
  } else if (reward) {
    const given = `reward:${reward.id}`;
    if (entries.available(given, holder).isBelow(one.count)) throw new Refusal('not-enough');
    entries.takeBack('cancellation', { unit: given, holder, amount: one.count, source: what.redemption, rule, dateless: program.lifeOf(given) === undefined });
  }
  if (one.reserved && !account.program.isKept(unit)) entries.entry('cancellation', unit, cost, { holder, rule, status: 'available' });
  else entries.receive('cancellation', unit, holder, parts, cost, rule);
  if (one.stock) account.spend({ [`reward:${reward.id}`]: one.count }, -1);
  account.redemptions = Object.fromEntries(Object.entries(account.redemptions).filter(([id]) => id !== what.redemption));
}

function use(account, what, day, context) {
  if (what.service !== undefined) return useService(account, what, day, context);
  const { entries } = account;
  const unit = `reward:${what.reward}`;
  const holder = holderOf(what.participant);
  const count = fraction(what.count ?? 1);
  if (entries.available(unit, holder).isBelow(count)) throw new Refusal('not-enough');
  entries.spend('use', unit, holder, count, what.reward);
  return undefined;
}

export const events = { redeem, confirm, cancel, use };
