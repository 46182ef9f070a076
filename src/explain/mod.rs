//! Telling: from units, places and indexes to what a person or a host reads. No rule is computed here again.

mod forecast;
mod hints;
mod reasons;
mod tell;
mod units;
mod unpaid;

pub(crate) use tell::{gain, line_differences};
