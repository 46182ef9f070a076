// Figures of programs as rows of tables, with signed differences.
import { isZero, money, number, signed } from '../format.js';
import { less, share } from './numbers.js';

const kinds = {
  money: (value, currency) => money(value, currency),
  count: (value) => number(value),
  percent: (value) => share(value),
};

/** A value as text; there is none where a program has no such thing. */
export const shown = (kind, value, currency) => (value === null || value === undefined ? '\u2013' : kinds[kind](value, currency));

/** B less A, signed. */
export function difference(kind, [a, b], [one, other]) {
  if ([a, b].some((value) => value === null || value === undefined)) return '\u2013';
  if (kind === 'money' && one.currency !== other.currency) return '\u2013';
  const found = less(b, a);
  if (isZero(found)) return '0';
  return signed(kind === 'percent' ? share(found).replace('%', 'pp') : kinds[kind](found, one.currency), found);
}

/** Figures by account are known once an account is done. */
const known = (of) => (figures) => (figures.accounts === 0 && figures.orders > 0 ? null : of(figures));

/** Groups of rows: what each program comes to. */
export function summary(programs) {
  const row = (label, kind, of, note) => ({ label, kind, note, values: programs.map(({ figures }) => of(figures) ?? null) });
  return [
    {
      title: 'Trade',
      rows: [
        row('Sales, after the program’s discounts', 'money', ({ net }) => net),
        row('Sales before them', 'money', ({ gross }) => gross),
        row('Orders', 'count', ({ orders }) => orders),
        row('Returns', 'count', ({ returns }) => returns),
        row('Accounts', 'count', known(({ accounts }) => accounts)),
        row('Active accounts', 'count', known(({ active }) => active)),
        row('Accounts that got anything', 'count', known(({ participating }) => participating)),
        row('Participation', 'percent', ({ participating, accounts }) => (accounts === 0 ? null : ((participating / accounts) * 100).toFixed(2))),
      ],
    },
    {
      title: 'Cost',
      rows: [
        row('Discounts', 'money', ({ cost }) => cost.discounts),
        row('Rebates, margins, cash, rewards', 'money', ({ cost }) => cost.money),
        row('Points that will be redeemed', 'money', ({ cost }) => cost.points),
        { ...row('Cost', 'money', ({ cost }) => cost.total), total: true },
        row('Cost as a share of sales', 'percent', ({ cost }) => cost.share),
        row('Points that never will be, not in the cost', 'money', ({ cost }) => cost.breakage),
      ],
    },
    {
      title: 'Return',
      rows: [
        row('Margin on what sales grow by', 'money', ({ returned }) => returned.extraMargin),
        row('Cost on the grown sales', 'money', ({ returned }) => returned.cost),
        { ...row('Benefit', 'money', ({ returned }) => returned.benefit), total: true },
        row('Break-even uplift', 'percent', ({ returned }) => returned.breakEven),
        row('Given back of each 100 of sales', 'percent', ({ returned }) => returned.generosity),
      ],
    },
    ...units(programs),
  ];
}

/** What became of each unit of award: of the same name in several programs it stands in one row. */
function units(programs) {
  const ids = [...new Set(programs.flatMap(({ figures }) => figures.units.map(({ unit }) => unit)))];
  return ids.map((id) => {
    const found = programs.map(({ figures }) => figures.units.find(({ unit }) => unit === id) ?? null);
    const [named] = programs.filter((_, at) => found[at]);
    const { isPoints, given } = found.find(Boolean);
    const kind = isPoints || typeof given === 'number' ? 'count' : 'money';
    const row = (label, of) => ({ label, kind, values: found.map((unit) => (unit ? unit[of] : null)) });
    const rows = [row('Given, less what was taken back', 'given'), row('Taken back', 'takenBack'), row('Pending', 'pending'), row('Expired', 'expired'), row('Spent', 'spent'), row('Outstanding in the end', 'outstanding')];
    return { title: named.names.currency(id), rows: rows.filter(({ label, values }) => label.startsWith('Given') || label.startsWith('Outstanding') || (isPoints && !label.startsWith('Spent')) || values.some((value) => value !== null && !isZero(value))) };
  });
}

/** Each rule that gave anything, those that cost most first. */
export function byRule(programs) {
  const rows = new Map();
  for (const [at, { figures, names }] of programs.entries()) {
    for (const { rule, unit, amount, entries, cost } of figures.rules) {
      const key = `${unit}/${rule}`;
      if (!rows.has(key)) rows.set(key, { unit, label: names.rule(rule), of: programs.map(() => null) });
      const isDiscount = unit === 'discount';
      rows.get(key).of[at] = { amount, entries, cost, kind: isDiscount || typeof amount === 'string' ? 'money' : 'count', what: isDiscount ? 'discount' : names.currency(unit) };
    }
  }
  const size = (row) => Math.max(...row.of.map((one) => Math.abs(Number(one?.cost ?? 0))));
  const amount = (row) => Math.max(...row.of.map((one) => Math.abs(Number(one?.amount ?? 0))));
  return [...rows.values()].sort((one, other) => size(other) - size(one) || amount(other) - amount(one));
}

/** Months from the first to the last of any program. */
export function monthsOf(lists) {
  const all = lists.flat().sort();
  const months = [];
  for (let at = all[0]; at !== undefined && at <= all.at(-1); at = next(at)) months.push(at);
  return months;
}

const next = (text) => {
  const [year, of] = text.split('-').map(Number);
  return of === 12 ? `${year + 1}-01-01` : `${year}-${String(of + 1).padStart(2, '0')}-01`;
};

/** Values month by month: where nothing happened, what was stays. */
export function carried(months, list, of, before) {
  const known = new Map(list.map((one) => [one.month, one]));
  let last = before;
  return months.map((at) => {
    if (known.has(at)) last = of(known.get(at));
    return last;
  });
}
