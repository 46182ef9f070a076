//! Periods: which bucket a day falls into, and where that bucket starts and ends.

use super::Date;

/// The length of a calendar bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Unit {
    /// One civil day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months from the start of the fiscal year.
    Quarter,
    /// Six months from the start of the fiscal year.
    HalfYear,
    /// Twelve months from the start of the fiscal year.
    Year,
    /// Twelve months from the day the account joined.
    MembershipYear,
    /// Everything.
    Lifetime,
}

/// A length of time that a document states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Duration {
    /// So many days.
    Days(i32),
    /// So many months.
    Months(i32),
}

impl Duration {
    /// The day this long after `date`.
    #[must_use]
    pub fn after(self, date: Date) -> Date {
        match self {
            Duration::Days(days) => date.plus_days(days),
            Duration::Months(months) => date.plus_months(months),
        }
    }

    /// The day this long before `date`.
    #[must_use]
    pub fn before(self, date: Date) -> Date {
        match self {
            Duration::Days(days) => date.plus_days(0_i32.saturating_sub(days)),
            Duration::Months(months) => date.plus_months(0_i32.saturating_sub(months)),
        }
    }

    /// The first day of the window of this length that ends with `date`.
    #[must_use]
    pub fn window_start(self, date: Date) -> Date {
        match self {
            Duration::Days(days) => date.plus_days(1_i32.saturating_sub(days)),
            Duration::Months(months) => date.plus_months(0_i32.saturating_sub(months)).plus_days(1),
        }
    }
}

/// Days from `start`, up to and without `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Span {
    /// The first day.
    pub start: Date,
    /// The day after the last.
    pub end: Date,
}

impl Span {
    /// How many days it holds.
    #[must_use]
    pub fn days(self) -> i32 {
        self.end.days().saturating_sub(self.start.days())
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.end.plus_days(-1)
    }
}

/// What periods hang on: the month the fiscal year starts in and the day the account joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Calendar {
    /// 1 to 12.
    pub year_starts: u8,
    /// The first day of the account's first membership year.
    pub joined: Date,
}

impl Calendar {
    /// The number of the bucket that holds `date`: consecutive buckets have consecutive numbers.
    ///
    /// ```
    /// use earnest::time::{Calendar, Date, Unit};
    /// let calendar = Calendar { year_starts: 4, joined: Date::parse("2025-06-15").unwrap() };
    /// let day = Date::parse("2026-03-31").unwrap();
    /// let span = calendar.span(Unit::Year, calendar.bucket(Unit::Year, day));
    /// assert_eq!((span.start.to_string(), span.end.to_string()), ("2025-04-01".into(), "2026-04-01".into()));
    /// ```
    #[must_use]
    pub fn bucket(&self, unit: Unit, date: Date) -> i32 {
        match unit {
            Unit::Day => date.days(),
            // 1970-01-01 was a Thursday: day -3 is the Monday of its week.
            Unit::Week => date.days().saturating_add(3).div_euclid(7),
            Unit::Month => month_number(date),
            Unit::Quarter => self.fiscal(date).div_euclid(3),
            Unit::HalfYear => self.fiscal(date).div_euclid(6),
            Unit::Year => self.fiscal(date).div_euclid(12),
            Unit::MembershipYear => self.membership_year(date),
            Unit::Lifetime => 0,
        }
    }

    /// Where bucket `number` starts and ends.
    #[must_use]
    pub fn span(&self, unit: Unit, number: i32) -> Span {
        let months = |size: i32| {
            let first = number.saturating_mul(size).saturating_add(i32::from(self.year_starts).saturating_sub(1));
            Span { start: month_start(first), end: month_start(first.saturating_add(size)) }
        };
        match unit {
            Unit::Day => Span { start: Date::from_days(number), end: Date::from_days(number.saturating_add(1)) },
            Unit::Week => {
                let monday = number.saturating_mul(7).saturating_sub(3);
                Span { start: Date::from_days(monday), end: Date::from_days(monday.saturating_add(7)) }
            }
            Unit::Month => Span { start: month_start(number), end: month_start(number.saturating_add(1)) },
            Unit::Quarter => months(3),
            Unit::HalfYear => months(6),
            Unit::Year => months(12),
            Unit::MembershipYear => Span {
                start: self.joined.plus_months(number.saturating_mul(12)),
                end: self.joined.plus_months(number.saturating_add(1).saturating_mul(12)),
            },
            Unit::Lifetime => Span { start: Date::from_days(-719_162), end: Date::from_days(2_932_897) },
        }
    }

    /// The span that holds `date`.
    #[must_use]
    pub fn span_of(&self, unit: Unit, date: Date) -> Span {
        self.span(unit, self.bucket(unit, date))
    }

    /// Whole months from joining to `date`: a month is whole on the day that its number of months after joining is.
    ///
    /// ```
    /// use earnest::time::{Calendar, Date};
    /// let calendar = Calendar { year_starts: 1, joined: Date::parse("2024-02-29").unwrap() };
    /// assert_eq!(calendar.months_of_membership(Date::parse("2025-02-27").unwrap()), 11);
    /// assert_eq!(calendar.months_of_membership(Date::parse("2025-02-28").unwrap()), 12);
    /// ```
    #[must_use]
    pub fn months_of_membership(&self, date: Date) -> i32 {
        let months = month_number(date).saturating_sub(month_number(self.joined));
        let whole = self.joined.plus_months(months) <= date;
        months.saturating_sub(i32::from(!whole)).max(0)
    }

    fn fiscal(&self, date: Date) -> i32 {
        month_number(date).saturating_sub(i32::from(self.year_starts).saturating_sub(1))
    }

    fn membership_year(&self, date: Date) -> i32 {
        // The day after the calendar's last belongs to the year of that.
        let date = date.min(Date::END.plus_days(-1));
        let mut number = month_number(date).saturating_sub(month_number(self.joined)).div_euclid(12);
        while self.joined.plus_months(number.saturating_mul(12)) > date {
            number = number.saturating_sub(1);
        }
        while self.joined.plus_months(number.saturating_add(1).saturating_mul(12)) <= date {
            number = number.saturating_add(1);
        }
        number
    }
}

/// Months since January of the year 0.
fn month_number(date: Date) -> i32 {
    let (year, month, _) = date.parts();
    year.saturating_mul(12).saturating_add(i32::from(month)).saturating_sub(1)
}

fn month_start(number: i32) -> Date {
    if number.div_euclid(12) > 9999 {
        return Date::END;
    }
    let month = u8::try_from(number.rem_euclid(12).saturating_add(1)).unwrap_or(1);
    Date::new(number.div_euclid(12).max(1), month, 1).unwrap_or_default()
}
