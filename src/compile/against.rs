//! What a count stands beside, from wire to compiled form.

use super::context::{Context, Extent, Filter};
use super::measures::{Ask, Asked};
use crate::amounts::{Decimal, Ratio, ten_to};
use crate::findings::{Code, Path};
use crate::rule::against::{Against, Other, RATIO_PLACES};
use crate::rule::award::Picks;
use crate::rule::measure::{Adds, Back, Fixed, Reach, What};
use crate::rule::scale::{Band, Bands};
use crate::time::{Duration, Span, Unit};
use crate::wire::rule::{self as wire, Beside, Mode};

/// A count that is to stand beside another.
pub(super) struct BesideAsked<'w> {
    pub asked: &'w Asked,
    /// The lines that count where the other measure names none.
    pub own: Option<&'w Filter>,
    pub any_line: bool,
    /// Its period as a whole, and to date.
    pub extents: (Extent, Extent),
    /// The period itself, without parts and windows: what lies so long before it is the baseline.
    pub period: Extent,
}

impl Against {
    /// The decimals of a number about this beside that.
    pub(super) fn places(&self, asked: &Asked) -> u8 {
        if self.difference { asked.places } else { RATIO_PLACES }
    }
}

impl Context<'_> {
    pub(super) fn against(
        &mut self,
        wire: &wire::Against,
        beside: &BesideAsked<'_>,
        path: &Path<'_>,
    ) -> Option<Against> {
        let asked = beside.asked;
        if !asked.in_an_order() || matches!(asked.what, What::Tenure(_)) {
            self.not_built(path, "a comparison of points or of time");
            return None;
        }
        let (other, what, places, moves) = match (&wire.back, &wire.measure, &wire.list) {
            (Some(back), None, None) => {
                let length = self.length(back, &path.key("back"))?;
                (self.so_long_ago(length, beside, &path.key("back"))?, asked.what, asked.places, false)
            }
            (None, Some(measure), None) => {
                let here = path.key("measure");
                let other = self.other_measure(measure, beside, &here)?;
                let (whole, to_date) = beside.extents;
                let counted = Other::Count {
                    whole: self.reading_of(&other, whole),
                    to_date: self.reading_of(&other, to_date),
                    adds: self.adds_of(&other, whole),
                };
                // All of what this side takes is among what the other takes where that takes all.
                let text = |filter: Option<&Filter>| filter.map(|f| f.text.clone());
                let all = [None, text(beside.own), text(self.eligible.as_ref())];
                let moves = other.what == asked.what && all.contains(&text(other.filter.as_ref()));
                (counted, other.what, other.places, moves)
            }
            (None, None, Some(list)) => (Other::List(self.tables.list_slot(list)), What::Lines, 0, false),
            (_, _, _) => {
                self.findings.error(
                    Code::Contradiction,
                    path,
                    "a count stands beside one other: back in time, another measure, or a list",
                    "give exactly one of back, measure, list",
                );
                return None;
            }
        };
        let difference = wire.r#as == Some(Beside::Difference);
        if difference && what != asked.what {
            self.findings.error(
                Code::Contradiction,
                &path.key("as"),
                "only counts of the same thing have a difference",
                "write \"ratio\", or count the same on both sides",
            );
            return None;
        }
        let lift = self.lift(wire.lift.unwrap_or(Decimal::ONE), asked.places, places, &path.key("lift"))?;
        let default = match wire.default {
            Some(default) => {
                let here = path.key("default");
                let units = self.positive(default, places, &here)?;
                if units == 0 && !difference {
                    let help = "write what stands for a baseline, or leave it out: then nothing is paid";
                    self.findings.error(Code::OutOfRange, &here, "nothing is a share of 0", help);
                    return None;
                }
                Some(units)
            }
            None => None,
        };
        let least = match wire.least {
            Some(least) => {
                let units = self.positive(least, places, &path.key("least"))?;
                if units == 0 {
                    self.findings.warning(
                        Code::NoEffect,
                        &path.key("least"),
                        "a least of 0 asks for nothing",
                        "remove it",
                    );
                }
                units
            }
            None => 0,
        };
        Some(Against { other, what, lift, difference, default, least, moves })
    }

    fn lift(&mut self, lift: Decimal, this: u8, other: u8, path: &Path<'_>) -> Option<Ratio> {
        let ten = |places: u8| ten_to(places).map(i128::from);
        let made = || {
            let num = i128::from(lift.units()).checked_mul(ten(this)?)?;
            Ratio::new(num, ten(lift.scale())?.checked_mul(ten(other)?)?)
        };
        let made = made().filter(|ratio| ratio.num() > 0);
        if made.is_none() {
            let message = format!("'{lift}' raises nothing");
            self.findings.error(Code::OutOfRange, path, message, "write a share above 0, such as \"110 %\"");
        }
        made
    }

    /// The same count in an earlier period. A calendar period's baseline stays as it was when the period began.
    fn so_long_ago(&mut self, length: Duration, beside: &BesideAsked<'_>, path: &Path<'_>) -> Option<Other> {
        let Extent { unit, reach, days } = beside.period;
        let (extent, back, fixed) = match (days, reach) {
            (Some(days), _) => {
                let days = Span { start: length.before(days.start), end: length.before(days.end) };
                (Extent { days: Some(days), ..beside.period }, None, Some(Fixed::On(beside.period.days?.start)))
            }
            (None, Reach::Rolling(_)) => (beside.period, Some(Back::Time(length)), None),
            (None, Reach::Bucket | Reach::Within(_) | Reach::Whole(_) | Reach::Until | Reach::All) => {
                let Some(periods) = periods(length, unit) else {
                    self.findings.error(
                        Code::Contradiction,
                        path,
                        "the time back is no whole number of the periods that are compared",
                        "go back by whole periods: a quarter by 3, 6 or 12 months, a year by 12",
                    );
                    return None;
                };
                (beside.period, Some(Back::Periods(periods)), Some(Fixed::Periods(unit, periods)))
            }
        };
        let reading = self.reading_at(beside.asked, extent, back, fixed);
        Some(Other::Count { whole: reading, to_date: reading, adds: Adds::Nothing })
    }

    fn other_measure(&mut self, measure: &wire::Measure, beside: &BesideAsked<'_>, path: &Path<'_>) -> Option<Asked> {
        let words = [
            ("over", measure.over.is_some()),
            ("before", measure.before.is_some()),
            ("withValue", measure.with_value.is_some()),
            ("basis", measure.basis.is_some()),
            ("against", measure.against.is_some()),
        ];
        self.unused(path, &words, "does not act here: both sides are counted alike", "remove it");
        let (own, any_line, by_invoice) = (beside.own, beside.any_line, beside.asked.by_invoice);
        let asked = self.ask(&Ask { own, any_line, by_invoice, with_value: false, ..Ask::by(measure) }, path)?;
        if !asked.in_an_order() || matches!(asked.what, What::Tenure(_)) {
            self.not_built(&path.key("of"), "a comparison of points or of time");
            return None;
        }
        Some(asked)
    }

    /// Bands of something paid at once, where what picks them stands beside another count: as places to compare with.
    pub(super) fn bands_beside(&mut self, bands: Bands, picks: Option<&Picks>, path: &Path<'_>) -> Option<Bands> {
        if !matches!(picks, Some(Picks::Past { against: Some(_), .. })) {
            return Some(bands);
        }
        if matches!(bands.mode, Mode::Marginal | Mode::WholeAbove) {
            self.findings.error(
                Code::Contradiction,
                &path.key("mode"),
                format!(
                    "'{}' cuts what is paid for by what picks the band, and that is a comparison",
                    bands.mode.word()
                ),
                "write \"whole\"",
            );
            return None;
        }
        let double = |band: Band| Band { bound: band.bound.saturating_mul(2), ..band };
        let list = bands.bands.into_iter().map(double).collect();
        Some(Bands::new(list, bands.mode, bands.start, bands.all_reached))
    }
}

/// How many whole periods of a length lie in `length`.
fn periods(length: Duration, unit: Unit) -> Option<i32> {
    let (length, each) = match (length, unit) {
        (Duration::Days(days), Unit::Day) => (days, 1),
        (Duration::Days(days), Unit::Week) => (days, 7),
        (Duration::Months(months), Unit::Month) => (months, 1),
        (Duration::Months(months), Unit::Quarter) => (months, 3),
        (Duration::Months(months), Unit::HalfYear) => (months, 6),
        (Duration::Months(months), Unit::Year | Unit::MembershipYear) => (months, 12),
        (
            Duration::Days(_),
            Unit::Month | Unit::Quarter | Unit::HalfYear | Unit::Year | Unit::MembershipYear | Unit::Lifetime,
        )
        | (Duration::Months(_), Unit::Day | Unit::Week | Unit::Lifetime) => return None,
    };
    (length.checked_rem(each) == Some(0)).then(|| length.checked_div(each)).flatten()
}
