//! Measure: what is counted, over what.
//!
//! A count over more than this order is read from a *counter* that the account's state keeps. A counter is named by
//! what it counts, which lines it counts, and the length of its buckets; measures that agree in these share one.

use crate::evaluate::{Person, Who};
use crate::names::Sym;
use crate::rule::condition::Cond;
use crate::time::{Calendar, Date, Duration, Span, Unit};

/// What a line, an order or an activity contributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum What {
    /// Net amount in minor units.
    Amount,
    /// Millionths of units.
    Quantity,
    /// Millionths of a measure that lines or orders carry.
    Own(u16),
    /// Lines.
    Lines,
    /// Orders.
    Orders,
    /// Activities.
    Activities,
    /// Units of a point currency or of money, by the index of the unit.
    Awarded(u16),
    /// The balance of a point currency.
    Balance(u16),
    /// Different values of a line attribute.
    Distinct(u16),
    /// Months with an order.
    ActiveMonths,
    /// How long the account has been a member.
    Tenure(Since),
}

/// In what the length of membership is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Since {
    Years,
    Months,
}

/// Which amount of a line is the base of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Basis {
    pub before_discounts: bool,
    pub with_tax: bool,
    pub with_shipping: bool,
}

/// What a counter adds up.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Counted {
    /// Something of the lines that the filter takes.
    Lines(What),
    /// Orders that hold a line that the filter takes.
    Orders,
    /// Activities of these types; all where none is named.
    Activities(Option<crate::names::NameSet>),
    /// The quantity of activities of these types.
    Units(crate::names::NameSet),
    /// What was awarded in a unit.
    Awarded(u16),
    /// Orders by the value of a line attribute.
    ByAttribute(u16),
    /// What a rule paid.
    PaidBy(Sym),
    /// How often a rule paid; by subject where so counted.
    TimesOf(Sym, bool),
    /// How often a service was used.
    Used(Sym),
}

/// Whose a count is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Whose {
    #[default]
    Account,
    Participant,
    Team,
    /// Of all accounts that are linked to the same one by this link: kept in the shared state.
    Linked(Sym),
    /// Of all accounts together: kept in the shared state.
    Everyone,
}

impl Whose {
    /// Do several accounts share the count?
    pub(crate) fn is_shared(self) -> bool {
        match self {
            Whose::Account | Whose::Participant | Whose::Team => false,
            Whose::Linked(_) | Whose::Everyone => true,
        }
    }

    /// The person or team whose count it is, by who did something; none where it is the account's or shared.
    pub(crate) fn of(self, who: &Who) -> Option<Sym> {
        self.by(who.actor)
    }

    /// The same, by the person who did it.
    pub(crate) fn by(self, actor: Person) -> Option<Sym> {
        match self {
            Whose::Participant => Some(actor.id),
            Whose::Team => Some(actor.team),
            Whose::Account | Whose::Linked(_) | Whose::Everyone => None,
        }
    }
}

/// How a counter counts, besides what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct By {
    /// Whether it goes by the invoice day.
    pub invoice: bool,
    pub whose: Whose,
}

impl Counter {
    /// Is it what rules pay that it counts?
    pub(crate) fn of_awards(&self) -> bool {
        match self.counted {
            Counted::Awarded(_) | Counted::PaidBy(_) | Counted::TimesOf(..) => true,
            Counted::Lines(_)
            | Counted::Orders
            | Counted::Activities(_)
            | Counted::Units(_)
            | Counted::ByAttribute(_)
            | Counted::Used(_) => false,
        }
    }

    /// Is it activities that it counts, or their quantity?
    pub(crate) fn of_activities(&self) -> bool {
        matches!(self.counted, Counted::Activities(_) | Counted::Units(_))
    }
}

impl By {
    /// By the day, for the account.
    pub(crate) const DAY: By = By { invoice: false, whose: Whose::Account };
}

