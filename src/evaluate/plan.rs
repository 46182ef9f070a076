//! What is settled before a cart is looked at: for an account on a day, which rules are open, and what each line of a
//! kind then runs. A plan may be kept as long as the account's standing and the day stay the same.

use super::shortlist::Shortlists;
use super::{Facts, index, is_open};
use crate::amounts::{Ratio, Rounding};
use crate::names::Sym;
use crate::refusal::Refusal;
use crate::rule::Rule;
use crate::rule::award::{Award, Pay, Picks, Scope};
use crate::rule::condition::Cond;
use crate::rule::measure::What;
use crate::rule::scale::Scale;
use crate::tier::Ladder;

/// Whether a rule's window and gates hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Door {
    #[default]
    Unseen,
    Open,
    Closed,
    /// The order decides.
    Ask,
}

/// What a line contributes to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Net,
    Quantity,
    Line,
    /// A measure that lines may carry; most carry none, and then nothing is noted.
    Own,
    /// Anything else, looked up the long way.
    Other,
}

/// What is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    /// Pays a rate of it at once.
    Rate(Ratio),
    /// Pays for full steps of it at once.
    Steps { step: i64, each: i64 },
    /// Adds it to the base of a period's rule.
    Accrues,
    /// Takes note of it for what is paid after all lines are seen.
    Notes,
}

/// One rule that a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Act {
    pub rule: u32,
    pub unit: u16,
    pub base: Base,
    pub rounding: Rounding,
    /// Whether the order opens the rule.
    pub gated: bool,
    /// Whether more of the line is looked at than its kind.
    pub asks: bool,
    /// Whether the version's `eligible` looks at more than its kind.
    pub asks_eligible: bool,
    pub capped: bool,
    /// Whether what the rule pays is to be added up.
    pub counted: bool,
    pub does: Does,
}

/// One rule that the order itself runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct OrderAct {
    pub rule: u32,
    pub unit: u16,
    pub gated: bool,
    pub capped: bool,
    pub counted: bool,
    /// Where the rule pays the same whatever is ordered, and at once: how much.
    pub fixed: Option<i64>,
    /// Where it counts a measure that the order carries: which.
    pub own: Option<u16>,
}

/// What is settled for one standing on one day.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The lists it was made from, by their number.
    made_from: u64,
    doors: Vec<Door>,
    /// Where the acts of a shortlist start and end, by its place; `UNMADE` where they are not made yet.
    spans: Vec<(u32, u32)>,
    /// Places of acts: accounts that run the same share them.
    acts: Vec<u32>,
    /// Of the rules that the order runs, those that are not closed.
    of_order: Vec<OrderAct>,
    /// Ladders that the account climbs, as far as it tells.
    ladders: Vec<usize>,
    /// What the rules of periods came to before this order.
    accrued: Vec<(u32, i64)>,
    /// Whether a multiplier may act.
    multiplies: bool,
}

/// Plans of the standings that came lately: accounts and days for which the same rules are open, at the same levels,
/// share one.
#[derive(Debug, Default)]
pub(super) struct Plans {
    kept: Vec<Kept>,
    /// The one that was wanted last, and the one to be given up next.
    latest: usize,
    oldest: usize,
    doors: Vec<Door>,
}

/// A plan with what it was made for: the account's levels, and the doors of the rules that are not open to all.
#[derive(Debug, Default)]
struct Kept {
    levels: Vec<Sym>,
    doors: Vec<Door>,
    plan: Plan,
}

/// Plans that are kept at most.
const PLANS: usize = 64;

impl Plans {
    /// The plan for this standing and day, to be put back.
    pub(super) fn take(&mut self, facts: &Facts<'_>, made_from: u64) -> Plan {
        self.doors.clear();
        self.doors.extend(facts.version.gated.iter().map(|at| seen(facts, *at)));
        let levels = &facts.standing.levels;
        let fits = |of: &Kept| of.plan.made_from == made_from && of.doors == self.doors && of.levels == *levels;
        let found = match self.kept.get(self.latest) {
            Some(kept) if fits(kept) => Some(self.latest),
            _ => self.kept.iter().position(fits),
        };
        self.latest = found.unwrap_or_else(|| {
            if self.kept.len() < PLANS {
                self.kept.push(Default::default());
                return self.kept.len().saturating_sub(1);
            }
            self.oldest = if self.oldest.saturating_add(1) < PLANS { self.oldest.saturating_add(1) } else { 0 };
            self.oldest
        });
        let Some(kept) = self.kept.get_mut(self.latest) else { return Plan::default() };
        let mut plan = std::mem::take(&mut kept.plan);
        if found.is_none() {
            kept.levels.clone_from(levels);
            kept.doors.clone_from(&self.doors);
            plan.begin(facts, made_from);
        }
        plan.accrued.clear();
        plan.ladders.clear();
        plan.ladders.extend(climbed(facts));
        plan
    }

