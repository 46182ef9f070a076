// Whose a count is: what is counted of the account, of one of its people or teams, of linked accounts, of everyone.
import { teamOf } from '../account/people.mjs';

/** Who did what the context is about, and for which team. */
export const doer = (context) => context.forPerson ?? context.event?.participant;
const ownTeam = (context) => context.team ?? teamOf(doer(context), context.account);

/** The facts that count: orders or activities. What nobody did counts for nobody. */
export function factsOf(whose, context, kind) {
  const own = context.book[kind];
  if (whose === undefined || whose === 'account') return own;
  if (whose === 'participant') return own.filter(({ participant }) => participant !== undefined && participant === doer(context));
  if (whose === 'team') return own.filter(({ team }) => team !== undefined && team === ownTeam(context));
  const all = [...own, ...Object.values(context.others ?? {}).flatMap((book) => book[kind])];
  if (whose === 'everyone') return all;
  const link = context.account.links?.[whose.linked];
  // An account without the link is a group of its own.
  return link === undefined ? own : all.filter(({ links }) => links?.[whose.linked] === link);
}

/** Does this event itself count? */
export function countsHere(whose, context) {
  if (whose === 'participant') return doer(context) !== undefined;
  if (whose === 'team') return ownTeam(context) !== undefined;
  return true;
}
