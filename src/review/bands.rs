//! Bands that are never reached, and bands that change nothing.

use super::texts::{step, what_of};
use super::wish::Number;
use super::{Placed, Review, Terms};
use crate::evaluate::period_amount;
use crate::findings::Code;
use crate::rule::against::Counts;
use crate::rule::award::{Award, Discount, Pay, PeriodPay, Picks};
use crate::rule::measure::{Reach, What};
use crate::rule::scale::{Band, Bands, Scale};
use crate::time::{Duration, Unit};
use crate::wire::rule::Mode;

/// The bands of a rule, with what picks one of them and where they are written.
pub(super) struct Banded<'p> {
    pub bands: &'p Bands,
    /// What picks the band.
    pub what: What,
    /// The reading of the past that picks it, where one does.
    pub reading: Option<usize>,
    /// Whether it is picked by something else than what the rate acts on.
    pub apart: bool,
    /// Where they stand within the rule.
    pub place: &'static str,
}

impl<'p> Review<'p> {
    /// The bands of a rule, where it has any.
    pub(super) fn banded(&self, placed: Placed<'p>) -> Option<Banded<'p>> {
        let wire = placed.wire;
        let place = if wire.rebate.is_some() {
            ".rebate.bands"
        } else if wire.margin.is_some() {
            ".margin.bands"
        } else if wire.discount.is_some() {
            ".discount.bands"
        } else {
            ".scale.bands"
        };
        let (bands, base, picks) = match &placed.rule.pay {
            Pay::Award(Award { scale: Scale::Bands(bands), what, picks, .. }) => (bands, *what, *picks),
            Pay::Discount(Discount::Bands { bands, picks }) => (bands, What::Amount, Some(*picks)),
            Pay::Period(pay) => {
                let Scale::Bands(bands) = &pay.scale else { return None };
                let reading = pay.picks.unwrap_or(pay.reading);
                let what = if pay.picks.is_some() { what_of(self.program, reading) } else { pay.what };
                return Some(Banded { bands, what, reading: Some(reading), apart: pay.picks.is_some(), place });
            }
            Pay::Award(_) | Pay::Discount(_) | Pay::Multiplier(_) => return None,
        };
        Some(match picks {
            None => Banded { bands, what: base, reading: None, apart: false, place },
            Some(Picks::Past { reading, .. }) => {
                Banded { bands, what: what_of(self.program, reading), reading: Some(reading), apart: true, place }
            }
            Some(Picks::Order(what) | Picks::Line(what)) => {
                Banded { bands, what, reading: None, apart: what != base, place }
            }
        })
    }

    pub(super) fn idle_bands(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::IdleBand) {
            return;
        }
        for placed in terms.rules() {
            let Some(banded) = self.banded(placed) else { continue };
            if !self.work(banded.bands.bands.len()) {
                return;
            }
            for at in 0..banded.bands.bands.len() {
                if let Some((message, help)) = self.idle(terms, placed, &banded, at) {
                    let path = placed.path(&format!("{}[{at}]", banded.place));
                    self.tell(Code::IdleBand, &placed.rule.text, path, message, help);
                }
            }
        }
    }

    fn idle(
        &mut self,
        terms: Terms<'_>,
        placed: Placed<'_>,
        banded: &Banded<'_>,
        at: usize,
    ) -> Option<(String, &'static str)> {
        let band = banded.bands.bands.get(at)?;
        let below = at.checked_sub(1).and_then(|at| banded.bands.bands.get(at));
        let bound = self.start_of(banded, band);
        let first = if band.above { band.bound.saturating_add(step(banded.what)) } else { band.bound };
        if let Some((most, why)) = self.most(terms, placed, banded)
            && first > most
        {
            let most = self.counted(banded.what, most);
            return Some((format!("the band {bound} is never reached: {why} {most}"), "lower its start, or remove it"));
        }
        let same = below.is_some_and(|below| below.rate == band.rate && below.fixed == band.fixed);
        let adds = banded.bands.mode == Mode::Fixed && banded.bands.all_reached && band.fixed > 0;
        if same && !adds {
            return Some((
                format!("the band {bound} pays as the one below it does"),
                "give it another rate, or remove it",
            ));
        }
        if let Pay::Period(pay) = &placed.rule.pay
            && !banded.apart
        {
            return self.cut_off(pay, banded, at);
        }
        None
    }

    fn start_of(&self, banded: &Banded<'_>, band: &Band) -> String {
        format!("{} {}", if band.above { "above" } else { "from" }, self.counted(banded.what, band.bound))
    }

