// Months of a simulation by their names.
import { month } from '../numbers.js';

/** The year to whose end every account is brought. */
export const yearOf = ({ tally }) => tally.months.map((one) => one.month).sort().at(-1)?.slice(0, 4) ?? '';

/** The midnight after the last day is no month of its own. */
export const monthOr = (program) => (at) => (at.slice(0, 4) > yearOf(program) ? 'the end' : month(at));
