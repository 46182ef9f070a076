// What a shop that only previews needs, around an engine without the rest: see storefront.mjs for how it is made.
import { glue } from '../engine.js';
import { EntryError } from '../errors.js';

/** What this engine does without, by the call that misses it. */
export const lacking = {
  preview: 'whole outcomes (forecasts, hints, reasons, sentences)',
  unpaid: 'reasons',
  hints: 'hints',
  whatIf: 'whole comparisons',
  netPrices: 'net prices',
  notices: 'notices',
  accrued: 'sums of what accrues',
  post: 'posting',
  advance: 'midnights run by hand',
  board: 'boards',
  closeBoard: 'boards',
  planWorth: 'worth of plans',
};

for (const [method, what] of Object.entries(lacking)) {
  Object.defineProperty(glue.WasmAccount.prototype, method, {
    value() {
      throw new EntryError(what);
    },
  });
}
