// A count beside another: the same so long ago, another one, the entries of a list. Plain fractions, and no thresholds.
import { plusMonths, span } from '../calendar.mjs';
import { ONE, ZERO, decimal, fraction } from '../exact.mjs';

const back = ({ days, months }, day) => (days !== undefined ? day - days : plusMonths(day, -months));

/** The window that lies so long before `window`, with the book that its count goes by: as it was when `window` began. */
export function earlier(length, over, window, context) {
  if (over?.rolling) return { window: { first: back(length, window.first - 1) + 1, last: back(length, window.last) }, book: context.book };
  const book = context.bookBefore(window.first);
  if (typeof over === 'object') return { window: { first: back(length, window.first), last: back(length, window.last + 1) - 1 }, book };
  // A day of the earlier period: the first may fall short where months are of different lengths.
  const day = over === 'membership-year' ? back(length, window.first + 15) : back(length, window.first);
  return { window: span(over, day, context.calendar), book };
}

/** The other side, raised; null where there is too little, or nothing and nothing stands for it. */
export function target({ lift, default: instead, least }, found) {
  if (least !== undefined && found && found.sign > 0 && found.isBelow(decimal(least))) return null;
  const there = found && found.sign > 0 ? found : instead === undefined ? null : decimal(instead);
  return there && there.times(lift === undefined ? ONE : decimal(lift));
}

/** Both sides as one number; a raised amount is rounded before it is taken away. */
export const together = (against, count, other, decimals) =>
  against.as === 'difference' ? count.minus(other.rounded('half-up', decimals)) : count.over(other);

export const entries = ({ list }, { account }) => fraction(account.lists?.[list]?.length ?? 0);

/** Whole years or months since joining. */
export function tenure(unit, day, { joined }) {
  let months = 0;
  while (plusMonths(joined, months + 1) <= day) months += 1;
  return day < joined ? ZERO : fraction(unit === 'months' ? months : Math.floor(months / 12));
}
