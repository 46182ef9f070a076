// Plans that are taken and left, services that are used.
import { after, dayOf, span, within } from '../calendar.mjs';
import { heldLevels } from '../earn/program.mjs';
import { decimal, fraction, sum } from '../exact.mjs';
import { Refusal } from './refusal.mjs';

function enrol(account, what, day, context) {
  if (what.plan === undefined) {
    if (!account.plan) throw new Refusal('incomplete');
    account.plan = null;
    return;
  }
  const plan = context.version.plans?.find(({ id }) => id === what.plan);
  if (!plan) throw new Refusal('unknown-name');
  const until = what.until !== undefined ? dayOf(what.until) : after(plan.lasts ?? { months: 12 }, day) - 1;
  account.plan = { id: plan.id, since: day, until };
  account.entries.list.push({ kind: 'fee', unit: 'fee', amount: decimal(plan.fee), rule: plan.id });
}

/** What the account's levels and its plan bring; a counted one as often as it may in a period. */
export function useService(account, what, day, context) {
  const service = heldLevels(context).flatMap(({ benefits }) => benefits?.services ?? []).find(({ id }) => id === what.service);
  if (!service) throw new Refusal('unknown-service');
  const count = fraction(what.count ?? 1);
  const window = span(service.per ?? 'year', day, context.calendar);
  const used = sum(account.uses.filter((one) => one.service === service.id && within(window, one.day)).map((one) => one.count));
  if (service.count !== undefined && used.plus(count).isAbove(fraction(service.count))) throw new Refusal('service-used-up');
  account.uses = [...account.uses, { service: service.id, day, count }];
  account.entries.list.push({ kind: 'use', unit: 'use', amount: count, rule: service.id });
}

export const events = { enrol };
