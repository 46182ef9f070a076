// What an order may hold, so that it can go as numbers: whatever is not as it is known to be here goes to the engine as
// text, which says what is wrong with it. An order that is previewed as numbers is one that can be posted.

/** The fields of an order and of its lines that go as numbers; an order with others goes as text. */
export const ORDER = ['id', 'at', 'invoiced', 'lines', 'shipping', 'paidWithPoints', 'attributes', 'measures'];
export const LINE = [
  'id', 'sku', 'quantity', 'unitPrice', 'amount', 'discount', 'tax', 'category', 'brand', 'tags', 'attributes', 'measures', 'cost',
];

/** More fields of an order: an order that tells them goes as text, but to the engine of a storefront, which has no other way. */
export const MORE = ['participant', 'partner', 'due'];

/** Has the object no field beside these? `known` is how many of them were seen: mostly the count alone tells. */
export function hasNoOther(object, fields, known) {
  const keys = Object.keys(object);
  return keys.length === known || keys.every((key) => object[key] === undefined || fields.includes(key));
}

/** Is it text, or not there? */
export const isText = (value) => value === undefined || typeof value === 'string';

/** Are these names with text each, or not there? */
export function areTexts(map) {
  if (map === undefined) return true;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return false;
  for (const name in map) if (typeof map[name] !== 'string') return false;
  return true;
}

/** Are these attributes of a line, beside those that are fields of it? */
export const areAttributes = (map) =>
  map === undefined || (areTexts(map) && map.sku === undefined && map.category === undefined && map.brand === undefined);

/** Is it a list of texts, or not there? */
export const isTextList = (list) => list === undefined || (Array.isArray(list) && list.every((one) => typeof one === 'string'));
