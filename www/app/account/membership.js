// How the account came in, what it got for that, and which plan it has: from the events, the entries and the state.
import { versionOn } from '../engine/terms.js';
import { problemsOf } from '../engine/problems.js';
import { joinedAs } from './invented.js';

const asksToJoin = (version) => [...(version?.rules ?? []), ...(version?.promotions ?? [])].some(({ on }) => on === 'joining');

/** What each plan would have been worth on the orders of the last twelve months; the engine's figures. */
const worthOf = ({ account, at }, plan) => {
  try {
    return { plan, worth: account.planWorth(plan.id, { at }), problem: null };
  } catch (error) {
    return { plan, worth: null, problem: problemsOf(error)[0] };
  }
};

/** @returns {object | null} null where the program has neither plans nor an entry to speak of */
export function membershipOf(now, { document, date, happened }) {
  const version = versionOn(document, date);
  const { entry = 'open', plans = [] } = version ?? {};
  if (entry === 'open' && plans.length === 0 && !asksToJoin(version)) return null;
  const join = [...happened.values()].find((event) => event.join && event.join.at <= now.at)?.join ?? null;
  return {
    entry,
    joined: now.state.joined ?? null,
    join,
    gifts: join ? now.entries.filter(({ cause, kind }) => cause === join.id && kind === 'accrual') : [],
    as: Object.values(joinedAs(document, date)),
    taken: now.state.plan ?? null,
    fees: now.entries.filter(({ kind }) => kind === 'fee'),
    plans: plans.map((plan) => worthOf(now, plan)),
  };
}
