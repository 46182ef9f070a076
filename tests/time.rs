//! Time: days, months, and the periods they fall into.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use earnest::time::{Calendar, Date, Duration, Moment, Span, Unit};
use proptest::prelude::*;

const UNITS: [Unit; 8] = [
    Unit::Day,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::HalfYear,
    Unit::Year,
    Unit::MembershipYear,
    Unit::Lifetime,
];

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn calendar(year_starts: u8, joined: &str) -> Calendar {
    Calendar { year_starts, joined: day(joined) }
}

/// First and last day of the period that holds a day.
fn period(calendar: Calendar, unit: Unit, of: &str) -> (String, String) {
    let span = calendar.span_of(unit, day(of));
    (span.start.to_string(), span.last().to_string())
}

fn is(period: (String, String), from: &str, to: &str) {
    assert_eq!((period.0.as_str(), period.1.as_str()), (from, to));
}

#[test]
fn dates_are_those_of_the_calendar() {
    for text in ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
        assert_eq!(day(text).to_string(), text);
    }
    for text in [
        "2023-02-29",
        "1900-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "0000-01-01",
        "2026-1-1",
        "31.03.2026",
        "2026-03-31T",
    ] {
        assert_eq!(Date::parse(text), None, "{text}");
    }
    assert_eq!(day("1969-12-31").days(), -1);
}

#[test]
fn moments_are_civil_seconds() {
    assert_eq!(Moment::parse("2026-03-31").unwrap(), day("2026-03-31").midnight());
    assert_eq!(Moment::parse("1969-12-31T23:59:59").unwrap().date(), day("1969-12-31"));
    assert_eq!(Moment::parse("2026-03-31T23:59").unwrap().to_string(), "2026-03-31T23:59:00");
    for text in [
        "2026-03-31T24:00",
        "2026-03-31T23:60",
        "2026-03-31T23:59:60",
        "2026-03-31T23:59:59+02:00",
        "2026-03-31T23:59:59Z",
        "2026-03-31T",
        "2026-03-31t23:59",
    ] {
        assert_eq!(Moment::parse(text), None, "{text}");
    }
}

#[test]
fn a_month_later_is_the_same_day_or_the_months_last() {
    for (from, months, to) in [
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -13, "2024-12-15"),
    ] {
        assert_eq!(day(from).plus_months(months).to_string(), to, "{from} and {months} months");
    }
}

#[test]
fn weeks_start_on_monday() {
    let any = calendar(1, "2026-01-01");
    is(period(any, Unit::Week, "2026-03-09"), "2026-03-09", "2026-03-15");
    is(period(any, Unit::Week, "2026-03-15"), "2026-03-09", "2026-03-15");
    is(period(any, Unit::Week, "2026-01-01"), "2025-12-29", "2026-01-04");
    is(period(any, Unit::Week, "1969-12-31"), "1969-12-29", "1970-01-04");
}

#[test]
fn quarters_halves_and_years_are_fiscal() {
    let april = calendar(4, "2026-01-01");
    is(period(april, Unit::Year, "2026-03-31"), "2025-04-01", "2026-03-31");
    is(period(april, Unit::Year, "2026-04-01"), "2026-04-01", "2027-03-31");
    is(period(april, Unit::HalfYear, "2026-01-15"), "2025-10-01", "2026-03-31");
    is(period(april, Unit::Quarter, "2026-01-15"), "2026-01-01", "2026-03-31");
    let february = calendar(2, "2026-01-01");
    is(period(february, Unit::Quarter, "2026-01-31"), "2025-11-01", "2026-01-31");
    is(period(february, Unit::Quarter, "2026-02-01"), "2026-02-01", "2026-04-30");
    is(period(february, Unit::HalfYear, "2026-07-31"), "2026-02-01", "2026-07-31");
    is(period(february, Unit::Year, "2024-02-29"), "2024-02-01", "2025-01-31");
    // Months are those of the calendar, whenever the year starts.
    is(period(february, Unit::Month, "2024-02-29"), "2024-02-01", "2024-02-29");
}

