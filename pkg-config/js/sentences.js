// Steps in words. The engine gives codes and numbers; the words are here, so that other languages stand beside them.

const english = {
  award: (s) => `${s.name}: ${s.amount}${s.on}${s.at}${s.rounded}`,
  multiplier: (s) => `${s.name}: ${s.amount} more${s.rate === undefined ? '' : `, points times ${s.rate}`}`,
  cap: (s) => `${s.name}: ${s.amount} less${s.base === undefined ? '' : `, over the limit of ${s.base}`}`,
  rounding: (s) => `Rounding of the order's total: ${s.amount}`,
  discount: (s) => `${s.name}: ${s.amount} off${s.base === undefined ? '' : ` ${s.base}`}${s.at}`,
  accrual: (s) => `${s.name}: ${s.amount} more for the period${s.base === undefined ? '' : `, on ${s.base}`}`,
  return: (s) => `${s.name}: ${s.amount} taken back`,
  /** Behind a step of terms that hold for this account. */
  terms: (t) => `, by your terms '${t.name ?? t.id}' (${t.reason})`,
};

/** Kinds that are told as what they take: their amounts lose the sign. */
const TAKING = ['cap', 'discount', 'return'];

const rounds = { floor: 'rounded down', ceil: 'rounded up', 'half-up': 'rounded half up', 'half-even': 'rounded half to even' };

/** The versions that a step may be of: the one in force on its day, then, since goods may come back later, all others. */
function versionsOn(layout, at) {
  const inForce = layout.versions.filter(({ from }) => at === undefined || from <= at.slice(0, 10));
  return at === undefined ? layout.versions : inForce.reverse();
}

/** The first that is found in any of the versions. */
const first = (versions, list, is) => versions.flatMap((version) => version[list]).find(is);

/** How the amount was rounded, where it is the base at a plain rate and was: a line's share of a rounded total was not. */
function roundingOf({ amount, base, rate, rounding }, decimals) {
  if (rounding === undefined || base === undefined || !/^[\d.]+$/.test(rate ?? '')) return '';
  const smallest = 10 ** -decimals;
  const more = (Number(amount) - Number(base) * Number(rate)) / smallest;
  if (Math.abs(more) < 1e-6) return '';
  const fits = { floor: more < 0 && more > -1, ceil: more > 0 && more < 1 }[rounding] ?? Math.abs(more) <= 0.5;
  return fits ? `, ${rounds[rounding]}` : '';
}

/** A step as a sentence; `at` is the event's time, `catalogue` gives the words of another language. */
export function sentence(step, layout, at, catalogue = english) {
  const versions = versionsOn(layout, at);
  const term = step.term ?? undefined;
  const name = first(versions, 'rules', (rule) => rule.id === step.rule && rule.term === term)?.name ?? step.rule;
  const terms = term === undefined ? undefined : first(versions, 'terms', ({ id }) => id === term);
  const unit = layout.units.find(({ id }) => id === step.unit);
  const bare = TAKING.includes(step.kind) ? String(step.amount).replace(/^-/, '') : String(step.amount);
  const [kind, id] = String(step.unit).split(':');
  // Of a reward so many, of a fund so much; money stands alone.
  const of = unit?.points ? ` ${step.unit}` : kind === 'reward' ? ` ${id}` : kind === 'fund' ? ` in the fund ${id}` : '';
  const amount = `${bare}${of}`;
  const rate = step.rate === undefined ? '' : ` at ${step.rate}`;
  const rounded = roundingOf(step, unit?.decimals ?? layout.moneyPlaces);
  const on = step.base === undefined ? '' : ` on ${step.base}`;
  const told = catalogue[step.kind]({ ...step, name, amount, on, at: rate, rounded });
  return `${told}${terms === undefined ? '' : catalogue.terms(terms)}.`;
}
