//! Evaluating: a pure fold from (program, shared state, standing, cart or activity) to totals and typed steps.
//!
//! There is one evaluation. Preview, posting, what-if, hints and returns run it on other inputs, and where its steps go
//! is the caller's choice.

mod after;
mod awards;
mod cart;
mod deferred;
mod discounts;
mod facts;
mod groups;
mod lines;
mod net;
mod plan;
mod shortlist;

pub(crate) use after::{Accrued, TierChange, accrued_of, metric_values, period_amount};
pub(crate) use awards::counts;
pub(crate) use cart::{Act, Came, Cart, CartLine, Person, Who};
pub(crate) use discounts::DISCOUNT;
pub(crate) use facts::{Facts, Noted, Past, Sums, counts_on, tenure};
pub(crate) use net::{less, net_counts, share_of};
pub(crate) use plan::Plan;

use crate::ledger::Standing;
use crate::program::{Program, Version};
use crate::refusal::{Refusal, add};
use crate::rule::Rule;
use crate::rule::condition::{Cond, Test};
use crate::time::Date;
use crate::wire::result::StepKind;
use shortlist::Shortlists;

/// Who a step belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// A rule of the version, by place.
    Rule(u32),
    /// A point currency's own caps and rounding.
    Currency(u16),
}

/// One step of the way to a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub by: By,
    /// The rule whose award is multiplied, by place, where it is a multiplier's step.
    pub of: Option<u32>,
    pub kind: StepKind,
    /// The unit of award, by index; for discounts none of them: `DISCOUNT`.
    pub unit: u16,
    pub line: Option<u32>,
    pub amount: i64,
    /// What it acts on, in units of the measure.
    pub base: i64,
}

/// What takes steps as they come.
pub(crate) trait Record {
    /// Takes one step.
    fn step(&mut self, step: Step);
}

impl Record for Vec<Step> {
    #[inline]
    fn step(&mut self, step: Step) {
        self.push(step);
    }
}

/// What an evaluation came to, steps apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Totals {
    /// By unit of award.
    pub units: Vec<i64>,
    pub gross: i64,
    pub net: i64,
    /// Points of each line by unit: `units.len()` for each line.
    pub lines: Vec<i64>,
    pub tiers: Vec<TierChange>,
    pub accruals: Vec<Accrued>,
    /// What each rule paid, with what multipliers added to it: for caps and frequencies.
    pub paid: Vec<(u32, i64)>,
    /// What each budget was drawn on.
    pub drawn: Vec<(usize, i64)>,
}

impl Totals {
    /// Takes everything out, and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.units.clear();
        self.lines.clear();
        self.tiers.clear();
        self.accruals.clear();
        self.paid.clear();
        self.drawn.clear();
        (self.gross, self.net) = (0, 0);
    }
}

/// Versions whose shortlists are kept at most.
const VERSIONS: usize = 32;

/// Room for one evaluation, kept from one to the next so that the hot path allocates nothing.
#[derive(Debug, Default)]
pub(crate) struct Room {
    pub totals: Totals,
    /// Of the versions that were evaluated lately.
    shortlists: Vec<Shortlists>,
    plans: plan::Plans,
    matched: Vec<Match>,
    /// What each rule paid in this evaluation; a stamp tells stale numbers.
    used: Vec<(u32, i64)>,
    /// Whether each rule's gates hold, by stamp.
    gates: Vec<(u32, bool)>,
    stamp: u32,
    multipliers: Vec<(u32, u32)>,
    /// Whether anything is multiplied that no line gives.
    unlined: bool,
    /// Whether shipping earns.
    shipped: bool,
    deferred: Vec<Match>,
    accruing: Vec<(u32, i64)>,
    /// Where each rule's sum stands in `accruing`, and whether it was noted, by stamp.
    accruing_at: Vec<(u32, usize)>,
    noted: Vec<u32>,
    /// Parts of awards that are rounded over the order.
    scoped: Vec<Match>,
    sharing: Vec<i64>,
    touched: Vec<u32>,
}

/// A rule that a line runs, with what the line contributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Match {
    rule: u32,
    line: Option<u32>,
    base: i64,
}

/// What is evaluated, besides the cart.
pub(crate) struct Input<'a> {
    pub program: &'a Program,
    pub version: &'a Version,
    pub standing: &'a Standing,
    pub past: Past<'a>,
    pub account: &'a Who,
    pub activity: Option<&'a Act>,
    pub day: Date,
    /// What is left of each budget.
    pub budgets: &'a [i64],
    pub lines_only: bool,
}

