// Whether what came out holds everything that was expected: the same subset match as tests/support/matching.rs.

/** What may be left out where a map holds only what is not zero. */
const isNothing = (value) => value === null || value === 0 || (typeof value === 'string' && /^[0.]+$/.test(value)) || (Array.isArray(value) && value.length === 0);

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The JSON pointer of every place in `actual` that does not match `expected`, with both values. */
export function differences(expected, actual, at = '') {
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([key, wanted]) => {
      const place = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (Object.hasOwn(actual, key)) return differences(wanted, actual[key], place);
      return isNothing(wanted) ? [] : [`${place}: expected ${JSON.stringify(wanted)}, found nothing`];
    });
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = expected.length === actual.length ? [] : [`${at}: expected ${expected.length} items, found ${actual.length}: ${JSON.stringify(actual)}`];
    return [...length, ...expected.slice(0, actual.length).flatMap((wanted, index) => differences(wanted, actual[index], `${at}/${index}`))];
  }
  return expected === actual ? [] : [`${at}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`];
}

/** Does every one of `expected` match some item of `actual`? */
export const included = (expected, actual, at) =>
  expected
    .filter((wanted) => !actual.some((item) => differences(wanted, item).length === 0))
    .map((wanted) => `${at}: expected an item like ${JSON.stringify(wanted)}, found ${JSON.stringify(actual)}`);

/** Points or money, as a number or as text, in millionths. */
export function millionths(value) {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(String(value));
  return BigInt(`${sign}${whole}${part.padEnd(6, '0')}`);
}

/** Sums of amounts by key, in millionths. */
export function sums(items, key) {
  const out = {};
  for (const item of items) out[key(item)] = (out[key(item)] ?? 0n) + millionths(item.amount);
  return out;
}

/** Both maps hold the same sums; what is zero may be left out. */
export function unlikeSums(expected, found, at) {
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...keys]
    .filter((key) => millionths(expected[key] ?? 0) !== (found[key] ?? 0n))
    .map((key) => `${at}/${key}: expected ${expected[key] ?? 'nothing'}, found ${found[key] ?? 0n} millionths`);
}
