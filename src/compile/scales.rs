//! Scales from wire to compiled form, and what picks a band.

use super::against::BesideAsked;
use super::bands::{BandsAsked, Places};
use super::context::{Context, Extent};
use super::measures::{Ask, Asked};
use super::placed::On;
use super::rules::Frame;
use crate::amounts::{Decimal, Ratio};
use crate::findings::{Code, Path};
use crate::map::Map;
use crate::rule::award::Picks;
use crate::rule::measure::{Reach, What};
use crate::rule::scale::Scale;
use crate::time::Unit;
use crate::wire::rule::{self as wire, Band, Mode, Of, OfName, Start, StartName};
use crate::wire::scalars::{Period, PeriodName};

/// A scale with what it acts on.
pub(super) struct ScaleAsked<'w> {
    pub scale: &'w wire::Scale,
    pub asked: &'w Asked,
    pub award_places: u8,
    /// Whether each line is paid by itself.
    pub by_line: bool,
    /// "rebate" or "margin", where it is one.
    pub money_back: Option<&'w str>,
}

/// The words that belong to bands alone, as a scale or money over a period has them.
pub(super) struct BandWords<'w> {
    pub bands: &'w [Band],
    pub mode: Option<Mode>,
    pub start: Option<Start>,
    pub all_reached: Option<bool>,
    pub basis: bool,
}