impl Room {
    fn reset(&mut self, program: &Program, version: &Version, lines: usize) {
        let rules = version.rules.len();
        if self.used.len() < rules {
            self.used.resize(rules, (0, 0));
            self.gates.resize(rules, (0, false));
            self.accruing_at.resize(rules, (0, 0));
            self.noted.resize(rules, 0);
        }
        self.stamp = self.stamp.wrapping_add(1);
        if self.stamp == 0 {
            self.used.fill((0, 0));
            self.gates.fill((0, false));
            self.accruing_at.fill((0, 0));
            self.noted.fill(0);
            self.stamp = 1;
        }
        let units = program.tables.paid;
        self.totals.clear();
        self.totals.units.resize(units, 0);
        self.totals.lines.resize(units.saturating_mul(lines), 0);
        self.clear_found();
        self.accruing.clear();
        self.touched.clear();
    }

    /// Room for another evaluation that adds to the same totals.
    fn clear_found(&mut self) {
        self.matched.clear();
        self.multipliers.clear();
        (self.unlined, self.shipped) = (false, false);
        self.deferred.clear();
        self.scoped.clear();
    }

    /// The shortlists of a version, to be put back.
    fn shortlists_of(&mut self, version: &Version) -> Shortlists {
        let known = self.shortlists.iter().rposition(|lists| lists.version == version.number);
        let mut lists = match known {
            Some(at) => self.shortlists.remove(at),
            None => Shortlists::new(version.number),
        };
        // A host that compiles programs all day leaves their lists behind.
        if self.shortlists.len() > VERSIONS {
            self.shortlists.remove(0);
        }
        lists.tidy();
        lists
    }

    /// What the rule has paid so far in this evaluation.
    #[inline(always)]
    fn used(&self, rule: u32) -> i64 {
        match self.used.get(index(rule)) {
            Some((stamp, used)) if *stamp == self.stamp => *used,
            _ => 0,
        }
    }

    /// Adds to what the rule has paid.
    #[inline(always)]
    fn use_up(&mut self, rule: u32, amount: i64) -> Result<(), Refusal> {
        let stamp = self.stamp;
        if let Some(slot) = self.used.get_mut(index(rule)) {
            if slot.0 == stamp {
                slot.1 = add(slot.1, amount)?;
            } else {
                *slot = (stamp, amount);
                self.touched.push(rule);
            }
        }
        Ok(())
    }

    /// Adds what a line contributes to the base of a period's rule.
    #[inline(always)]
    fn accrue(&mut self, rule: u32, base: i64) -> Result<(), Refusal> {
        let stamp = self.stamp;
        let Some(place) = self.accruing_at.get_mut(index(rule)) else { return Ok(()) };
        if place.0 != stamp {
            *place = (stamp, self.accruing.len());
            self.accruing.push((rule, base));
        } else if let Some((_, sum)) = self.accruing.get_mut(place.1) {
            *sum = add(*sum, base)?;
        }
        Ok(())
    }

    /// Is it the first time that the rule is noted in this evaluation?
    fn is_new(&mut self, rule: u32) -> bool {
        let stamp = self.stamp;
        self.noted.get_mut(index(rule)).is_some_and(|noted| std::mem::replace(noted, stamp) != stamp)
    }

    /// Adds to a unit's total, and to a line's.
    #[inline(always)]
    fn give(&mut self, unit: u16, line: Option<u32>, amount: i64) -> Result<(), Refusal> {
        let units = self.totals.units.len();
        if let Some(total) = self.totals.units.get_mut(usize::from(unit)) {
            *total = add(*total, amount)?;
        }
        if let Some(line) = line {
            let at = index(line).saturating_mul(units).saturating_add(usize::from(unit));
            if let Some(total) = self.totals.lines.get_mut(at) {
                *total = add(*total, amount)?;
            }
        }
        Ok(())
    }

    /// Do the rule's window and gates hold? Looked at once for each evaluation.
    #[inline(always)]
    fn open(&mut self, at: u32, rule: &Rule, facts: &Facts<'_>) -> Result<bool, Refusal> {
        if let Some((stamp, open)) = self.gates.get(index(at))
            && *stamp == self.stamp
        {
            return Ok(*open);
        }
        let open = is_open(rule, &rule.gates, facts)?;
        let stamp = self.stamp;
        if let Some(slot) = self.gates.get_mut(index(at)) {
            *slot = (stamp, open);
        }
        Ok(open)
    }
}