    /// Puts a plan back.
    pub(super) fn put(&mut self, plan: Plan) {
        if let Some(kept) = self.kept.get_mut(self.latest) {
            kept.plan = plan;
        }
    }
}

const UNMADE: (u32, u32) = (u32::MAX, u32::MAX);

impl Plan {
    /// Begins anew where it was made from other lists.
    pub(super) fn fit(&mut self, facts: &Facts<'_>, made_from: u64) {
        if self.made_from == made_from {
            return;
        }
        self.begin(facts, made_from);
        self.ladders.clear();
        self.ladders.extend(climbed(facts));
    }

    /// Begins anew.
    fn begin(&mut self, facts: &Facts<'_>, made_from: u64) {
        self.made_from = made_from;
        self.doors.clear();
        self.doors.resize(facts.version.rules.len(), Door::Unseen);
        self.spans.clear();
        self.acts.clear();
        self.multiplies = facts.version.multipliers.iter().any(|at| self.door(facts, *at) != Door::Closed);
        self.accrued.clear();
        self.of_order.clear();
        for at in &facts.version.by_order {
            let at = u32::try_from(*at).unwrap_or(u32::MAX);
            let door = self.door(facts, at);
            if let Some(rule) = facts.version.rules.get(index(at))
                && door != Door::Closed
            {
                self.of_order.extend(order_act(facts, at, rule, door, self.multiplies));
            }
        }
    }

    /// The rules that the order runs, in document order.
    #[inline(always)]
    pub(super) fn of_order(&self) -> &[OrderAct] {
        &self.of_order
    }

    /// The ladders that the account may climb.
    pub(super) fn ladders(&self) -> &[usize] {
        &self.ladders
    }

    /// What a period's rule came to before this order.
    #[inline]
    pub(super) fn accrued(&mut self, rule: u32, amount: impl FnOnce() -> Result<i64, Refusal>) -> Result<i64, Refusal> {
        if let Some((_, known)) = self.accrued.iter().find(|(at, _)| *at == rule) {
            return Ok(*known);
        }
        let amount = amount()?;
        self.accrued.push((rule, amount));
        Ok(amount)
    }

    /// Whether the rule is open, as far as account and day tell.
    #[inline(always)]
    pub(super) fn door(&mut self, facts: &Facts<'_>, at: u32) -> Door {
        match self.doors.get(index(at)) {
            Some(Door::Unseen) | None => self.look(facts, at),
            Some(door) => *door,
        }
    }

    #[cold]
    fn look(&mut self, facts: &Facts<'_>, at: u32) -> Door {
        let door = seen(facts, at);
        if let Some(slot) = self.doors.get_mut(index(at)) {
            *slot = door;
        }
        door
    }

    /// Where the acts of a shortlist stand.
    #[inline(always)]
    pub(super) fn span(&mut self, facts: &Facts<'_>, lists: &mut Shortlists, place: usize) -> (u32, u32) {
        match self.spans.get(place) {
            Some(span) if *span != UNMADE => *span,
            _ => self.make(facts, lists, place),
        }
    }

    /// The acts between two places.
    #[inline(always)]
    pub(super) fn acts(&self, (start, end): (u32, u32)) -> &[u32] {
        self.acts.get(index(start)..index(end)).unwrap_or(&[])
    }

    #[cold]
    fn make(&mut self, facts: &Facts<'_>, lists: &mut Shortlists, place: usize) -> (u32, u32) {
        let end = |acts: &[u32]| u32::try_from(acts.len()).unwrap_or(u32::MAX);
        let start = end(&self.acts);
        let asks_eligible = facts.version.eligible.iter().any(|cond| !cond.of_kind());
        for next in 0.. {
            let Some(at) = lists.rules(place).get(next).copied() else { break };
            let door = self.door(facts, at);
            if let Some(rule) = facts.version.rules.get(index(at))
                && door != Door::Closed
                && let Some(act) = act(facts, at, rule, door, asks_eligible, self.multiplies)
            {
                self.acts.push(lists.act_place(act));
            }
        }
        let span = (start, end(&self.acts));
        if self.spans.len() <= place {
            self.spans.resize(place.saturating_add(1), UNMADE);
        }
        if let Some(slot) = self.spans.get_mut(place) {
            *slot = span;
        }
        span
    }
}

/// What account and day tell of a rule.
fn seen(facts: &Facts<'_>, at: u32) -> Door {
    let Some(rule) = facts.version.rules.get(index(at)) else { return Door::Closed };
    let settled = rule.gates.iter().filter(|gate| gate.of_standing());
    // A past that the state does not hold is refused where the order asks for it.
    match is_open(rule, settled, facts).ok() {
        Some(false) => Door::Closed,
        Some(true) if rule.gates.iter().all(|gate| gate.of_standing()) => Door::Open,
        Some(true) | None => Door::Ask,
    }
}

