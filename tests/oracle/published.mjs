// The corpus read for the second calculator: it must come to the same published figures as the engine.
import { readFileSync, readdirSync } from 'node:fs';
import { OracleAccount } from './account.mjs';
import { readProgram } from './program.mjs';

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
const cannot = ['use', 'opening'];
/** Days that run rules by themselves it does not know. */
const beyond = (program) => JSON.stringify(program).includes('"on":"anniversary"');

/** Where the second calculator's figures differ from those a case expects. */
export function differing({ program, account = { account: 'acme' }, events }) {
  if (beyond(program) || (events.some(({ event }) => event.opening?.past))) return [];
  const read = readProgram(program);
  const shared = { budgets: {} };
  const accounts = new Map();
  const out = [];
  let current = account;
  for (const [index, item] of events.entries()) {
    current = item.account ?? current;
    if (!accounts.has(current.account)) accounts.set(current.account, new OracleAccount(read, current, shared));
    const { expect, event } = item;
    if (refuses(expect) || cannot.some((kind) => event[kind])) continue;
    const found = accounts.get(current.account).post(event);
    const check = (what, wanted, got) => {
      if (String(wanted) !== String(got)) out.push(`/events/${index}${what}: published ${wanted}, calculated ${got}`);
    };
    for (const [unit, amount] of Object.entries(expect.outcome?.points ?? {})) check(`/points/${unit}`, Number(amount), Number(found.points[unit] ?? 0));
    for (const field of ['gross', 'discount', 'net']) if (expect.outcome?.[field] !== undefined) check(`/${field}`, expect.outcome[field], found[field]);
    for (const [place, line] of (expect.outcome?.lines ?? []).entries()) if (line.net !== undefined) check(`/lines/${place}/net`, line.net, found.lines[place]);
    for (const [ladder, { level }] of Object.entries(expect.state?.tiers ?? {})) check(`/tiers/${ladder}`, level, found.tiers[ladder]);
    for (const [place, tier] of (expect.outcome?.tiers ?? []).entries()) {
      if (tier.after !== undefined) check(`/tiers/${place}`, tier.after, tier.ladder ? found.tiers[tier.ladder] : Object.values(found.tiers)[place]);
    }
    for (const [rule, amounts] of Object.entries(expect.accruals ?? {})) check(`/accruals/${rule}`, amounts, found.accruals.find((one) => one.rule === rule)?.accrued);
    for (const [kind, units] of Object.entries(expect.booked ?? {})) {
      for (const [unit, amount] of Object.entries(units)) check(`/booked/${kind}/${unit}`, Number(amount), Number(found.booked[kind]?.[unit] ?? 0));
    }
    for (const [unit, units] of Object.entries(expect.state?.balances ?? {})) check(`/balances/${unit}`, units, Math.round(Number(found.balances[unit] ?? 0) * 10 ** read.decimals[unit]));
  }
  return out;
}
