import { readFileSync } from 'node:fs';

const rule = JSON.parse(readFileSync(new URL('../../tests/data/categories.json', import.meta.url), 'utf8'));

/** Every category a product can have. */
export const CATEGORIES = [...rule.categories.map((entry) => entry.category), rule.otherwise];

/** The category of a stock code with its usual description. */
export function categoryOf(sku, name) {
  const code = sku.toUpperCase();
  const text = ` ${name.toUpperCase().replace(/[^A-Z0-9]+/g, ' ').trim()} `;
  const says = (word) => text.includes(` ${word} `) || text.includes(` ${word}S `);
  const entry = rule.categories.find(({ codes = [], words }) => codes.includes(code) || words.some(says));
  return entry?.category ?? rule.otherwise;
}
