//! Life: when an award is pending, available, lapsed.

use crate::time::{Calendar, Date, Duration, Unit};
use crate::wire::rule::Until;

/// The life of an award.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Life {
    pub pending: Option<Pending>,
    pub expires: Option<Expires>,
}

/// How long an award is pending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pending {
    pub length: Option<Duration>,
    pub end: Option<Unit>,
    pub until: Option<Until>,
}

/// When an award expires: by the first of these that comes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Expires {
    /// By age, or on a day.
    pub by: Option<By>,
    /// After so long without an order, an activity or a redemption.
    pub inactive: Option<Duration>,
}

/// An end that does not hang on what the account does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// A time after it becomes available, or after it is awarded, and on to the end of a period.
    After { length: Option<Duration>, end: Option<Unit>, from_award: bool },
    /// On a day.
    On(Date),
}

/// The last day of the period that holds the day so long after `day`.
fn led_to(calendar: &Calendar, day: Date, length: Option<Duration>, end: Option<Unit>) -> Date {
    let day = length.map_or(day, |length| length.after(day));
    end.map_or(day, |unit| calendar.span_of(unit, day).last())
}

impl Pending {
    /// The first day on which what is awarded on `day` can be used, as far as days tell.
    pub(crate) fn over(&self, calendar: &Calendar, day: Date) -> Date {
        match (self.length, self.end) {
            (None, None) => day,
            // 'Pending for 14 days': usable from the 14th day after it. 'Pending to the end of the month': from the next.
            (length, None) => led_to(calendar, day, length, None),
            (length, end) => led_to(calendar, day, length, end).plus_days(1),
        }
    }
}

impl By {
    /// The last day on which what was awarded and became available on these days can be used.
    pub(crate) fn last(&self, calendar: &Calendar, awarded: Date, available: Date) -> Date {
        match self {
            By::After { length, end, from_award } => {
                led_to(calendar, if *from_award { awarded } else { available }, *length, *end)
            }
            By::On(day) => *day,
        }
    }

    /// Is that known when it is awarded?
    pub(crate) fn is_known(&self) -> bool {
        matches!(self, By::After { from_award: true, .. } | By::On(_))
    }
}
