//! Against: a count beside another: the same count so long ago, another one, or the entries of a list.
//!
//! Nothing is divided where it can be helped. A band that starts at 110 % of a baseline starts at an amount, and that is
//! what a count is compared with: at 110 % of 8,000.00 it is reached with 8,800.00, to the cent.

use super::measure::{Adds, What};
use super::scale::{Band, Bands, Scale};
use crate::amounts::{Exact, Ratio, Rounding};
use crate::names::Sym;
use crate::refusal::{OrOverflow, Refusal, add, sub};

/// Decimals of a ratio's thresholds: 117.5 % is 117,500,000.
pub(crate) const RATIO_PLACES: u8 = 8;
/// A ratio of 1, in these.
const ONE: i128 = 100_000_000;

/// What a count stands beside.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Against {
    pub other: Other,
    /// What the other side counts.
    pub what: What,
    /// How many units of this side stand for one of the other: what it is raised by, between their units.
    pub lift: Ratio,
    pub difference: bool,
    /// What stands there where there is nothing, in units of the other side.
    pub default: Option<i64>,
    /// What must stand there where there is anything, in its units.
    pub least: i64,
    /// Whether what adds to this side adds as much to the other.
    pub moves: bool,
}

/// The other side.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Other {
    /// A count: over the whole period, and to date; how an order adds to it.
    Count { whole: usize, to_date: usize, adds: Adds },
    /// How many entries a list of the account has.
    List(u16),
}

/// The two sides of a period's rule on some day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// What the rate acts on.
    pub base: i64,
    /// What picks the band.
    pub basis: i64,
    /// What that stands beside; none where it stands alone, or where there is nothing to stand beside.
    pub other: Option<i64>,
}

impl Counts {
    /// These, by a part of their period.
    pub(crate) fn each(self, part: impl Fn(i64) -> i64) -> Counts {
        Counts { base: part(self.base), basis: part(self.basis), other: self.other }
    }
}

impl Against {
    /// The other side as it is used: nothing, and less than nothing, is no baseline; then the default stands there. What
    /// is too little is none, default or not.
    pub(crate) fn side(&self, found: Option<i64>) -> Option<i64> {
        match found.filter(|n| *n > 0) {
            Some(there) => (there >= self.least).then_some(there),
            None => self.default,
        }
    }

    /// Whether the other side goes on with the period, as a baseline does not.
    pub(crate) fn runs(&self) -> bool {
        matches!(self.other, Other::Count { adds, .. } if adds != Adds::Nothing)
    }

    /// Is this reading the other side?
    pub(crate) fn is_beside(&self, reading: usize) -> bool {
        matches!(self.other, Other::Count { whole, .. } if whole == reading)
    }

    /// The other side in units of this one, raised.
    fn target(&self, other: i64) -> Result<Exact, Refusal> {
        self.lift.exact(other).or_overflow()
    }

    /// The same, to the nearest unit.
    pub(crate) fn raised(&self, other: i64) -> Result<i64, Refusal> {
        self.target(other)?.round(Rounding::HalfUp).or_overflow()
    }

    /// The count of this side at which `bound` is: the next unit, or for what lies `above` the one before.
    fn count_at(&self, bound: i64, above: bool, other: i64) -> Result<i64, Refusal> {
        if self.difference {
            return add(self.raised(other)?, bound);
        }
        let target = self.target(other)?;
        let den = i128::from(target.den()).checked_mul(ONE).or_overflow()?;
        let num = target.num().checked_mul(i128::from(bound)).or_overflow()?;
        let floor = num.checked_div_euclid(den).or_overflow()?;
        let more = !above && num.checked_rem_euclid(den).or_overflow()? > 0;
        i64::try_from(floor.checked_add(i128::from(more)).or_overflow()?).ok().or_overflow()
    }