/// A counter that account states keep.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Counter {
    /// Its stable name.
    #[serde(skip)]
    pub key: String,
    pub counted: Counted,
    /// Which lines; none for all.
    pub filter: Option<Cond>,
    /// The filter as it stands in the name.
    pub text: String,
    /// The days it counts at all.
    pub days: Option<Span>,
    pub unit: Unit,
    /// Whether it goes by the invoice day.
    pub by_invoice: bool,
    pub whose: Whose,
    /// Whether it is a baseline: what is booked after the period has begun that it is for is no part of it.
    pub fixed: Option<Fixed>,
    /// Decimals of its numbers.
    pub places: u8,
}

/// From when on a baseline stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Fixed {
    /// From the start of the period that lies so many after the one of the day counted.
    Periods(Unit, i32),
    /// From a day on.
    On(Date),
}

impl Fixed {
    /// Is what is booked `today` about `day` too late?
    pub(crate) fn closed(self, calendar: &Calendar, day: Date, today: Date) -> bool {
        let from = match self {
            Fixed::Periods(unit, later) => calendar.span(unit, calendar.bucket(unit, day).saturating_add(later)).start,
            Fixed::On(from) => from,
        };
        today >= from
    }
}

/// How far back a reading looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Back {
    /// So many periods.
    Periods(i32),
    /// So long.
    Time(Duration),
}

/// Which buckets of a counter a measure adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Reach {
    /// The bucket that holds the day.
    Bucket,
    /// The last so many days or months.
    Rolling(Duration),
    /// Smaller buckets within the period of this length that holds the day, up to the one that holds it.
    Within(Unit),
    /// All the smaller buckets of the period of this length that holds the day.
    Whole(Unit),
    /// Everything up to the bucket that holds the day.
    Until,
    /// Everything.
    All,
}

/// How buckets become a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum View {
    /// Their sum.
    Sum,
    /// How many values of the attribute have a sum above zero.
    Distinct,
    /// The sum for one value, asked for by value.
    ByValue,
    /// How many buckets have a sum above zero.
    Active,
    /// How many buckets in a row, up to the one before the day's, have a sum of at least so much.
    Run(i64),
    /// No bucket: how long the account has been a member.
    Tenure(Since),
}

/// The stable text of how a reading reads, as records name it.
pub(crate) fn reading_text(reach: Reach, view: View, back: Option<Back>) -> String {
    let back = match back {
        None => String::new(),
        Some(Back::Periods(periods)) => format!("-{periods}"),
        Some(Back::Time(Duration::Days(days))) => format!("-{days}d"),
        Some(Back::Time(Duration::Months(months))) => format!("-{months}m"),
    };
    let text = plain_text(reach, view);
    format!("{text}{back}")
}

fn plain_text(reach: Reach, view: View) -> String {
    let run;
    let view = match view {
        View::Sum => "Sum",
        View::Distinct => "Distinct",
        View::ByValue => "ByValue",
        View::Active => "Active",
        View::Run(1) => "Run",
        View::Run(least) => {
            run = format!("Run({least})");
            &run
        }
        View::Tenure(Since::Years) => "Years",
        View::Tenure(Since::Months) => "Months",
    };
    match reach {
        Reach::Bucket => format!("Bucket.{view}"),
        Reach::Rolling(Duration::Days(days)) => format!("Rolling(Days({days})).{view}"),
        Reach::Rolling(Duration::Months(months)) => format!("Rolling(Months({months})).{view}"),
        Reach::Within(unit) => format!("Within({}).{view}", unit_text(unit)),
        Reach::Whole(unit) => format!("Whole({}).{view}", unit_text(unit)),
        Reach::Until => format!("Until.{view}"),
        Reach::All => format!("All.{view}"),
    }
}

fn unit_text(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "Day",
        Unit::Week => "Week",
        Unit::Month => "Month",
        Unit::Quarter => "Quarter",
        Unit::HalfYear => "HalfYear",
        Unit::Year => "Year",
        Unit::MembershipYear => "MembershipYear",
        Unit::Lifetime => "Lifetime",
    }
}

