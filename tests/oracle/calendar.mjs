// Days, months and periods for the second calculator, on JavaScript's own UTC calendar. A day is a number of days
// since 1970-01-01.

const DAY = 86_400_000;

/** What was worked out before, by what it was worked out of. */
export function remembered(make) {
  const known = new Map();
  return (from) => {
    if (!known.has(from)) {
      if (known.size > 50_000) known.clear();
      known.set(from, make(from));
    }
    return known.get(from);
  };
}

export const dayOf = remembered((text) => Math.floor(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY));
export const textOf = remembered((day) => new Date(day * DAY).toISOString().slice(0, 10));

const parts = remembered((day) => {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() };
});

const firstOf = (year, month) => Date.UTC(year, month, 1) / DAY;

/** The same day so many months later, or that month's last. */
export function plusMonths(day, months) {
  const { year, month, date } = parts(day);
  const first = firstOf(year, month + months);
  const length = firstOf(year, month + months + 1) - first;
  return first + Math.min(date, length) - 1;
}

export const monthOf = (day) => {
  const { year, month } = parts(day);
  return year * 12 + month;
};

export const monthEnd = (day) => {
  const { year, month } = parts(day);
  return firstOf(year, month + 1) - 1;
};

export const after = (length, day) => (length.days !== undefined ? day + length.days : plusMonths(day, length.months));

const EVER = { first: -1_000_000, last: 1_000_000 };

function months(day, size, yearStarts) {
  const { year, month } = parts(day);
  const since = year * 12 + month - (yearStarts - 1);
  const start = Math.floor(since / size) * size + (yearStarts - 1);
  return { first: firstOf(Math.floor(start / 12), start % 12), last: firstOf(Math.floor((start + size) / 12), (start + size) % 12) - 1 };
}

/** The first and last day of the `period` that holds `day`, or of the window that ends with it. */
export function span(period, day, { yearStarts, joined }) {
  if (typeof period === 'object') {
    if (period.rolling) {
      const { rolling } = period;
      return { first: rolling.days !== undefined ? day - rolling.days + 1 : plusMonths(day, -rolling.months) + 1, last: day };
    }
    return { first: period.from ? dayOf(period.from) : EVER.first, last: period.to ? dayOf(period.to) : EVER.last };
  }
  switch (period) {
    case 'day':
      return { first: day, last: day };
    case 'week': {
      const monday = day - ((((day + 3) % 7) + 7) % 7);
      return { first: monday, last: monday + 6 };
    }
    case 'month':
      return months(day, 1, 1);
    case 'quarter':
      return months(day, 3, yearStarts);
    case 'half-year':
      return months(day, 6, yearStarts);
    case 'year':
      return months(day, 12, yearStarts);
    case 'membership-year': {
      let years = 0;
      while (plusMonths(joined, (years + 1) * 12) <= day) years += 1;
      while (plusMonths(joined, years * 12) > day) years -= 1;
      return { first: plusMonths(joined, years * 12), last: plusMonths(joined, (years + 1) * 12) - 1 };
    }
    case 'lifetime':
      return EVER;
    default:
      throw new Error(`no period ${period}`);
  }
}

/** So many calendar months, this one included; days stand for as many whole months of 30. */
export function monthsBack({ days, months }, day) {
  const many = months ?? Math.max(1, Math.floor(days / 30));
  const { year, month } = parts(day);
  return { first: firstOf(year, month - many + 1), last: day };
}

export const within = ({ first, last }, day) => first <= day && day <= last;
export const isRolling = (period) => typeof period === 'object' && Boolean(period.rolling);
