import { readFileSync } from 'node:fs';
import { categoryBy } from './category.mjs';

const rule = JSON.parse(readFileSync(new URL('../../tests/data/categories.json', import.meta.url), 'utf8'));

/** Every category a product can have. */
export const CATEGORIES = [...rule.categories.map((entry) => entry.category), rule.otherwise];

/** The category of a stock code with its usual description. */
export const categoryOf = categoryBy(rule);
