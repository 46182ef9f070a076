// Rows as comma-separated values, for a spreadsheet or a bookkeeping program.

/** A text that a spreadsheet would take for a formula is marked as text; numbers below zero stay numbers. */
const safe = (text) => (/^[=+@\t]/.test(text) || (text.startsWith('-') && Number.isNaN(Number(text))) ? `'${text}` : text);

const cell = (value) => {
  const text = safe(String(value ?? ''));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** @param {unknown[][]} rows */
export const csvOf = (rows) => rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');

/** @param {string[]} columns @param {object[]} rows */
export const csv = (columns, rows) => csvOf([columns, ...rows.map((row) => columns.map((name) => row[name]))]);
