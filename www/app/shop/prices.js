// Net prices: asked for where the program says what points are worth, or what is to be left to the operator. What goods cost
// the operator stands in no public data, so it is made up: between 55 and 85 hundredths of the price, the same each time.
import { versionOn } from '../engine/version.js';
import { lot } from '../account/invented.js';

export const asksPrices = (document, date) => Boolean(versionOn(document, date)?.marginFloor) || (document.points ?? []).some(({ worth }) => worth !== undefined);

export const asksCost = (document, date) => Boolean(versionOn(document, date)?.marginFloor);

/** What goods cost the operator, as the order's line says it; none for a quantity that is none. */
export function costOf({ sku, quantity, unitPrice }) {
  const cost = ((Number(quantity) * Number(unitPrice) * (55 + (lot(`cost ${sku}`) % 31))) / 100).toFixed(2);
  return /^\d+\.\d\d$/.test(cost) ? { cost } : {};
}
