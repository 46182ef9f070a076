// json-logic-engine: the conditions as JsonLogic, compiled by the library to one function.
import { LogicEngine } from 'json-logic-engine';
import { LINE_RULES, ORDER_RULES } from './rules.mjs';
import { preview as withLibrary } from './with-library.mjs';

function logic(field, wanted) {
  const value = { var: field };
  if (Array.isArray(wanted)) return [{ in: [value, wanted] }];
  const both = [];
  if ('atLeast' in wanted) both.push({ '>=': [value, wanted.atLeast] });
  if ('atMost' in wanted) both.push({ '<=': [value, wanted.atMost] });
  return both;
}

function condition({ when }) {
  const parts = Object.entries(when).flatMap(([field, wanted]) => logic(field, wanted));
  return parts.length > 0 ? { and: parts } : true;
}

/** One compiled list of all conditions: a single call answers for every rule. */
function hits(rules) {
  const answers = new LogicEngine().build(rules.map(condition));
  return (facts) => {
    const found = [];
    answers(facts).forEach((holds, index) => holds && found.push(index));
    return found;
  };
}

export const preview = withLibrary(hits(LINE_RULES), hits(ORDER_RULES));
