// What the engine said of a history against what the second calculator makes of it.
import { ZERO, decimal } from './exact.mjs';
import { play } from './account.mjs';
import { readProgram } from './program.mjs';

/**
 * The first difference of a case, or null. `engine` runs `{ document, accounts, events }` and gives one
 * result an event: `{ outcome, entries, state, shared }` or `{ refused }`; or `{ findings }` for the document.
 */
export async function difference(one, engine) {
  const program = readProgram(one.document);
  const results = await engine(one);
  if (results.findings) return { at: -1, what: 'the document is refused', engine: results.findings, oracle: 'taken' };
  const reports = play(program, one.accounts, one.events);
  for (const [at, result] of results.entries()) {
    if (result.refused) return { at, what: 'the event is refused', engine: result.refused, oracle: 'taken' };
    const found = differing(program, one.events[at].event, result, reports[at]) ?? unsound(one.events[at].event, result);
    if (found) return { at, ...found, unmatched: reports.slice(0, at + 1).some(({ unmatched }) => unmatched) };
  }
  return null;
}

/** Maps of amounts, as text; what is zero may be left out. */
function unlike(ours, theirs) {
  const keys = new Set([...Object.keys(ours ?? {}), ...Object.keys(theirs ?? {})]);
  const amount = (value) => (value === undefined ? ZERO : decimal(value));
  return [...keys].find((key) => !amount(ours?.[key]).is(amount(theirs?.[key])));
}

function differing(program, event, { outcome, entries, state, shared }, report) {
  const compare = (what, engine, oracle) => {
    const key = unlike(oracle, engine);
    return key === undefined ? null : { what: `${what} ${key}`, engine: engine?.[key], oracle: oracle?.[key] };
  };
  const plain = (what, engine, oracle) => (oracle === undefined || engine === oracle ? null : { what, engine, oracle });
  const isOrder = event.order !== undefined;
  // Whether a rule that loses its group shows an award and takes it away again is left to the engine.
  const grouped = program.document.versions.some(({ groups }) => groups?.length);
  return (
    plain('gross', outcome.gross, report.gross) ?? plain('discount', outcome.discount, report.discount) ?? plain('net', outcome.net, report.net) ??
    (isOrder ? compare('net of line', outcome.lines.map(({ net }) => net), report.lines) : null) ??
    ((isOrder || event.activity) && !grouped ? compare('steps of', stepSums(outcome.steps), stepSums(report.stepList)) : null) ??
    compare('points', outcome.points, report.points) ??
    compare('added money', outcome.money, report.added) ??
    firstOf(outcome.tiers, ({ ladder, after }) => (after === (report.tiers[ladder] ?? null) ? null : { what: `level of ${ladder}`, engine: after, oracle: report.tiers[ladder] })) ??
    (outcome.tiers.length === Object.keys(report.tiers).length || event.grant ? null : { what: 'ladders', engine: outcome.tiers.length, oracle: Object.keys(report.tiers).length }) ??
    firstOf(report.accruals, (wanted) => accrual(wanted, outcome.accruals)) ??
    booked(entries, report) ??
    compare('balance', smallest(state.balances, program.decimals), report.balances) ??
    compare('money', smallest(state.money, {}, program.minor), report.money) ??
    compare('budget', budgets(shared, program), report.budgets)
  );
}

/** What must hold of every result: the steps of a unit add up to its total. A return has no steps of discounts. */
function unsound(event, { outcome }) {
  const sums = {};
  for (const { kind, unit, amount } of outcome.steps) {
    const key = kind === 'discount' ? 'discount' : unit;
    sums[key] = (sums[key] ?? ZERO).plus(decimal(amount));
  }
  const totals = { ...outcome.points, ...outcome.money, ...(event.return ? {} : { discount: decimal(outcome.discount).negated() }) };
  const key = unlike(totals, sums);
  return key === undefined ? null : { what: `total against its steps: ${key}`, engine: totals[key], oracle: sums[key] };
}

const firstOf = (list, find) => list.reduce((found, item) => found ?? find(item), null);

/** An accrual that did not change need not be told. */
function accrual({ rule, from, accrued }, told) {
  const found = told.find((one) => one.rule === rule && one.from === from);
  if (!found) return accrued[0] === accrued[1] ? null : { what: `accrual of ${rule} from ${from}`, engine: 'not told', oracle: accrued };
  return found.accrued.every((amount, index) => amount === accrued[index]) ? null : { what: `accrual of ${rule} from ${from}`, engine: found.accrued, oracle: accrued };
}

/** Sums by rule and kind. */
function stepSums(steps) {
  const sums = {};
  for (const { rule, kind, amount } of steps.filter((step) => step.kind !== 'accrual')) {
    const key = `${rule} ${kind}`;
    sums[key] = (sums[key] ?? ZERO).plus(decimal(amount));
  }
  return sums;
}

function booked(entries, report) {
  const sums = {};
  for (const { kind, unit, amount } of entries.filter((entry) => entry.kind !== 'tier' && entry.kind !== 'use')) {
    sums[kind] ??= {};
    sums[kind][unit] = (sums[kind][unit] ?? ZERO).plus(decimal(amount));
  }
  for (const kind of new Set([...Object.keys(sums), ...Object.keys(report.booked)])) {
    const key = unlike(report.booked[kind], sums[kind]);
    if (key !== undefined) return { what: `entries ${kind} ${key}`, engine: sums[kind]?.[key], oracle: report.booked[kind]?.[key] };
  }
  return null;
}

const smallest = (map, decimals, minor = 0) =>
  Object.fromEntries(Object.entries(map ?? {}).map(([unit, units]) => [unit, decimal(units).over(decimal(10 ** (decimals[unit] ?? minor)))]));

const budgets = (shared, program) => smallest(shared?.budgets, Object.fromEntries(Object.keys(shared?.budgets ?? {}).map((id) => [id, program.currencies[0].decimals])));
