// What the engine said of a history, natively and in the package, against what the second calculator makes of it.
import { Fraction, ZERO, decimal } from '../exact.mjs';
import { PARTNERED } from '../account/report.mjs';
import { play } from '../account/account.mjs';
import { readProgram } from '../earn/program.mjs';

/**
 * The first difference of a case, or null. `engine` runs `{ document, accounts, events }` in the package and gives one
 * result an event, or the findings of the document; `native` gives the same as text. One of the two may be missing.
 */
export async function difference(one, engine, native) {
  const [own, text] = await Promise.all([engine?.(one), native?.run(one)]);
  const results = own ?? JSON.parse(text);
  if (own && text !== undefined && text !== JSON.stringify(own)) return apart(own, JSON.parse(text));
  if (typeof results[0] === 'string') return { at: -1, what: 'the document is refused', engine: results, oracle: 'taken' };
  const program = readProgram(one.document);
  const reports = play(program, one.accounts, one.events);
  for (const [at, result] of results.entries()) {
    const found = inTurn(program, one.events[at].event, result, reports[at]);
    if (found) return { at, ...found, unmatched: reports.slice(0, at + 1).some(({ unmatched }) => unmatched) };
  }
  return null;
}

/** Where the package and the native engine differ. */
function apart(results, natively) {
  const at = results.findIndex((result, place) => JSON.stringify(result) !== JSON.stringify(natively[place]));
  const [ours, theirs] = [results[at] ?? {}, natively[at] ?? {}];
  const key = Object.keys({ ...ours, ...theirs }).find((name) => JSON.stringify(ours[name]) !== JSON.stringify(theirs[name]));
  return { at, what: `package and native: ${key}`, engine: ours[key], oracle: theirs[key] };
}

/** An event, and what it handed on. */
function inTurn(program, event, result, report) {
  if (result.refused || report.refused) {
    const code = /^\[([\w-]+)\]/.exec(result.refused ?? '')?.[1];
    return code === report.refused ? null : { what: 'refused', engine: result.refused ?? 'taken', oracle: report.refused ?? 'taken' };
  }
  if (result.told) {
    const found = toldApart(result.told, report.told);
    if (found) return { what: `told ${Object.keys(event)[0]} ${found}`, engine: result.told, oracle: report.told };
    return result.then ? handedOn(program, result, report) : null;
  }
  const found = differing(program, event, parsed(result), report) ?? unsound(event, result);
  if (found) return found;
  return handedOn(program, result, report);
}

/** Of a ranking or of a plan's worth, what differs. */
function toldApart(ours, theirs, at = '') {
  if (Array.isArray(theirs) && ours.length !== theirs.length) return 'length';
  for (const [name, value] of Object.entries(theirs ?? {})) {
    const own = ours[name];
    if (value instanceof Fraction) {
      if (own === undefined || !decimal(own).is(value)) return `${at}${name}`;
    } else if (typeof value === 'object' && value !== null) {
      const found = toldApart(own, value, `${at}${name} `);
      if (found) return found;
    } else if (name !== 'key' && (value ?? null) !== (own ?? null)) return `${at}${name}`;
  }
  return null;
}

/** What other accounts came to by what was handed on to them: in which order they were told is left to the engine. */
function handedOn(program, { onward, then }, report) {
  const known = onward.filter(({ account }) => report.then.some((one) => one.account === account));
  const told = then.map((one, place) => ({ account: known[place]?.account, ...one }));
  const refused = (list) => list.map((one) => one.refused && 'refused').filter(Boolean).length;
  // Awards that are alike may be handed on as one.
  if (told.length > 0 !== report.then.length > 0 || (refused(told) > 0) !== (refused(report.then) > 0)) return { what: 'handed on', engine: told.length, oracle: report.then.length };
  return firstOf([...new Set(told.map(({ account }) => account))], (account) => {
    const last = (list) => list.findLast((one) => one.account === account && !one.refused);
    const [ours, theirs] = [last(told), last(report.then)];
    const key = ours && unlike(balances(JSON.parse(ours.state), program), theirs.totals);
    const left = ours && unlike(lots(JSON.parse(ours.state).lots, program, ours.outcome.at.slice(0, 10)), theirs.lots);
    return key === undefined && left === undefined ? null : { what: `handed on to ${account}: ${key ?? left}`, engine: JSON.parse(ours.state), oracle: theirs.lots };
  });
}

const parsed = ({ state, shared, ...rest }) => ({ ...rest, state: JSON.parse(state), shared: JSON.parse(shared) });

/** Maps of amounts, as text; what is zero may be left out. */
function unlike(ours, theirs) {
  const keys = new Set([...Object.keys(ours ?? {}), ...Object.keys(theirs ?? {})]);
  const amount = (value) => (value === undefined ? ZERO : decimal(value));
  return [...keys].find((key) => !amount(ours?.[key]).is(amount(theirs?.[key])));
}

