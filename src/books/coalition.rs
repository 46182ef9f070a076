//! A coalition: who owes whom for points given and taken.

use super::{Booked, Days, unknown};
use crate::amounts::Rounding;
use crate::program::{Partner, Program};
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::wire::books::{BooksPeriod, Coalition, PartnerBalance};
use crate::wire::entry::{Entry, EntryKind};

/// Points of one partner over one period.
struct Sums<'p> {
    partner: &'p Partner,
    days: Days,
    given: i64,
    taken: i64,
}

impl Program {
    /// What each partner owes for the points given at it, and is owed for those taken, at its worth for a point. The
    /// operator is the other side of each: what points lapse is its gain.
    ///
    /// # Errors
    /// `unknown-name` for an entry of a partner or unit that the program does not have, `incomplete` for a period that
    /// is none.
    pub fn coalition(&self, entries: &[Entry], period: &BooksPeriod) -> Result<Coalition, Refusal> {
        let mut sums: Vec<Sums<'_>> = Vec::new();
        for booked in self.booked(entries)? {
            let Some(name) = &booked.entry.partner else { continue };
            let partner = self.partners.iter().find(|known| known.text == *name);
            let partner = partner.ok_or_else(|| unknown("partner", name, &booked.entry.id))?;
            let Some(days) = self.days(period, booked.day)? else { continue };
            let (given, taken) = sides(&booked)?;
            if partner.unit != booked.unit || (given, taken) == (0, 0) {
                continue;
            }
            match sums.iter_mut().find(|sum| sum.partner == partner && sum.days == days) {
                Some(sum) => (sum.given, sum.taken) = (add(sum.given, given)?, add(sum.taken, taken)?),
                None => sums.push(Sums { partner, days, given, taken }),
            }
        }
        sums = crate::map::sorted(sums, |sum| super::order(sum.days));
        let (mut partners, mut operator) = (Vec::with_capacity(sums.len()), 0);
        for sum in &sums {
            let unit = usize::from(sum.partner.unit);
            let worth = |points: i64| sum.partner.worth.apply(points, Rounding::HalfUp).or_overflow();
            let (owes, owed) = (worth(sum.given)?, worth(sum.taken)?);
            let balance = sub(owed, owes)?;
            operator = sub(operator, balance)?;
            partners.push(PartnerBalance {
                partner: sum.partner.text.clone(),
                from: sum.days.map(|(from, _)| from),
                to: sum.days.map(|(_, to)| to),
                unit: self.unit_id(unit).to_owned(),
                given: self.points(unit, sum.given),
                taken: self.points(unit, sum.taken),
                owes: self.money(owes),
                owed: self.money(owed),
                balance: self.money(balance),
            });
        }
        Ok(Coalition { partners, operator: self.money(operator) })
    }
}

/// What an entry gives and takes.
fn sides(booked: &Booked<'_>) -> Result<(i64, i64), Refusal> {
    Ok(match booked.entry.kind {
        EntryKind::Accrual
        | EntryKind::Return
        | EntryKind::Settlement
        | EntryKind::Restatement
        | EntryKind::WriteOff
        | EntryKind::Reversal
        | EntryKind::Adjustment
        | EntryKind::Credit => (booked.units, 0),
        EntryKind::Redemption | EntryKind::Cancellation => (0, sub(0, booked.units)?),
        EntryKind::Opening
        | EntryKind::Tier
        | EntryKind::Use
        | EntryKind::Activation
        | EntryKind::Expiry
        | EntryKind::Reservation
        | EntryKind::Claim
        | EntryKind::Transfer
        | EntryKind::Plan
        | EntryKind::Fee
        | EntryKind::Merger => (0, 0),
    })
}
