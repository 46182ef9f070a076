//! How the counts of a period turn into what is paid.

use super::against::BesideAsked;
use super::bands::{BandsAsked, Places};
use super::context::{Context, Extent};
use super::measures::Asked;
use super::period_pay::{Picked, Wanted};
use super::rules::Frame;
use crate::amounts::Decimal;
use crate::findings::{Code, Path};
use crate::rule::against::{Against, Other};
use crate::rule::award::PeriodPay;
use crate::rule::measure::{Adds, What};
use crate::rule::scale::Scale;
use crate::wire::rule as wire;

impl Context<'_> {
    /// What the rule's own measure stands beside.
    pub(super) fn own_against(
        &mut self,
        wire: &wire::Against,
        asked: &Asked,
        (extents, period): ((Extent, Extent), Extent),
        frame: &Frame<'_>,
        wanted: &Wanted<'_>,
    ) -> Option<Against> {
        let path = wanted.measure.key("against");
        if wanted.terms.basis.is_some() {
            self.findings.error(
                Code::Contradiction,
                &path,
                "a measure beside another is what picks the band, and the scale has a basis of its own",
                "put it into the basis, or remove the basis",
            );
            return None;
        }
        let (mine, any_line) = (Self::whole_condition(frame), frame.rule.any_line.unwrap_or(false));
        let beside = BesideAsked { asked, own: mine.as_ref(), any_line, extents, period };
        self.against(wire, &beside, &path)
    }

    /// How the counts of a period turn into what is paid.
    pub(super) fn period_scale(
        &mut self,
        wanted: &Wanted<'_>,
        asked: &Asked,
        picks: Option<&Picked>,
        own: Option<&Against>,
    ) -> Option<Scale> {
        let (pay, path, money) = (&wanted.terms, wanted.path, wanted.places);
        let whole = wanted.kind.filter(|_| asked.what == What::Amount);
        let ratio = own.is_some_and(|against| !against.difference);
        let base = own.map_or(asked.places, |against| against.places(asked));
        if let Some(table) = pay.by_tier.filter(|_| pay.rate.is_none() && pay.bands.is_empty()) {
            let here = path.key("byTier");
            if pay.full_steps {
                let step = self.step(wanted.per.unwrap_or(Decimal::ONE), base, &path.key("per"))?;
                let start = self.steps_from(pay.start, base, path)?;
                return self.steps_by_tier(table, (step, start), money, &here);
            }
            if ratio {
                self.share_of_share(&here, "give \"fullSteps\": true with \"per\"");
                return None;
            }
            let made = self.by_tier(table, Some(wanted.per.unwrap_or(Decimal::ONE)), asked.places, money, &here)?;
            self.no_level_over_all(&made, table, whole, &here);
            return Some(made);
        }
        match (pay.rate.filter(|_| pay.by_tier.is_none()), pay.bands.is_empty()) {
            (Some(rate), true) if pay.full_steps => {
                let step = self.step(wanted.per.unwrap_or(Decimal::ONE), base, &path.key("per"))?;
                let start = self.steps_from(pay.start, base, path)?;
                Some(Scale::Steps { step, each: self.positive(rate, money, &path.key("rate"))?, start })
            }
            (Some(_), true) if ratio => {
                let help = "give \"fullSteps\": true with \"per\", or bands of the mode \"fixed\"";
                self.share_of_share(&path.key("rate"), help);
                None
            }
            (Some(rate), true) => {
                let here = path.key("rate");
                let ratio = self.ratio(rate, wanted.per, asked.places, money, &here)?;
                self.at_most_all(ratio, rate, whole, &here);
                Some(Scale::Linear(ratio))
            }
            (None, false) => {
                if ratio && pay.mode.is_some_and(|mode| mode != wire::Mode::Fixed) {
                    let help = "write \"fixed\"; or count what the rate is of, and pick the band by a \"basis\"";
                    self.share_of_share(&path.key("mode"), help);
                    return None;
                }
                let basis = picks.map_or(base, |picks| picks.places);
                let same = |against: &Against| against.what == asked.what;
                let bands = BandsAsked {
                    bands: pay.bands,
                    mode: pay.mode,
                    start: pay.start,
                    all_reached: pay.all_reached.unwrap_or(false),
                    own_basis: picks.is_some(),
                    share_of: whole,
                    baseline: picks.and_then(|picks| picks.against.as_ref()).is_some_and(same),
                };
                Some(Scale::Bands(self.bands(&bands, Places { basis, base: asked.places, award: money }, path)?))
            }
            (Some(_), false) | (None, true) => {
                self.findings.error(
                    Code::Contradiction,
                    path,
                    "what a period pays has one rate or bands",
                    "give \"rate\", or \"bands\" with \"mode\"",
                );
                None
            }
        }
    }

    fn share_of_share(&mut self, path: &Path<'_>, help: &str) {
        self.findings.error(Code::Contradiction, path, "a share of a share is no amount", help);
    }

    /// Do lines that a rule does not count pick its band, so that an order without any of its own may move it?
    pub(super) fn picked_by_others(&self, pay: &PeriodPay) -> bool {
        let filter = |counter: usize| self.tables.counters.get(counter).and_then(|counter| counter.filter.as_ref());
        let own = filter(pay.base);
        let differs =
            |reading: usize| self.tables.readings.get(reading).is_some_and(|reading| filter(reading.counter) != own);
        let other = pay.against.as_ref().is_some_and(
            |against| matches!(against.other, Other::Count { whole, adds, .. } if adds != Adds::Nothing && differs(whole)),
        );
        // What is awarded hangs on no lines of the rule's own.
        if pay.picks.is_some_and(|reading| self.tables.reads_awards(reading)) {
            return true;
        }
        // What lowers its base lies on other lines too.
        other || !pay.net.is_empty() || pay.picks.is_some_and(|reading| pay.adds != Adds::Nothing && differs(reading))
    }
}
