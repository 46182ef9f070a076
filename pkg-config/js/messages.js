// The messages that a document has for members: of the rules that gave something, and of the levels that were reached.
import { textIn } from './texts.js';

const GIVING = ['award', 'multiplier', 'discount', 'accrual'];
const idOf = (thing) => thing.id;

/** `{ rule | level, text }` for each, rules first, in the order of the document. */
export function messagesOf({ steps, tiers }, version, language) {
  const { rules = [], promotions = [], tiers: ladders = [] } = version;
  const gave = new Set(steps.filter(({ kind, amount }) => GIVING.includes(kind) && Number(amount) > 0).map(({ rule }) => rule));
  // A discount is told as what it takes.
  for (const { kind, rule, amount } of steps) if (kind === 'discount' && Number(amount) < 0) gave.add(rule);
  const told = [...rules, ...promotions].filter(({ id, message }) => message != null && gave.has(id));
  const reached = tiers.flatMap(({ ladder, before, after }) => {
    const { levels = [] } = ladders.find(({ id }) => id === ladder) ?? {};
    const place = (level) => levels.map(idOf).indexOf(level);
    const level = levels[place(after)];
    return place(after) > place(before) && level?.message != null ? [level] : [];
  });
  return [
    ...told.map(({ id, message }) => ({ rule: id, text: textIn(message, language) })),
    ...reached.map(({ id, message }) => ({ level: id, text: textIn(message, language) })),
  ];
}
