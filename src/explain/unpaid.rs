//! Every rule that did not pay says why, and what would make it pay. Computed when asked for.

use super::reasons::{Reason, of_cond};
use crate::evaluate::{By, Facts, Input, Past};
use crate::event::{Body, Event};
use crate::ledger::{Draft, Shared};
use crate::program::Program;
use crate::refusal::Refusal;
use crate::rule::award::{Pay, Picks};
use crate::rule::condition::Bounds;
use crate::rule::limits::CapPer;
use crate::rule::{Rule, Trigger};
use crate::wire::compare::Unpaid;
use crate::wire::result::StepKind;

impl Program {
    /// Why the rules that did not pay did not.
    pub(crate) fn unpaid_of(&self, draft: &Draft, event: &Event, shared: &Shared) -> Result<Vec<Unpaid>, Refusal> {
        let mut list = Vec::new();
        self.with_facts(draft, event, shared, |facts| {
            for (at, rule) in facts.version.rules.iter().enumerate() {
                if let Some(reason) = why(facts, draft, at, rule) {
                    list.push(Unpaid {
                        rule: rule.text.clone(),
                        term: facts.version.term(rule.held).map(|term| term.text.clone()),
                        name: rule.name.clone(),
                        code: reason.code.to_owned(),
                        what: reason.what,
                        needs: reason.needs,
                        has: reason.has,
                        missing: reason.missing,
                    });
                }
            }
            Ok(())
        })?;
        Ok(list)
    }

