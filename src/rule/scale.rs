//! Scale: how a count turns into a number.

use crate::amounts::{Exact, Ratio, gcd, product};
use crate::names::Sym;
use crate::refusal::{OrOverflow, Refusal};
use crate::wire::rule::Mode;

/// A scale, resolved to units: base units in, award units out.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Scale {
    /// The same however much.
    Fixed(i64),
    /// So much for each unit of the base.
    Linear(Ratio),
    /// So much for each full step above a start.
    Steps { step: i64, each: i64, start: i64 },
    /// A rate by tier level.
    ByLevel(Vec<(Sym, Ratio)>),
    /// So much for each full step above a start, by tier level.
    StepsByLevel { step: i64, each: Vec<(Sym, i64)>, start: i64 },
    /// A fixed amount by tier level.
    FixedByLevel(Vec<(Sym, i64)>),
    /// Bands.
    Bands(Bands),
}

/// Bands over a basis, acting on a base.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Bands {
    pub bands: Vec<Band>,
    pub mode: Mode,
    /// For `whole-above`: where it starts.
    pub start: i64,
    /// Whether that is what the count stands beside.
    pub from_baseline: bool,
    pub all_reached: bool,
    summed: Option<Summed>,
}

/// Marginal bands over one denominator: what all bands below each come to, and the rate of each.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Summed {
    den: i64,
    parts: Vec<(i64, i64)>,
}

impl Summed {
    /// None where the numbers pass 64 bits: then the bands are added up one by one.
    fn new(bands: &[Band]) -> Option<Summed> {
        let mut den = 1_i64;
        for band in bands {
            let shared = i64::try_from(gcd(u128::from(den.unsigned_abs()), u128::from(band.rate.den().unsigned_abs())));
            den = den.checked_mul(band.rate.den().checked_div(shared.ok()?)?)?;
        }
        let (mut parts, mut below) = (Vec::with_capacity(bands.len()), 0_i64);
        for (at, band) in bands.iter().enumerate() {
            let rate = band.rate.num().checked_mul(den.checked_div(band.rate.den())?)?;
            parts.push((below, rate));
            let width = bands.get(at.saturating_add(1)).map_or(0, |next| next.bound.saturating_sub(band.bound));
            below = below.checked_add(width.max(0).checked_mul(rate)?)?;
        }
        Some(Summed { den, parts })
    }

    /// What `over` in the band at this place comes to, with all bands below.
    fn apply(&self, at: usize, over: i64) -> Option<Exact> {
        let (below, rate) = self.parts.get(at)?;
        Exact::new(i128::from(below.checked_add(product(over, *rate)?)?), self.den)
    }
}

/// A place below every band: where a count has nothing to stand beside.
pub(crate) const BELOW: i64 = i64::MIN;

/// One band.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Band {
    /// Where it starts, in units of the basis.
    pub bound: i64,
    /// Whether the bound itself belongs to the band below.
    pub above: bool,
    /// Award units for each base unit.
    pub rate: Ratio,
    /// Award units for the band.
    pub fixed: i64,
}

impl Scale {
    /// The award for `base`, before rounding. `basis` is what picks the band; `levels` the account's levels.
    ///
    /// # Errors
    /// Overflow.
    pub(crate) fn apply(&self, base: i64, basis: i64, levels: &[Sym]) -> Result<Exact, Refusal> {
        match self {
            Scale::Fixed(units) => Ok(Exact::whole(*units)),
            Scale::Linear(ratio) => ratio.exact(base).or_overflow(),
            Scale::Steps { step, each, start } => {
                let over = if *start == 0 { base } else { base.checked_sub(*start).or_overflow()?.max(0) };
                let steps = over.checked_div(*step).or_overflow()?;
                Ok(Exact::whole(steps.checked_mul(*each).or_overflow()?))
            }
            Scale::StepsByLevel { step, each, start } => {
                let (step, start) = (*step, *start);
                let each = find(each, levels).unwrap_or(0);
                Scale::Steps { step, each, start }.apply(base, basis, levels)
            }
            Scale::ByLevel(table) => match find(table, levels) {
                Some(ratio) => ratio.exact(base).or_overflow(),
                None => Ok(Exact::ZERO),
            },
            Scale::FixedByLevel(table) => Ok(find(table, levels).map_or(Exact::ZERO, Exact::whole)),
            Scale::Bands(bands) => bands.apply(base, basis),
        }
    }

    /// Whether the award is the same however much is bought.
    pub(crate) fn is_fixed(&self) -> bool {
        matches!(self, Scale::Fixed(_) | Scale::FixedByLevel(_))
    }

