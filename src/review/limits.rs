//! Caps and budgets below the smallest award, and limits that cannot act.

use super::never::may_multiply;
use super::texts::days;
use super::{Placed, Review, Terms, common};
use crate::amounts::Decimal;
use crate::findings::Code;
use crate::rule::Rule;
use crate::rule::award::{Award, Pay};
use crate::rule::limits::{Cap, CapPer};
use crate::rule::scale::{Bands, Scale};
use crate::time::Span;
use crate::wire::rule::{Mode, Whose};
use crate::wire::scalars::{Period, PeriodName};

/// A limit as it is written: its place, the most, over what, and what tells apart.
type Written<'w> = (String, Decimal, &'w Period, Apart<'w>);
type Apart<'w> = (bool, Option<&'w Whose>);

impl<'p> Review<'p> {
    pub(super) fn limits(&mut self, terms: Terms<'p>) {
        for placed in terms.rules() {
            if !self.work(1) {
                return;
            }
            self.low_caps(terms, placed);
            self.idle_limits(terms, placed);
        }
    }

    fn low_caps(&mut self, terms: Terms<'_>, placed: Placed<'_>) {
        let id = &placed.rule.text;
        if let Pay::Period(pay) = &placed.rule.pay {
            let smallest = smallest(&pay.scale);
            if let (Some(cap), Some(least)) = (pay.cap, smallest)
                && cap > 0
                && cap < least
            {
                let form = if placed.wire.margin.is_some() { ".margin.cap" } else { ".rebate.cap" };
                let message =
                    format!("the cap of {} is below the smallest award of {}", self.money(cap), self.money(least));
                self.tell(Code::LowCap, id, placed.path(form), message, "raise the cap, or lower the award");
            }
        }
        let Pay::Award(award) = &placed.rule.pay else { return };
        let Some(least) = smallest(&award.scale).filter(|least| *least > 0) else { return };
        let own: Vec<(String, Cap)> = caps(&placed.rule.limits.caps, &placed.path(".limits.caps"));
        let of_unit = self
            .program
            .currencies
            .get(usize::from(award.unit))
            .filter(|_| self.program.is_points(usize::from(award.unit)));
        let of_unit =
            of_unit.map_or_else(Vec::new, |currency| caps(&currency.caps, &format!("$.points[{}].caps", award.unit)));
        for (path, cap) in own.into_iter().chain(of_unit) {
            if cap.most > 0 && cap.most < least {
                let refused = if placed.rule.limits.refuse { ": it is always refused" } else { "" };
                let (most, least) = (self.award(award.unit, cap.most), self.award(award.unit, least));
                let message = format!("the cap of {most} is below the smallest award of '{id}', {least}{refused}");
                self.tell(Code::LowCap, id, path, message, "raise the cap, or lower the award");
            }
        }
        if let Some(budget) = placed.rule.limits.budget
            && let Some((name, most)) = self.program.tables.budgets.get(budget)
            && *most > 0
            && *most < least
        {
            let (most, least) = (self.award(award.unit, *most), self.award(award.unit, least));
            let message = format!("the budget '{name}' of {most} is below the smallest award of '{id}', {least}");
            let at = terms.wire.budgets.iter().position(|budget| budget.id == *name).unwrap_or(0);
            let path = terms.path(&format!(".budgets[{at}].most"));
            self.tell(Code::LowCap, id, path, message, "raise the budget, or lower the award");
        }
    }

    fn idle_limits(&mut self, terms: Terms<'p>, placed: Placed<'p>) {
        if !self.asked(Code::IdleLimit) {
            return;
        }
        let Some(limits) = &placed.wire.limits else { return };
        let times: Vec<Written<'_>> = limits
            .times
            .iter()
            .enumerate()
            .map(|(at, times)| {
                let most = Decimal::new(i64::from(times.most), 0);
                (
                    placed.path(&format!(".limits.times[{at}]")),
                    most,
                    &times.per,
                    (times.by.is_some(), times.whose.as_ref()),
                )
            })
            .collect();
        let caps: Vec<Written<'_>> = limits
            .caps
            .iter()
            .enumerate()
            .map(|(at, cap)| {
                (placed.path(&format!(".limits.caps[{at}]")), cap.most, &cap.per, (false, cap.whose.as_ref()))
            })
            .collect();
        let runs = terms.days_of(placed.rule);
        for list in [times, caps] {
            for (at, (path, most, per, by)) in list.iter().enumerate() {
                if let (Some(days_of), Some(runs)) = (fixed(per), runs) {
                    let both = common(days_of, runs);
                    if both.start >= both.end {
                        let message = format!(
                            "the limit of {most} never acts: it holds from {}, and the rule runs from {}",
                            days(days_of),
                            days(runs)
                        );
                        self.tell(
                            Code::IdleLimit,
                            &placed.rule.text,
                            path.clone(),
                            message,
                            "let both be the same days",
                        );
                    }
                }
                let mut others = list.iter().enumerate().filter(|(other, _)| *other != at);
                let tighter =
                    others.find(|(_, (_, other, longer, apart))| by == apart && other <= most && within(per, longer));
                if let Some((_, (_, other, longer, _))) = tighter {
                    let message = format!(
                        "the limit of {most} in each {} never acts: {other} in each {} is reached first",
                        word(per),
                        word(longer)
                    );
                    self.tell(
                        Code::IdleLimit,
                        &placed.rule.text,
                        path.clone(),
                        message,
                        "remove it, or raise the other",
                    );
                }
            }
        }
    }
}

