// Steps in words. The engine gives codes and numbers; the words are here, so that other languages stand beside them.

const english = {
  award: (s) => (s.base === undefined ? `${s.name}: ${s.amount}` : `${s.name}: ${s.amount} on ${s.base}${s.at}${s.rounded}`),
  multiplier: (s) => `${s.name}: ${s.amount} more, points times ${s.rate}`,
  cap: (s) => `${s.name}: ${s.amount} forfeited, over the limit of ${s.base}`,
  rounding: (s) => `Rounding of the order's total: ${s.amount}`,
  discount: (s) => `${s.name}: ${s.amount} off ${s.base}${s.at}`,
  accrual: (s) => `${s.name}: ${s.amount} more for the period, on ${s.base}`,
  return: (s) => `${s.name}: ${s.amount} taken back`,
};

const rounds = { floor: 'rounded down', ceil: 'rounded up', 'half-up': 'rounded half up', 'half-even': 'rounded half to even' };

/** A step as a sentence; `catalogue` gives the words of another language. */
export function sentence(step, layout, catalogue = english) {
  const rules = layout.versions.flatMap((version) => version.rules);
  const name = rules.find((rule) => rule.id === step.rule)?.name ?? step.rule;
  const unit = layout.units.find(({ id }) => id === step.unit);
  const amount = unit?.points ? `${step.amount} ${step.unit}` : String(step.amount);
  const at = step.rate === undefined ? '' : ` at ${step.rate}`;
  const rounded = step.rounding === undefined ? '' : `, ${rounds[step.rounding]}`;
  return `${catalogue[step.kind]({ ...step, name, amount, at, rounded })}.`;
}