    /// How much more of this side it takes to reach a bound; none where no amount does, since the other side grows with it.
    pub(crate) fn missing(&self, bound: i64, above: bool, this: i64, other: i64) -> Result<Option<i64>, Refusal> {
        if !self.moves || self.difference {
            let more = sub(self.count_at(bound, above, other)?, this)?;
            return Ok(Some(more.saturating_add(i64::from(above)).max(0)));
        }
        // this + x is a share p/q of other + x.
        let p = i128::from(self.lift.num()).checked_mul(i128::from(bound)).or_overflow()?;
        let q = i128::from(self.lift.den()).checked_mul(ONE).or_overflow()?;
        let wanted = p.checked_mul(i128::from(other)).or_overflow()?;
        let short = wanted.checked_sub(q.checked_mul(i128::from(this)).or_overflow()?).or_overflow()?;
        let Some(each) = q.checked_sub(p).filter(|each| *each > 0) else { return Ok(None) };
        let whole = short.checked_div_euclid(each).or_overflow()?;
        let more = above || short.checked_rem_euclid(each).or_overflow()? > 0;
        let more = whole.checked_add(i128::from(more)).or_overflow()?.max(0);
        Ok(Some(i64::try_from(more).ok().or_overflow()?))
    }

    /// The count of this side that stands at a place, as [`Against::place`] numbers them.
    pub(crate) fn count_of(&self, place: i64, other: i64) -> Result<i64, Refusal> {
        let above = place & 1 == 1;
        let count = self.count_at(place.div_euclid(2), above, other)?;
        Ok(count.saturating_add(i64::from(above)))
    }

    /// Where a count stands beside the other side, for comparing: twice the number of whole thresholds it holds, and one
    /// more where it lies between two of them. So neither 'from' nor 'above' is ever a rounding away.
    pub(crate) fn place(&self, this: i64, other: i64) -> Result<i64, Refusal> {
        if self.difference {
            return Ok(sub(this, self.raised(other)?)?.saturating_mul(2));
        }
        let target = self.target(other)?;
        let num =
            i128::from(this).checked_mul(i128::from(target.den())).and_then(|n| n.checked_mul(ONE)).or_overflow()?;
        let den = target.num().max(1);
        let whole = num.checked_div_euclid(den).or_overflow()?;
        let between = i128::from(num.checked_rem_euclid(den).or_overflow()? > 0);
        // Behind the last threshold that can be written it does not matter how far.
        Ok(i64::try_from(whole.saturating_mul(2).saturating_add(between)).unwrap_or(i64::MAX))
    }

    /// Bands about this beside that, as bands about the count of this side.
    pub(crate) fn bands(&self, bands: &Bands, other: i64) -> Result<Bands, Refusal> {
        let mut list = Vec::with_capacity(bands.bands.len());
        for band in &bands.bands {
            list.push(Band { bound: self.count_at(band.bound, band.above, other)?, ..band.clone() });
        }
        let start = if bands.from_baseline { self.raised(other)? } else { bands.start };
        Ok(Bands::new(list, bands.mode, start, bands.all_reached))
    }

    /// What a scale pays that counts this beside that itself, before rounding.
    pub(crate) fn pays(&self, scale: &Scale, this: i64, other: i64, levels: &[Sym]) -> Result<Exact, Refusal> {
        match scale {
            Scale::Bands(bands) if self.difference => {
                let more = sub(this, self.raised(other)?)?;
                bands.apply(more, more)
            }
            Scale::Bands(bands) => self.bands(bands, other)?.apply(this, this),
            Scale::Steps { step, each, start } if !self.difference => {
                // Twice as many places as thresholds: see `place`.
                let over = self.place(this, other)?.div_euclid(2).saturating_sub(*start).max(0);
                let steps = over.checked_div(*step).or_overflow()?;
                Ok(Exact::whole(steps.checked_mul(*each).or_overflow()?))
            }
            Scale::StepsByLevel { step, each, start } if !self.difference => {
                let each = super::scale::find(each, levels).unwrap_or(0);
                self.pays(&Scale::Steps { step: *step, each, start: *start }, this, other, levels)
            }
            Scale::Fixed(_)
            | Scale::Linear(_)
            | Scale::Steps { .. }
            | Scale::ByLevel(_)
            | Scale::FixedByLevel(_)
            | Scale::StepsByLevel { .. } => {
                let more = sub(this, self.raised(other)?)?.max(0);
                scale.apply(more, more, levels)
            }
        }
    }
}
