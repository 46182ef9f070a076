// The corpus read for the second calculator: it must come to the same published figures as the engine.
import { readFileSync, readdirSync } from 'node:fs';
import { OracleAccount } from './account/account.mjs';
import { readProgram } from './earn/program.mjs';

const folder = new URL('../corpus/', import.meta.url);

/** All cases, each with the document it runs. */
export function corpus() {
  const cases = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')).map((one) => ({ file, ...one })));
  const owners = new Map(cases.map((one) => [one.id, one]));
  return cases.map((one) => {
    const owner = owners.get(one.programOf ?? one.id);
    const program = owner.programFile ? JSON.parse(readFileSync(new URL(owner.programFile, folder), 'utf8')) : owner.program;
    return { ...one, program };
  });
}

const refuses = ({ error, refused, findings }) => error !== undefined || refused !== undefined || findings !== undefined;

/** What it does not know: counts and states in the engine's own words. */
const beyond = (program, events) =>
  events.some(({ event: { opening, merge } }) => opening?.past || Object.keys(opening?.counters ?? {}).length > 0 || merge);

/** Refusals that are figures too: there is not enough, or none of it. */
const CODES = ['not-enough', 'not-on-offer', 'out-of-stock', 'suspended', 'cannot-pay', 'unknown-redemption', 'not-reserved', 'unknown-activity', 'returned-too-much', 'unknown-order', 'unknown-service', 'service-used-up', 'unknown-name', 'incomplete', 'not-a-member'];

/** Where the second calculator's figures differ from those a case expects. */
export function differing({ program, account = { account: 'acme' }, events }) {
  if (beyond(program, events)) return [];
  const read = readProgram(program);
  const shared = { budgets: {} };
  const accounts = new Map();
  const out = [];
  let current = account;
  for (const [index, { account: other, expect, event }] of events.entries()) {
    current = other ?? current;
    if (!accounts.has(current.account)) accounts.set(current.account, new OracleAccount(read, current, shared));
    const player = accounts.get(current.account);
    const check = (what, wanted, got) => {
      if (String(wanted) !== String(got)) out.push(`/events/${index}${what}: published ${wanted}, calculated ${got}`);
    };
    if (!refuses(expect)) compare(expect, player.post(event), read, check);
    else if (CODES.includes(expect.error)) check('/error', expect.error, refusal(player, event));
  }
  return out;
}

function refusal(player, event) {
  try {
    player.post(event);
    return 'taken';
  } catch (error) {
    return error.code ?? error;
  }
}

function compare(expect, found, read, check) {
  const { outcome = {}, state = {} } = expect;
  for (const [unit, amount] of Object.entries(outcome.points ?? {})) check(`/points/${unit}`, Number(amount), Number(found.points[unit] ?? 0));
  for (const [unit, amount] of Object.entries(outcome.money ?? {})) check(`/money/${unit}`, Number(amount), Number(found.added[unit] ?? 0));
  for (const [id, many] of Object.entries(outcome.rewards ?? {})) check(`/rewards/${id}`, many, Number(found.rewards[`reward:${id}`] ?? 0));
  for (const field of ['gross', 'discount', 'net']) if (outcome[field] !== undefined) check(`/${field}`, outcome[field], found[field]);
  for (const [place, line] of (outcome.lines ?? []).entries()) if (line.net !== undefined) check(`/lines/${place}/net`, line.net, found.lines[place]);
  for (const [ladder, { level }] of Object.entries(state.tiers ?? {})) check(`/tiers/${ladder}`, level, found.tiers[ladder]);
  for (const [place, tier] of (outcome.tiers ?? []).entries()) {
    if (tier.after !== undefined) check(`/tiers/${place}`, tier.after, tier.ladder ? found.tiers[tier.ladder] : Object.values(found.tiers)[place]);
  }
  for (const [rule, amounts] of Object.entries(expect.accruals ?? {})) check(`/accruals/${rule}`, amounts, found.accruals.find((one) => one.rule === rule)?.accrued);
  for (const [kind, units] of Object.entries(expect.booked ?? {})) {
    for (const [unit, amount] of Object.entries(units)) check(`/booked/${kind}/${unit}`, Number(amount), bookedOf(found.booked, kind, unit));
  }
  const units = (name, amounts) => {
    for (const [unit, amount] of Object.entries(amounts)) check(`/balances/${name}${unit}`, amount, Math.round(Number(found.totals[`${name}${unit}`] ?? 0) * 10 ** read.decimalsOf(unit)));
  };
  units('', { ...state.balances, ...state.money });
  for (const [holder, amounts] of Object.entries(state.holders ?? {})) units(`${holder} `, amounts);
}

/** Of all holders and standings together. */
const bookedOf = (booked, kind, unit) =>
  Object.entries(booked).filter(([name]) => name.startsWith(`${kind} ${unit}`) && ['', ' '].includes(name.slice(`${kind} ${unit}`.length)[0] ?? '')).reduce((sum, [, amount]) => sum + Math.round(Number(amount) * 1000), 0) / 1000;
