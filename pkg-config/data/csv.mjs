// The source's CSV dialect: a field is quoted only if it holds a comma, a quote or a line break.

const FIELD = /(?:"((?:[^"]|"")*)"|([^",\n]*))([,\n])/gy;

/** The rows of a CSV text whose last line ends with a line break. */
export function* parseCsv(text) {
  let row = [];
  let end = 0;
  for (const match of text.matchAll(FIELD)) {
    const [, quoted, plain, separator] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    end = match.index + match[0].length;
    if (separator === '\n') {
      yield row;
      row = [];
    }
  }
  if (end !== text.length || row.length > 0) throw new Error(`not a CSV text from character ${end} on`);
}

/** One row as the source writes it. */
export const csvRow = (fields) => `${fields.map(csvField).join(',')}\n`;

const csvField = (field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
