// Reading a program document: the names of things.
import { textIn } from 'earnest';
import { versionOn } from './version.js';

export { activitiesOf, ruleOf, versionOn } from './version.js';

/** The language of the page: of a name in several languages it shows this one. */
export const language = globalThis.document?.documentElement.lang || 'en';

/** A name of the document as the page shows it. */
export const nameIn = (name, spoken = language) => textIn(name, spoken);

export const currenciesOf = (document) => (document.points?.length ? document.points : [{ id: 'points', name: 'points' }]);

const spaced = (id) => {
  const text = String(id).replaceAll(/[-_]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/**
 * What members read for an id. Ids are unique among things of one kind only, so each kind is asked for by name.
 * @returns {Record<'currency' | 'rule' | 'ladder' | 'level', (id: string) => string> & { metric: (ladder: string, id: string) => string }}
 */
export function namesOf(document, date) {
  const version = versionOn(document, date);
  const ladders = version?.tiers ?? [];
  const index = (things) => new Map((things ?? []).map(({ id, name }) => [id, nameIn(name) ?? spaced(id)]));
  const currencies = index(currenciesOf(document));
  // A rule that terms change keeps its name unless they say another.
  const agreed = (version?.terms ?? []).flatMap(({ add = [], change = [] }) => [...add, ...change.filter(({ name }) => name)]);
  const rules = index([...agreed, ...(version?.rules ?? []), ...(version?.promotions ?? [])]);
  // A plan brings what a level can bring, and entries of it are named in the same way.
  const levels = index([...(version?.plans ?? []), ...ladders.flatMap((ladder) => ladder.levels)]);
  const byLadder = index(ladders);
  const rewards = index(version?.rewards);
  const boards = index(version?.boards);
  const metrics = new Map(ladders.map((ladder) => [ladder.id, index(ladder.metrics)]));
  return {
    currency: (id) => currencies.get(id) ?? spaced(id),
    // A step or an entry may also come from a level's benefits, from a ladder or from a currency's own cap.
    rule(id) {
      // What a period's end awarded is named by its rule and the period's first day.
      const [, ofPeriod] = /^(.+)\/\d{4}-\d\d-\d\d$/.exec(id) ?? [];
      if (rules.has(ofPeriod)) return rules.get(ofPeriod);
      const [, level, benefit] = /^(.*)\.(discount|multiplier)$/.exec(id) ?? [];
      if (levels.has(level)) return `${levels.get(level)} ${benefit}`;
      return rules.get(id) ?? levels.get(id) ?? byLadder.get(id) ?? currencies.get(id) ?? boards.get(id) ?? spaced(id);
    },
    reward: (id) => rewards.get(id) ?? spaced(id),
    ladder: (id) => byLadder.get(id) ?? spaced(id),
    level: (id) => levels.get(id) ?? spaced(id),
    metric: (ladder, id) => metrics.get(ladder)?.get(id) ?? spaced(id),
  };
}

/** The day nearest to the given one on which a rule runs. */
export function dayWithin({ window }, date) {
  if (window?.from && date < window.from) return window.from;
  return window?.to && date > window.to ? window.to : date;
}

export const runsOn = (rule, date) => dayWithin(rule, date) === date;

/** Monday to Sunday around a day. */
export function weekOf(date) {
  const at = (offset) => {
    const then = new Date(`${date}T00:00:00Z`);
    then.setUTCDate(then.getUTCDate() + offset);
    return then.toISOString().slice(0, 10);
  };
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { from: at(-weekday), to: at(6 - weekday) };
}

/** The promotion that the page offers with every program. */
export const doublePoints = (date, category) => ({
  id: 'double-points-this-week',
  name: category ? `Double points on ${category} this week` : 'Double points this week',
  window: weekOf(date),
  ...(category && { when: { category } }),
  multiply: 2,
});
