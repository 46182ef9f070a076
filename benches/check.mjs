// Whether contestants agree, to the hundredth of a point and the cent.
import { deepStrictEqual } from 'node:assert';

/** Hundredths of a point, from those who count in them (`units`) and those who count in points. */
const unitsOf = ({ units, points }) => units ?? Math.round(points * 100);

/** Units by rule; rules that gave nothing in the end are left out. */
function byRule(reasons) {
  const sums = new Map();
  for (const reason of reasons) sums.set(reason.rule, (sums.get(reason.rule) ?? 0) + unitsOf(reason));
  return Object.fromEntries([...sums].filter(([, units]) => units !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const toCents = (money) => (typeof money === 'string' ? Math.round(Number(money) * 100) : money);

/** One form for every contestant's result. */
export const normal = (result) => ({
  lines: result.lines.map((line) => ({ sku: line.sku, units: unitsOf(line), rules: byRule(line.reasons) })),
  order: byRule(result.order),
  points: result.points,
  tier: result.tier,
  next: result.next,
  rebate: toCents(result.rebate),
  margin: toCents(result.margin),
});

/**
 * Entries are `{ name, run, inputs }`. Throws, saying who and where, unless every entry's result for every input is the
 * first one's.
 */
export async function agree([yardstick, ...others]) {
  for (const index of yardstick.inputs.keys()) {
    const expected = normal(await yardstick.run(yardstick.inputs[index]));
    for (const { name, run, inputs } of others) {
      const actual = normal(await run(inputs[index]));
      try {
        deepStrictEqual(actual, expected);
      } catch (error) {
        const where = `cart ${index} with ${expected.lines.length} lines`;
        throw new Error(`${name} differs from ${yardstick.name} on ${where}\n${error.message}`);
      }
    }
  }
}
