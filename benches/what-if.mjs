// What a promotion would change on a cart that is already inside: Earnest's answer, and the same from two previews of
// the contestant whose rules are data.
import { calculator, preview } from './contestants/data-driven.mjs';
import { LINE_RULES } from './contestants/rules.mjs';

const BAKERY = { id: 'bakery-week', when: { category: ['bakery'] }, pay: { rate: 10_000 } };

/** What is asked: a promotion more, or one less. Each in Earnest's words and as the other's rules. */
export const QUESTIONS = [
  {
    name: 'add',
    scenario: {
      add: [
        {
          id: 'bakery-week',
          when: { category: 'bakery' },
          earn: { points: 1, per: 1 },
          rounding: { mode: 'floor', scope: 'line' },
        },
      ],
    },
    rules: [...LINE_RULES, BAKERY],
  },
  {
    name: 'remove',
    scenario: { remove: ['wholesale-autumn'] },
    rules: LINE_RULES.filter((rule) => rule.id !== 'wholesale-autumn'),
  },
];

/** What a page shows of an answer, as a plain object. */
export function read({ difference }) {
  const { points, money, tiers } = difference;
  return { points: points.points, rebate: money.rebate, margin: money.margin, tiers: { ...tiers } };
}

/** What the changes make: the order with them less the order without. */
function expected(question, cart) {
  const asked = calculator(question.rules)(cart);
  const now = preview(cart);
  return asked.points - now.points;
}

/** Throws unless Earnest's answer is the difference of two previews. `carts` are `{ cents, resident }`. */
export function agree(question, scenario, carts) {
  for (const { cents, resident } of carts) {
    const { points = 0 } = read(resident.whatIf(scenario));
    const worth = expected(question, cents);
    if (points === worth) continue;
    throw new Error(`what-if '${question.name}' says ${points} for account ${cents.id}, two previews say ${worth}`);
  }
}
