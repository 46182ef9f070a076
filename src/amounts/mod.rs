//! Amounts: exact decimals, ratios and named rounding over checked integers.
//!
//! Nothing here knows what a rule is. Money is held in minor units of the program's currency, points in
//! units of their currency's decimals, quantities in millionths.

mod decimal;
mod exact;
mod rounding;
mod spread;

pub use decimal::{Decimal, DecimalError};
pub use exact::{Exact, Ratio};
pub(crate) use exact::{gcd, product};
pub use rounding::{Rounding, round_div};
pub(crate) use spread::share_out;
pub use spread::{Remainder, spread};

/// Decimal places of quantities: 1 unit is 1,000,000 of these.
pub const QUANTITY_PLACES: u8 = 6;
/// One whole unit of a quantity.
pub const ONE_UNIT: i64 = 1_000_000;
/// The largest magnitude that any amount may have, so that it is exact in a JavaScript number too.
pub const LIMIT: i64 = (1 << 53) - 1;

/// Ten to the power of `places`, for 0 to 18 places.
///
/// ```
/// assert_eq!(earnest::amounts::ten_to(3), Some(1000));
/// ```
#[must_use]
pub fn ten_to(places: u8) -> Option<i64> {
    10_i64.checked_pow(u32::from(places))
}
