// What a value is sought for: a key figure, or the share of accounts on a level, and how it has to come out.
import { apart, percentOf, placesOf } from './exact.js';
import { SimulationError } from '../../errors.js';

const wrong = (code, message, help) => new SimulationError({ code, message, help });

const KINDS = ['is', 'atMost', 'atLeast'];

/** Lists of figures, by what their entries are told apart by. */
const KEYS = ['unit', 'rule', 'ladder'];

/**
 * `{ figure: 'cost.total', atMost: '50000' }` or `{ ladder, level, is: '20 %' }`.
 * @returns {{ of: (told: { tally: object, figures: object }) => string | null, wanted: string, fits: (value: string) => boolean, kind: string, gap: (value: string) => bigint }}
 */
export function goalOf(goal) {
  const kinds = KINDS.filter((kind) => goal?.[kind] !== undefined);
  if (kinds.length !== 1) throw wrong('missing-field', `the goal says ${kinds.length === 0 ? 'no value' : kinds.join(' and ')}`, `give one of ${KINDS.join(', ')}`);
  const [kind] = kinds;
  const wanted = String(goal[kind]).trim().replace(/\s*%$/, '');
  if (placesOf(wanted) === null) throw wrong('wrong-type', `the goal '${goal[kind]}' is no decimal number`, 'give a number such as "50000.00", or "20 %"');
  const gap = (value) => apart(value, wanted);
  const fits = { is: () => true, atMost: (value) => gap(value) <= 0n, atLeast: (value) => gap(value) >= 0n }[kind];
  return { of: goal.figure === undefined ? level(goal) : figure(goal.figure), wanted, kind, gap, fits };
}

/** A key figure by its path; of lists by the id of an entry: `units.points.given`. */
function figure(path) {
  const steps = String(path).split('.');
  return ({ figures }) => {
    const found = steps.reduce((within, step) => {
      if (Array.isArray(within)) return within.find((one) => KEYS.some((key) => one[key] === step));
      return Object.hasOwn(Object(within), step) ? within[step] : undefined;
    }, figures);
    if (found === undefined || found === null) return null;
    const text = String(found);
    if (placesOf(text) === null) throw wrong('unknown-name', `the figure '${path}' is no number`, "give one such as 'cost.total', 'cost.share' or 'units.points.given'");
    return text;
  };
}

/** The share of all accounts that stand on a level in the end, in percent; '' is below the first. */
function level({ ladder, level: wanted }) {
  if (typeof ladder !== 'string' || typeof wanted !== 'string') throw wrong('missing-field', 'the goal names nothing', "give 'figure', or 'ladder' and 'level'");
  return ({ tally: { accounts } }) => {
    if (accounts.length === 0) return null;
    const on = accounts.filter(({ levels }) => (levels[ladder] ?? '') === wanted).length;
    return percentOf(on, accounts.length).replace(/0{1,4}$/, '');
  };
}