/// How an order adds to a reading of its past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Adds {
    /// What it contributes to the counter.
    Plain,
    /// Values of the attribute that the reading of one value has not seen.
    Distinct { slot: u16, by_value: usize },
    /// One, where the reading of the current month is zero.
    Active { current: usize },
    /// Not at all.
    Nothing,
}

/// A number that conditions, limits, tiers and scales read from the account's past.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Reading {
    pub counter: usize,
    pub reach: Reach,
    pub view: View,
    /// Where it is not about the day's own period.
    pub back: Option<Back>,
}

impl Reading {
    /// The period of this length that it is about.
    fn period(&self, calendar: &Calendar, unit: Unit, day: Date) -> Span {
        let back = match self.back {
            Some(Back::Periods(back)) => back,
            Some(Back::Time(_)) | None => 0,
        };
        calendar.span(unit, calendar.bucket(unit, day).saturating_sub(back))
    }

    /// The last day of the window that it is about.
    fn until(&self, day: Date) -> Date {
        match self.back {
            Some(Back::Time(length)) => length.before(day),
            Some(Back::Periods(_)) | None => day,
        }
    }

    /// The first and last bucket it reads on `day`.
    pub(crate) fn buckets(&self, counter: &Counter, calendar: &Calendar, day: Date) -> (i32, i32) {
        let last = calendar.bucket(counter.unit, day);
        match self.reach {
            Reach::Bucket if self.back.is_none() => (last, last),
            Reach::Bucket => {
                let of = calendar.bucket(counter.unit, self.period(calendar, counter.unit, day).start);
                (of, of)
            }
            Reach::Rolling(length) => {
                let until = self.until(day);
                let first = calendar.bucket(counter.unit, rolling_start(length, counter.unit, until));
                (first, calendar.bucket(counter.unit, until))
            }
            Reach::Within(period) if self.back.is_none() => {
                (calendar.bucket(counter.unit, calendar.span_of(period, day).start), last)
            }
            Reach::Within(period) | Reach::Whole(period) => {
                let whole = self.period(calendar, period, day);
                (calendar.bucket(counter.unit, whole.start), calendar.bucket(counter.unit, whole.last()))
            }
            Reach::Until => (i32::MIN, last),
            Reach::All => (i32::MIN, i32::MAX),
        }
    }

    /// The first day it reads on `day`; none for ever.
    pub(crate) fn first_day(&self, counter: &Counter, calendar: &Calendar, day: Date) -> Option<Date> {
        let first = match self.reach {
            Reach::Bucket if counter.unit == Unit::Lifetime => None,
            Reach::Bucket => Some(self.period(calendar, counter.unit, day).start),
            Reach::Rolling(length) => Some(rolling_start(length, counter.unit, self.until(day))),
            Reach::Within(period) | Reach::Whole(period) => Some(self.period(calendar, period, day).start),
            Reach::Until | Reach::All => None,
        };
        match (first, counter.days) {
            (Some(first), Some(days)) => Some(first.max(days.start)),
            (first, days) => first.or(days.map(|d| d.start)),
        }
    }
}

/// Where a rolling window that ends with `day` starts. Months that are counted whole are so many calendar months, the
/// current one included: of the last six months at most six can be active.
fn rolling_start(length: Duration, unit: Unit, day: Date) -> Date {
    match (length, unit) {
        (Duration::Months(months), Unit::Month) => day.month_start().plus_months(1_i32.saturating_sub(months)),
        (length, _) => length.window_start(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_name_readings_as_they_always_did() {
        let days = Duration::Days(90);
        for reach in [Reach::Bucket, Reach::Rolling(days), Reach::Within(Unit::HalfYear), Reach::Until, Reach::All] {
            for view in [View::Sum, View::Distinct, View::ByValue, View::Active] {
                assert_eq!(reading_text(reach, view, None), format!("{reach:?}.{view:?}"));
            }
            assert_eq!(reading_text(reach, View::Run(1), None), format!("{reach:?}.Run"));
        }
    }
}