/// The ladders that the account climbs, as far as it tells.
fn climbed(facts: &Facts<'_>) -> impl Iterator<Item = usize> {
    let climbs = |ladder: &Ladder| {
        let shut = |gate: &Cond| gate.of_standing() && gate.holds(facts, None).is_ok_and(|holds| !holds);
        facts.standing.holds(ladder.held) && !ladder.gates.iter().any(shut)
    };
    facts.version.ladders.iter().enumerate().filter(move |(_, ladder)| climbs(ladder)).map(|(at, _)| at)
}

fn order_act(facts: &Facts<'_>, at: u32, rule: &Rule, door: Door, multiplies: bool) -> Option<OrderAct> {
    let Pay::Award(award) = &rule.pay else { return None };
    let levels = &facts.standing.levels;
    let fixed = match &award.scale {
        Scale::Fixed(_) | Scale::FixedByLevel(_) if plain(rule, award, multiplies) => {
            award.scale.apply(1, 1, levels).ok().and_then(|exact| exact.round(award.rounding))
        }
        Scale::Fixed(_)
        | Scale::FixedByLevel(_)
        | Scale::StepsByLevel { .. }
        | Scale::Linear(_)
        | Scale::Steps { .. }
        | Scale::ByLevel(_)
        | Scale::Bands(_) => None,
    };
    let own = match award.what {
        What::Own(slot) if !award.scale.is_fixed() => Some(slot),
        What::Own(_)
        | What::Amount
        | What::Quantity
        | What::Lines
        | What::Orders
        | What::Activities
        | What::Awarded(_)
        | What::Balance(_)
        | What::Distinct(_)
        | What::ActiveMonths
        | What::Tenure(_) => None,
    };
    Some(OrderAct {
        rule: at,
        unit: award.unit,
        gated: door == Door::Ask,
        capped: !rule.limits.caps.is_empty(),
        counted: rule.counted,
        fixed,
        own,
    })
}

fn act(facts: &Facts<'_>, at: u32, rule: &Rule, door: Door, asks_eligible: bool, multiplies: bool) -> Option<Act> {
    let (what, unit, does) = match &rule.pay {
        Pay::Award(award) => (award.what, award.unit, paid_at_once(facts, rule, award, multiplies)?),
        Pay::Period(pay) => (pay.what, pay.unit, Does::Accrues),
        Pay::Multiplier(_) => (What::Lines, 0, Does::Notes),
        Pay::Discount(_) => return None,
    };
    let rounding = match &rule.pay {
        Pay::Award(award) => award.rounding,
        Pay::Multiplier(_) | Pay::Discount(_) | Pay::Period(_) => Rounding::HalfUp,
    };
    Some(Act {
        rule: at,
        unit,
        base: base(rule, what),
        rounding,
        gated: door == Door::Ask,
        asks: !rule.asks.is_empty(),
        asks_eligible: asks_eligible && !rule.any_line,
        capped: !rule.limits.caps.is_empty(),
        counted: rule.counted,
        does,
    })
}

fn base(rule: &Rule, what: What) -> Base {
    match (what, &rule.pay) {
        (What::Amount, Pay::Award(award)) if award.basis.before_discounts || award.basis.with_tax => Base::Other,
        (What::Amount, _) => Base::Net,
        (What::Quantity, _) => Base::Quantity,
        (What::Lines, _) => Base::Line,
        (What::Own(_), Pay::Award(award)) if !award.scale.is_fixed() => Base::Own,
        (_, _) => Base::Other,
    }
}

/// What an award does with each line; none where it pays nothing at the account's levels.
fn paid_at_once(facts: &Facts<'_>, rule: &Rule, award: &Award, multiplies: bool) -> Option<Does> {
    if award.scope != Scope::Line || !plain(rule, award, multiplies) {
        return Some(Does::Notes);
    }
    match &award.scale {
        Scale::Linear(ratio) => Some(Does::Rate(*ratio)),
        Scale::ByLevel(_) => award.scale.linear(&facts.standing.levels).map(Does::Rate),
        Scale::Steps { step, each, start: 0 } => Some(Does::Steps { step: *step, each: *each }),
        Scale::Fixed(_)
        | Scale::Steps { .. }
        | Scale::StepsByLevel { .. }
        | Scale::FixedByLevel(_)
        | Scale::Bands(_) => Some(Does::Notes),
    }
}

/// Can the award of each line be paid as it comes?
#[inline]
pub(super) fn plain(rule: &Rule, award: &Award, multiplied: bool) -> bool {
    (award.scope != Scope::Unit || award.scale.is_fixed())
        && (rule.bonus || !multiplied)
        && rule.limits.simple()
        && match award.picks {
            None | Some(Picks::Past { .. }) => true,
            Some(Picks::Line(_)) => award.scope == Scope::Line,
            Some(Picks::Order(_)) => false,
        }
}
