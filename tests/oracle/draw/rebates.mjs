// Rebates and margins over a period, drawn from the format.
import { SEGMENTS, money, onLines, window } from './programs.mjs';

export function periodRules(draw) {
  const { random } = draw;
  return Array.from({ length: random.chance(55) ? random.from(1, 2) : 0 }, () => {
    const both = { ...random.maybe(35, () => onLines(draw)), ...random.maybe(25, () => forWhom(random)) };
    const when = Object.keys(both).length > 0 ? both : undefined;
    if (random.chance(20)) return { ...(when ? { when } : {}), ...(random.chance(50) ? inFull(draw) : growing(random)), ...window(random) };
    const paid = pay(draw);
    // Whom a guarantee is for is a case of the corpus.
    if (when?.account) delete paid.guarantee;
    return { ...(when ? { when } : {}), [random.pick(['rebate', 'margin'])]: paid, ...window(random) };
  });
}

/** What a rebate asks for beside lines: of the account, or of each order. */
const forWhom = (random) =>
  random.pick([
    () => ({ account: { attributes: { segment: random.pick(SEGMENTS) } } }),
    () => ({ order: { attributes: { channel: random.pick(['web', 'phone']) } } }),
    () => ({ order: { amount: { atLeast: random.from(20, 200) } } }),
  ])();

function pay({ random, minor }) {
  const over = random.pick(['month', 'month', 'quarter', 'half-year', 'year', 'membership-year', { from: '2026-02-10', to: '2026-05-20' }]);
  const parts = { year: ['quarter', 'month'], 'half-year': ['quarter', 'month'], quarter: ['month'] }[over] ?? (over.to ? ['month'] : []);
  const settle = random.pick([undefined, ...parts]);
  const out = { over, ...(settle ? { settle } : {}) };
  const longer = { month: ['quarter', 'year', 'lifetime'], quarter: ['half-year', 'year'] }[over];
  if (random.chance(20)) out.rate = `${random.from(1, 9)} %`;
  else if (random.chance(12)) Object.assign(out, { of: random.pick([{ measure: 'kg' }, 'lines', 'orders', 'quantity']), rate: `0.${random.from(1, 9)}5` });
  else Object.assign(out, banded(random));
  if (out.basis && longer && !settle && random.chance(40)) out.basis.over = random.pick(longer);
  if (out.bands && random.chance(35)) beside(random, out);
  if (random.chance(20)) out.minimum = out.of ? random.from(1, 20) : money(random, 50, 200, minor);
  if (random.chance(20)) out.cap = money(random, 5, 60, minor);
  const lower = () => ({ ...random.maybe(40, () => ({ cumulative: true })), ...random.maybe(40, () => ({ minimum: out.of ? random.from(1, 9) : money(random, 20, 150, minor) })) });
  if (random.chance(20)) out.guarantee = { amount: money(random, 1, 30, minor), ...lower() };
  return out;
}

/** What a count of `over` is held against. Slices and shares of the whole are cases of the corpus. */
function against(random, over) {
  const whole = { month: 1, quarter: 3, 'half-year': 6, year: 12, 'membership-year': 12 }[over] ?? 5;
  return {
    back: { months: whole * random.from(1, 2) },
    ...random.maybe(40, () => ({ lift: `${random.from(80, 130)} %` })),
    ...random.maybe(60, () => ({ default: random.from(20, 400) })),
    ...random.maybe(30, () => ({ least: random.from(20, 200) })),
    ...random.maybe(30, () => ({ as: 'difference' })),
  };
}

/** Bands about growth, or about a share of all that is bought. */
function beside(random, out) {
  const share = random.chance(25);
  const other = share ? { measure: { of: 'amount' } } : against(random, out.over);
  const { as } = other;
  const starts = [random.from(0, 60), random.from(61, 110), random.from(111, 180)].slice(random.from(0, 1));
  const mode = random.pick(['whole', 'fixed', 'whole-above']);
  const above = share || random.chance(50) ? random.from(0, 200) : 'baseline';
  delete out.of;
  delete out.allReached;
  delete out.start;
  Object.assign(out, {
    mode,
    bands: starts.map((start) => ({ from: as ? start * 3 : `${start}.5 %`, ...(mode === 'fixed' ? { fixed: random.from(1, 60) } : { rate: `${random.from(1, 30)} %` }) })),
    basis: { of: 'amount', ...(share ? { when: { category: random.pick(['paint', 'tools']) } } : {}), against: other },
    ...(mode === 'whole-above' ? { start: above } : {}),
  });
  if (out.minimum !== undefined) out.minimum = 50;
}

/** Points for a target, a step of it, or growth in money. */
function growing(random) {
  const over = random.pick(['month', 'quarter']);
  const held = against(random, over);
  const fixed = { mode: 'fixed', bands: [{ from: held.as ? 50 : '100 %', fixed: random.from(1, 60) }, { above: held.as ? 120 : '130 %', fixed: random.from(61, 90) }], ...random.maybe(50, () => ({ allReached: true })) };
  const steps = { rate: random.from(1, 9), per: held.as ? 20 : '5 %', fullSteps: true, start: held.as ? 10 : '90 %' };
  return { on: { periodEnd: over }, measure: { of: 'amount', over, against: held }, scale: random.pick([fixed, steps]), award: { kind: random.pick(['points', 'rebate']) } };
}

/** The same in full: run by the end of a period, which may be a part of what is measured. */
function inFull(draw) {
  const { random, minor, levels } = draw;
  const [periodEnd, over] = random.pick([['month', undefined], ['quarter', undefined], ['quarter', 'year'], ['month', 'half-year']]);
  const { of = 'amount', ...scale } = levels.length > 0 && random.chance(35) ? byLevel(draw) : random.chance(40) ? { rate: '0.3', per: random.pick([1, 3]) } : banded(random);
  const caps = random.maybe(30, () => ({ limits: { caps: [{ most: money(random, 5, 60, minor), per: over ?? periodEnd }] } }));
  return { on: { periodEnd }, measure: { of, ...(over ? { over } : {}) }, scale, award: { kind: random.pick(['rebate', 'margin']) }, ...caps };
}

/** A rate of some of the levels. */
function byLevel({ random, levels }) {
  return { byTier: Object.fromEntries(random.some(levels).map((level) => [level, `${random.from(1, 9)} %`])) };
}

function banded(random) {
  const mode = random.pick(['marginal', 'whole', 'whole-above', 'per-unit', 'fixed']);
  const of = mode === 'per-unit' || random.chance(15) ? 'quantity' : 'amount';
  const size = of === 'quantity' ? 1 : 8;
  const starts = [0, random.from(5, 25), random.from(26, 60), random.from(61, 150)].map((start) => start * size).slice(0, random.from(2, 4));
  const value = () => ({ fixed: { fixed: random.from(1, 60) }, 'per-unit': { perUnit: `0.${random.from(1, 9)}5` } }[mode] ?? { rate: `${random.from(1, 30)}.5 %` });
  const bands = starts.map((start, index) => ({ [index > 0 && random.chance(30) ? 'above' : 'from']: start, ...value() }));
  if (random.chance(30)) bands.shift();
  const basis = mode === 'whole' && random.chance(40) ? { basis: { of: random.pick(['amount', 'quantity', 'distinct', 'active-months', 'orders']) } } : {};
  return {
    ...(of === 'quantity' ? { of } : {}), mode, bands, ...basis,
    ...(mode === 'fixed' && random.chance(50) ? { allReached: true } : {}),
    ...(mode === 'whole-above' && random.chance(50) ? { start: random.from(0, 200) } : {}),
  };
}