#[inline(always)]
pub(crate) fn index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Do the rule's window and these of its gates hold?
pub(crate) fn is_open<'c>(
    rule: &Rule,
    gates: impl IntoIterator<Item = &'c Cond>,
    facts: &Facts<'_>,
) -> Result<bool, Refusal> {
    if !facts.standing.holds(rule.held) {
        return Ok(false);
    }
    // A period's rule counts by invoice day, which its counter looks at itself.
    let in_window = rule.days.is_none_or(|days| facts.day >= days.start && facts.day < days.end);
    if !in_window && !matches!(rule.trigger, crate::rule::Trigger::PeriodEnd) {
        return Ok(false);
    }
    for gate in gates {
        // What orders are most often asked: no call for that.
        let holds = match gate {
            Cond::Test(Test::OrderAmount(bounds)) => bounds.hold(facts.sums.net),
            Cond::Test(Test::OrderAttribute { slot, names, not }) => {
                names.has(facts.cart.order_attribute(*slot)) != *not
            }
            Cond::All(_) | Cond::Any(_) | Cond::Not(_) | Cond::Test(_) => gate.holds(facts, None)?,
        };
        if !holds {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Evaluates an order or activity: discounts, awards, tiers, accruals.
///
/// # Errors
/// `overflow`; `history-needed` where a rule that runs reads a past that the state does not hold.
pub(crate) fn evaluate<R: Record>(
    input: &Input<'_>,
    cart: &mut Cart,
    room: &mut Room,
    plan: &mut Plan,
    steps: &mut R,
) -> Result<(), Refusal> {
    let sums = before(input, cart, room, steps)?;
    let facts = input.facts(cart, sums);
    let lists = room.shortlists_of(input.version);
    plan.fit(&facts, lists.made);
    run(&facts, input.budgets, lists, room, plan, steps)
}

/// The same by a plan that the room has, or makes: for events that follow one another.
///
/// # Errors
/// As for [`evaluate`].
pub(crate) fn evaluate_next<R: Record>(
    input: &Input<'_>,
    cart: &mut Cart,
    room: &mut Room,
    steps: &mut R,
) -> Result<(), Refusal> {
    let sums = before(input, cart, room, steps)?;
    let facts = input.facts(cart, sums);
    let lists = room.shortlists_of(input.version);
    let mut plan = room.plans.take(&facts, lists.made);
    let ran = run(&facts, input.budgets, lists, room, &mut plan, steps);
    room.plans.put(plan);
    ran
}

fn run<R: Record>(
    facts: &Facts<'_>,
    budgets: &[i64],
    mut lists: Shortlists,
    room: &mut Room,
    plan: &mut Plan,
    steps: &mut R,
) -> Result<(), Refusal> {
    let ran = match facts.activity {
        Some(_) => Ok(()),
        None => lines::run(facts, &mut lists, plan, room, steps),
    };
    room.shortlists.push(lists);
    ran?;
    awards::run(facts, budgets, plan, room, steps)?;
    after::run(facts, budgets, plan, room, steps)
}

/// What comes before awards: the lines' amounts after discounts, and their sums.
fn before(input: &Input<'_>, cart: &mut Cart, room: &mut Room, steps: &mut dyn Record) -> Result<Sums, Refusal> {
    cart.find_kinds(&input.program.names)?;
    room.reset(input.program, input.version, cart.lines.len());
    for line in &mut cart.lines {
        (line.net, line.paid) = (line.gross, 0);
    }
    let mut sums = sum(cart)?;
    room.totals.gross = sums.gross;
    if !input.version.discounts.is_empty() && input.activity.is_none() {
        discounts::apply(input, cart, sums, steps)?;
        sums = sum(cart)?;
    }
    room.totals.net = sums.net;
    if cart.paid_with_points > 0 {
        discounts::pay_with_points(cart)?;
    }
    Ok(sums)
}

impl Input<'_> {
    pub(crate) fn facts<'f>(&'f self, cart: &'f Cart, sums: Sums) -> Facts<'f> {
        Facts {
            program: self.program,
            version: self.version,
            cart,
            sums,
            activity: self.activity,
            account: self.account,
            standing: self.standing,
            past: self.past,
            day: self.day,
            lines_only: self.lines_only,
        }
    }
}

/// Sums over the whole order, as its lines stand now.
pub(crate) fn sum(cart: &Cart) -> Result<Sums, Refusal> {
    let mut sums = Sums::default();
    for line in &cart.lines {
        sums.gross = add(sums.gross, line.gross)?;
        sums.net = add(sums.net, line.net)?;
        sums.quantity = add(sums.quantity, line.quantity)?;
    }
    Ok(sums)
}
