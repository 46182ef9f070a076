//! Civil time: days, months and periods of the program's own calendar. No clock and no zone is read here.

mod civil;
mod period;
#[cfg(feature = "zones")]
mod zone;

pub use civil::{Date, Moment};
pub use period::{Calendar, Duration, Span, Unit};
#[cfg(feature = "zones")]
pub use zone::{ZoneError, to_civil};
