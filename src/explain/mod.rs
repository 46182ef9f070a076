//! Telling: from units, places and indexes to what a person or a host reads. No rule is computed here again.

mod accrual;
mod differences;
mod forecast;
mod hints;
mod notices;
mod reasons;
mod tell;
mod tier_outcome;
mod units;
mod unpaid;

pub(crate) use differences::{gain, line_differences};