    /// Whether bands pay amounts, and no rate.
    pub(crate) fn pays_amounts(&self) -> bool {
        matches!(self, Scale::Bands(Bands { mode: Mode::Fixed, .. }))
    }

    /// The plain rate at these levels, where the scale is one.
    #[inline]
    pub(crate) fn linear(&self, levels: &[Sym]) -> Option<Ratio> {
        match self {
            Scale::Linear(ratio) => Some(*ratio),
            Scale::ByLevel(table) => find(table, levels),
            Scale::Fixed(_)
            | Scale::Steps { .. }
            | Scale::FixedByLevel(_)
            | Scale::StepsByLevel { .. }
            | Scale::Bands(_) => None,
        }
    }

    /// Whether it is a table by tier level.
    pub(crate) fn is_by_level(&self) -> bool {
        matches!(self, Scale::ByLevel(_) | Scale::StepsByLevel { .. } | Scale::FixedByLevel(_))
    }

    /// The level of its table that these levels meet.
    pub(crate) fn level(&self, levels: &[Sym]) -> Option<Sym> {
        fn of<T>(table: &[(Sym, T)], levels: &[Sym]) -> Option<Sym> {
            table.iter().map(|(level, _)| *level).find(|level| levels.contains(level))
        }
        match self {
            Scale::ByLevel(table) => of(table, levels),
            Scale::StepsByLevel { each, .. } => of(each, levels),
            Scale::FixedByLevel(table) => of(table, levels),
            Scale::Fixed(_) | Scale::Linear(_) | Scale::Steps { .. } | Scale::Bands(_) => None,
        }
    }
}

pub(crate) fn find<T: Copy>(table: &[(Sym, T)], levels: &[Sym]) -> Option<T> {
    table.iter().find(|(level, _)| levels.contains(level)).map(|(_, value)| *value)
}

impl Bands {
    pub(crate) fn new(bands: Vec<Band>, mode: Mode, start: i64, all_reached: bool) -> Bands {
        let summed = if mode == Mode::Marginal { Summed::new(&bands) } else { None };
        Bands { bands, mode, start, from_baseline: false, all_reached, summed }
    }

    /// The band that `basis` reaches.
    pub(crate) fn reached(&self, basis: i64) -> Option<usize> {
        self.bands.iter().rposition(|band| if band.above { basis > band.bound } else { basis >= band.bound })
    }

    /// The award for `base` in the bands that `basis` reaches, before rounding.
    pub(crate) fn apply(&self, base: i64, basis: i64) -> Result<Exact, Refusal> {
        let Some(at) = self.reached(basis) else { return Ok(Exact::ZERO) };
        let Some(band) = self.bands.get(at) else { return Ok(Exact::ZERO) };
        match self.mode {
            Mode::Whole | Mode::PerUnit => band.rate.exact(base).or_overflow(),
            Mode::WholeAbove => {
                let over = base.checked_sub(self.start).or_overflow()?.max(0);
                band.rate.exact(over).or_overflow()
            }
            Mode::Fixed if self.all_reached => {
                let mut sum = 0_i64;
                for band in self.bands.iter().take(at.saturating_add(1)) {
                    sum = sum.checked_add(band.fixed).or_overflow()?;
                }
                Ok(Exact::whole(sum))
            }
            Mode::Fixed => Ok(Exact::whole(band.fixed)),
            Mode::Marginal => self.marginal(base, basis, at),
        }
    }

    fn marginal(&self, base: i64, basis: i64, at: usize) -> Result<Exact, Refusal> {
        if base == basis
            && let Some(band) = self.bands.get(at)
            && let Some(sum) = self.summed.as_ref().and_then(|s| s.apply(at, basis.checked_sub(band.bound)?))
        {
            return Ok(sum);
        }
        let mut sum = Exact::ZERO;
        for (index, band) in self.bands.iter().enumerate().take(at.saturating_add(1)) {
            let end = match self.bands.get(index.saturating_add(1)) {
                Some(next) if index < at => next.bound.min(basis),
                _ => basis,
            };
            let slice = end.checked_sub(band.bound).or_overflow()?.max(0);
            let part = band.rate.exact(slice).or_overflow()?;
            sum = if sum == Exact::ZERO { part } else { sum.plus(part).or_overflow()? };
        }
        if base == basis || basis == 0 {
            return Ok(sum);
        }
        // The same share of the base as the slice is of the basis.
        let share = Ratio::new(i128::from(base), i128::from(basis)).or_overflow()?;
        sum.times(share).or_overflow()
    }
}
