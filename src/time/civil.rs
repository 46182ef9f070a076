//! Dates and moments on the proleptic Gregorian calendar.

use std::fmt;

/// A civil day, as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Date(i32);

/// A civil second, as seconds since 1970-01-01T00:00:00 on the program's own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(i64);

const DAY_SECONDS: i64 = 86_400;

impl Date {
    /// The calendar's first day.
    const FIRST: Date = Date(-719_162);
    /// The day after its last, 9999-12-31.
    pub(crate) const END: Date = Date(2_932_897);

    /// The date of a year 1 to 9999, a month and a day of that month.
    ///
    /// Days from civil and back: Howard Hinnant, 'chrono-Compatible Low-Level Date Algorithms' (2021).
    ///
    /// ```
    /// use earnest::time::Date;
    /// assert_eq!(Date::new(1970, 1, 2).unwrap().days(), 1);
    /// assert!(Date::new(2023, 2, 29).is_none());
    /// ```
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 || day > month_days(year, month) {
            return None;
        }
        // In 32 bits, as what takes them apart. Years begin in March: the year is 0 to 9999 then, the month 0 to 11.
        let (month, day) = (i32::from(month), i32::from(day));
        let year = year.wrapping_sub(i32::from(month <= 2));
        let month = if month <= 2 { month.wrapping_add(9) } else { month.wrapping_sub(3) };
        let leaps = year.wrapping_div(4).wrapping_sub(year.wrapping_div(100)).wrapping_add(year.wrapping_div(400));
        let of_year = month.wrapping_mul(153).wrapping_add(2).wrapping_div(5).wrapping_add(day).wrapping_sub(1);
        Some(Date(year.wrapping_mul(365).wrapping_add(leaps).wrapping_add(of_year).wrapping_sub(719_468)))
    }

    /// The day so many days after 1970-01-01.
    #[must_use]
    pub fn from_days(days: i32) -> Date {
        Date(days)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i32 {
        self.0
    }

    /// Year, month 1 to 12, day 1 to 31.
    #[must_use]
    pub fn parts(self) -> (i32, u8, u8) {
        // In 32 bits, which is quicker by far in a browser: four hundred years fit in many times over.
        let shifted = self.0.saturating_add(719_468);
        let era = shifted.div_euclid(146_097);
        let doe = shifted.rem_euclid(146_097);
        let leaps =
            doe.wrapping_div(1_460).wrapping_sub(doe.wrapping_div(36_524)).wrapping_add(doe.wrapping_div(146_096));
        let yoe = doe.wrapping_sub(leaps).wrapping_div(365);
        let before = yoe.wrapping_mul(365).wrapping_add(yoe.wrapping_div(4)).wrapping_sub(yoe.wrapping_div(100));
        let doy = doe.wrapping_sub(before);
        let shifted_month = doy.wrapping_mul(5).wrapping_add(2).wrapping_div(153);
        let day = doy.wrapping_sub(shifted_month.wrapping_mul(153).wrapping_add(2).wrapping_div(5)).wrapping_add(1);
        let month = if shifted_month < 10 { shifted_month.wrapping_add(3) } else { shifted_month.wrapping_sub(9) };
        let year = yoe.wrapping_add(era.wrapping_mul(400)).wrapping_add(i32::from(month <= 2));
        (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
    }

    /// Reads `2026-03-31`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        Date::new(
            number(text.get(0..4)?)?,
            u8::try_from(number(text.get(5..7)?)?).ok()?,
            u8::try_from(number(text.get(8..10)?)?).ok()?,
        )
    }

    /// So many days later, or earlier where negative; within the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Date {
        Date(self.0.saturating_add(days)).clamp(Date::FIRST, Date::END)
    }

    /// So many months later: the same day, or the month's last. 31 January and one month is 28 or 29 February.
    ///
    /// ```
    /// use earnest::time::Date;
    /// let january = Date::parse("2024-01-31").unwrap();
    /// assert_eq!(january.plus_months(1).to_string(), "2024-02-29");
    /// ```
    #[must_use]
    pub fn plus_months(self, months: i32) -> Date {
        let (year, month, day) = self.parts();
        let index = i64::from(year)
            .saturating_mul(12)
            .saturating_add(i64::from(month))
            .saturating_sub(1)
            .saturating_add(i64::from(months));
        let year = i32::try_from(index.div_euclid(12)).unwrap_or(i32::MAX);
        if year < 1 {
            return Date::FIRST;
        }
        if year > 9999 {
            return Date::END;
        }
        let month = u8::try_from(index.rem_euclid(12).saturating_add(1)).unwrap_or(1);
        Date::new(year, month, day.min(month_days(year, month))).unwrap_or(self)
    }

    /// The first day of its month.
    #[must_use]
    pub(crate) fn month_start(self) -> Date {
        let (_, _, day) = self.parts();
        self.plus_days(1_i32.saturating_sub(i32::from(day)))
    }

    /// The first second of the day.
    #[must_use]
    pub fn midnight(self) -> Moment {
        Moment(i64::from(self.0).saturating_mul(DAY_SECONDS))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What would be later ends with the calendar: it reads back.
        let (year, month, day) = (*self).clamp(Date::FIRST, Date::END.plus_days(-1)).parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Moment {
    /// So many seconds after 1970-01-01T00:00:00.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Moment {
        Moment(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// Reads `2026-03-31`, `2026-03-31T23:59` and `2026-03-31T23:59:59`; a space may stand for the `T`.
    /// An offset or `Z` is not civil time and is refused.
    ///
    /// ```
    /// use earnest::time::Moment;
    /// assert_eq!(Moment::parse("2026-03-31 23:59").unwrap().to_string(), "2026-03-31T23:59:00");
    /// assert!(Moment::parse("2026-03-31T23:59:59Z").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Moment> {
        let date = Date::parse(text.get(0..10)?)?;
        let rest = text.get(10..)?;
        if rest.is_empty() {
            return Some(date.midnight());
        }
        let rest = rest.strip_prefix(['T', ' '])?;
        let bytes = rest.as_bytes();
        let colon = |at: usize| bytes.get(at) == Some(&b':');
        let seconds = match bytes.len() {
            5 if colon(2) => 0,
            8 if colon(2) && colon(5) => number(rest.get(6..8)?)?,
            _ => return None,
        };
        let (hours, minutes) = (number(rest.get(0..2)?)?, number(rest.get(3..5)?)?);
        if hours > 23 || minutes > 59 || seconds > 59 {
            return None;
        }
        let of_day = i64::from(hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)?);
        Some(Moment(date.midnight().0.checked_add(of_day)?))
    }

    /// The day this second belongs to.
    #[must_use]
    pub fn date(self) -> Date {
        Date(i32::try_from(self.0.div_euclid(DAY_SECONDS)).unwrap_or(i32::MAX))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = self.0.rem_euclid(DAY_SECONDS);
        let (hours, minutes, seconds) =
            (rest.wrapping_div(3600), rest.wrapping_rem(3600).wrapping_div(60), rest.wrapping_rem(60));
        write!(f, "{}T{hours:02}:{minutes:02}:{seconds:02}", self.date())
    }
}

fn number(text: &str) -> Option<i32> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// Days of a month.
fn month_days(year: i32, month: u8) -> u8 {
    let leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