fn caps(list: &[Cap], path: &str) -> Vec<(String, Cap)> {
    list.iter()
        .enumerate()
        .filter(|(_, cap)| cap.per != CapPer::Line)
        .map(|(at, cap)| (format!("{path}[{at}].most"), cap.clone()))
        .collect()
}

/// The smallest award above nothing that a scale of amounts gives; none where it is a rate.
fn smallest(scale: &Scale) -> Option<i64> {
    match scale {
        Scale::Fixed(amount) => Some(*amount),
        Scale::FixedByLevel(table) | Scale::StepsByLevel { each: table, .. } => {
            table.iter().map(|(_, amount)| *amount).filter(|amount| *amount > 0).min()
        }
        Scale::Steps { each, .. } => Some(*each),
        Scale::Bands(Bands { mode: Mode::Fixed, bands, .. }) => {
            bands.iter().map(|band| band.fixed).filter(|amount| *amount > 0).min()
        }
        Scale::Bands(_) | Scale::Linear(_) | Scale::ByLevel(_) => None,
    }
}

/// The days of a period that has some of its own.
fn fixed(period: &Period) -> Option<Span> {
    let Period::Fixed(window) = period else { return None };
    let start = window.from.unwrap_or(crate::time::Date::from_days(-719_162));
    Some(Span { start, end: window.to.unwrap_or(super::for_ever()).plus_days(1) })
}

/// Is every period of the first kind a part of one of the second?
fn within(short: &Period, long: &Period) -> bool {
    let (Period::Named(short), Period::Named(long)) = (short, long) else { return false };
    let calendar = |name: PeriodName| match name {
        PeriodName::Line => Some(0),
        PeriodName::Order => Some(1),
        PeriodName::Day => Some(2),
        PeriodName::Month => Some(4),
        PeriodName::Quarter => Some(5),
        PeriodName::HalfYear => Some(6),
        PeriodName::Year => Some(7),
        PeriodName::Lifetime => Some(9),
        PeriodName::Week | PeriodName::MembershipYear => None,
    };
    match (calendar(*short), calendar(*long)) {
        (Some(short), Some(long)) => short < long,
        // Weeks and membership years hold days, and lie in a lifetime.
        (Some(short), None) => short <= 2,
        (None, Some(long)) => long == 9,
        (None, None) => false,
    }
}

fn word(period: &Period) -> &'static str {
    match period {
        Period::Named(name) => name.word(),
        Period::Rolling(_) | Period::Fixed(_) => "period",
    }
}

impl Review<'_> {
    /// Does anything bound how much a rule pays in the course of time?
    pub(super) fn bounded(&mut self, terms: Terms<'_>, rule: &Rule) -> bool {
        if own_bounds(rule) {
            return true;
        }
        match &rule.pay {
            Pay::Award(Award { unit, .. }) => self.capped(*unit),
            // What it adds counts to the limits of what it multiplies.
            Pay::Multiplier(multiplier) => {
                self.work(terms.version.rules.len());
                let mut of = terms.version.rules.iter().filter(|of| may_multiply(self.program, rule, multiplier, of));
                of.all(|of| own_bounds(of) || matches!(&of.pay, Pay::Award(award) if self.capped(award.unit)))
            }
            Pay::Discount(_) | Pay::Period(_) => false,
        }
    }

    /// Is a currency capped over a period of time?
    fn capped(&self, unit: u16) -> bool {
        let at = usize::from(unit);
        let currency = self.program.currencies.get(at).filter(|_| self.program.is_points(at));
        currency.is_some_and(|currency| currency.caps.iter().any(|cap| matches!(cap.per, CapPer::Reading(_))))
    }
}

/// Does the rule bound itself?
pub(super) fn own_bounds(rule: &Rule) -> bool {
    let limits = &rule.limits;
    !limits.times.is_empty()
        || !limits.once.is_empty()
        || limits.budget.is_some()
        || limits.caps.iter().any(|cap| matches!(cap.per, CapPer::Reading(_)))
}
