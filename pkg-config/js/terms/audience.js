// For whom terms are told: the operator reads everything; a member what holds for everybody and for its own account,
// and nothing that was made for another one.

/** What terms hang on: of an account of the package, or as it is described. */
export function known(account) {
  if (typeof account?.state !== 'string') return account;
  const { account: id, attributes = {}, links = {}, tiers = {}, plan } = JSON.parse(account.state);
  const levels = Object.values(tiers).flatMap(({ level }) => level ?? []);
  return { id, attributes, links, levels, plan: plan?.id ?? null, pilots: account.pilots };
}

/** Does a text match? `null` where nobody knows. */
function matches(match, value) {
  if (value === undefined) return null;
  if (match !== null && typeof match === 'object' && !Array.isArray(match)) return opposite(matches(match.not, value));
  return [match].flat().some((one) => [value].flat().includes(one));
}

const opposite = (is) => (is === null ? null : !is);
const every = (all) => (all.includes(false) ? false : all.includes(null) ? null : true);
const some = (any) => (any.includes(true) ? true : any.includes(null) ? null : false);

/** What is known of an account, against what a condition asks of one. */
const ASKED = {
  id: (match, { id }) => matches(match, id),
  plan: (match, { plan }) => matches(match, plan),
  linked: (match, { links }) => matches(match, links && Object.keys(links)),
  attributes: (table, { attributes }) => every(Object.entries(table).map(([name, match]) => matches(match, attributes && (attributes[name] ?? null)))),
  pilot: (pilot, { pilots }) => (pilots ? (pilots[pilot.of ?? pilot] ?? null) === (pilot.group ?? 'test') : null),
  tier(match, { levels }, ladders) {
    if (match.atLeast === undefined) return matches(match, levels);
    if (levels === undefined) return null;
    return ladders.some(({ levels: all = [] }) => {
      const least = all.findIndex(({ id }) => id === match.atLeast);
      return least >= 0 && all.slice(least).some(({ id }) => levels.includes(id));
    });
  },
};

/** Does a condition on an account hold for this one? `null` where that cannot be told from what is known. */
export function holdsFor(condition, account, ladders = []) {
  const { account: asked = {}, all = [], any = [], not, ...rest } = condition ?? {};
  const one = (inner) => holdsFor(inner, account, ladders);
  const fields = Object.entries(asked ?? {}).filter(([, match]) => match !== null);
  return every([
    ...fields.map(([field, match]) => ASKED[field]?.(match, account, ladders) ?? null),
    ...(all ?? []).map(one),
    ...(any?.length ? [some(any.map(one))] : []),
    ...(not ? [opposite(one(not))] : []),
    ...Object.values(rest).filter((value) => value !== null).map(() => null),
  ]);
}

/** Is it made for accounts by name, and not for this one? Whether the rest holds does not matter. */
export function isForOthers(when, account) {
  const { account: asked, all = [], any = [] } = when ?? {};
  const [own, names] = [account?.id, asked?.id];
  const named = typeof names === 'string' || Array.isArray(names);
  if (named && ![names].flat().includes(own)) return true;
  const forOthers = (inner) => isForOthers(inner, account);
  return (all ?? []).some(forOthers) || ((any?.length ?? 0) > 0 && any.every(forOthers));
}
