// What an order may hold, so that the first one of a program can go as numbers too. Whatever is not as it is known to be
// here goes to the engine as text, which says what is wrong with it.

/** The fields of an order and of its lines: those of pkg-config/schema/event.json. */
export const ORDER = ['id', 'at', 'invoiced', 'lines', 'shipping', 'paidWithPoints', 'attributes', 'measures', 'participant'];
export const LINE = [
  'id', 'sku', 'quantity', 'unitPrice', 'amount', 'discount', 'tax', 'category', 'brand', 'tags', 'attributes', 'measures',
];

const isText = (value) => value === undefined || typeof value === 'string';
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const within = (object, fields) => isObject(object) && Object.keys(object).every((key) => fields.includes(key));
const texts = (map) => map === undefined || (isObject(map) && Object.values(map).every((value) => typeof value === 'string'));

/** Does the order hold nothing but what the engine knows, so far as packing does not look at it? */
export function isPlain(order) {
  return (
    within(order, ORDER) &&
    isText(order.participant) &&
    texts(order.attributes) &&
    (order.measures === undefined || isObject(order.measures)) &&
    Array.isArray(order.lines) &&
    order.lines.every((line) => within(line, LINE) && isText(line.id) && texts(line.attributes))
  );
}
