// What somebody is on the way to: levels, bands and rules that did not pay yet, each as the engine tells it.
import { activitiesOf, ruleOf } from '../engine/terms.js';
import { needsOf } from './invented.js';

const nothing = 'a-glance';

/** Orders of nothing: one of no known kind, one of every category, for rebates that look at some. */
const orders = (categories, at) =>
  [[nothing], categories].map((kinds, turn) => ({
    order: { id: `${nothing}-${turn}`, at, lines: kinds.map((category) => ({ sku: `${nothing} ${category}`, quantity: '1', unitPrice: '0', category })) },
  }));

/** An activity of a type as somebody would do it next. */
export function nextActivity(type, { document, date, at, participant }) {
  const { subjects, about, once, attributes } = needsOf(document, date, type);
  const subject = subjects[0] ?? (about ? nothing : undefined);
  const carried = { ...Object.fromEntries(Object.entries(attributes).map(([name, [first]]) => [name, first])), ...Object.fromEntries(once.map((name) => [name, nothing])) };
  return { activity: { id: nothing, at, type, ...(participant && { participant }), ...(subject && { subject }), ...(Object.keys(carried).length > 0 && { attributes: carried }) } };
}

function tried(account, event) {
  try {
    const preview = account.preview(event);
    return { accruals: preview.detail.accruals, unpaid: preview.unpaid() };
  } catch {
    return { accruals: [], unpaid: [] };
  }
}

const share = (has, needs) => (Number(needs) > 0 ? Math.max(0, Math.min(10000, Math.round((Number(has) / Number(needs)) * 10000))) : 0);

/** A band ahead. */
function bandGoal({ rule, base, next, to, kind, accrued }) {
  const [has] = base;
  if (!next) return Number(accrued[0]) > 0 ? { id: `band ${rule}`, kind: 'band', rule, by: to, unit: kind, has, accrued: accrued[0], share: 10000 } : null;
  return { id: `band ${rule}`, kind: 'band', rule, by: to, unit: kind, has, missing: next.missing, gain: next.gain, accrued: accrued[0], share: share(has, Number(has) + Number(next.missing)) };
}

/** A rule that waits for a count; null where it waits for something else. */
function ruleGoal({ rule, code, what, needs, has, missing }, of) {
  const goal = (more) => ({ id: `rule ${rule}`, kind: 'rule', rule, of, ...more });
  if (code === 'order-number' && /^every \d+$/.test(needs)) {
    const every = Number(needs.slice(6));
    const done = (Number(has) - 1) % every;
    return goal({ count: 'orders', has: String(done), needs: String(every), share: share(done, every) });
  }
  if (code === 'streak') return goal({ count: 'months', has, needs, share: share(has, needs) });
  if (code !== 'too-little' || !what.startsWith('history') || missing === undefined) return null;
  return goal({ count: 'history', has, needs, missing, share: share(has, needs) });
}

/**
 * @param {object} account at the moment
 * @param {{ document: object, date: string, at: string, categories: string[], actor: object }} context
 */
export function goalsOf(account, { document, date, at, categories, actor }) {
  const looks = actor.kind === 'person' ? [] : orders(categories, at).map((event) => ({ of: 'order', ...tried(account, event) }));
  const { participant } = actor;
  const acts = activitiesOf(document, date).map((type) => ({ of: type, ...tried(account, nextActivity(type, { document, date, at, participant })) }));
  const found = new Map();
  const add = (goal) => goal && !found.has(goal.id) && found.set(goal.id, goal);
  // A count of each person or team is a goal of those who act in it.
  const own = ({ rule }) => Boolean(participant) || !['participant', 'team'].includes(ruleOf(document, date, rule)?.measure?.whose);
  for (const { accruals } of [...looks, ...acts]) for (const one of accruals) if (own(one)) add(bandGoal(one));
  // Of orders only the first look: the second one holds every category, which no real order does.
  for (const { unpaid, of } of [...looks.slice(0, 1), ...(participant || actor.kind === 'company' ? acts : [])]) {
    for (const one of unpaid) {
      const toPerson = ruleOf(document, date, one.rule)?.to === 'participant';
      if (of === 'order' || toPerson === Boolean(participant)) add(ruleGoal(one, of));
    }
  }
  return [...found.values()];
}
