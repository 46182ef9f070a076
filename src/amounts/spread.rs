//! Spreading an amount over lines so that the shares add up to it.

use serde::Serialize;

/// Who gets the units that proportion leaves over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
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
    let mut sum: i128 = 0;
    for weight in weights {
        sum = sum.checked_add(i128::from((*weight).max(0)))?;
    }
    if sum == 0 {
        let mut shares = vec![0; weights.len()];
        if let Some(first) = shares.first_mut() {
            *first = total;
        }
        return Some(shares);
    }
    let magnitude = i128::from(total.unsigned_abs());
    let mut shares = Vec::with_capacity(weights.len());
    let mut rests = Vec::with_capacity(weights.len());
    let mut given: i128 = 0;
    for (index, weight) in weights.iter().enumerate() {
        let product = magnitude.checked_mul(i128::from((*weight).max(0)))?;
        let share = product.checked_div(sum)?;
        rests.push((product.checked_rem(sum)?, index, *weight > 0));
        given = given.checked_add(share)?;
        shares.push(i64::try_from(share).ok()?);
    }
    let mut left = usize::try_from(magnitude.checked_sub(given)?).ok()?;
    rests.retain(|(_, _, weighs)| *weighs);
    if remainder == Remainder::Largest {
        // Largest first: a remainder is below the sum of the weights, far below 2^110.
        let mut keys: Vec<u128> = Vec::with_capacity(rests.len());
        for (at, (rest, ..)) in rests.iter().enumerate() {
            let rest = u128::try_from(*rest).ok()?;
            keys.push(((u128::MAX >> 20).checked_sub(rest)? << 16) | u128::try_from(at).ok()?);
        }
        crate::map::sort(&mut keys);
        let place = |key: &u128| rests.get(usize::try_from(key & 0xFFFF).ok()?).copied();
        rests = keys.iter().map(place).collect::<Option<_>>()?;
    }
    for (_, index, _) in rests {
        if left == 0 {
            break;
        }
        if let Some(share) = shares.get_mut(index) {
            *share = share.checked_add(1)?;
        }
        left = left.checked_sub(1)?;
    }
    if total < 0 {
        for share in &mut shares {
            *share = share.checked_neg()?;
        }
    }
    Some(shares)
}
