// Goods by the names that a program has for them. The order book knows a dozen kinds of small wares; a program may speak of
// paint or of confections. Then kinds of the order book are read as those, the larger ones first, and the page says which.

/** Every value of a field, wherever it stands in a part of a document, but for what is only left out. */
function* valuesOf(part, field) {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'not') continue;
    if (key === field) yield value;
    yield* valuesOf(value, field);
  }
}

const namedIn = (document, field) => {
  const rules = document.versions.flatMap(({ rules = [], promotions = [], tiers = [] }) => [rules, promotions, tiers]);
  const texts = [...valuesOf(rules, field)].flat().filter((one) => typeof one === 'string');
  return [...new Set(texts)];
};

/** So many kinds keep their own names at least. */
const rest = 3;

/**
 * @param {{ products: object[], bySku: Map<string, object>, categories: string[] }} data
 * @returns the same with the program's own categories and brands, and `readAs`: `[of the order book, of the program]`
 */
export function goodsOf(data, document) {
  const foreign = namedIn(document, 'category').filter((name) => !data.categories.includes(name));
  const brands = namedIn(document, 'brand');
  if (foreign.length + brands.length === 0) return { ...data, readAs: [] };
  const size = (category) => data.products.filter((one) => one.category === category).length;
  const named = new Set(namedIn(document, 'category'));
  const own = data.categories.filter((name) => !named.has(name)).sort((one, other) => size(other) - size(one));
  const readAs = foreign.map((name, index) => [own[index], name]).slice(0, Math.max(0, own.length - rest));
  const names = new Map(readAs);
  // A brand has the kinds that come next.
  const branded = new Map(brands.map((brand, index) => [own[readAs.length + index], brand]).filter(([category]) => category));
  const known = (product) => ({ ...product, category: names.get(product.category) ?? product.category, ...(branded.has(product.category) && { brand: branded.get(product.category) }) });
  const bySku = new Map([...data.bySku].map(([sku, product]) => [sku, known(product)]));
  return {
    ...data,
    products: data.products.map(({ sku }) => bySku.get(sku)),
    bySku,
    categories: [...new Set(data.categories.map((name) => names.get(name) ?? name))].sort((one, other) => one.localeCompare(other, 'en')),
    readAs: [...readAs, ...branded],
  };
}
