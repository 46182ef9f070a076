//! Spreading an amount over lines so that the shares add up to it.

use serde::{Deserialize, Serialize};

/// Who gets the units that proportion leaves over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remainder {
    /// The largest fraction first, ties to the earlier line.
    #[default]
    Largest,
    /// The earlier line first.
    First,
}

/// Shares of `total` in proportion to `weights`, which add up to `total` exactly.
///
/// Weights that are not positive get nothing; with no positive weight at all the first share takes everything.
/// Returns `None` on overflow.
///
/// ```
/// use earnest::amounts::{Remainder, spread};
/// assert_eq!(spread(300, &[4300, 1400, 2300], Remainder::Largest), Some(vec![161, 53, 86]));
/// assert_eq!(spread(300, &[4300, 1400, 2300], Remainder::First), Some(vec![162, 52, 86]));
/// ```
#[must_use]
pub fn spread(total: i64, weights: &[i64], remainder: Remainder) -> Option<Vec<i64>> {
    let mut sum = 0_i64;
    for weight in weights {
        sum = sum.checked_add((*weight).max(0))?;
    }
    let mut shares: Vec<i64> = weights.iter().map(|w| (*w).max(0)).collect();
    if sum == 0 {
        if let Some(first) = shares.first_mut() {
            *first = total;
        }
        return Some(shares);
    }
    match remainder {
        Remainder::Largest => share_out(total, sum, &mut shares)?,
        Remainder::First => {
            let mut left = whole_shares(total, sum, &mut shares, |_, _| ())?;
            for (share, weight) in shares.iter_mut().zip(weights) {
                if left > 0 && *weight > 0 {
                    *share = share.checked_add(1)?;
                    left = left.checked_sub(1)?;
                }
            }
            sign(total, &mut shares)?;
        }
    }
    Some(shares)
}

/// Puts shares of `total` in place of the weights, which are not negative and add up to `sum`: largest remainder
/// first, ties to the earlier one.
pub(crate) fn share_out(total: i64, sum: i64, weights: &mut [i64]) -> Option<()> {
    if let [only] = weights {
        *only = total;
        return Some(());
    }
    let mut rests: Vec<u128> = Vec::new();
    let left = whole_shares(total, sum, weights, |at, rest| {
        if rest > 0 {
            rests.push((u128::from(u64::MAX.saturating_sub(rest)) << 64) | u128::try_from(at).unwrap_or(0));
        }
    })?;
    if left > 0 {
        crate::map::sort(&mut rests);
        for key in rests.iter().take(usize::try_from(left).ok()?) {
            let at = usize::try_from(key & u128::from(u64::MAX)).ok()?;
            let share = weights.get_mut(at)?;
            *share = share.checked_add(1)?;
        }
    }
    sign(total, weights)
}

/// Puts the whole part of each share of the magnitude in place of its weight, and tells each remainder; gives what is
/// left over.
fn whole_shares(total: i64, sum: i64, weights: &mut [i64], mut rest_of: impl FnMut(usize, u64)) -> Option<i64> {
    let magnitude = i64::try_from(total.unsigned_abs()).ok()?;
    let mut left = magnitude;
    for (at, weight) in weights.iter_mut().enumerate() {
        let (share, rest) = match magnitude.checked_mul(*weight) {
            Some(product) => (product.checked_div(sum)?, product.checked_rem(sum)?),
            None => {
                let product = i128::from(magnitude).checked_mul(i128::from(*weight))?;
                let share = product.checked_div(i128::from(sum))?;
                (i64::try_from(share).ok()?, i64::try_from(product.checked_rem(i128::from(sum))?).ok()?)
            }
        };
        rest_of(at, u64::try_from(rest).ok()?);
        left = left.checked_sub(share)?;
        *weight = share;
    }
    Some(left)
}

fn sign(total: i64, shares: &mut [i64]) -> Option<()> {
    if total < 0 {
        for share in shares {
            *share = share.checked_neg()?;
        }
    }
    Some(())
}
