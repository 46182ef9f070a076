// Periods that can be closed: months, quarters or years of the fiscal year, as far as there are entries.
import { firstOf } from '../account/board.js';
import { day } from '../format.js';

export const lengths = [
  { id: 'month', name: 'Month', months: 1 },
  { id: 'quarter', name: 'Quarter', months: 3 },
  { id: 'year', name: 'Year', months: 12 },
];

const dayBefore = (text) => new Date(Date.parse(`${text}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

function monthsLater(first, months) {
  const then = new Date(`${first}T00:00:00Z`);
  then.setUTCMonth(then.getUTCMonth() + months);
  return then.toISOString().slice(0, 10);
}

/** Newest first: `{ from, to }`, both days included. */
export function periodsOf(entries, per, document, today) {
  const { months } = lengths.find(({ id }) => id === per);
  const days = entries.map(({ at }) => at.slice(0, 10));
  const earliest = days.reduce((one, other) => (other < one ? other : one), today);
  const found = [];
  for (let from = firstOf(months, earliest, document); from <= today; ) {
    const next = monthsLater(from, months);
    found.push({ from, to: dayBefore(next) });
    from = next;
  }
  return found.reverse();
}

const within = ({ at }, { from, to }) => at.slice(0, 10) >= from && at.slice(0, 10) <= to;

/** The one to start with: the newest in which something was booked that is paid out, else the newest with any entry. */
export function firstChoice(periods, entries, isPaid) {
  const has = (wanted) => periods.find((period) => entries.some((entry) => wanted(entry) && within(entry, period)));
  return has(isPaid) ?? has(() => true) ?? periods[0];
}

/** "Oct–Dec 2011", "November 2011" */
export function periodName({ from, to }) {
  const one = from.slice(0, 7) === to.slice(0, 7);
  const form = new Intl.DateTimeFormat('en-GB', { month: one ? 'long' : 'short', year: 'numeric', timeZone: 'UTC' });
  const at = (text) => new Date(`${text}T00:00:00Z`);
  return one ? form.format(at(from)) : form.formatRange(at(from), at(to));
}

/** "1 Oct 2011 to 31 Dec 2011" of a settlement period as entries carry it. */
export const spanText = (period) => period.split('..').map(day).join(' to ');
