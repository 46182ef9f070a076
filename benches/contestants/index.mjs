// Who takes part, each with the input that is natural to it. The first is the yardstick.
import { inDecimals } from '../workload.mjs';
import * as big from './big.mjs';
import * as dataDriven from './data-driven.mjs';
import * as hand from './hand.mjs';
import * as jsonLogic from './json-logic.mjs';
import * as jsonRules from './json-rules.mjs';

const asIs = (cart) => cart;

export const contestants = [
  { name: 'hand', run: hand.preview, input: asIs },
  { name: 'data-driven', run: dataDriven.preview, input: asIs },
  { name: 'big.js', run: big.preview, input: inDecimals },
  { name: 'json-logic-engine', run: jsonLogic.preview, input: asIs },
  // Hundreds of times slower than the rest: every seventh round is enough.
  { name: 'json-rules-engine', run: jsonRules.preview, input: asIs, later: true, every: 7 },
];