#[test]
fn membership_years_run_from_the_day_of_joining() {
    let june = calendar(1, "2025-06-15");
    is(period(june, Unit::MembershipYear, "2025-06-15"), "2025-06-15", "2026-06-14");
    is(period(june, Unit::MembershipYear, "2026-06-14"), "2025-06-15", "2026-06-14");
    is(period(june, Unit::MembershipYear, "2026-06-15"), "2026-06-15", "2027-06-14");
    is(period(june, Unit::MembershipYear, "2025-06-14"), "2024-06-15", "2025-06-14");
    // Who joined on a leap day has an anniversary every year.
    let leap = calendar(1, "2024-02-29");
    is(period(leap, Unit::MembershipYear, "2025-02-27"), "2024-02-29", "2025-02-27");
    is(period(leap, Unit::MembershipYear, "2025-02-28"), "2025-02-28", "2026-02-27");
    is(period(leap, Unit::MembershipYear, "2028-02-29"), "2028-02-29", "2029-02-27");
    let last = calendar(1, "2025-08-31");
    is(period(last, Unit::MembershipYear, "2026-08-30"), "2025-08-31", "2026-08-30");
}

#[test]
fn rolling_windows_hold_their_last_day() {
    assert_eq!(Duration::Days(90).window_start(day("2026-03-31")).to_string(), "2026-01-01");
    assert_eq!(Duration::Days(1).window_start(day("2026-03-31")).to_string(), "2026-03-31");
    assert_eq!(Duration::Months(1).window_start(day("2026-03-31")).to_string(), "2026-03-01");
    assert_eq!(Duration::Months(12).window_start(day("2026-03-10")).to_string(), "2025-03-11");
    assert_eq!(Duration::Months(1).after(day("2026-01-31")).to_string(), "2026-02-28");
}

#[test]
fn spans_are_open_at_their_end() {
    let span = Span { start: day("2026-02-01"), end: day("2026-03-01") };
    assert_eq!((span.days(), span.last().to_string().as_str()), (28, "2026-02-28"));
}

proptest! {
    #[test]
    fn every_day_is_in_the_period_it_is_counted_in(
        at in -200_000..400_000_i32, joined in -20_000..40_000_i32, year_starts in 1..=12_u8,
    ) {
        let calendar = Calendar { year_starts, joined: Date::from_days(joined) };
        let at = Date::from_days(at);
        for unit in UNITS {
            let number = calendar.bucket(unit, at);
            let span = calendar.span(unit, number);
            prop_assert!(span.start <= at && at < span.end, "{unit:?} of {at}: {} to {}", span.start, span.end);
            if unit != Unit::Lifetime {
                let next = number.checked_add(1).unwrap();
                prop_assert_eq!(calendar.bucket(unit, span.end), next);
                prop_assert_eq!(calendar.span(unit, next).start, span.end);
            }
        }
    }

    #[test]
    fn days_and_dates_are_each_other(days in -719_162..2_932_896_i32) {
        let date = Date::from_days(days);
        let (year, month, of_month) = date.parts();
        prop_assert_eq!(Date::new(year, month, of_month), Some(date));
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
    }

    #[test]
    fn months_add_up_from_the_first(days in 0..40_000_i32, one in -200..200_i32, other in -200..200_i32) {
        let (year, month, _) = Date::from_days(days).parts();
        let first = Date::new(year, month, 1).unwrap();
        let both = one.checked_add(other).unwrap();
        prop_assert_eq!(first.plus_months(one).plus_months(other), first.plus_months(both));
    }
}

/// The same table holds `toCivil` of the package: `tests/js/civil.test.mjs`.
#[cfg(feature = "zones")]
#[test]
fn clock_changes_are_as_the_table_has_them() {
    let text = include_str!("data/clock-changes.json");
    let table: Vec<[String; 3]> = serde_json::from_str(text).unwrap();
    assert!(table.len() > 150);
    for [instant, zone, civil] in table {
        assert_eq!(earnest::time::to_civil(&instant, &zone).unwrap().to_string(), civil, "{instant} in {zone}");
    }
}
