//! How findings write amounts.

use super::Review;
use crate::amounts::{Decimal, QUANTITY_PLACES};
use crate::program::Program;
use crate::rule::measure::Since;
use crate::rule::measure::What;
use crate::time::Span;

impl Review<'_> {
    /// Money, with its currency.
    pub(super) fn money(&self, minor: i64) -> String {
        format!("{} {}", Decimal::text(minor, self.program.money_places), self.document.currency)
    }

    /// An amount of a unit of award.
    pub(super) fn award(&self, unit: u16, amount: i64) -> String {
        let at = usize::from(unit);
        if self.program.is_points(at) {
            format!("{} {}", Decimal::text(amount, self.program.decimals(at)), self.program.unit_id(at))
        } else {
            self.money(amount)
        }
    }

    /// A number of what is counted.
    pub(super) fn counted(&self, what: What, number: i64) -> String {
        match what {
            What::Amount => self.money(number),
            What::Quantity => format!("{} units", trimmed(number, QUANTITY_PLACES)),
            What::Own(slot) => {
                let name = self.program.tables.own_measures.get(usize::from(slot));
                format!("{} {}", trimmed(number, QUANTITY_PLACES), name.map_or("", String::as_str))
            }
            What::Awarded(unit) | What::Balance(unit) => self.award(unit, number),
            What::Lines => format!("{number} lines"),
            What::Orders => format!("{number} orders"),
            What::Activities => format!("{number} activities"),
            What::Distinct(_) => format!("{number} different values"),
            What::ActiveMonths => format!("{number} active months"),
            What::Tenure(Since::Years) => format!("{number} years"),
            What::Tenure(Since::Months) => format!("{number} months"),
        }
    }
}

/// A number without the zeros behind.
pub(super) fn trimmed(number: i64, places: u8) -> String {
    let text = Decimal::text(number, places);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A share, in hundredths.
pub(super) fn percent(rate: Decimal) -> String {
    let text = match rate.scale().checked_sub(2) {
        Some(places) => trimmed(rate.units(), places),
        None => trimmed(rate.units().saturating_mul(100), rate.scale()),
    };
    format!("{text} %")
}

/// The first and last day.
pub(super) fn days(span: Span) -> String {
    if span.start == span.last() { span.start.to_string() } else { format!("{} to {}", span.start, span.last()) }
}

/// A few names, and how many more there are.
pub(super) fn names(ids: &[&str]) -> String {
    const MOST: usize = 5;
    let mut text: Vec<String> = ids.iter().take(MOST).map(|id| format!("'{id}'")).collect();
    let more = ids.len().saturating_sub(MOST);
    if more > 0 {
        text.push(format!("and {more} more"));
    }
    text.join(", ")
}

/// The smallest step in which somebody buys more of it.
pub(super) fn step(what: What) -> i64 {
    match what {
        What::Quantity | What::Own(_) => crate::amounts::ONE_UNIT,
        What::Amount
        | What::Lines
        | What::Orders
        | What::Activities
        | What::Awarded(_)
        | What::Balance(_)
        | What::Distinct(_)
        | What::ActiveMonths
        | What::Tenure(_) => 1,
    }
}

/// What a reading counts.
pub(super) fn what_of(program: &Program, reading: usize) -> What {
    use crate::rule::measure::{Counted, View};
    let Some(reading) = program.tables.readings.get(reading) else { return What::Orders };
    let Some(counter) = program.tables.counters.get(reading.counter) else { return What::Orders };
    match (&counter.counted, reading.view) {
        (_, View::Active | View::Run(_)) => What::ActiveMonths,
        (Counted::Lines(what), _) => *what,
        (Counted::ByAttribute(slot), _) => What::Distinct(*slot),
        (Counted::Awarded(unit), _) => What::Awarded(*unit),
        (Counted::Activities(_), _) => What::Activities,
        (Counted::Units(_), _) => What::Quantity,
        (_, View::Tenure(since)) => What::Tenure(since),
        (Counted::PaidBy(_) | Counted::TimesOf(..) | Counted::Used(_) | Counted::Orders, _) => What::Orders,
    }
}
