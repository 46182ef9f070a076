//! What points still owe in the books: the price of sales is shared out between the goods and the points that came with
//! them, by their prices if each were sold alone, and the points' share is revenue as they are redeemed.

use super::figures::Terms;
use super::tally::gives;
use crate::amounts::{Ratio, Rounding, round_div};
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::time::Date;
use crate::wire::entry::EntryKind;
use crate::wire::figures::{ContractLiability, LiabilityMonth};
use crate::wire::simulate::Tally;

/// Sales of a month, and the points that came with them and were redeemed, in their smallest units.
struct Month {
    /// What the goods cost alone, and what was paid for goods and points together.
    goods: i64,
    paid: i64,
    given: i64,
    redeemed: i64,
}

impl Program {
    /// The contract liability of each point currency that has a price of its own, by the relative stand-alone selling
    /// prices of IFRS 15 (paragraphs 73 to 80 and B39 to B43; its Illustrative Example 52 shows the figures).
    ///
    /// Of a month's sales P, with goods that cost G alone and points that are worth S (points, times what one is worth,
    /// times the share that is ever redeemed), P·S / (G + S) is put off. Of what was put off so far, the part of points
    /// redeemed in points expected to be redeemed is revenue; the rest is owed. With several currencies each is shared out
    /// by itself beside the goods.
    pub(super) fn contract_liability(&self, tally: &Tally, terms: &Terms) -> Result<Vec<ContractLiability>, Refusal> {
        let mut list = Vec::new();
        for (at, unit) in self.tables.units.iter().enumerate().filter(|(at, _)| self.is_points(*at)) {
            let each = terms.cost.get(at).copied().unwrap_or(Ratio::ZERO);
            let booked = || tally.booked.iter().filter(|sum| sum.unit == unit.id);
            if each == Ratio::ZERO || booked().next().is_none() {
                continue;
            }
            let mut months: Vec<Date> =
                tally.months.iter().map(|sum| sum.month).chain(booked().map(|sum| sum.month)).collect();
            months.sort();
            months.dedup();
            let mut told = Vec::new();
            let mut so_far = SoFar::default();
            for month in months {
                let sum = |wanted: &dyn Fn(EntryKind) -> bool| {
                    let of = booked().filter(|sum| sum.month == month && wanted(sum.kind));
                    of.map(|sum| sum.amount).try_fold(0, add)
                };
                let sales = tally.months.iter().find(|sum| sum.month == month);
                let redeems = |kind: EntryKind| matches!(kind, EntryKind::Redemption | EntryKind::Cancellation);
                so_far.takes(
                    &Month {
                        goods: sales.map_or(0, |sum| sum.gross),
                        paid: sales.map_or(0, |sum| sum.net),
                        given: sum(&gives)?,
                        redeemed: sub(0, sum(&redeems)?)?,
                    },
                    each,
                    terms.redemption,
                )?;
                told.push(LiabilityMonth {
                    month,
                    deferred: self.money(so_far.deferred),
                    recognised: self.money(so_far.recognised),
                    liability: self.money(sub(so_far.deferred, so_far.recognised)?),
                });
            }
            list.push(ContractLiability {
                unit: unit.id.clone(),
                deferred: self.money(so_far.deferred),
                recognised: self.money(so_far.recognised),
                liability: self.money(sub(so_far.deferred, so_far.recognised)?),
                months: told,
            });
        }
        Ok(list)
    }
}

/// What was put off and earned up to a month.
#[derive(Default)]
struct SoFar {
    deferred: i64,
    recognised: i64,
    given: i64,
    redeemed: i64,
}

impl SoFar {
    fn takes(&mut self, month: &Month, each: Ratio, redemption: Ratio) -> Result<(), Refusal> {
        let worth = |points: i64| each.apply(points, Rounding::HalfUp).or_overflow();
        let expected = |amount: i64| redemption.apply(amount, Rounding::HalfUp).or_overflow();
        let alone = expected(worth(month.given)?)?;
        let whole = add(month.goods, alone)?;
        if whole > 0 && alone != 0 {
            let product = i128::from(month.paid).checked_mul(i128::from(alone)).or_overflow()?;
            let deferred = round_div(product, whole, Rounding::HalfUp).or_overflow()?;
            self.deferred = add(self.deferred, deferred)?;
        }
        self.given = add(self.given, month.given)?;
        self.redeemed = add(self.redeemed, month.redeemed)?;
        let expected = expected(self.given)?;
        self.recognised = if expected > 0 {
            let part = self.redeemed.min(expected).max(0);
            let product = i128::from(self.deferred).checked_mul(i128::from(part)).or_overflow()?;
            round_div(product, expected, Rounding::HalfUp).or_overflow()?
        } else {
            0
        };
        Ok(())
    }
}
