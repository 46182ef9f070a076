//! A statement: what there was, what moved, what there is.

use super::Booked;
use crate::map::Map;
use crate::program::Program;
use crate::refusal::{Refusal, add};
use crate::time::Date;
use crate::wire::books::{Balance, Statement};
use crate::wire::entry::{Entry, Status};

/// What balances are told apart by: unit, holder, status.
type Key = (u16, Option<String>, Option<Status>);

impl Program {
    /// An account's balances before a day and after another, and what moved between them, by unit, holder and whether
    /// it can be used. Entries of several accounts are summed up together.
    ///
    /// # Errors
    /// `unknown-name` for a unit that the program does not have.
    pub fn statement(&self, entries: &[Entry], from: Option<Date>, to: Option<Date>) -> Result<Statement, Refusal> {
        let (mut opening, mut closing) = (Map::new(), Map::new());
        for booked in self.booked(entries)? {
            if from.is_some_and(|from| booked.day < from) {
                count(&mut opening, &booked)?;
            }
            if to.is_none_or(|to| booked.day <= to) {
                count(&mut closing, &booked)?;
            }
        }
        let moved = |entry: &&Entry| {
            let day = entry.at.date();
            from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
        };
        Ok(Statement {
            opening: self.balances(&opening),
            entries: entries.iter().filter(moved).cloned().collect(),
            closing: self.balances(&closing),
        })
    }

    fn balances(&self, sums: &Map<Key, i64>) -> Vec<Balance> {
        let there = sums.iter().filter(|(_, units)| **units != 0);
        let told = there.map(|((unit, holder, status), units)| Balance {
            unit: self.unit_id(usize::from(*unit)).to_owned(),
            holder: holder.clone(),
            status: *status,
            amount: self.amount(*unit, *units),
        });
        told.collect()
    }
}

fn count(sums: &mut Map<Key, i64>, booked: &Booked<'_>) -> Result<(), Refusal> {
    let key = (booked.unit, booked.entry.holder.clone(), booked.entry.status);
    sums.change(key, |sum| add(*sum, booked.units).map(|now| *sum = now))
}
