// Exact numbers for the second calculator: fractions of BigInt, so that nothing rounds before it is told to.

import { remembered } from './calendar.mjs';

const gcd = (a, b) => {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
};

export class Fraction {
  constructor(above, below = 1n) {
    if (below === 0n) throw new Error('division by zero');
    if (below < 0n) [above, below] = [-above, -below];
    const shared = below === 1n ? 1n : gcd(above < 0n ? -above : above, below) || 1n;
    this.above = above / shared;
    this.below = below / shared;
  }
  plus(other) {
    if (other.above === 0n) return this;
    if (this.below === other.below) return new Fraction(this.above + other.above, this.below);
    return new Fraction(this.above * other.below + other.above * this.below, this.below * other.below);
  }
  minus(other) {
    return this.plus(other.negated());
  }
  times(other) {
    return new Fraction(this.above * other.above, this.below * other.below);
  }
  over(other) {
    return new Fraction(this.above * other.below, this.below * other.above);
  }
  negated() {
    return new Fraction(-this.above, this.below);
  }
  compare(other) {
    const left = this.above * other.below;
    const right = other.above * this.below;
    return left < right ? -1 : left > right ? 1 : 0;
  }
  is(other) {
    return this.compare(other) === 0;
  }
  isBelow(other) {
    return this.compare(other) < 0;
  }
  isAbove(other) {
    return this.compare(other) > 0;
  }
  get sign() {
    return this.above > 0n ? 1 : this.above < 0n ? -1 : 0;
  }
  get isZero() {
    return this.above === 0n;
  }
  /** The whole part, towards zero. */
  whole() {
    return new Fraction(this.above / this.below);
  }
  /** Rounded to so many decimals; modes act on the magnitude. */
  rounded(mode, decimals) {
    const scale = 10n ** BigInt(decimals);
    const negative = this.above < 0n;
    const above = (negative ? -this.above : this.above) * scale;
    let units = above / this.below;
    const twice = (above % this.below) * 2n;
    const up = { floor: false, ceil: twice > 0n, 'half-up': twice >= this.below, 'half-even': twice > this.below || (twice === this.below && units % 2n === 1n) }[mode];
    if (up === undefined) throw new Error(`no rounding ${mode}`);
    if (up) units += 1n;
    return new Fraction(negative ? -units : units, scale);
  }
  /** Decimal text with exactly so many decimals. */
  text(decimals) {
    const scale = 10n ** BigInt(decimals);
    const units = this.times(new Fraction(scale));
    if (units.below !== 1n) throw new Error(`${this} has more than ${decimals} decimals`);
    const digits = String(units.above < 0n ? -units.above : units.above).padStart(decimals + 1, '0');
    const text = decimals ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits;
    return units.above < 0n ? `-${text}` : text;
  }
  toString() {
    return this.below === 1n ? String(this.above) : `${this.above}/${this.below}`;
  }
  toJSON() {
    return this.toString();
  }
}

export const ZERO = new Fraction(0n);
export const ONE = new Fraction(1n);
export const fraction = (number) => new Fraction(BigInt(number));

/** Reads `12.5`, `"12.50"` or `"28 %"`. */
export const decimal = (value) => (value instanceof Fraction ? value : read(value));

const read = remembered((value) => {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?\s*(%?)$/.exec(String(value).trim());
  if (!found) throw new Error(`'${value}' is no decimal`);
  const [, sign, whole, part = '', exponent = '0', percent] = found;
  const places = part.length - Number(exponent) + (percent ? 2 : 0);
  const digits = BigInt(`${sign}${whole}${part}`);
  return places >= 0 ? new Fraction(digits, 10n ** BigInt(places)) : new Fraction(digits * 10n ** BigInt(-places));
});

export const sum = (list) => list.reduce((total, item) => total.plus(item), ZERO);
export const least = (a, b) => (b.isBelow(a) ? b : a);
export const most = (a, b) => (b.isAbove(a) ? b : a);

/**
 * Shares of `total` (a whole number of units of 10^-decimals) in proportion to `weights`: each share floored, what is
 * left to the largest remainder (ties to the earlier) or to the first.
 */
export function spread(total, weights, decimals, remainder = 'largest') {
  const unit = new Fraction(1n, 10n ** BigInt(decimals));
  const whole = sum(weights.filter((weight) => weight.sign > 0));
  const negative = total.sign < 0;
  const magnitude = negative ? total.negated() : total;
  if (whole.isZero) return weights.map((_, index) => (index === 0 ? total : ZERO));
  const exact = weights.map((weight) => (weight.sign > 0 ? magnitude.times(weight).over(whole) : ZERO));
  const shares = exact.map((share) => share.rounded('floor', decimals));
  const order = weights.map((_, index) => index).filter((index) => weights[index].sign > 0);
  if (remainder === 'largest') order.sort((a, b) => exact[b].minus(shares[b]).compare(exact[a].minus(shares[a])) || a - b);
  let left = magnitude.minus(sum(shares));
  for (const index of order) {
    if (left.isZero) break;
    shares[index] = shares[index].plus(unit);
    left = left.minus(unit);
  }
  return negative ? shares.map((share) => share.negated()) : shares;
}