impl Context<'_> {
    pub(super) fn scale(
        &mut self,
        wanted: &ScaleAsked<'_>,
        frame: &Frame<'_>,
        path: &Path<'_>,
    ) -> Option<(Scale, Option<Picks>)> {
        let (scale, asked, places) = (wanted.scale, wanted.asked, wanted.award_places);
        let given = [scale.fixed.is_some(), scale.rate.is_some(), scale.by_tier.is_some(), !scale.bands.is_empty()];
        if given.iter().filter(|there| **there).count() != 1 {
            self.findings.error(
                Code::Contradiction,
                path,
                "a scale is fixed, a rate, a table by tier or bands",
                "give exactly one of fixed, rate, byTier, bands",
            );
            return None;
        }
        self.band_words(
            &BandWords {
                bands: &scale.bands,
                mode: scale.mode,
                // Full steps have a start too.
                start: scale.start.filter(|_| scale.full_steps != Some(true)),
                all_reached: scale.all_reached,
                basis: scale.basis.is_some(),
            },
            path,
        );
        let (per, steps) = (("per", scale.per.is_some()), ("fullSteps", scale.full_steps.is_some()));
        if scale.rate.is_none() && scale.by_tier.is_none() {
            self.unused(path, &[per, steps], "belongs to a rate", "remove it");
        }
        // Of money, more than all of it is a slip.
        let whole = wanted.money_back.filter(|_| asked.what == What::Amount);
        if let Some(fixed) = scale.fixed {
            return Some((Scale::Fixed(self.positive(fixed, places, &path.key("fixed"))?), None));
        }
        if let Some(rate) = scale.rate {
            let here = path.key("rate");
            if scale.full_steps == Some(true) {
                let step = self.step(scale.per.unwrap_or(Decimal::ONE), asked.places, &path.key("per"))?;
                let start = self.steps_from(scale.start, asked.places, path)?;
                return Some((Scale::Steps { step, each: self.positive(rate, places, &here)?, start }, None));
            }
            let ratio = self.ratio(rate, scale.per, asked.places, places, &here)?;
            self.at_most_all(ratio, rate, whole, &here);
            return Some((Scale::Linear(ratio), None));
        }
        if let Some(table) = scale.by_tier.as_ref().filter(|_| scale.full_steps == Some(true)) {
            let step = self.step(scale.per.unwrap_or(Decimal::ONE), asked.places, &path.key("per"))?;
            let start = self.steps_from(scale.start, asked.places, path)?;
            return Some((self.steps_by_tier(table, (step, start), places, &path.key("byTier"))?, None));
        }
        if let Some(table) = &scale.by_tier {
            let (per, here) = (Some(scale.per.unwrap_or(Decimal::ONE)), path.key("byTier"));
            let made = self.by_tier(table, per, asked.places, places, &here)?;
            self.no_level_over_all(&made, table, whole, &here);
            return Some((made, None));
        }
        let (picks, basis_places) = match &scale.basis {
            Some(basis) => {
                let (picks, places) = self.picks(basis, wanted, frame, &path.key("basis"))?;
                (Some(picks), places)
            }
            None => (None, asked.places),
        };
        let bands = BandsAsked {
            bands: &scale.bands,
            mode: scale.mode,
            start: scale.start,
            all_reached: scale.all_reached.unwrap_or(false),
            own_basis: picks.is_some(),
            share_of: whole,
            baseline: false,
        };
        let places = Places { basis: basis_places, base: asked.places, award: places };
        let made = self.bands(&bands, places, path)?;
        Some((Scale::Bands(self.bands_beside(made, picks.as_ref(), path)?), picks))
    }

    fn picks(
        &mut self,
        basis: &wire::Measure,
        wanted: &ScaleAsked<'_>,
        frame: &Frame<'_>,
        path: &Path<'_>,
    ) -> Option<(Picks, u8)> {
        let picks = self.picked_by(basis, Some(frame), wanted.money_back.is_some(), false, path)?;
        if matches!(picks.0, Picks::Line(_)) && !wanted.by_line {
            self.findings.error(
                Code::Contradiction,
                &path.key("over"),
                "a line can pick the band of that line alone",
                "write \"over\": \"line\" in the measure too, or \"order\" here",
            );
            return None;
        }
        Some(picks)
    }

    /// What picks a band of something that an order pays at once or takes off; `before` is what holds where the
    /// measure does not say whether this order is left out.
    pub(super) fn picked_by(
        &mut self,
        measure: &wire::Measure,
        frame: Option<&Frame<'_>>,
        by_invoice: bool,
        before: bool,
        path: &Path<'_>,
    ) -> Option<(Picks, u8)> {
        self.band_basis(measure, path);
        if measure.of == Of::Named(OfName::Tenure) {
            let why = "has no meaning here: membership is counted from the day of joining";
            let words = [
                ("over", measure.over.is_some()),
                ("before", measure.before.is_some()),
                ("against", measure.against.is_some()),
            ];
            self.unused(path, &words, why, "remove it");
            let asked = self.ask(&Ask { with_value: false, ..Ask::by(measure) }, path)?;
            let extent = Extent { unit: Unit::Lifetime, reach: Reach::All, days: None };
            let reading = self.reading_of(&asked, extent);
            return Some((Picks::Past { reading, adds: None, against: None }, asked.places));
        }
        let Some(over) = &measure.over else {
            self.findings.error(
                Code::MissingField,
                path,
                "'over' is missing: over what is it counted?",
                "add \"over\", such as \"year\"",
            );
            return None;
        };
        let any_line = frame.is_some_and(|frame| frame.rule.any_line.unwrap_or(false));
        if let Period::Named(name @ (PeriodName::Order | PeriodName::Line)) = over {
            let asked = self.ask(&Ask { when: None, with_value: false, any_line, ..Ask::by(measure) }, path)?;
            let in_lines = asked.of_lines();
            if !in_lines || frame.is_some_and(|frame| frame.on == On::Activity) {
                self.findings.error(
                    Code::Contradiction,
                    &path.key("over"),
                    "only what the lines of an order hold is counted over it",
                    "count over a period of time, such as \"year\"",
                );
                return None;
            }
            let why = "has no meaning here: this order alone is counted";
            let words = [
                ("before", measure.before.is_some()),
                ("when", measure.when.is_some()),
                ("against", measure.against.is_some()),
            ];
            self.unused(path, &words, why, "remove it, or count over a period of time");
            let by_line = *name == PeriodName::Line;
            return Some((if by_line { Picks::Line(asked.what) } else { Picks::Order(asked.what) }, asked.places));
        }
        let own = match (frame, &measure.when) {
            (Some(frame), None) => self.own_lines(frame, path)?,
            (Some(_) | None, _) => None,
        };
        let ask = Ask { with_value: false, any_line, by_invoice, own: own.as_ref(), ..Ask::by(measure) };
        let asked = self.ask(&ask, path)?;
        let extent = self.extent(over, &path.key("over"))?;
        let reading = self.reading_of(&asked, extent);
        let adds = (!measure.before.unwrap_or(before)).then(|| self.adds_of(&asked, extent));
        let (against, places) = match &measure.against {
            Some(wire) => {
                let (own, extents) = (own.as_ref(), (extent, extent));
                let beside = BesideAsked { asked: &asked, own, any_line, extents, period: extent };
                let against = self.against(wire, &beside, &path.key("against"))?;
                let places = against.places(&asked);
                self.tables.against.push(against);
                (self.tables.against.len().checked_sub(1), places)
            }
            None => (None, asked.places),
        };
        Some((Picks::Past { reading, adds, against }, places))
    }

    /// Words of a measure that a band's basis reads over.
    pub(super) fn band_basis(&mut self, measure: &wire::Measure, path: &Path<'_>) {
        if measure.with_value == Some(true) {
            self.not_built(&path.key("withValue"), "counting values in a band's basis");
        }
        let why = "does not act here: amounts that pick a band are net";
        self.unused(path, &[("basis", measure.basis.is_some())], why, "remove it");
    }

    /// Words that belong to bands, or to one mode of them, and stand elsewhere.
    pub(super) fn band_words(&mut self, words: &BandWords<'_>, path: &Path<'_>) {
        let (start, all_reached) = (("start", words.start.is_some()), ("allReached", words.all_reached.is_some()));
        if words.bands.is_empty() {
            let all = [("mode", words.mode.is_some()), start, all_reached, ("basis", words.basis)];
            self.unused(path, &all, "belongs to bands", "remove it, or give \"bands\"");
            return;
        }
        let Some(mode) = words.mode else { return };
        if mode != Mode::WholeAbove {
            self.unused(path, &[start], "belongs to the mode 'whole-above'", "remove it");
        }
        if mode != Mode::Fixed {
            self.unused(path, &[all_reached], "belongs to the mode 'fixed'", "remove it");
        }
    }

    pub(super) fn by_tier(
        &mut self,
        table: &Map<String, Decimal>,
        per: Option<Decimal>,
        base_places: u8,
        award_places: u8,
        path: &Path<'_>,
    ) -> Option<Scale> {
        let (mut rates, mut fixed) = (Vec::new(), Vec::new());
        if per.is_some_and(|per| per.units() <= 0) {
            // Said once, and not of each level.
            self.ratio(Decimal::ONE, per, base_places, award_places, path)?;
        }
        for (level, number) in table {
            let here = path.key(level);
            if !self.known_level(level, &here) {
                continue;
            }
            let sym = self.intern(level);
            match per {
                Some(_) => rates.push((sym, self.ratio(*number, per, base_places, award_places, &here)?)),
                None => fixed.push((sym, self.positive(*number, award_places, &here)?)),
            }
        }
        // The best first: an account that stands on several of these levels has the best of them.
        fixed = crate::map::sorted(fixed, |(_, units)| !crate::map::ordinal(*units));
        let worth = |ratio: &Ratio| {
            let scaled = i128::from(ratio.num()).checked_mul(1_000_000_000)?;
            u64::try_from(scaled.checked_div(i128::from(ratio.den()))?).ok()
        };
        rates = crate::map::sorted(rates, |(_, ratio)| !worth(ratio).unwrap_or(u64::MAX));
        Some(if per.is_some() { Scale::ByLevel(rates) } else { Scale::FixedByLevel(fixed) })
    }

    /// So much for each full step, by tier level.
    pub(super) fn steps_by_tier(
        &mut self,
        table: &Map<String, Decimal>,
        (step, start): (i64, i64),
        places: u8,
        path: &Path<'_>,
    ) -> Option<Scale> {
        let made = self.by_tier(table, None, 0, places, path)?;
        let Scale::FixedByLevel(each) = made else { return Some(made) };
        Some(Scale::StepsByLevel { step, each, start })
    }

    /// Says so where a level's share of money is more than all of it.
    pub(super) fn no_level_over_all(
        &mut self,
        made: &Scale,
        table: &Map<String, Decimal>,
        whole: Option<&str>,
        path: &Path<'_>,
    ) {
        let Scale::ByLevel(rates) = made else { return };
        for (level, ratio) in rates {
            let level = self.names.text(*level).unwrap_or_default();
            if let Some(typed) = table.get(&*level) {
                self.at_most_all(*ratio, *typed, whole, &path.key(&level));
            }
        }
    }

    /// From where full steps are counted.
    pub(super) fn steps_from(&mut self, start: Option<Start>, places: u8, path: &Path<'_>) -> Option<i64> {
        let here = path.key("start");
        match start {
            None => Some(0),
            Some(Start::At(start)) => self.positive(start, places, &here),
            Some(Start::Named(StartName::Baseline)) => {
                let help = "write a number, such as \"100 %\" where the measure stands beside another";
                self.findings.error(Code::Contradiction, &here, "full steps are counted from a number", help);
                None
            }
        }
    }

    /// The step of full steps.
    pub(super) fn step(&mut self, per: Decimal, places: u8, path: &Path<'_>) -> Option<i64> {
        let step = self.positive(per, places, path)?;
        if step == 0 {
            self.findings.error(Code::OutOfRange, path, "a step of 0 is none", "write a number above 0");
            return None;
        }
        Some(step)
    }

    /// Says so where a share of money, such as a "rebate", is more than all of it.
    pub(super) fn at_most_all(&mut self, ratio: Ratio, typed: Decimal, kind: Option<&str>, path: &Path<'_>) {
        if let Some(kind) = kind.filter(|_| ratio.num() > ratio.den()) {
            self.findings.error(
                Code::OutOfRange,
                path,
                format!("a {kind} of {typed} is more than everything"),
                "write a percentage such as \"5 %\", or 0.05",
            );
        }
    }
}
