// Rows that are in no order: counted by reason, with a few of each, and all of them as CSV.

export const reasons = {
  'no-account': 'no customer',
  'no-quantity': 'a quantity of zero',
  'zero-price': 'a price of zero',
  'negative-price': 'a price below zero',
  'bad-time': 'a date that cannot be read',
  'bad-quantity': 'a quantity that cannot be read',
  'bad-price': 'a price that cannot be read',
  'bad-discount': 'a discount that cannot be read',
  'bad-measure': 'a measure that cannot be read',
  'bad-fields': 'another number of fields than the first line has',
  'bad-quotes': 'quotation marks that do not match',
};

const SHOWN = 3;

/** What the simulator left out, with what the reader knows better. */
export function grouped(left, torn) {
  const known = new Map(torn.map(({ row, reason }) => [row, reason]));
  const groups = new Map();
  for (const { row, reason } of left) {
    const told = known.get(row) ?? reason;
    if (!groups.has(told)) groups.set(told, []);
    groups.get(told).push(row);
  }
  return [...groups].map(([reason, rows]) => ({ reason, rows })).sort((one, other) => other.rows.length - one.rows.length);
}

/** The first rows of each reason, as they stand in the file. */
export async function examplesOf(groups, pick) {
  const wanted = [...new Set(groups.flatMap(({ rows }) => rows.slice(0, SHOWN)))].sort((one, other) => one - other);
  if (wanted.length === 0) return groups;
  const { rows } = await pick(wanted);
  const byRow = new Map(wanted.map((row, at) => [row, rows[at]]));
  return groups.map((group) => ({ ...group, first: group.rows.slice(0, SHOWN).map((row) => byRow.get(row)) }));
}

/** All of them as CSV: reason and line before the row as it stands. */
export function leftAsCsv(groups, save) {
  const reasonOf = new Map(groups.flatMap(({ reason, rows }) => Array.from(rows, (row) => [row, reason])));
  const wanted = [...reasonOf.keys()].sort((one, other) => one - other);
  return save(wanted, wanted.map((row) => reasonOf.get(row)));
}
