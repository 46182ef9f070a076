// Terms for some and pilots, the plain way: of a version, the one that an account has on a day. The engine keeps all
// definitions side by side instead.
import { holds } from './conditions.mjs';
import { dayOf } from '../calendar.mjs';

export const isWithin = ({ from, to } = {}, day) => (from === undefined || day >= dayOf(from)) && (to === undefined || day <= dayOf(to));

/** Does a condition look at the account's level? */
const asking = new WeakMap();
function asksOfLevel(when) {
  if (!asking.has(when)) asking.set(when, JSON.stringify(when).includes('"tier"'));
  return asking.get(when);
}

/** Fields that are null go. */
const changed = (rule, change) => Object.fromEntries(Object.entries({ ...rule, ...change }).filter(([, value]) => value !== null));

/** The version with the terms that hold; where the levels are not known, those that depend on none. */
export function agreed(version, { account, levels, day }) {
  const context = { account, levels: levels ?? {}, version, day };
  const inForce = (version.terms ?? []).filter(
    ({ when, window }) => isWithin(window, day) && (levels !== undefined || !asksOfLevel(when)) && holds(when, context, null),
  );
  // The same terms make the same version: it is made once.
  version.made ??= new Map();
  const name = inForce.map(({ id }) => id).join(' ');
  if (!version.made.has(name)) version.made.set(name, made(version, inForce));
  return version.made.get(name);
}

function made(version, inForce) {
  const rules = new Map();
  const ladders = new Map();
  for (const { change = [], add = [], remove = [], tiers = [] } of inForce) {
    for (const one of change) rules.set(one.id, (rule) => changed(rule, one));
    for (const id of remove) rules.set(id, () => null);
    for (const one of add) rules.set(one.id, () => one);
    for (const ladder of tiers) ladders.set(ladder.id, ladder);
  }
  const own = (list = []) => list.map((rule) => (rules.has(rule.id) ? rules.get(rule.id)(rule) : rule)).filter(Boolean);
  const known = new Set([...(version.rules ?? []), ...(version.promotions ?? [])].map(({ id }) => id));
  const added = [...rules].filter(([id]) => !known.has(id)).map(([, make]) => make());
  return {
    ...version,
    // What a period counts does not depend on whose terms held meanwhile.
    written: version,
    rules: own(version.rules),
    promotions: [...own(version.promotions), ...added],
    tiers: version.tiers?.map((ladder) => ladders.get(ladder.id) ?? ladder),
  };
}

const ALL = 2n ** 64n;
const cut = (number) => number & (ALL - 1n);

/** FNV-1a of 64 bits, mixed by MurmurHash3's last step. */
function lot(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = cut((hash ^ BigInt(byte)) * 0x100000001b3n);
  hash = cut((hash ^ (hash >> 33n)) * 0xff51afd7ed558ccdn);
  hash = cut((hash ^ (hash >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return hash ^ (hash >> 33n);
}

/** A share such as '14.5 %', in millionths. */
const millionths = (share = 0) => BigInt(Math.round(Number.parseFloat(share) * (String(share).includes('%') ? 1e4 : 1e6)));

/** Is the account in the group on that day? */
export function isInPilot(wanted, { version, account, day }) {
  const { of, group = 'test' } = typeof wanted === 'string' ? { of: wanted } : wanted;
  const pilot = version.pilots.find(({ id }) => id === of);
  if (!isWithin(pilot.window, day) || !holds(pilot.when, { version, account, day, levels: {} }, null)) return false;
  const drawn = lot(`${pilot.salt ?? pilot.id}:${account.id}`) * 1_000_000n;
  const [share, control] = [millionths(pilot.share), millionths(pilot.control)];
  return group === 'test' ? drawn < share * ALL : drawn >= share * ALL && drawn >= (1_000_000n - control) * ALL;
}
