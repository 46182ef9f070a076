// A piece of a book by accounts: each part has the rows of its own.

/** A copy of a piece that can be handed over. */
export const copyOf = (piece) => taken(piece, piece.rows, (column) => column.slice(), piece.fresh);

/**
 * The rows of a piece, by the places of their accounts, in so many parts: `of` says which rows they were. `told` texts of
 * accounts came before.
 */
export function partsOf(piece, parts, told) {
  const [accounts] = piece.texts;
  const begins = new Uint32Array(parts + 1);
  for (const account of accounts) begins[(account % parts) + 1] += 1;
  for (let part = 0; part < parts; part++) begins[part + 1] += begins[part];
  const rows = new Uint32Array(piece.rows);
  const next = begins.slice();
  for (let row = 0; row < rows.length; row++) rows[next[accounts[row] % parts]++] = row;
  return Array.from({ length: parts }, (_, part) => {
    const of = rows.slice(begins[part], begins[part + 1]);
    const rowsOf = (column) => {
      const out = new column.constructor(of.length);
      for (let at = 0; at < out.length; at++) out[at] = column[of[at]];
      return out;
    };
    const [names, ...others] = piece.fresh;
    // It has no use for the others' accounts.
    const own = names.map((text, at) => ((told + at) % parts === part ? text : ''));
    return { of, piece: taken(piece, of.length, rowsOf, [own, ...others]) };
  });
}

const taken = ({ orders, texts, numbers }, rows, take, fresh) => ({ rows, orders: take(orders), texts: texts.map(take), fresh, numbers: numbers.map((column) => column && take(column)) });

/** What of a piece can be handed over, and not only copied. */
export const buffersOf = ({ orders, texts, numbers }) => [orders, ...texts, ...numbers].flatMap((column) => (column ? [column.buffer] : []));
