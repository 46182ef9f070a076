// The numbers of a program that could be other ones: rates, thresholds, points, multipliers, each with its place and its name.
import { nameIn } from '../engine/terms.js';

const DECIMAL = /^-?\d+(\.\d+)?( ?%)?$/;

/** What is counted in whole things, or tells no amount. */
const others = new Set(['earnest', 'id', 'note', 'every', 'months', 'weeks', 'days', 'years', 'hours', 'yearStarts', 'priority', 'decimals', 'count', 'stock']);

/** Of a condition only how much is asked. */
const asked = new Set(['atLeast', 'atMost', 'above', 'below']);

const words = {
  atLeast: 'at least',
  atMost: 'at most',
  perUnit: 'per unit',
  unitCost: 'cost of one',
  unitPrice: 'price of one',
  multiply: 'multiplier',
  by: 'multiplier',
};

const worded = (step) => (typeof step === 'number' ? String(step + 1) : (words[step] ?? step));

const spaced = (id) => String(id).replaceAll(/[-_]/g, ' ');

const keyed = (step) => (/^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`);

const pathOf = (steps) => steps.reduce((path, step) => path + (typeof step === 'number' ? `[${step}]` : keyed(step)), '').replace(/^\./, '');

/** @returns {{ path: string, group: string, name: string, value: string | number }[]} */
export function fieldsOf(document) {
  const found = [];
  const several = document.versions.length > 1;

  /** `thing` is what has a name of its own: a rule, a level; `own` the steps below it. */
  function walk(value, steps, thing, own, isCondition) {
    if (Array.isArray(value)) return value.forEach((one, at) => walk(one, [...steps, at], ...below(one, thing, [...own, at]), isCondition));
    if (value !== null && typeof value === 'object') {
      for (const [key, one] of Object.entries(value)) {
        if (others.has(key) || key === 'name' || key === 'message') continue;
        walk(one, [...steps, key], ...below(one, thing, [...own, key]), isCondition || key === 'when');
      }
      return;
    }
    const key = steps.findLast((step) => typeof step === 'string');
    if (!['string', 'number'].includes(typeof value) || !DECIMAL.test(String(value))) return;
    if (isCondition && !asked.has(key)) return;
    found.push({ path: pathOf(steps), group: thing, name: own.map(worded).join(' \u203a ') || worded(key), value });
  }

  /** Things with an id are named; what is below them is told from there on. */
  function below(value, thing, own) {
    if (typeof value?.id !== 'string') return [thing, own];
    const name = nameIn(value.name) ?? spaced(value.id);
    return [thing === '' ? name : `${thing} \u203a ${name}`, []];
  }

  document.versions.forEach((version, at) => {
    const before = found.length;
    walk(version, ['versions', at], '', [], false);
    if (several) for (const field of found.slice(before)) field.group = `From ${version.from}: ${field.group || 'the version'}`;
  });
  walk(document.points ?? [], ['points'], '', [], false);
  // Rules are what is asked about first.
  const isRule = ({ path }) => /\.(rules|promotions)\[/.test(path);
  return [...found.filter(isRule), ...found.filter((field) => !isRule(field))].map((field) => ({ ...field, group: field.group || 'The program' }));
}

/** A range around a number and a step, for a start. */
export function rangeOf(value) {
  const text = String(value);
  const sign = text.endsWith('%') ? ' %' : '';
  const digits = text.replace(/ ?%$/, '');
  const now = Math.abs(Number(digits));
  const most = Math.max(now * 2, sign ? 5 : now === 0 ? 100 : now * 2);
  const rough = most / 50;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((one) => one * power >= rough * 0.999) * power;
  const plain = (number) => String(Number(number.toFixed(6)));
  return { from: `0${sign}`, to: `${plain(Math.ceil(most / step) * step)}${sign}`, step: `${plain(step)}${sign}` };
}
