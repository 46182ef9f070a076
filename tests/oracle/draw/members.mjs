// Accounts with people, links and consent; and what happens to an account from inside, drawn event by event.
import { dayOf, textOf } from '../calendar.mjs';
import { ROLES, TEAMS } from './club.mjs';
import { partner } from './histories.mjs';
import { money } from './programs.mjs';

const PEOPLE = ['ana', 'dan', 'eva', 'ion'];

/** What the host knows of an account. */
export function members(random, account, minor) {
  const people = Object.fromEntries(random.some(PEOPLE).map((id) => [id, { ...random.maybe(80, () => ({ role: random.pick(ROLES) })), ...random.maybe(75, () => ({ team: random.pick(TEAMS) })) }]));
  const links = { ...random.maybe(60, () => ({ referrer: account === 'acme' ? 'zeta' : 'acme' })), ...random.maybe(60, () => ({ group: random.pick(['roofers', 'roofers', 'plumbers']) })) };
  const consent = random.maybe(35, () => random.pick([
    () => ({ give: random.pick(['off', 'pool', 'all']) }),
    () => ({ give: 'capped', most: money(random, 1, 60, minor), over: random.pick(['account', 'pool', 'forfeit']) }),
  ])());
  return { people, links, ...(consent ? { consent } : {}) };
}

export const person = (random) => (random.chance(70) ? { participant: random.pick([...PEOPLE, 'new']) } : {});

/** One event from inside, or null where nothing of the kind can happen. What is refused on both sides is well drawn too. */
export function happening(past, account, id, at) {
  const { random } = past;
  const own = past.mine(account);
  const kinds = {
    redeem: () => redeem(past, own, id, at),
    confirm: () => known(random, own.redemptions, (redemption) => ({ confirm: { id, at, redemption } })),
    cancel: () => known(random, own.redemptions, (redemption) => ({ cancel: { id, at, redemption } })),
    pay: () => known(random, own.orders, (order) => ({ pay: { id, at, order } })),
    approve: () => known(random, own.activities, (event) => ({ approve: { id, at, event, ...(random.chance(30) ? { approved: false, reason: 'not ours' } : {}) } })),
    reverse: () => known(random, own.activities, (activity) => ({ reverse: { id, at, activity, reason: 'drawn', ...(random.chance(40) ? { quantity: '1' } : {}) } })),
    adjust: () => ({ adjust: { id, at, amount: String(random.chance(70) ? random.from(1, 40) : -random.from(1, 40)), reason: 'drawn', approver: 'Pop', ...person(random), ...random.maybe(30, () => ({ unit: random.pick(past.units) })), ...partner(past) } }),
    transfer: () => ({ transfer: { id, at, points: String(random.from(1, 30)), ...random.maybe(40, () => person(random)), ...random.pick([{ toParticipant: random.pick(PEOPLE) }, { toAccount: account === 'acme' ? 'zeta' : 'acme' }, { toAccount: 'far' }]) } }),
    use: () => past.rewards.length > 0 && { use: { id, at, reward: random.pick(past.rewards).id, ...random.maybe(40, () => person(random)) } },
    leave: () => ({ leave: { id, at, participant: random.pick(PEOPLE), ...random.maybe(30, () => ({ toParticipant: random.pick(PEOPLE) })) } }),
    erase: () => ({ erase: { id, at, participant: random.pick(PEOPLE) } }),
  };
  const often = ['redeem', 'redeem', 'redeem', 'confirm', 'cancel', 'pay', 'pay', 'approve', 'approve', 'reverse', 'reverse', 'adjust', 'transfer', 'use', 'leave', 'erase'];
  const event = kinds[random.pick(often)]() || kinds.adjust();
  const redeemed = event.redeem;
  if (redeemed) own.redemptions.push(redeemed.id);
  return event;
}

const known = (random, list, make) => list.length > 0 && make(random.pick(list));

function redeem(past, own, id, at) {
  const { random, rewards, units } = past;
  const what = rewards.length > 0 && random.chance(60) ? { reward: random.pick(rewards).id, ...random.maybe(30, () => ({ count: 2 })) } : { points: String(random.from(1, 40)), ...(units.includes('status') && random.chance(20) ? { currency: 'status' } : {}) };
  return { redeem: { id, at, ...what, ...random.maybe(35, () => person(random)), ...random.maybe(35, () => ({ reserve: true })), ...partner(past) } };
}

/** What an account brings, or how it joins: its first event. */
export function beginning(random, program, id, at) {
  const [{ id: currency = 'points' } = {}] = program.points ?? [];
  if (random.chance(50)) return { join: { id, at, ...(program.versions[0].entry && random.chance(90) ? { approver: 'Pop', invitation: 'I' } : {}), ...person(random), ...random.maybe(40, () => ({ links: { referrer: 'zeta' } })) } };
  const levels = program.versions[0].tiers?.[0];
  const level = levels && random.pick(levels.levels);
  return {
    opening: {
      id, at, balances: { [currency]: random.from(0, 90) }, others: 'zero', ...random.maybe(40, () => ({ joined: textOf(dayOf(at) - random.from(0, 400)) })),
      // Where a level that was brought stands on a campaign or for life is a case of the corpus.
      ...(level?.at && typeof levels.period === 'string' && levels.period !== 'lifetime' && random.chance(40) ? { tiers: { [levels.id]: { level: level.id, ...random.maybe(50, () => ({ until: textOf(dayOf(at) + random.from(5, 90)) })) } } } : {}),
    },
  };
}

/** An account is taken in by the other. Before that it is brought up to the day, as a host would. */
export function merger(from, to, id, at) {
  const brought = { adjust: { id: `${id}-a`, at, amount: '1', reason: 'before the merger', approver: 'Pop' } };
  return [{ account: from, event: brought }, { account: to, event: { merge: { id, at, state: from } } }];
}
