//! The lines of an order: what each runs, and what is paid at once. This is where an evaluation spends its time.

use super::plan::{Act, Base, Does, Plan};
use super::shortlist::Shortlists;
use super::{By, CartLine, Facts, Record, Room, Step, awards, index};
use crate::amounts::product;
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::Rule;
use crate::rule::award::Pay;
use crate::rule::condition::{Cond, Test};
use crate::rule::limits::CapPer;
use crate::wire::result::StepKind;

/// Runs the rules of every line.
pub(super) fn run<R: Record>(
    facts: &Facts<'_>,
    lists: &mut Shortlists,
    plan: &mut Plan,
    room: &mut Room,
    steps: &mut R,
) -> Result<(), Refusal> {
    let measured = !facts.cart.measures.is_empty();
    for (at, of) in facts.cart.lines.iter().enumerate() {
        let place = lists.place(facts, at)?;
        let span = plan.span(facts, lists, place);
        let mut line = Line { at, line: u32::try_from(at).unwrap_or(u32::MAX), of, unit: 0, sum: 0 };
        for act in plan.acts(span) {
            let Some(act) = lists.act(*act) else { continue };
            if act.base != Base::Own || measured {
                run_one(facts, act, &mut line, room, steps)?;
            }
        }
        line.give(room)?;
    }
    Ok(())
}

/// A line, and what it was given in the unit that came last.
struct Line<'c> {
    at: usize,
    line: u32,
    of: &'c CartLine,
    unit: u16,
    sum: i64,
}

impl Line<'_> {
    #[inline(always)]
    fn add(&mut self, unit: u16, amount: i64, room: &mut Room) -> Result<(), Refusal> {
        if unit != self.unit {
            self.give(room)?;
            (self.unit, self.sum) = (unit, 0);
        }
        self.sum = self.sum.checked_add(amount).or_overflow()?;
        Ok(())
    }

    #[inline(always)]
    fn give(&self, room: &mut Room) -> Result<(), Refusal> {
        if self.sum == 0 { Ok(()) } else { room.give(self.unit, Some(self.line), self.sum) }
    }
}

#[inline(always)]
fn run_one<R: Record>(
    facts: &Facts<'_>,
    act: &Act,
    line: &mut Line<'_>,
    room: &mut Room,
    steps: &mut R,
) -> Result<(), Refusal> {
    let at = line.at;
    if (act.gated || act.asks || act.asks_eligible) && !runs(facts, act, at, room)? {
        return Ok(());
    }
    let base = match act.base {
        Base::Net if line.of.paid == 0 => line.of.net,
        Base::Quantity => line.of.quantity,
        Base::Line => 1,
        Base::Net | Base::Own | Base::Other => other_base(facts, act, at)?,
    };
    let amount = match act.does {
        Does::Rate(ratio) => ratio.apply(base, act.rounding).or_overflow()?,
        Does::Steps { step, each } => match full_steps(base, step) {
            0 => 0,
            steps => product(steps, each).or_overflow()?,
        },
        Does::Accrues => return room.accrue(act.rule, base),
        Does::Notes => return awards::note(facts, act.rule, line.line, room),
    };
    if amount == 0 {
        return Ok(());
    }
    let (by, unit, at) = (By::Rule(act.rule), act.unit, Some(line.line));
    steps.step(Step { by, of: None, kind: StepKind::Award, unit, line: at, amount, base });
    let kept = if act.capped { capped(facts, act, line.line, amount, room, steps)? } else { amount };
    if act.counted || act.capped {
        room.use_up(act.rule, kept)?;
    }
    line.add(unit, kept, room)
}

/// How many full steps there are; most counts are less than one.
#[inline(always)]
fn full_steps(base: i64, step: i64) -> i64 {
    if base < step && base >= 0 { 0 } else { base.checked_div(step).unwrap_or(0) }
}

/// Do the order, and what the kind of a line does not tell, let the rule run?
#[inline(always)]
fn runs(facts: &Facts<'_>, act: &Act, at: usize, room: &mut Room) -> Result<bool, Refusal> {
    let Some(rule) = facts.version.rules.get(index(act.rule)) else { return Ok(false) };
    if act.gated && !room.open(act.rule, rule, facts)? {
        return Ok(false);
    }
    if act.asks_eligible && !all_hold(&facts.version.eligible, facts, at)? {
        return Ok(false);
    }
    all_hold(&rule.asks, facts, at)
}

/// Do these conditions hold for a line?
#[inline(always)]
fn all_hold(conds: &[Cond], facts: &Facts<'_>, at: usize) -> Result<bool, Refusal> {
    let Some(line) = facts.cart.lines.get(at) else { return Ok(false) };
    for cond in conds {
        // Nearly every condition is about one number: no call for that.
        let holds = match cond {
            Cond::Test(Test::Quantity(bounds)) => bounds.hold(line.quantity),
            Cond::Test(Test::Amount(bounds)) => bounds.hold(line.net),
            Cond::Test(Test::UnitPrice(bounds)) => line.price().is_some_and(|price| bounds.hold(price)),
            Cond::Test(Test::LineDiscount(bounds)) => bounds.hold(line.own_discount),
            Cond::All(_) | Cond::Any(_) | Cond::Not(_) | Cond::Test(_) => cond.holds(facts, Some(at))?,
        };
        if !holds {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cold]
fn other_base(facts: &Facts<'_>, act: &Act, at: usize) -> Result<i64, Refusal> {
    match facts.version.rules.get(index(act.rule)).map(|rule| &rule.pay) {
        Some(Pay::Award(award)) => awards::base_of(facts, award, at),
        Some(Pay::Period(pay)) => Ok(facts.of_line(pay.what, at)),
        Some(Pay::Multiplier(_) | Pay::Discount(_)) | None => Ok(0),
    }
}

/// Cuts an award to the rule's own caps.
#[inline(always)]
fn capped(
    facts: &Facts<'_>,
    act: &Act,
    line: u32,
    amount: i64,
    room: &Room,
    steps: &mut dyn Record,
) -> Result<i64, Refusal> {
    let Some(rule) = facts.version.rules.get(index(act.rule)) else { return Ok(amount) };
    cut(facts, rule, act.rule, act.unit, Some(line), amount, room, steps)
}

/// Cuts an award to the rule's own caps, each cut a step.
#[expect(clippy::too_many_arguments, reason = "an award with where it belongs")]
#[inline]
pub(super) fn cut(
    facts: &Facts<'_>,
    rule: &Rule,
    at: u32,
    unit: u16,
    line: Option<u32>,
    amount: i64,
    room: &Room,
    steps: &mut dyn Record,
) -> Result<i64, Refusal> {
    let mut kept = amount;
    for cap in &rule.limits.caps {
        let before = match cap.per {
            CapPer::Line => 0,
            CapPer::Order => room.used(at),
            CapPer::Reading(reading) => add(facts.read(reading)?, room.used(at))?,
        };
        let left = sub(cap.most, before)?.max(0);
        if kept > left {
            let amount = sub(left, kept)?;
            steps.step(Step { by: By::Rule(at), of: None, kind: StepKind::Cap, unit, line, amount, base: cap.most });
            kept = left;
        }
    }
    Ok(kept)
}
