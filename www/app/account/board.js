// The team board: who earned what over a period, from the entries.
import { earnedBy, isBooked } from './books.js';

export const periods = [
  { id: 'month', name: 'This month', months: 1 },
  { id: 'quarter', name: 'This quarter', months: 3 },
  { id: 'year', name: 'This year', months: 12 },
  { id: 'all', name: 'All along' },
];

/** The days of a period around a day; quarters and years are those of the fiscal year. */
export function daysOf(id, day, { yearStarts = 1 }) {
  const { months } = periods.find((one) => one.id === id);
  if (!months) return { from: '0000-01-01', to: day };
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const first = month - ((((month - (yearStarts - 1)) % months) + months) % months);
  return { from: `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}-01`, to: day };
}

/** Units that people or teams hold any of, other than rewards. */
export const unitsOfPeople = (entries) => [...new Set(entries.filter((entry) => entry.holder && isBooked(entry) && !entry.unit.startsWith('reward:')).map(({ unit }) => unit))];

/** People with what they earned, most first; equal amounts share a rank. */
export function ranked(people, entries, unit, days, context) {
  const sums = earnedBy(entries, unit, days, context);
  const rows = people.map((person) => ({ person, units: sums.get(`person:${person.id}`) ?? 0 })).sort((one, other) => other.units - one.units);
  const teams = [...new Set(people.map(({ team }) => team))].map((team) => {
    const own = rows.filter(({ person }) => person.team === team).reduce((sum, { units }) => sum + units, 0);
    return { team, units: own + (sums.get(`pool:${team}`) ?? 0) };
  });
  const rank = (units, all) => 1 + all.filter((one) => one.units > units).length;
  return {
    rows: rows.map((row) => ({ ...row, rank: rank(row.units, rows) })),
    teams: teams.sort((one, other) => other.units - one.units).map((row) => ({ ...row, rank: rank(row.units, teams) })),
  };
}
