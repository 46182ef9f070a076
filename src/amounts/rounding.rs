//! Rounding is data with a name, and it acts on magnitudes: -10.50 floored is -10.

use serde::{Deserialize, Serialize};

/// How a number between two units becomes one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Towards zero: the default for points.
    Floor,
    /// Away from zero.
    Ceil,
    /// Half away from zero: the default for money.
    HalfUp,
    /// Half to the even neighbour.
    HalfEven,
}

/// `numerator / denominator`, rounded by magnitude and given its sign back.
///
/// Returns `None` where the quotient does not fit, or `denominator` is not positive.
///
/// ```
/// use earnest::amounts::{Rounding, round_div};
/// assert_eq!(round_div(-1050, 100, Rounding::Floor), Some(-10));
/// assert_eq!(round_div(1050, 100, Rounding::HalfUp), Some(11));
/// assert_eq!(round_div(1050, 100, Rounding::HalfEven), Some(10));
/// assert_eq!(round_div(1001, 100, Rounding::Ceil), Some(11));
/// ```
#[must_use]
pub fn round_div(numerator: i128, denominator: i64, mode: Rounding) -> Option<i64> {
    if denominator <= 0 {
        return None;
    }
    // The whole of ordinary life fits 64 bits, where division is many times faster.
    if let Ok(small) = i64::try_from(numerator) {
        return div_rounded(small, denominator, mode);
    }
    let (magnitude, divisor) = (numerator.unsigned_abs(), u128::from(denominator.unsigned_abs()));
    let (quotient, rest) = (magnitude.checked_div(divisor)?, magnitude.checked_rem(divisor)?);
    let up = match mode {
        Rounding::Floor => false,
        Rounding::Ceil => rest > 0,
        Rounding::HalfUp => rest.checked_mul(2)? >= divisor,
        Rounding::HalfEven => {
            let twice = rest.checked_mul(2)?;
            twice > divisor || (twice == divisor && quotient & 1 == 1)
        }
    };
    let quotient = i64::try_from(quotient.checked_add(u128::from(up))?).ok()?;
    if numerator < 0 { quotient.checked_neg() } else { Some(quotient) }
}

#[inline(always)]
pub(crate) fn div_rounded(numerator: i64, denominator: i64, mode: Rounding) -> Option<i64> {
    if denominator == 1 {
        return Some(numerator);
    }
    let (magnitude, divisor) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    // The processor divides 32 bits in half the time of 64.
    let quotient = match (u32::try_from(magnitude), u32::try_from(divisor)) {
        (Ok(magnitude), Ok(divisor)) => u64::from(magnitude.checked_div(divisor)?),
        (_, _) => magnitude.checked_div(divisor)?,
    };
    if mode == Rounding::Floor {
        let quotient = i64::try_from(quotient).ok()?;
        return if numerator < 0 { quotient.checked_neg() } else { Some(quotient) };
    }
    // A product costs less than a second division, and is at most the magnitude.
    let rest = magnitude.wrapping_sub(quotient.wrapping_mul(divisor));
    // `rest < divisor <= 2^63`, so the distance to the next unit cannot wrap.
    let short = divisor.checked_sub(rest)?;
    let up = match mode {
        Rounding::Floor => false,
        Rounding::Ceil => rest > 0,
        Rounding::HalfUp => rest >= short,
        Rounding::HalfEven => rest > short || (rest == short && quotient & 1 == 1),
    };
    let quotient = i64::try_from(quotient.checked_add(u64::from(up))?).ok()?;
    if numerator < 0 { quotient.checked_neg() } else { Some(quotient) }
}
