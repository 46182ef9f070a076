//! Books: what is made of entries once they are booked. Nothing here changes an account.

mod close;
mod coalition;
mod funding;
mod journal;
mod statement;

use crate::amounts::Rounding;
use crate::compile::unit_of;
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode};
use crate::time::{Calendar, Date, Span};
use crate::wire::books::BooksPeriod;
use crate::wire::entry::Entry;

/// An entry with its unit and amount resolved.
#[derive(Clone, Copy)]
struct Booked<'e> {
    entry: &'e Entry,
    unit: u16,
    units: i64,
    day: Date,
}

/// What entries tell that are no balance.
const NO_BALANCE: [&str; 4] = ["tier", "use", "plan", "fee"];

/// The days of a sum, where sums are by period.
type Days = Option<(Date, Date)>;

fn unknown(what: &str, name: &str, entry: &str) -> Refusal {
    Refusal::new(
        RefusalCode::UnknownName,
        format!("the entry '{entry}' names the {what} '{name}', which the program does not have"),
        "use the document by which it was booked, or one that knows its names",
    )
}

impl Program {
    /// Entries in units of the program; changes of tier and plan, fees and uses of services are no balance.
    fn booked<'e>(&self, entries: &'e [Entry]) -> Result<Vec<Booked<'e>>, Refusal> {
        let mut booked = Vec::with_capacity(entries.len());
        for entry in entries.iter().filter(|entry| !NO_BALANCE.contains(&entry.unit.as_str())) {
            let unit = self.tables.unit(&entry.unit).ok_or_else(|| unknown("unit", &entry.unit, &entry.id))?;
            let units = entry.amount.number().and_then(|n| n.at(self.decimals(usize::from(unit))).ok());
            let units = units.ok_or_else(|| {
                Refusal::new(
                    RefusalCode::Incomplete,
                    format!("the entry '{}' has no amount that '{}' can be counted in", entry.id, entry.unit),
                    "give entries back as they were booked",
                )
            })?;
            booked.push(Booked { entry, unit, units, day: entry.at.date() });
        }
        Ok(booked)
    }

    /// The period of a sum that a day belongs to; none where the day is left out.
    fn days(&self, period: &BooksPeriod, day: Date) -> Result<Option<Days>, Refusal> {
        if period.from.is_some_and(|from| day < from) || period.to.is_some_and(|to| day > to) {
            return Ok(None);
        }
        let Some(per) = period.per else { return Ok(Some(None)) };
        let unit = unit_of(per).ok_or_else(|| {
            Refusal::new(
                RefusalCode::Incomplete,
                format!("a sum is by no '{}'", per.word()),
                "name a period of time, such as \"month\"",
            )
        })?;
        let calendar = Calendar { year_starts: self.year_starts, joined: day };
        let span: Span = calendar.span_of(unit, day);
        Ok(Some(Some((span.start, span.last()))))
    }

    /// What an amount costs the operator, in minor units of money, by the terms of a day; none where no worth is known.
    fn valued(&self, unit: u16, units: i64, day: Date) -> Result<Option<i64>, Refusal> {
        let at = usize::from(unit);
        if self.is_reward(at) {
            let version = self.version(self.version_on(day)?)?;
            return self.reward_worth(version, unit, units).map(|(_, cost)| Some(cost));
        }
        if !self.is_points(at) {
            return Ok((self.unit_id(at) != "value").then_some(units));
        }
        match self.point_worth(unit) {
            Some(worth) => worth.apply(units, Rounding::HalfUp).map(Some).ok_or_else(Refusal::overflow),
            None => Ok(None),
        }
    }
}

/// A number by which periods stand in their order.
fn order(days: Days) -> u64 {
    days.map_or(0, |(from, _)| crate::map::ordinal(i64::from(from.days())))
}

/// Notes a name once.
fn note(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|known| known == name) {
        list.push(name.to_owned());
    }
}