    /// A band that the minimum or the cap of a rebate takes all effect from.
    fn cut_off(&self, pay: &PeriodPay, banded: &Banded<'_>, at: usize) -> Option<(String, &'static str)> {
        let (bands, what) = (&banded.bands.bands, banded.what);
        let band = bands.get(at)?;
        let bound = self.start_of(banded, band);
        let pays = band.rate.num() > 0 || band.fixed > 0;
        // In slices, the lower bands are paid for once the minimum is passed.
        let own = matches!(banded.bands.mode, Mode::Whole | Mode::PerUnit)
            || (banded.bands.mode == Mode::Fixed && !banded.bands.all_reached);
        if let Some(next) = bands.get(at.saturating_add(1))
            && own
            && pays
            && next.bound <= pay.minimum
        {
            let minimum = self.counted(what, pay.minimum);
            return Some((
                format!("the band {bound} never pays: under the minimum of {minimum} nothing is paid"),
                "lower the minimum, or remove the band",
            ));
        }
        let cap = pay.cap.filter(|cap| *cap > 0)?;
        if at == 0 || !pays {
            return None;
        }
        let (last, first) = edge(band.bound, band.above, step(what));
        let amount = |base: i64| period_amount(pay, Counts { base, basis: base, other: None }, &[]).ok();
        let capped = amount(last)? == cap && amount(first)? == cap;
        capped.then(|| {
            let (cap, last) = (self.money(cap), self.counted(what, last));
            (
                format!("the band {bound} changes nothing: the cap of {cap} is reached at {last} already"),
                "raise the cap, or remove the band",
            )
        })
    }

    /// The most that can pick a band, where there is a most, and why.
    fn most(&mut self, terms: Terms<'_>, placed: Placed<'_>, banded: &Banded<'_>) -> Option<(i64, &'static str)> {
        if let Some(reading) = banded.reading {
            let values = self.values(reading, &terms.ladder_levels())?;
            return Some((values, "there are no more than"));
        }
        let levels = terms.ladder_levels();
        let wish = self.meet(terms.conditions(placed.rule), &levels).ok().filter(|wish| !wish.forked)?;
        let of = match banded.what {
            What::Amount => Number::OrderAmount,
            What::Quantity => Number::OrderQuantity,
            What::Own(_)
            | What::Lines
            | What::Orders
            | What::Activities
            | What::Awarded(_)
            | What::Balance(_)
            | What::Distinct(_)
            | What::ActiveMonths
            | What::Tenure(_) => return None,
        };
        // Before discounts, or with tax, the base may be more than the order's own amount.
        if let Pay::Award(award) = &placed.rule.pay
            && award.basis != crate::rule::measure::Basis::default()
        {
            return None;
        }
        Some((wish.bounds(of)?.most?, "the condition takes orders up to"))
    }

    /// How many different values, or active months, a reading can count at most.
    pub(super) fn values(&mut self, reading: usize, levels: &[Vec<crate::names::Sym>]) -> Option<i64> {
        let tables = &self.program.tables;
        let reading = tables.readings.get(reading)?;
        let counter = tables.counters.get(reading.counter)?;
        match what_of(self.program, tables.readings.iter().position(|known| known == reading)?) {
            What::ActiveMonths => match reading.reach {
                Reach::Rolling(Duration::Months(months)) => Some(i64::from(months)),
                Reach::Within(unit) | Reach::Whole(unit) => months_in(unit),
                Reach::Bucket | Reach::Rolling(Duration::Days(_)) | Reach::Until | Reach::All => None,
            },
            What::Distinct(slot) => {
                let wish = self.meet(counter.filter.iter(), levels).ok().filter(|wish| !wish.forked)?;
                let among = wish.among(super::wish::Text::Line(slot))?;
                i64::try_from(among.len()).ok()
            }
            What::Amount
            | What::Quantity
            | What::Own(_)
            | What::Lines
            | What::Orders
            | What::Activities
            | What::Awarded(_)
            | What::Balance(_)
            | What::Tenure(_) => None,
        }
    }
}

/// The calendar months that a period can touch.
fn months_in(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Month => Some(1),
        Unit::Quarter => Some(3),
        Unit::HalfYear => Some(6),
        Unit::Year => Some(12),
        // It may start within a month.
        Unit::MembershipYear => Some(13),
        Unit::Day | Unit::Week | Unit::Lifetime => None,
    }
}

/// The last number below a band, and its first.
pub(super) fn edge(bound: i64, above: bool, step: i64) -> (i64, i64) {
    if above { (bound, bound.saturating_add(step)) } else { (bound.saturating_sub(step), bound) }
}
