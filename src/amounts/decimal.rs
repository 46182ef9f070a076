//! Decimal text to exact numbers and back.

use std::fmt;

/// An exact decimal: `units / 10^scale`, kept without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    units: i64,
    scale: u8,
}

/// Why a text is not a decimal, or does not fit the places asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    /// Not a decimal number at all.
    NotANumber,
    /// More decimals than allowed.
    TooManyDigits,
    /// Larger than any amount may be.
    TooLarge,
}

const MOST_PLACES: u8 = 12;

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { units: 0, scale: 0 };
    /// One.
    pub const ONE: Decimal = Decimal { units: 1, scale: 0 };

    /// `units / 10^scale`.
    #[must_use]
    pub fn new(units: i64, scale: u8) -> Decimal {
        let (mut units, mut scale) = (units, scale);
        while scale > 0 && units.checked_rem(10) == Some(0) {
            units = units.checked_div(10).unwrap_or(units);
            scale = scale.saturating_sub(1);
        }
        Decimal { units, scale }
    }

    /// Reads `-12.50`, `0.0125`, `1e3`, and `28 %` as 0.28.
    ///
    /// # Errors
    /// Text that is no number, has more than 12 decimals, or passes 18 digits.
    ///
    /// ```
    /// use earnest::amounts::Decimal;
    /// assert_eq!(Decimal::parse("28 %"), Decimal::parse("0.28"));
    /// assert_eq!(Decimal::parse("12.50").unwrap().to_string(), "12.5");
    /// assert!(Decimal::parse("1,000").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Decimal, DecimalError> {
        let text = text.trim();
        let (text, percent) = match text.strip_suffix('%') {
            Some(rest) => (rest.trim_end(), 2_u8),
            None => (text, 0),
        };
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| DecimalError::NotANumber)?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || (mantissa.contains('.') && fraction.is_empty()) {
            return Err(DecimalError::NotANumber);
        }
        let fraction = fraction.trim_end_matches('0');
        let mut units: i64 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            units = units
                .checked_mul(10)
                .and_then(|u| u.checked_add(i64::from(byte.saturating_sub(b'0'))))
                .ok_or(DecimalError::TooLarge)?;
        }
        let places = i32::try_from(fraction.len())
            .ok()
            .and_then(|p| p.checked_add(i32::from(percent)))
            .and_then(|p| p.checked_sub(exponent))
            .ok_or(DecimalError::TooLarge)?;
        let mut decimal = if places < 0 {
            let lift =
                u8::try_from(places.unsigned_abs()).ok().and_then(super::ten_to).ok_or(DecimalError::TooLarge)?;
            Decimal::new(units.checked_mul(lift).ok_or(DecimalError::TooLarge)?, 0)
        } else if units == 0 {
            Decimal::ZERO
        } else {
            Decimal::new(units, u8::try_from(places).map_err(|_| DecimalError::TooManyDigits)?)
        };
        if decimal.scale > MOST_PLACES {
            return Err(DecimalError::TooManyDigits);
        }
        if negative {
            decimal.units = decimal.units.checked_neg().ok_or(DecimalError::TooLarge)?;
        }
        Ok(decimal)
    }

    /// The number in units of `10^-places`.
    ///
    /// # Errors
    /// More decimals than `places`, or a result beyond [`super::LIMIT`].
    pub fn at(self, places: u8) -> Result<i64, DecimalError> {
        let lift = places.checked_sub(self.scale).ok_or(DecimalError::TooManyDigits)?;
        super::ten_to(lift)
            .and_then(|lift| self.units.checked_mul(lift))
            .filter(|units| units.unsigned_abs() <= super::LIMIT.unsigned_abs())
            .ok_or(DecimalError::TooLarge)
    }

    /// The digits without the point.
    #[must_use]
    pub fn units(self) -> i64 {
        self.units
    }

    /// How many digits stand behind the point.
    #[must_use]
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// Below zero?
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// `units` of `10^-places`, written with exactly that many decimals, as money is.
    ///
    /// ```
    /// assert_eq!(earnest::amounts::Decimal::text(-1240, 2), "-12.40");
    /// ```
    #[must_use]
    pub fn text(units: i64, places: u8) -> String {
        if places == 0 {
            return units.to_string();
        }
        let width = usize::from(places);
        let digits = format!("{:0>1$}", units.unsigned_abs(), width.saturating_add(1));
        let (whole, fraction) = digits.split_at_checked(digits.len().saturating_sub(width)).unwrap_or(("0", "0"));
        let sign = if units < 0 { "-" } else { "" };
        format!("{sign}{whole}.{fraction}")
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Decimal::text(self.units, self.scale))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> std::cmp::Ordering {
        let scale = self.scale.max(other.scale);
        let lift = |d: &Decimal| {
            let by = super::ten_to(scale.saturating_sub(d.scale)).unwrap_or(1);
            i128::from(d.units).saturating_mul(i128::from(by))
        };
        lift(self).cmp(&lift(other))
    }
}
