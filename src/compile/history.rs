//! What an account has done, from wire to compiled form.

use super::against::BesideAsked;
use super::context::Context;
use super::measures::Ask;
use crate::findings::{Code, Path};
use crate::rule::condition::{Cond, Test};
use crate::rule::measure::What;
use crate::wire::condition::History;
use crate::wire::scalars::{Period, PeriodName};

impl Context<'_> {
    /// What the account has done over a period.
    pub(super) fn history(&mut self, history: &History, path: &Path<'_>) -> Option<Cond> {
        let ask = Ask {
            when: history.when.as_deref(),
            by: history.by.as_deref(),
            currency: history.currency.as_deref(),
            since: history.r#in,
            whose: history.whose.as_ref(),
            ..Ask::of(&history.of)
        };
        let asked = self.ask(&ask, path)?;
        let over = path.key("over");
        let tenure = matches!(asked.what, What::Tenure(_));
        if tenure && history.over != Period::Named(PeriodName::Lifetime) {
            let message = "membership is counted from the day of joining";
            self.findings.error(Code::Contradiction, &over, message, "write \"lifetime\"");
            return None;
        }
        let extent = self.extent(&history.over, &over)?;
        let reading = self.reading_of(&asked, extent);
        let against = match &history.against {
            Some(wire) => {
                let extents = (extent, extent);
                let beside = BesideAsked { asked: &asked, own: None, any_line: false, extents, period: extent };
                Some(Box::new(self.against(wire, &beside, &path.key("against"))?))
            }
            None => None,
        };
        let here = path.key("is");
        let bounds = match &against {
            Some(against) => self.limits_of(&history.is, against.places(&asked), true, &here)?,
            None => self.bounds(&history.is, asked.places, &here)?,
        };
        let adds = self.adds_of(&asked, extent);
        let include = !history.before.unwrap_or(false) && asked.in_an_order() && !tenure;
        Some(Cond::Test(Test::History { reading, include, adds, against, bounds }))
    }
}
