//! Instants to civil time on a host without `Intl`. The core never calls this: it is a helper at the border.

use super::Moment;
use std::fmt;

/// Why an instant could not be told as civil time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneError {
    message: String,
}

impl fmt::Display for ZoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ZoneError {}

/// The civil second that an RFC 3339 instant is in an IANA time zone.
///
/// # Errors
/// Text that is no instant, or a zone that the tz database does not hold.
///
/// ```
/// let civil = earnest::time::to_civil("2026-03-29T01:30:00Z", "Europe/London").unwrap();
/// assert_eq!(civil.to_string(), "2026-03-29T02:30:00");
/// ```
pub fn to_civil(instant: &str, zone: &str) -> Result<Moment, ZoneError> {
    let failed = |e: jiff::Error| ZoneError { message: e.to_string() };
    let instant: jiff::Timestamp = instant.parse().map_err(failed)?;
    let civil = instant.in_tz(zone).map_err(failed)?.datetime();
    let text = civil.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    Moment::parse(&text).ok_or_else(|| ZoneError { message: format!("{text} lies outside the years 1 to 9999") })
}
