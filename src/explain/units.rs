//! Units as text.

use crate::amounts::{Decimal, QUANTITY_PLACES, Ratio, ten_to};
use crate::program::Program;
use crate::rule::measure::What;
use crate::wire::amount::{Amount, Points};

impl Program {
    /// Minor units as decimal text.
    pub(crate) fn money(&self, units: i64) -> String {
        Decimal::text(units, self.money_places)
    }

    /// An amount in a unit of award: points as numbers, money as text.
    pub(crate) fn amount(&self, unit: u16, units: i64) -> Amount {
        let unit = usize::from(unit);
        if self.is_points(unit) || self.is_reward(unit) {
            Amount::Points(self.points(unit, units))
        } else {
            Amount::Money(self.money(units))
        }
    }

    /// An amount in a unit of award as text.
    pub(crate) fn unit_text(&self, unit: u16, units: i64) -> String {
        if self.is_points(usize::from(unit)) {
            Decimal::new(units, self.decimals(usize::from(unit))).to_string()
        } else {
            self.money(units)
        }
    }

    pub(crate) fn points(&self, unit: usize, units: i64) -> Points {
        Points { units, decimals: self.decimals(unit) }
    }

    /// Decimals of what a measure counts.
    pub(crate) fn places_of(&self, what: What) -> u8 {
        match what {
            What::Amount => self.money_places,
            What::Quantity | What::Own(_) => QUANTITY_PLACES,
            What::Awarded(unit) | What::Balance(unit) => self.decimals(usize::from(unit)),
            What::Lines
            | What::Orders
            | What::Activities
            | What::Distinct(_)
            | What::ActiveMonths
            | What::Tenure(_) => 0,
        }
    }

    /// A count of a measure as text: money with its decimals, others without trailing zeros.
    pub(crate) fn count(&self, what: What, units: i64) -> String {
        if what == What::Amount { self.money(units) } else { Decimal::new(units, self.places_of(what)).to_string() }
    }
}

/// A ratio of units as what one whole base gives: "0.28", or "1/3" where no decimal is exact.
pub(crate) fn rate_text(ratio: Ratio, base_places: u8, award_places: u8) -> String {
    let whole = || {
        let num = i128::from(ratio.num()).checked_mul(i128::from(ten_to(base_places)?))?;
        let den = i128::from(ratio.den()).checked_mul(i128::from(ten_to(award_places)?))?;
        Ratio::new(num, den)
    };
    let Some(rate) = whole() else { return format!("{}/{}", ratio.num(), ratio.den()) };
    let (mut den, mut places, mut num) = (rate.den(), 0_u8, i128::from(rate.num()));
    for prime in [2_i64, 5] {
        while den.checked_rem(prime) == Some(0) {
            den = den.checked_div(prime).unwrap_or(1);
        }
    }
    if den != 1 {
        return format!("{}/{}", rate.num(), rate.den());
    }
    while num.checked_rem(i128::from(rate.den())) != Some(0) && places < 18 {
        num = num.saturating_mul(10);
        places = places.saturating_add(1);
    }
    let units = num.checked_div(i128::from(rate.den())).and_then(|n| i64::try_from(n).ok()).unwrap_or(0);
    Decimal::new(units, places).to_string()
}
