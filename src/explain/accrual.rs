//! What an order adds to a rebate or margin: the band reached, the next one, the forecast.

use super::forecast::{Pace, at_end, elapsed};
use super::reasons::of_count;
use super::units::rate_text;
use crate::amounts::Decimal;
use crate::evaluate::{Accrued, index, period_amount};
use crate::ledger::{Draft, Standing, whole_period};
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::Refusal;
use crate::rule::against::{Against, Counts, Other};
use crate::rule::award::{Over, Pay, PeriodPay};
use crate::rule::scale::{Bands, Scale};
use crate::time::Unit;
use crate::wire::result::{Accrual, BandView, Compared, Forecast, NextBand};
use crate::wire::rule::Mode;

impl Program {
    pub(super) fn accrual(
        &self,
        version: &Version,
        accrued: &Accrued,
        draft: &Draft,
    ) -> Result<Option<Accrual>, Refusal> {
        let Some(rule) = version.rules.get(index(accrued.rule)) else { return Ok(None) };
        let Pay::Period(pay) = &rule.pay else { return Ok(None) };
        let Some(prepared) = &draft.prepared else { return Ok(None) };
        let day = accrued.day;
        let period = whole_period(pay, &prepared.calendar, day);
        let count = |units: i64| self.count(pay.what, units);
        let text = |units: i64| self.unit_text(pay.unit, units);
        let levels = prepared.standing.levels_of(accrued.rule);
        let (before, after) = accrued.counts;
        let gone = elapsed(period, day);
        let end = |units: i64| at_end(units, gone, i64::from(period.days()));
        let expected = after.each(end);
        // What goes on beside it goes on too; a baseline stays.
        let other = if pay.against.as_ref().is_some_and(Against::runs) { after.other.map(end) } else { after.other };
        let forecast = Forecast {
            base: count(expected.base),
            amount: text(period_amount(pay, Counts { other, ..expected }, levels)?),
            pace: Pace::PeriodToDate.word().to_owned(),
        };
        let (mut band, mut bands, mut next) = (None, Vec::new(), None);
        if let Some(scale) = pay.bands(after.other)? {
            let reached = scale.reached(after.basis);
            band = reached.and_then(|at| u32::try_from(at).ok());
            bands = self.band_views(pay, &scale, self.basis_what(pay));
            // What lowers the base grows with what is bought: how far the next band is, is not a plain difference.
            if pay.net.is_empty() {
                next = self.next_band(pay, &scale, accrued, reached, levels)?;
            }
        }
        let compared = match &pay.against {
            Some(against) => Some(self.compared(pay, against, after, &prepared.standing)?),
            None => None,
        };
        let endless = matches!(pay.over, Over::Unit(Unit::Lifetime));
        Ok(Some(Accrual {
            rule: rule.text.clone(),
            term: version.term(rule.held).map(|term| term.text.clone()),
            kind: self.unit_id(usize::from(pay.unit)).to_owned(),
            from: period.start,
            to: period.last(),
            base: [count(before.base), count(after.base)],
            accrued: [text(accrued.amount.0), text(accrued.amount.1)],
            added: text(accrued.amount.1.saturating_sub(accrued.amount.0)),
            band,
            compared,
            bands,
            next,
            forecast: (!endless).then_some(forecast),
        }))
    }

    /// What picks the band beside what it is compared with.
    fn compared(
        &self,
        pay: &PeriodPay,
        against: &Against,
        counts: Counts,
        standing: &Standing,
    ) -> Result<Compared, Refusal> {
        let count = |units: i64| self.count(self.basis_what(pay), units);
        let (mut with, mut is) = (None, None);
        if let Some(other) = counts.other {
            let place = against.place(counts.basis, other)?.div_euclid(2);
            is = Some(if against.difference {
                count(place)
            } else {
                // Hundredths of a percent.
                format!("{} %", Decimal::text(place.div_euclid(10_000), 2))
            });
            with = Some(count(against.raised(other)?));
        }
        let there = match against.other {
            Other::Count { whole, .. } => standing.readings.get(whole).copied().flatten(),
            Other::List(_) => counts.other,
        };
        let default = counts.other.is_some() && counts.other == against.default && there.is_none_or(|n| n <= 0);
        Ok(Compared { count: count(counts.basis), with, is, default })
    }

    /// What the measure that picks the band counts.
    pub(super) fn basis_what(&self, pay: &PeriodPay) -> crate::rule::measure::What {
        let reading = pay.picks.and_then(|at| self.tables.readings.get(at));
        let counted = reading.and_then(|reading| Some((reading, self.tables.counters.get(reading.counter)?)));
        counted.map_or(pay.what, of_count)
    }

    fn band_views(&self, pay: &PeriodPay, scale: &Bands, basis: crate::rule::measure::What) -> Vec<BandView> {
        let views = scale.bands.iter().map(|band| BandView {
            from: self.count(basis, band.bound),
            above: band.above,
            rate: match scale.mode {
                Mode::Fixed => self.unit_text(pay.unit, band.fixed),
                Mode::Marginal | Mode::Whole | Mode::WholeAbove | Mode::PerUnit => {
                    rate_text(band.rate, self.places_of(pay.what), self.decimals(usize::from(pay.unit)))
                }
            },
        });
        views.collect()
    }

    fn next_band(
        &self,
        pay: &PeriodPay,
        scale: &Bands,
        accrued: &Accrued,
        reached: Option<usize>,
        levels: &[Sym],
    ) -> Result<Option<NextBand>, Refusal> {
        let at = reached.map_or(0, |at| at.saturating_add(1));
        let Some(band) = scale.bands.get(at) else { return Ok(None) };
        let is = accrued.counts.1;
        // Of bands about this beside that, the document's own say how far it is.
        let (misses, moves) = match (&pay.against, &pay.scale, is.other) {
            (Some(against), Scale::Bands(own), Some(other)) => {
                let Some(band) = own.bands.get(at) else { return Ok(None) };
                let missing = against.missing(band.bound, band.above, is.basis, other)?;
                let Some(missing) = missing else { return Ok(None) };
                (missing, against.moves)
            }
            (_, _, _) => (band.bound.saturating_sub(is.basis).saturating_add(i64::from(band.above)), false),
        };
        // What picks the band may be what the rate acts on, or a part of it.
        let part = pay.picks.is_none_or(|reading| reading == pay.reading)
            || (moves && pay.against.as_ref().is_some_and(|against| against.is_beside(pay.reading)));
        let reached = Counts {
            base: is.base,
            basis: is.basis.saturating_add(misses),
            other: is.other.map(|other| if moves { other.saturating_add(misses) } else { other }),
        };
        let more = Counts { base: if part { is.base.saturating_add(misses) } else { is.base }, ..reached };
        let then = period_amount(pay, more, levels)?;
        let now = accrued.amount.1;
        // What the higher rate pays on what is bought already: nothing where each band has its own slice.
        let on_bought = match scale.mode {
            Mode::Marginal => 0,
            Mode::Whole | Mode::WholeAbove | Mode::PerUnit | Mode::Fixed => {
                period_amount(pay, reached, levels)?.saturating_sub(now)
            }
        };
        Ok(Some(NextBand {
            band: u32::try_from(at).unwrap_or(u32::MAX),
            missing: self.count(self.basis_what(pay), misses),
            gain: self.unit_text(pay.unit, then.saturating_sub(now)),
            on_bought: self.unit_text(pay.unit, on_bought),
        }))
    }
}
