// Earnest as a page would use it: an order goes in as it was received, plain objects come out.
import { Program } from '#earnest';
import { accountOf, programText } from '../workload.mjs';

export const load = (text = programText) => Program.load(text);

/** What an account brings with it, by the first word of a counter's name, such as `awarded:points/year`. */
const PAST = {
  orders: (cart) => cart.orders,
  awarded: (cart) => cart.points,
  amount: (cart) => (cart.monthCents / 100).toFixed(2),
};

/** The account of a cart, opened on the cart's day with the history it brings. */
export function open(program, cart) {
  const counters = {};
  for (const { key } of program.counters()) {
    const past = PAST[/^[a-z]+/.exec(key)?.[0]];
    if (past) counters[key] = past(cart);
  }
  const opening = {
    id: 'opening',
    at: `${cart.date}T00:00:00`,
    balances: { points: cart.balance },
    tiers: { [cart.segment]: { level: `${cart.segment}-${cart.tier}` } },
    counters,
    others: 'zero',
  };
  return program.account(accountOf(cart)).post({ opening }).account;
}

/** Everything a page shows of a preview. Steps come as plain objects; a page shows them as they are. */
export function read(preview) {
  const lines = [];
  for (const line of preview.lines) lines.push({ sku: line.sku, points: line.points.points, reasons: line.steps });
  const [tier] = preview.tiers;
  return {
    lines,
    order: preview.orderSteps.filter((step) => step.unit === 'points'),
    points: preview.points.points,
    tier: tier.after,
    next: tier.next && {
      level: tier.next.level,
      missing: tier.next.metrics.map(({ metric, missing }) => ({ metric, missing })),
      share: tier.next.share,
    },
    rebate: preview.accruals[0].added,
    margin: preview.money.margin,
  };
}

const levelOf = (id) => id.slice(id.indexOf('-') + 1);

const reason = ({ rule, kind, amount }) => ({ rule, kind, points: amount });

/** A result in the words of the other contestants, who know one kind of reason and no ladder in a level's name. */
export function translated({ tier, next, order, lines, ...result }) {
  const missing = Object.fromEntries((next?.missing ?? []).map((metric) => [metric.metric, Number(metric.missing)]));
  const reasons = order
    .filter((step) => step.kind === 'award' || step.kind === 'cap')
    .map((step) => reason(step.rule === 'points' ? { ...step, rule: 'cap' } : step));
  return {
    ...result,
    lines: lines.map((line) => ({ ...line, reasons: line.reasons.map(reason) })),
    order: reasons,
    tier: levelOf(tier),
    next: next && { tier: levelOf(next.level), points: missing.points, orders: missing.orders, share: next.share },
  };
}
