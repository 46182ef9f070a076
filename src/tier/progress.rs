//! How far it is to a level.

use super::{Ladder, Level};

/// What each metric of a level has, needs and misses.
pub(crate) fn missing<'a>(level: &'a Level, values: &'a [i64]) -> impl Iterator<Item = (usize, i64, i64, i64)> + 'a {
    level.at.iter().map(|(metric, needs)| {
        let has = values.get(*metric).copied().unwrap_or(0);
        (*metric, has, *needs, needs.saturating_sub(has).max(0))
    })
}

/// The share of the way, in hundredths of a percent: of the metric that is furthest behind where all are needed, of
/// the one that is furthest ahead where any is enough.
pub(crate) fn share_of(ladder: &Ladder, level: &Level, values: &[i64]) -> u32 {
    let share = |(_, has, needs, _): (usize, i64, i64, i64)| -> u32 {
        if needs <= 0 || has >= needs {
            return 10_000;
        }
        let part = match has.max(0).checked_mul(10_000) {
            Some(product) => product.checked_div(needs).unwrap_or(0),
            None => {
                let wide = i128::from(has).saturating_mul(10_000).checked_div(i128::from(needs)).unwrap_or(0);
                i64::try_from(wide).unwrap_or(0)
            }
        };
        u32::try_from(part).unwrap_or(0)
    };
    let shares = missing(level, values).map(share);
    let share = if ladder.need_all { shares.min() } else { shares.max() };
    share.unwrap_or(10_000)
}
