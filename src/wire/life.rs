//! The life of an award: when it can be used, and how long.

use super::decode::wire;
use super::rule::{EndOf, RunsFrom, Until};
use super::scalars::Length;
use crate::time::Date;

wire! {
    /// When an award can be used, and how long.
    pub struct Life {
        /// How long it is pending. Default: not at all.
        pub pending: Option<Pending>,
        /// When it expires. Default: never.
        pub expires: Option<Expires>,
    }

    /// How long an award is pending; everything that is given must be over.
    pub struct Pending {
        /// So many days.
        pub days: Option<u32>,
        /// So many months.
        pub months: Option<u32>,
        /// To the end of a calendar period, counted from the day that days or months lead to.
        pub end: Option<EndOf>,
        /// Until something happens.
        pub until: Option<Until>,
    }

    /// When an award expires; its last day is one on which it can be used. It expires by age (`days`, `months`, `end`) or
    /// on a day (`on`), for want of activity (`inactive`), or, where both are given, by what comes first.
    pub struct Expires {
        /// After so many days.
        pub days: Option<u32>,
        /// After so many months.
        pub months: Option<u32>,
        /// At the end of a calendar period, counted from the day that days or months lead to.
        pub end: Option<EndOf>,
        /// From when days and months are counted. Default "available".
        pub from: Option<RunsFrom>,
        /// On a day.
        pub on: Option<Date>,
        /// After a time without an order, an activity or a redemption. Beside age or a day, what comes first ends it.
        pub inactive: Option<Length>,
    }
}
