//! Fractions: a rate as a reduced ratio, and an award before it is rounded.

use super::rounding::div_rounded;
use super::{Rounding, round_div};

/// A reduced fraction with a positive denominator: how many units of the award one unit of the base gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Ratio {
    num: i64,
    den: i64,
}

impl Ratio {
    /// Nothing of it.
    pub const ZERO: Ratio = Ratio { num: 0, den: 1 };

    /// `num / den` reduced; `None` where `den` is not positive or a part does not fit 64 bits.
    ///
    /// ```
    /// use earnest::amounts::{Ratio, Rounding};
    /// let half = Ratio::new(50, 100).unwrap();
    /// assert_eq!(half.apply(21, Rounding::Floor), Some(10));
    /// ```
    #[must_use]
    pub fn new(num: i128, den: i128) -> Option<Ratio> {
        if den <= 0 {
            return None;
        }
        let shared = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).ok()?.max(1);
        Some(Ratio {
            num: i64::try_from(num.checked_div(shared)?).ok()?,
            den: i64::try_from(den.checked_div(shared)?).ok()?,
        })
    }

    /// The upper part.
    #[must_use]
    #[inline(always)]
    pub fn num(self) -> i64 {
        self.num
    }

    /// The lower part, always positive.
    #[must_use]
    #[inline(always)]
    pub fn den(self) -> i64 {
        self.den
    }

    /// `base` times this ratio, rounded once.
    #[inline(always)]
    #[must_use]
    pub fn apply(self, base: i64, mode: Rounding) -> Option<i64> {
        match product(base, self.num) {
            Some(product) if self.den == 1 => Some(product),
            Some(product) => div_rounded(product, self.den, mode),
            None => round_div(i128::from(base).checked_mul(i128::from(self.num))?, self.den, mode),
        }
    }

    /// `base` times this ratio, not rounded.
    #[must_use]
    pub fn exact(self, base: i64) -> Option<Exact> {
        let num = match product(base, self.num) {
            Some(product) => i128::from(product),
            None => i128::from(base).checked_mul(i128::from(self.num))?,
        };
        Some(Exact { num, den: self.den })
    }
}

/// A product of 64 bits. Most factors have 32: where there is no wider multiplication, as in wasm, looking for that is
/// many times faster than looking for an overflow.
#[inline(always)]
pub(crate) fn product(a: i64, b: i64) -> Option<i64> {
    match (i32::try_from(a), i32::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i64::from(a).wrapping_mul(i64::from(b))),
        (_, _) => a.checked_mul(b),
    }
}

pub(crate) fn gcd(mut a: u128, mut b: u128) -> u128 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

/// An amount before rounding: `num / den` units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    num: i128,
    den: i64,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Exact = Exact { num: 0, den: 1 };

    /// `num / den`; `None` where `den` is not positive.
    #[must_use]
    pub fn new(num: i128, den: i64) -> Option<Exact> {
        (den > 0).then_some(Exact { num, den })
    }

    /// A whole number of units.
    #[must_use]
    pub fn whole(units: i64) -> Exact {
        Exact { num: i128::from(units), den: 1 }
    }

    /// The part above the line.
    #[must_use]
    pub fn num(self) -> i128 {
        self.num
    }

    /// The part below the line.
    #[must_use]
    pub fn den(self) -> i64 {
        self.den
    }

    /// This times `ratio`, not rounded.
    #[must_use]
    pub fn times(self, ratio: Ratio) -> Option<Exact> {
        let both = Ratio::new(i128::from(ratio.num()), i128::from(self.den).checked_mul(i128::from(ratio.den()))?)?;
        Some(Exact { num: self.num.checked_mul(i128::from(both.num()))?, den: both.den() })
    }

    /// This times `weight` over `whole`, not rounded: the share that a weighted part has of it.
    #[must_use]
    pub fn weighed(self, weight: Exact, whole: i64) -> Option<Exact> {
        let whole = i128::from(whole);
        // The award is often a multiple of the whole: dividing first keeps the numbers small.
        let shared = i128::try_from(gcd(self.num.unsigned_abs(), whole.unsigned_abs())).ok()?.max(1);
        let num = self.num.checked_div(shared)?.checked_mul(weight.num)?;
        let den = whole.checked_div(shared)?.checked_mul(i128::from(self.den))?.checked_mul(i128::from(weight.den))?;
        let shared = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).ok()?.max(1);
        Exact::new(num.checked_div(shared)?, i64::try_from(den.checked_div(shared)?).ok()?)
    }

    /// The sum, not rounded.
    #[must_use]
    pub fn plus(self, other: Exact) -> Option<Exact> {
        if self.den == other.den {
            return Some(Exact { num: self.num.checked_add(other.num)?, den: self.den });
        }
        let num =
            self.num.checked_mul(i128::from(other.den))?.checked_add(other.num.checked_mul(i128::from(self.den))?)?;
        let den = i128::from(self.den).checked_mul(i128::from(other.den))?;
        let shared = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).ok()?.max(1);
        Some(Exact { num: num.checked_div(shared)?, den: i64::try_from(den.checked_div(shared)?).ok()? })
    }

    /// Whole units by `mode`.
    #[must_use]
    pub fn round(self, mode: Rounding) -> Option<i64> {
        round_div(self.num, self.den, mode)
    }
}
