// A number of a document: where it stands, how it is written, and the document with another one in its place.
import { placesOf, textOf, unitsOf } from './exact.js';
import { SimulationError } from '../../errors.js';

const wrong = (code, message, help) => new SimulationError({ code, message, help });

/** So many values lie between the ends at most. */
const MOST = 1_000_000n;

const STEP = /^(?:\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])/;

/** The steps of a path as findings write it: `versions[0].rules[2].earn.points`, with or without `$.` before it. */
function stepsOf(path) {
  const steps = [];
  let rest = String(path).replace(/^\$\.?/, '');
  while (rest !== '') {
    const found = STEP.exec(rest);
    if (!found) throw wrong('unknown-name', `the path '${path}' cannot be read`, 'write it as findings do: versions[0].rules[2].earn.points');
    const [all, name, place, quoted] = found;
    steps.push(name ?? (place === undefined ? JSON.parse(quoted) : Number(place)));
    rest = rest.slice(all.length);
  }
  return steps;
}

/** How a number is written: with a percent sign and what stands before it, as text or as a number; its digits. */
function formOf(value) {
  const found = /^(-?\d+(?:\.\d+)?)(\s*%)?$/.exec(String(value).trim());
  return found && { digits: found[1], sign: found[2] ?? '', isText: typeof value === 'string' };
}

/**
 * The number at a path, and the values from one to another that it may take, a step apart.
 * @returns {{ last: number, at: (place: number) => string | number, write: (place: number) => string, step: string | number }}
 *   `write` gives the document as text
 */
export function numberAt(document, path, { from, to, step }) {
  const steps = stepsOf(path);
  const owner = steps.slice(0, -1).reduce((within, one) => (Object.hasOwn(Object(within), one) ? within[one] : undefined), document);
  const key = steps.at(-1);
  const value = Object.hasOwn(Object(owner), key) ? owner[key] : undefined;
  if (value === undefined) throw wrong('unknown-name', `the document has nothing at '${path}'`, 'give the path of a number, as findings write it');
  const form = ['string', 'number'].includes(typeof value) ? formOf(value) : null;
  if (!form) throw wrong('wrong-type', `'${JSON.stringify(value)}' at '${path}' is no decimal number`, 'give the path of a number such as 12.5, "12.50" or "2 %"');
  const read = (name, given) => {
    const found = given === undefined ? null : formOf(given);
    if (!found) throw wrong('wrong-type', `'${given}' is no number for '${name}'`, `write it as the document does: ${JSON.stringify(value)}`);
    if (Boolean(found.sign) !== Boolean(form.sign)) throw wrong('wrong-type', `'${name}' is '${given}', and the document has ${JSON.stringify(value)}`, form.sign ? 'give it in percent, such as "2 %"' : 'give it without a percent sign');
    return found.digits;
  };
  const [low, high] = [read('from', from), read('to', to)];
  const wanted = step === undefined ? null : read('step', step);
  // Without a step it is one of the last place that is written anywhere.
  const places = Math.max(...[low, form.digits, wanted ?? high].map(placesOf));
  const finer = Math.max(places, placesOf(high));
  const first = unitsOf(low, places);
  const end = unitsOf(high, finer) / 10n ** BigInt(finer - places);
  const by = wanted === null ? 1n : unitsOf(wanted, places);
  if (by <= 0n) throw wrong('out-of-range', `a step of '${step}'`, 'give a step above zero');
  if (end < first) throw wrong('out-of-range', `from '${from}' to '${to}'`, "give 'to' above 'from'");
  const count = (end - first) / by;
  if (count > MOST) throw wrong('out-of-range', `${count} values from '${from}' to '${to}'`, 'give a larger step');
  const written = (units) => {
    const digits = textOf(units, places);
    if (form.isText) return `${digits}${form.sign}`;
    const number = Number(digits);
    if (placesOf(String(number)) === null || unitsOf(String(number), places) !== units) throw wrong('out-of-range', `'${digits}' has too many digits for a number`, 'write the number as text in the document');
    return number;
  };
  const at = (place) => written(first + BigInt(place) * by);
  return {
    last: Number(count),
    step: written(by),
    at,
    write(place) {
      const before = owner[key];
      owner[key] = at(place);
      const text = JSON.stringify(document);
      owner[key] = before;
      return text;
    },
  };
}