function differing(program, event, { outcome, entries, onward, state, shared }, report) {
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
    compare('rewards', prefixed(outcome.rewards), report.rewards) ??
    compare('beneficiary', summed(outcome.beneficiaries ?? [], ({ rule, unit, to }) => `${rule} ${unit} ${to}`), report.shares) ??
    firstOf(outcome.tiers, ({ ladder, after }) => (after === (report.tiers[ladder] ?? null) ? null : { what: `level of ${ladder}`, engine: after, oracle: report.tiers[ladder] })) ??
    firstOf(Object.entries(report.tiers), ([ladder, level]) => (state.tiers?.[ladder] === undefined || level === (state.tiers[ladder].level ?? null) ? null : { what: `level of ${ladder} in the state`, engine: state.tiers?.[ladder]?.level, oracle: level })) ??
    (!(isOrder || event.activity) || outcome.tiers.length === Object.keys(report.tiers).length ? null : { what: 'ladders', engine: outcome.tiers.length, oracle: Object.keys(report.tiers).length }) ??
    (isOrder || event.activity ? firstOf(outcome.tiers, ({ ladder, next }) => differs(`way on ${ladder}`, next, report.next[ladder])) : null) ??
    (isOrder ? firstOf(report.accruals, (wanted) => ahead(wanted, outcome.accruals)) : null) ??
    firstOf(report.accruals, (wanted) => accrual(wanted, outcome.accruals)) ??
    compare('entries', summed(entries.filter(({ kind, unit }) => !['tier', 'plan'].includes(kind) && (unit || kind === 'use')), ({ kind, unit = 'use', holder, status }) => [kind, unit, holder, status].filter(Boolean).join(' ')), report.booked) ??
    compare('of partners', summed(entries.filter(({ kind, unit, partner }) => partner && unit && PARTNERED.includes(kind)), ({ kind, unit, holder, partner }) => [partner, kind, unit, holder].filter(Boolean).join(' ')), report.partners) ??
    plain('plan', state.plan ? `${state.plan.id} ${state.plan.until}` : null, report.plan) ??
    compare('balance', balances(state, program), report.totals) ??
    compare('what is left of', lots(state.lots, program, outcome.at.slice(0, 10)), report.lots) ??
    compare('onward', summed(onward.map(({ account, event: { credit } }) => ({ to: account, ...credit })), ({ to, unit, rule, participant, from, expires }) => [to, unit, rule, participant, from, expires].join(' ')), report.onward) ??
    plain('unpaid', Object.keys(state.unpaid ?? {}).sort().join(' '), report.unpaid) ??
    compare('budget', budgets(shared, program), report.budgets)
  );
}

/** What must hold of every result: the preview is what is posted, and the steps of a unit add up to its total. */
function unsound(event, { outcome, previewed }) {
  if (!previewed) return { what: 'the preview', engine: 'differs', oracle: 'is what is posted' };
  const sums = {};
  for (const { kind, unit, amount } of outcome.steps) {
    const key = kind === 'discount' ? 'discount' : unit;
    sums[key] = (sums[key] ?? ZERO).plus(decimal(amount));
  }
  // A return has no steps of discounts.
  const totals = { ...outcome.points, ...outcome.money, ...prefixed(outcome.rewards), ...(event.return ? {} : { discount: decimal(outcome.discount).negated() }) };
  const key = unlike(totals, sums);
  return key === undefined ? null : { what: `total against its steps: ${key}`, engine: totals[key], oracle: sums[key] };
}

const prefixed = (rewards = {}) => Object.fromEntries(Object.entries(rewards).map(([id, many]) => [`reward:${id}`, many]));
const firstOf = (list, find) => list.reduce((found, item, place) => found ?? find(item, place), null);

const differs = (what, ours, theirs) => {
  if (theirs === undefined) return null;
  const found = theirs === null || !ours ? (ours ?? null) !== theirs && 'there' : toldApart(ours, theirs);
  return found ? { what: `${what} ${found}`, engine: ours, oracle: theirs } : null;
};

/** The next band, and what is expected. */
function ahead({ rule, from, next, forecast }, told) {
  const found = told.find((one) => one.rule === rule && one.from === from);
  return found ? differs(`next band of ${rule}`, found.next, next) ?? differs(`forecast of ${rule}`, found.forecast, forecast) : null;
}

/** An accrual that did not change need not be told. Of several people or teams each has its own. */
function accrual({ rule, from, accrued }, told) {
  const found = told.filter((one) => one.rule === rule && one.from === from);
  if (found.length === 0) return accrued[0] === accrued[1] ? null : { what: `accrual of ${rule} from ${from}`, engine: 'not told', oracle: accrued };
  const isSame = (one) => one.accrued.every((amount, index) => amount === accrued[index]);
  return found.some(isSame) ? null : { what: `accrual of ${rule} from ${from}`, engine: found[0].accrued, oracle: accrued };
}

/** Sums by rule and kind. */
const stepSums = (steps) => summed(steps.filter((step) => step.kind !== 'accrual'), ({ rule, kind }) => `${rule} ${kind}`);

function summed(list, name) {
  const sums = {};
  for (const one of list) {
    const key = name(one);
    sums[key] = (sums[key] ?? ZERO).plus(decimal(one.amount));
  }
  return sums;
}

/** Smallest units as amounts. */
const amountOf = (units, unit, program) => decimal(units).over(decimal(10 ** program.decimalsOf(unit)));

function balances({ balances: points, money, holders }, program) {
  const own = Object.entries({ ...points, ...money }).map(([unit, units]) => [unit, amountOf(units, unit, program)]);
  const theirs = Object.entries(holders ?? {}).flatMap(([holder, held]) => Object.entries(held).map(([unit, units]) => [`${holder} ${unit}`, amountOf(units, unit, program)]));
  return Object.fromEntries([...own, ...theirs]);
}

const lots = (list = [], program, today) =>
  summed(
    list.map(({ left, from, ...lot }) => ({ ...lot, from: from > today ? from : undefined, amount: amountOf(left, lot.unit, program) })),
    ({ unit, holder, from, waits, expires }) => `${[holder, unit].filter(Boolean).join(' ')} ${from ?? '-'} ${waits ?? '-'} ${expires ?? '-'}`,
  );

const budgets = (shared, program) =>
  Object.fromEntries(Object.entries(shared?.budgets ?? {}).map(([id, units]) => [id, amountOf(units, id.startsWith('reward:') ? id : program.currencies[0].id, program)]));
