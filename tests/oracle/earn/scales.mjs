// Scales: how a count turns into a number.
import { ZERO, decimal, least, sum } from '../exact.mjs';

const startOf = (band) => decimal(band.from ?? band.above ?? 0);
const isReached = (band, count) => (band.above !== undefined ? count.isAbove(startOf(band)) : !count.isBelow(startOf(band)));
const rateOf = (band) => decimal(band.rate ?? band.perUnit ?? band.fixed ?? 0);

/** The place of the band that `count` reaches, or -1. */
export const reached = (bands, count) => bands.findLastIndex((band) => isReached(band, count));

/** The first band that pays anything: where "whole-above" begins by itself. */
const firstThatPays = (bands) => startOf(bands.find((band) => !rateOf(band).isZero) ?? bands[0]);

/** What `bands` give on `base` where `basis` picks the band. */
export function byBands({ bands, mode, start, allReached }, base, basis) {
  // Nothing to stand beside: no band is reached.
  const at = basis === null ? -1 : reached(bands, basis);
  // Where nothing was counted, nothing is paid, a fixed amount from 0 on included.
  if (at < 0 || base.isZero) return ZERO;
  const rate = rateOf(bands[at]);
  switch (mode) {
    case 'whole':
    case 'per-unit':
      return base.times(rate);
    case 'fixed':
      return allReached ? sum(bands.slice(0, at + 1).map(rateOf)) : rate;
    case 'whole-above': {
      const from = start === undefined ? firstThatPays(bands) : decimal(start);
      return base.isAbove(from) ? base.minus(from).times(rate) : ZERO;
    }
    case 'marginal': {
      // Slices are cut by the basis; each holds the same share of the base.
      if (basis.isZero) return ZERO;
      const share = base.over(basis);
      return sum(bands.slice(0, at + 1).map((band, index) => {
        const next = bands[index + 1];
        const end = next ? least(startOf(next), basis) : basis;
        return end.minus(startOf(band)).times(share).times(rateOf(band));
      }));
    }
    default:
      throw new Error(`no mode ${mode}`);
  }
}
