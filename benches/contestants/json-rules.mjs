// json-rules-engine: the conditions as its JSON, one engine for lines and one for orders. It answers in promises.
import { Engine } from 'json-rules-engine';
import { LINE_RULES, ORDER_RULES } from './rules.mjs';
import { previewLater } from './with-library.mjs';

function conditions(fact, wanted) {
  if (Array.isArray(wanted)) return [{ fact, operator: 'in', value: wanted }];
  const both = [];
  if ('atLeast' in wanted) both.push({ fact, operator: 'greaterThanInclusive', value: wanted.atLeast });
  if ('atMost' in wanted) both.push({ fact, operator: 'lessThanInclusive', value: wanted.atMost });
  return both;
}

function hits(rules) {
  const engine = new Engine();
  rules.forEach(({ id, when }, index) => {
    const all = Object.entries(when).flatMap(([field, wanted]) => conditions(field, wanted));
    engine.addRule({ name: id, conditions: { all }, event: { type: id, params: { index } } });
  });
  return async (facts) => {
    const { events } = await engine.run(facts);
    // Rules of one priority answer in no fixed order.
    return events.map((event) => event.params.index).sort((a, b) => a - b);
  };
}

export const preview = previewLater(hits(LINE_RULES), hits(ORDER_RULES));
