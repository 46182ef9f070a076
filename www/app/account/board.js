// The team board: the program's own boards, as the engine ranks them, and who earned what over a period, from the entries.
import { nameIn, versionOn } from '../engine/terms.js';
import * as format from '../format.js';
import { earnedBy, isBooked, unitOf } from './books.js';
import { capital, words } from './people.js';

export const periods = [
  { id: 'month', name: 'This month', months: 1 },
  { id: 'quarter', name: 'This quarter', months: 3 },
  { id: 'year', name: 'This year', months: 12 },
  { id: 'all', name: 'All along' },
];

/** The days of a period around a day; quarters and years are those of the fiscal year. */
export function daysOf(id, day, document) {
  const { months } = periods.find((one) => one.id === id);
  return { from: months ? firstOf(months, day, document) : '0000-01-01', to: day };
}

/** Boards of the program, ranked by the engine, and what people earned, by unit. */
export function boardsOf(told) {
  const boards = versionOn(told.document, told.date)?.boards ?? [];
  return [
    ...boards.map((board) => ({ id: `board ${board.id}`, name: nameIn(board.name) ?? capital(words(board.id)), board })),
    ...unitsOfPeople(told.entries).map((unit) => ({ id: `unit ${unit}`, name: `Earned: ${format.lower(unitOf(unit, told).name)}`, unit })),
  ];
}

const lengths = { day: 0, week: 0, month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** A day of the period that a board is over now, or of the one before; null where there is none. */
export function dayOf({ over }, day, document, before) {
  if (!before) return day;
  const months = lengths[over];
  if (months === undefined) return null;
  if (months === 0) return addDays(day, over === 'week' ? -7 : -1);
  return addDays(firstOf(months, day, document), -1);
}

const addDays = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first day of a period of so many months around a day, in the fiscal year. */
export function firstOf(months, day, { yearStarts = 1 }) {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const first = month - ((((month - (yearStarts - 1)) % months) + months) % months);
  return `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}-01`;
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
