// The rule of tests/data/categories.json, wherever it is read.

/** What gives a stock code with its usual description a category. */
export const categoryBy = (rule) => (sku, name) => {
  const code = sku.toUpperCase();
  const text = ` ${name.toUpperCase().replace(/[^A-Z0-9]+/g, ' ').trim()} `;
  const says = (word) => text.includes(` ${word} `) || text.includes(` ${word}S `);
  const entry = rule.categories.find(({ codes = [], words }) => codes.includes(code) || words.some(says));
  return entry?.category ?? rule.otherwise;
};

/** The most frequent description that is not blank; of equals, the first seen. */
export function usualName(names) {
  let usual = '';
  let most = 0;
  for (const [name, count] of names) {
    if (name.trim() !== '' && count > most) [usual, most] = [name, count];
  }
  return usual;
}
