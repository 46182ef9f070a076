//! What an order adds to a rebate or margin: the band reached, the next one, the forecast.

use super::forecast::{Pace, at_end, elapsed};
use super::units::rate_text;
use crate::evaluate::{Accrued, index, period_amount};
use crate::ledger::Draft;
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::Refusal;
use crate::rule::award::{Over, Pay, PeriodPay};
use crate::rule::scale::{Bands, Scale};
use crate::time::Unit;
use crate::wire::result::{Accrual, BandView, Forecast, NextBand};
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
        let period = match pay.over {
            Over::Unit(unit) => prepared.calendar.span_of(unit, day),
            Over::Days(span) => span,
        };
        let count = |units: i64| self.count(pay.what, units);
        let levels = &prepared.standing.levels;
        let base = accrued.base.1;
        let gone = elapsed(period, day);
        let expected = at_end(base, gone, i64::from(period.days()));
        let expected_basis = at_end(accrued.basis.1, gone, i64::from(period.days()));
        let forecast = Forecast {
            base: count(expected),
            amount: self.money(period_amount(pay, expected, expected_basis, levels)?),
            pace: Pace::PeriodToDate.word().to_owned(),
        };
        let basis_what = self.basis_what(pay);
        let (mut band, mut bands, mut next) = (None, Vec::new(), None);
        if let Scale::Bands(scale) = &pay.scale {
            let reached = scale.reached(accrued.basis.1);
            band = reached.and_then(|at| u32::try_from(at).ok());
            bands = self.band_views(pay, scale, basis_what);
            next = self.next_band(pay, scale, accrued, reached, levels)?;
        }
        let endless = matches!(pay.over, Over::Unit(Unit::Lifetime));
        Ok(Some(Accrual {
            rule: rule.text.clone(),
            term: version.term(rule.held).map(|term| term.text.clone()),
            kind: self.unit_id(usize::from(pay.unit)).to_owned(),
            from: period.start,
            to: period.last(),
            base: [count(accrued.base.0), count(accrued.base.1)],
            accrued: [self.money(accrued.amount.0), self.money(accrued.amount.1)],
            added: self.money(accrued.amount.1.saturating_sub(accrued.amount.0)),
            band,
            bands,
            next,
            forecast: (!endless).then_some(forecast),
        }))
    }

    /// What the measure that picks the band counts.
    fn basis_what(&self, pay: &PeriodPay) -> crate::rule::measure::What {
        use crate::rule::measure::{Counted, View, What};
        let Some(reading) = pay.picks.and_then(|at| self.tables.readings.get(at)) else { return pay.what };
        match self.tables.counters.get(reading.counter).map(|c| &c.counted) {
            Some(Counted::Lines(what)) => *what,
            Some(Counted::Awarded(unit)) => What::Awarded(*unit),
            Some(Counted::Orders) if reading.view == View::Active => What::ActiveMonths,
            Some(Counted::Orders) => What::Orders,
            Some(Counted::ByAttribute(slot)) => What::Distinct(*slot),
            Some(Counted::Activities(_) | Counted::PaidBy(_) | Counted::TimesOf(..) | Counted::Used(_)) | None => {
                What::Activities
            }
        }
    }

    fn band_views(&self, pay: &PeriodPay, scale: &Bands, basis: crate::rule::measure::What) -> Vec<BandView> {
        let views = scale.bands.iter().map(|band| BandView {
            from: self.count(basis, band.bound),
            above: band.above,
            rate: match scale.mode {
                Mode::Fixed => self.money(band.fixed),
                Mode::Marginal | Mode::Whole | Mode::WholeAbove | Mode::PerUnit => {
                    rate_text(band.rate, self.places_of(pay.what), self.money_places)
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
        let (base, basis) = (accrued.base.1, accrued.basis.1);
        let misses = band.bound.saturating_sub(basis).saturating_add(i64::from(band.above));
        let then_basis = basis.saturating_add(misses);
        let then_base = if pay.picks.is_none() { base.saturating_add(misses) } else { base };
        let then = period_amount(pay, then_base, then_basis, levels)?;
        let now = accrued.amount.1;
        // What the higher rate pays on what is bought already: nothing where each band has its own slice.
        let on_bought = match scale.mode {
            Mode::Marginal => 0,
            Mode::Whole | Mode::WholeAbove | Mode::PerUnit | Mode::Fixed => {
                period_amount(pay, base, then_basis, levels)?.saturating_sub(now)
            }
        };
        Ok(Some(NextBand {
            band: u32::try_from(at).unwrap_or(u32::MAX),
            missing: self.count(self.basis_what(pay), misses),
            gain: self.money(then.saturating_sub(now)),
            on_bought: self.money(on_bought),
        }))
    }
}