    /// Runs `look` on what the draft was evaluated by.
    pub(crate) fn with_facts<T>(
        &self,
        draft: &Draft,
        event: &Event,
        shared: &Shared,
        look: impl FnOnce(&Facts<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let activity = match &event.body {
            Body::Activity(act) => Some(act),
            Body::Order { .. } | Body::Return(_) | Body::Other => None,
        };
        let empty = crate::ledger::State::default();
        let before = draft.before.as_deref().unwrap_or(&empty);
        let day = draft.at.date();
        let prepared = match &draft.prepared {
            Some(prepared) => prepared.clone(),
            None => self.prepare(before, draft.version, day, day),
        };
        let budgets = shared.left(self);
        let input = Input {
            program: self,
            version: self.version(draft.version)?,
            standing: &prepared.standing,
            past: Past::Live { counters: &before.counters, calendar: prepared.calendar, day },
            account: &before.who,
            activity,
            day,
            budgets: &budgets,
            lines_only: false,
        };
        let sums = crate::evaluate::sum(&draft.cart)?;
        look(&input.facts(&draft.cart, sums))
    }
}

/// Whether a rule paid anything in a draft.
pub(crate) fn paid(draft: &Draft, at: usize) -> bool {
    let mine = |by: By| matches!(by, By::Rule(rule) if crate::evaluate::index(rule) == at);
    draft.steps.iter().filter(|s| mine(s.by)).fold(0_i64, |sum, s| sum.saturating_add(s.amount)) != 0
}

/// The reason for which a rule paid nothing; none where it paid, or where it is not about this kind of event.
pub(crate) fn why(facts: &Facts<'_>, draft: &Draft, at: usize, rule: &Rule) -> Option<Reason> {
    // What holds for others is nobody else's business.
    if paid(draft, at) || !concerns(facts, rule) || !facts.standing.holds(rule.held) {
        return None;
    }
    if let Some(days) = rule.days {
        if facts.day < days.start {
            return Some(Reason { needs: Some(days.start.to_string()), ..Reason::new("not-started", "window") });
        }
        if facts.day >= days.end {
            return Some(Reason { needs: Some(days.last().to_string()), ..Reason::new("ended", "window") });
        }
    }
    if let Some(gate) = rule.gates.iter().find(|gate| !gate.holds(facts, None).unwrap_or(false)) {
        return Some(of_cond(gate, facts, None));
    }
    if facts.activity.is_none() && (rule.by_lines() || !rule.lines.is_empty()) {
        let eligible = |line: usize| {
            rule.any_line || facts.version.eligible.iter().all(|c| c.holds(facts, Some(line)).unwrap_or(false))
        };
        let lines: Vec<usize> = (0..facts.cart.lines.len()).filter(|line| eligible(*line)).collect();
        if lines.is_empty() {
            return Some(Reason::new("no-eligible-line", "eligible"));
        }
        let fails = |line: usize| rule.lines.iter().find(|c| !c.holds(facts, Some(line)).unwrap_or(false));
        if lines.iter().all(|line| fails(*line).is_some()) {
            // The line that comes nearest: the one that fails at the last of the conditions.
            let nearest = lines
                .iter()
                .max_by_key(|line| rule.lines.iter().position(|c| !c.holds(facts, Some(**line)).unwrap_or(false)))?;
            let mut reason = of_cond(fails(*nearest)?, facts, Some(*nearest));
            if reason.short.is_none() {
                reason.code = "no-line";
            }
            return Some(reason);
        }
    }
    Some(after_conditions(facts, draft, at, rule))
}

/// Is the rule about this kind of event?
fn concerns(facts: &Facts<'_>, rule: &Rule) -> bool {
    match (&rule.trigger, facts.activity) {
        (Trigger::Activities(types, not), Some(act)) => types.has(act.kind) != *not,
        (Trigger::Both, _) => true,
        (Trigger::Order | Trigger::PeriodEnd, None) => true,
        (Trigger::Order | Trigger::PeriodEnd, Some(_)) | (Trigger::Activities(..), None) | (Trigger::Came(_), _) => {
            false
        }
    }
}

/// Conditions hold: limits, groups, tables, rounding or thresholds left nothing.
fn after_conditions(facts: &Facts<'_>, draft: &Draft, at: usize, rule: &Rule) -> Reason {
    let mine = |by: By| matches!(by, By::Rule(r) if crate::evaluate::index(r) == at);
    if draft.steps.iter().any(|s| mine(s.by) && s.kind == StepKind::Cap) {
        return limit_reached(facts, rule);
    }
    if rule.limits.group.is_some() {
        return Reason::new("lost-group", "group");
    }
    match &rule.pay {
        Pay::Period(pay) => {
            let accrued = draft.totals.accruals.iter().find(|a| crate::evaluate::index(a.rule) == at);
            let base = accrued.map_or(0, |a| a.counts.1.base);
            if base < pay.minimum {
                let bounds = Bounds { least: Some(pay.minimum), most: None };
                return Reason::number(facts.program, pay.what, "minimum", bounds, base);
            }
            if let Some(counts) = accrued.map(|accrued| accrued.counts.1) {
                if pay.against.is_some() && counts.other.is_none() {
                    return Reason::new("no-baseline", "against");
                }
                if let Ok(Some(bands)) = pay.bands(counts.other)
                    && let Some(first) = bands.bands.iter().find(|b| b.rate.num() > 0 || b.fixed > 0)
                    && counts.basis < first.bound
                {
                    let what = if pay.picks.is_some() { facts.program.basis_what(pay) } else { pay.what };
                    let bounds = Bounds { least: Some(first.bound), most: None };
                    return Reason::number(facts.program, what, "band", bounds, counts.basis);
                }
            }
            Reason::new("nothing-added", "accrual")
        }
        Pay::Discount(_) => Reason::new("nothing-left", "discount"),
        Pay::Multiplier(_) => Reason::new("nothing-to-multiply", "multiply"),
        Pay::Award(award) => {
            use crate::rule::scale::Scale;
            if let Some(Picks::Past { adds, against: Some(at), .. }) = award.picks
                && let Some(against) = facts.program.tables.against.get(at)
                && let Ok(None) = facts.other_side(against, adds.is_some())
            {
                return Reason::new("no-baseline", "against");
            }
            match &award.scale {
                Scale::ByLevel(_) | Scale::FixedByLevel(_) | Scale::StepsByLevel { .. } => Reason::new("tier", "tier"),
                Scale::Fixed(_) | Scale::Linear(_) | Scale::Steps { .. } | Scale::Bands(_) => {
                    Reason::new("too-small", "amount")
                }
            }
        }
    }
}

fn limit_reached(facts: &Facts<'_>, rule: &Rule) -> Reason {
    for times in &rule.limits.times {
        let paid = facts.paid_times(times).unwrap_or(0);
        if paid >= times.most {
            let (needs, has) = (Some(times.most.to_string()), Some(paid.to_string()));
            return Reason { needs, has, ..Reason::new("paid-as-often-as-it-may", "times") };
        }
    }
    let capped = rule.limits.caps.iter().any(|cap| match cap.per {
        CapPer::Line | CapPer::Order => cap.most == 0,
        CapPer::Reading(reading) => facts.read(reading).unwrap_or(0) >= cap.most,
    });
    if capped {
        return Reason::new("cap-reached", "caps");
    }
    if rule.limits.budget.is_some() {
        return Reason::new("budget-used-up", "budget");
    }
    Reason::new("over-cap", "caps")
}
