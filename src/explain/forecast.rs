//! Forecasts: what is expected at the present pace. A forecast names its pace.

use crate::time::{Date, Span};

/// How a pace was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// The period to date, today included.
    PeriodToDate,
    /// The last 90 days' daily mean.
    Last90Days,
}

impl Pace {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Pace::PeriodToDate => "period-to-date",
            Pace::Last90Days => "last-90-days",
        }
    }
}

/// Days of the period gone by, today included.
pub(crate) fn elapsed(period: Span, today: Date) -> i64 {
    i64::from(today.days().saturating_sub(period.start.days()).saturating_add(1)).max(1)
}

/// What a count comes to at the period's end, at `done` in `elapsed` days.
pub(crate) fn at_end(done: i64, elapsed: i64, days: i64) -> i64 {
    let product = i128::from(done).saturating_mul(i128::from(days));
    product.checked_div(i128::from(elapsed.max(1))).and_then(|n| i64::try_from(n).ok()).unwrap_or(done)
}

/// The day on which `missing` more is there, at `done` in `elapsed` days; none at no pace.
pub(crate) fn reached_on(today: Date, missing: i64, done: i64, elapsed: i64) -> Option<Date> {
    if missing <= 0 {
        return Some(today);
    }
    if done <= 0 {
        return None;
    }
    let product = i128::from(missing).checked_mul(i128::from(elapsed))?;
    let whole = product.checked_div(i128::from(done))?;
    let more = i128::from(product.checked_rem(i128::from(done))? > 0);
    let days = i32::try_from(whole.checked_add(more)?).ok().filter(|d| *d < 36_600)?;
    Some(today.plus_days(days))
}
