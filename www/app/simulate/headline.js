// What a simulation says, in a few sentences.
import { money, number, percent, plural } from '../format.js';
import { less, shareOf } from './numbers.js';

/** @param {{ programs: object[] }} result @returns {string[]} sentences */
export function headline({ programs }) {
  if (programs.length > 2) return several(programs);
  return programs.length === 1 ? alone(programs[0]) : compared(programs);
}

const LETTERS = 'ABCD';

/** Three or four programs, the cheapest first. */
function several(programs) {
  const lettered = programs.map((program, at) => ({ ...program, letter: LETTERS[at] }));
  const isOne = new Set(programs.map(({ currency }) => currency)).size === 1;
  const said = (program) => `${program.letter}, ${program.name}, ${costs(program)}`;
  const byCost = lettered.toSorted((one, other) => Number(one.figures.cost.total) - Number(other.figures.cost.total));
  const [least, most] = [byCost[0], byCost.at(-1)];
  const between = byCost.slice(1, -1).map(said).join('; ');
  const begin = isOne
    ? `${least.letter}, ${least.name}, costs least: ${costs(least)}; ${most.letter}, ${most.name}, most: ${costs(most)}. Between them: ${between}.`
    : `They count in different currencies: ${lettered.map(said).join('; ')}.`;
  return [begin, ...lettered.map((program) => refused(program, program.letter)), amongAll(lettered), lettered.map((program) => evens(program, program.letter)).join(' '), ...lettered.map((program) => free(program, program.letter))].filter(Boolean);
}

/** What the tenth that buys most gets of each. */
function amongAll(lettered) {
  const found = lettered.map((program) => ({ ...top(program), letter: program.letter }));
  if (lettered[0].figures.accounts < 10 || found[0].sales === undefined || found.some(({ cost }) => cost === null)) return null;
  return `The tenth of accounts that buys most makes ${short(found[0].sales)} of sales; it gets ${found.map(({ cost, letter }) => `${short(cost)} of what ${letter} gives`).join(', ')}.`;
}

const costs = ({ figures, currency }) => `${money(figures.cost.total, currency)} (${number(figures.cost.share)} % of sales)`;

function alone(program) {
  const { figures, currency, name } = program;
  const begin = `${name} would have cost ${money(figures.cost.total, currency)}, which is ${number(figures.cost.share)} % of sales of ${money(figures.net, currency)}.`;
  return [begin, refused(program, name), favours(program, name), evens(program, 'It'), free(program)].filter(Boolean);
}

function compared([one, other]) {
  const [a, b] = [`A, ${one.name},`, `B, ${other.name},`];
  const begin = () => {
    if (one.currency !== other.currency) return `${a} would have cost ${costs(one)}, ${b} ${costs(other)}; they count in different currencies.`;
    const difference = less(other.figures.cost.total, one.figures.cost.total);
    if (Number(difference) === 0) return `${a} and ${b} cost the same: ${costs(one)}.`;
    const [dear, cheap] = difference.startsWith('-') ? [one, other] : [other, one];
    const [dearName, cheapName] = dear === one ? [a, b] : [b, a];
    return `${dearName} costs ${money(difference.replace('-', ''), one.currency)} more: ${costs(dear)}, against ${costs(cheap)} for ${cheapName.replace(/,$/, '')}.`;
  };
  return [begin(), refused(one, 'A'), refused(other, 'B'), whom(one, other), evenly(one, other), free(one, 'A'), free(other, 'B')].filter(Boolean);
}

/** What a program refused is in none of its figures, so it is said before them. */
function refused({ tally }, name) {
  const events = tally.refused.reduce((sum, one) => sum + one.events, 0);
  if (events === 0) return null;
  const [{ message }] = [...tally.refused].sort((a, b) => b.events - a.events);
  return `${name} refused ${number(events)} of ${plural(events + tally.orders + tally.returns, 'order')}, which are in none of its figures: ${message}.`;
}

/** The share of a program's cost that goes to the tenth of accounts that buys most, and its share of sales. */
const top = ({ figures }) => ({ cost: sells({ figures }) ? shareOf(figures.deciles[0]?.cost ?? 0, figures.cost.total) : null, sales: figures.deciles[0]?.share });

/** Shares of sales and of cost say something where there are both. */
const sells = ({ figures }) => Number(figures.net) > 0 && Number(figures.cost.total) > 0;

const short = (share) => `${number(Math.round(Number(share)))} %`;

/** Shares nearer than this are alike. */
const ALIKE = 2;

/** Whom a program favours, of its gap between share of cost and share of sales. */
const leans = (gap) => (Math.abs(gap) < ALIKE ? 'gives in proportion to sales' : gap > 0 ? 'favours accounts that buy much' : 'favours accounts that buy less');

function favours(program, name) {
  const { cost, sales } = top(program);
  if (cost === null || sales === undefined || program.figures.accounts < 10) return null;
  return `The tenth of accounts that buys most makes ${short(sales)} of sales and gets ${short(cost)} of what ${name} gives: ${name} ${leans(cost - sales)}.`;
}

function whom(one, other) {
  const [a, b] = [top(one), top(other)];
  if (one.figures.accounts < 10 || other.figures.accounts < 10) return null;
  if (a.cost === null || b.cost === null) return favours(a.cost === null ? other : one, a.cost === null ? 'B' : 'A');
  const said = [leans(a.cost - a.sales), leans(b.cost - b.sales)];
  const both = `both ${said[0].replace(/^(give|favour)s/, '$1')}`;
  const more = Math.abs(a.cost - b.cost) < ALIKE || said[0].startsWith('gives') ? '' : `, ${Math.abs(a.cost - a.sales) > Math.abs(b.cost - b.sales) ? 'A' : 'B'} more so`;
  return `The tenth of accounts that buys most makes ${short(a.sales)} of sales; it gets ${short(a.cost)} of what A gives and ${short(b.cost)} of what B gives: ${said[0] === said[1] ? both + more : `A ${said[0]}, B ${said[1]}`}.`;
}

/** Both in one sentence, where both pay for themselves. */
function evenly(one, other) {
  const pays = ({ figures }) => sells({ figures }) && figures.returned.breakEven !== undefined;
  if (!pays(one) || !pays(other)) return `${evens(one, 'A')} ${evens(other, 'B')}`;
  const margin = percent(one.figures.assumed.margin);
  return `At a margin of ${margin}, A pays for itself from an uplift of ${number(one.figures.returned.breakEven)} % on, B from ${number(other.figures.returned.breakEven)} % on.`;
}

function evens({ figures }, name) {
  const margin = percent(figures.assumed.margin);
  if (Number(figures.cost.total) <= 0) return `${name} costs nothing.`;
  if (Number(figures.net) <= 0) return `${name} has no sales to pay for it.`;
  const { breakEven } = figures.returned;
  return breakEven === undefined
    ? `${name} costs more than a margin of ${margin} brings: no uplift pays for it.`
    : `${name} pays for itself from an uplift of ${number(breakEven)} % on, at a margin of ${margin}.`;
}

/** Points without a cost are named, so that nobody takes them for free. */
function free({ figures, names }, letter) {
  const without = figures.units.filter(({ unit, isPoints }) => isPoints && Number(figures.assumed.pointCost[unit] ?? 0) === 0).map(({ unit }) => names.currency(unit));
  if (without.length === 0) return null;
  const said = `${without.join(' and ')}${letter ? ` of ${letter}` : ''} cost nothing here: the program says no worth, and nothing is assumed.`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}
