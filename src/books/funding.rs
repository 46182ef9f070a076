//! Funding: what is claimed of those who bear a share of awards.

use super::{Days, note};
use crate::amounts::{Decimal, Rounding};
use crate::map::Map;
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add};
use crate::wire::books::{BooksPeriod, Claims, FundingClaim};
use crate::wire::entry::Entry;

/// What one rule paid in one unit, of which one funder bears a share.
struct Sums<'e> {
    days: Days,
    by: &'e str,
    share: Decimal,
    rule: &'e str,
    unit: u16,
    units: i64,
    value: i64,
}

impl Program {
    /// What each funder owes for its share of awards, at what they cost: rounded once for each rule, unit and period.
    ///
    /// # Errors
    /// `unknown-name` for a unit that the program does not have, `incomplete` for a period or share that is none.
    pub fn claims(&self, entries: &[Entry], period: &BooksPeriod) -> Result<Claims, Refusal> {
        let mut sums: Vec<Sums<'_>> = Vec::new();
        let mut unvalued = Vec::new();
        for booked in self.booked(entries)? {
            let Some(days) = self.days(period, booked.day)? else { continue };
            for funder in &booked.entry.funding {
                // Points are valued once, all together.
                let value = match self.valued(booked.unit, booked.units, booked.day)? {
                    Some(value) => value,
                    None => {
                        note(&mut unvalued, &booked.entry.unit);
                        continue;
                    }
                };
                let of = |sum: &&mut Sums<'_>| {
                    (sum.days, sum.by, sum.share, sum.rule, sum.unit)
                        == (days, funder.by.as_str(), funder.share, booked.entry.rule.as_str(), booked.unit)
                };
                match sums.iter_mut().find(of) {
                    Some(sum) => (sum.units, sum.value) = (add(sum.units, booked.units)?, add(sum.value, value)?),
                    None => sums.push(Sums {
                        days,
                        by: &funder.by,
                        share: funder.share,
                        rule: &booked.entry.rule,
                        unit: booked.unit,
                        units: booked.units,
                        value,
                    }),
                }
            }
        }
        sums = crate::map::sorted(sums, |sum| super::order(sum.days));
        let (mut claims, mut totals) = (Vec::with_capacity(sums.len()), Map::new());
        for sum in &sums {
            let share = crate::amounts::Ratio::new(
                i128::from(sum.share.units()),
                i128::from(crate::amounts::ten_to(sum.share.scale()).or_overflow()?),
            );
            let share = share.filter(|share| share.num() > 0 && share.num() <= share.den()).ok_or_else(|| {
                Refusal::new(
                    RefusalCode::Incomplete,
                    format!("'{}' is no share that '{}' can bear", sum.share, sum.by),
                    "give entries back as they were booked",
                )
            })?;
            let exact = if self.is_points(usize::from(sum.unit)) {
                let worth = self.point_worth(sum.unit).and_then(|worth| worth.exact(sum.units));
                worth.and_then(|worth| worth.times(share))
            } else {
                share.exact(sum.value)
            };
            let owes = exact.and_then(|exact| exact.round(Rounding::HalfUp)).or_overflow()?;
            totals.change(sum.by.to_owned(), |total: &mut i64| add(*total, owes).map(|now| *total = now))?;
            claims.push(FundingClaim {
                by: sum.by.to_owned(),
                from: sum.days.map(|(from, _)| from),
                to: sum.days.map(|(_, to)| to),
                rule: sum.rule.to_owned(),
                unit: self.unit_id(usize::from(sum.unit)).to_owned(),
                amount: self.amount(sum.unit, sum.units),
                share: sum.share.to_string(),
                owes: self.money(owes),
            });
        }
        let totals = totals.iter().map(|(by, total)| (by.clone(), self.money(*total))).collect();
        Ok(Claims { claims, totals, unvalued })
    }
}
