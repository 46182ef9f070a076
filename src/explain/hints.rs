//! Hints: the smallest addition to this order that wins more. Each is a whole changed order, and its gain is that
//! order's preview less this one's, so that following it pays exactly that.

use super::reasons::Reason;
use super::unpaid::{paid, why};
use crate::amounts::{Decimal, ONE_UNIT, QUANTITY_PLACES};
use crate::compile::{BRAND, CATEGORY, SKU};
use crate::evaluate::{Room, index};
use crate::event::{Body, Event};
use crate::findings::Findings;
use crate::ledger::{Draft, Shared, State};
use crate::program::Program;
use crate::refusal::Refusal;
use crate::rule::Rule;
use crate::rule::award::Pay;
use crate::rule::condition::{Cond, Test};
use crate::rule::measure::What;
use crate::rule::scale::Scale;
use crate::wire::activity::{Order, OrderLine};
use crate::wire::compare::Hint;
use crate::wire::event as wire;
use std::sync::Arc;

/// How often an addition that falls short of its aim is made larger.
const TRIES: usize = 4;
/// Hints that are told at most.
const MOST: usize = 12;

/// What an addition aims at.
#[derive(Clone, Copy)]
enum Aim {
    Rule(usize),
    Level(usize),
    Band(u32),
}

/// What is to be reached and how much is missing for it.
struct Target<'a> {
    aim: Aim,
    what: String,
    short: (What, i64),
    rule: Option<&'a Rule>,
    /// The kind of lines that are short, where not those of the rule.
    lines: Option<Cond>,
}

/// An order with something added.
struct Candidate {
    order: Order,
    line: Option<usize>,
    units: Option<i64>,
    added: i64,
}

impl Program {
    /// The hints for an order: cheapest first.
    ///
    /// # Errors
    /// As for a preview.
    pub(crate) fn hints_of(
        &self,
        state: &State,
        shared: &Shared,
        event: &Event,
        draft: &Draft,
        room: &mut Room,
    ) -> Result<Vec<Hint>, Refusal> {
        let wire::Event::Order(order) = &*event.wire else { return Ok(Vec::new()) };
        let version = self.version(draft.version)?;
        let targets = self.targets(draft, event, shared)?;
        let mut hints: Vec<(i64, Hint)> = Vec::new();
        for target in targets {
            // The cheapest line to buy more of, and the bare amount: a shop shows whichever it can offer.
            let mut best: [Option<(i64, Hint)>; 2] = [None, None];
            for start in self.candidates(order, draft, &target, version) {
                if let Some((added, hint)) = self.follow(state, shared, order, draft, &target, start, room)?
                    && let Some(slot) = best.get_mut(usize::from(hint.line.is_some()))
                    && slot.as_ref().is_none_or(|(least, _)| added < *least)
                {
                    *slot = Some((added, hint));
                }
            }
            hints.extend(best.into_iter().flatten());
        }
        let mut hints = crate::map::sorted(hints, |(added, _)| crate::map::ordinal(*added));
        hints.truncate(MOST);
        Ok(hints.into_iter().map(|(_, hint)| hint).collect())
    }

    /// What more could be reached.
    fn targets<'p>(&'p self, draft: &Draft, event: &Event, shared: &Shared) -> Result<Vec<Target<'p>>, Refusal> {
        let version = self.version(draft.version)?;
        let mut targets = Vec::new();
        let reasons: Vec<(usize, Reason)> = self.with_facts(draft, event, shared, |facts| {
            let rules = version.rules.iter().enumerate();
            Ok(rules.filter_map(|(at, rule)| why(facts, draft, at, rule).map(|reason| (at, reason))).collect())
        })?;
        for (at, reason) in reasons {
            let Some(rule) = version.rules.get(at) else { continue };
            if let Some(short) = reason.short
                && !matches!(rule.pay, Pay::Period(_))
            {
                targets.push(Target {
                    aim: Aim::Rule(at),
                    what: rule.text.clone(),
                    short,
                    rule: Some(rule),
                    lines: reason.lines,
                });
            }
        }
        for change in &draft.totals.tiers {
            let Some(ladder) = version.ladders.get(change.ladder) else { continue };
            let next = change.after.map_or(0, |at| at.saturating_add(1));
            let Some(level) = ladder.levels.get(next) else { continue };
            let missing = crate::tier::missing(level, &change.values);
            let short = missing
                .filter(|(.., misses)| *misses > 0)
                .filter_map(|(metric, _, _, misses)| Some((ladder.metrics.get(metric)?.what, misses)));
            if let Some(short) = short.max_by_key(|(_, misses)| *misses) {
                targets.push(Target {
                    aim: Aim::Level(change.ladder),
                    what: level.text.clone(),
                    short,
                    rule: None,
                    lines: None,
                });
            }
        }
        for accrued in &draft.totals.accruals {
            let Some(rule) = version.rules.get(index(accrued.rule)) else { continue };
            let Pay::Period(pay) = &rule.pay else { continue };
            let counts = accrued.counts.1;
            let Some(bands) = pay.bands(counts.other)? else { continue };
            let next = bands.reached(counts.basis).map_or(0, |at| at.saturating_add(1));
            let Some(band) = bands.bands.get(next) else { continue };
            let misses = match (&pay.against, &pay.scale, counts.other) {
                (Some(against), Scale::Bands(own), Some(other)) => {
                    let missing = own.bands.get(next).map(|b| against.missing(b.bound, b.above, counts.basis, other));
                    let Some(missing) = missing.transpose()?.flatten() else { continue };
                    missing
                }
                (_, _, _) => band.bound.saturating_sub(counts.basis).saturating_add(i64::from(band.above)),
            };
            // What is to be bought is what picks the band, where that chooses its own lines.
            let counter = pay.picks.and_then(|at| self.tables.counters.get(self.tables.readings.get(at)?.counter));
            let short = (self.basis_what(pay), misses);
            targets.push(Target {
                aim: Aim::Band(accrued.rule),
                what: rule.text.clone(),
                short,
                rule: Some(rule),
                lines: counter.and_then(|counter| counter.filter.clone()),
            });
        }
        Ok(targets)
    }

    /// Orders with the least added that could reach a target: more units of each line, or a bare amount.
    fn candidates(
        &self,
        order: &Order,
        draft: &Draft,
        target: &Target<'_>,
        version: &crate::program::Version,
    ) -> Vec<Candidate> {
        let (what, short) = target.short;
        let mut list = Vec::new();
        for (at, line) in draft.cart.lines.iter().enumerate() {
            let Some(price) = line.unit_price.filter(|p| *p > 0) else { continue };
            let minor = self.line_amount(ONE_UNIT, price).filter(|n| *n > 0);
            let units = match what {
                What::Amount => minor.map(|minor| ceil_div(short, minor)),
                What::Quantity => Some(ceil_div(short, ONE_UNIT)),
                What::Awarded(_) => minor.map(|_| 1),
                What::Own(_)
                | What::Lines
                | What::Orders
                | What::Activities
                | What::Balance(_)
                | What::Distinct(_)
                | What::ActiveMonths
                | What::Tenure(_) => None,
            };
            if let Some(units) = units
                && let Some(made) = self.more_units(order, at, units, line.quantity, price)
            {
                list.push(made);
            }
        }
        if what == What::Amount {
            list.extend(self.bare(order, target, short, version));
        }
        list
    }

    fn more_units(&self, order: &Order, at: usize, units: i64, quantity: i64, price: i64) -> Option<Candidate> {
        let mut changed = order.clone();
        let more = units.checked_mul(ONE_UNIT)?;
        let total = quantity.checked_add(more)?;
        changed.lines.get_mut(at)?.quantity = Some(Decimal::new(total, QUANTITY_PLACES));
        let added = self.line_amount(total, price)?.checked_sub(self.line_amount(quantity, price)?)?;
        Some(Candidate { order: changed, line: Some(at), units: Some(units), added })
    }

    /// The order with a line that is nothing but an amount, of the kind that the rule counts.
    fn bare(
        &self,
        order: &Order,
        target: &Target<'_>,
        amount: i64,
        version: &crate::program::Version,
    ) -> Option<Candidate> {
        let mut line = OrderLine { amount: Some(Decimal::new(amount, self.money_places)), ..OrderLine::default() };
        let of_rule = target.rule.map_or(&[][..], |r| r.lines.as_slice());
        let own = match &target.lines {
            Some(Cond::All(parts)) => parts.as_slice(),
            Some(cond @ (Cond::Any(_) | Cond::Not(_) | Cond::Test(_))) => std::slice::from_ref(cond),
            None => of_rule,
        };
        let mut parts = Vec::new();
        for cond in own.iter().chain(&version.eligible) {
            all_of(cond, &mut parts);
        }
        for cond in parts {
            if let Cond::Test(Test::Attribute { slot, names, not: false }) = cond {
                let name = names.iter().next().and_then(|n| self.names.text(n)).map(|t| t.to_string());
                match *slot {
                    SKU => line.sku = name,
                    CATEGORY => line.category = name,
                    BRAND => line.brand = name,
                    _ => return None,
                }
            }
        }
        let mut changed = order.clone();
        changed.lines.push(line);
        Some(Candidate { order: changed, line: None, units: None, added: amount })
    }

    /// Evaluates a candidate, makes it larger where it falls short, and tells what it wins.
    #[expect(clippy::too_many_arguments, reason = "the order, what it came to, and what is tried")]
    fn follow(
        &self,
        state: &State,
        shared: &Shared,
        order: &Order,
        draft: &Draft,
        target: &Target<'_>,
        start: Candidate,
        room: &mut Room,
    ) -> Result<Option<(i64, Hint)>, Refusal> {
        let mut candidate = start;
        for _ in 0..TRIES {
            let mut findings = Findings::default();
            let Some(event) = self.resolve(Arc::new(wire::Event::Order(candidate.order.clone())), &mut findings) else {
                return Ok(None);
            };
            let Body::Order { .. } = &event.body else { return Ok(None) };
            let tried = self.evaluated(state, shared, &event, room)?;
            if reached(draft, &tried, target.aim) {
                let gain = super::gain(self, &tried, self, draft);
                let wins =
                    gain.points.values().any(|p| p.units > 0) || !gain.money.is_empty() || !gain.tiers.is_empty();
                let reaches = match target.aim {
                    Aim::Rule(_) => "rule",
                    Aim::Level(_) => "tier",
                    Aim::Band(_) => "band",
                };
                let hint = Hint {
                    reaches: reaches.to_owned(),
                    what: target.what.clone(),
                    line: candidate.line.and_then(|l| u32::try_from(l).ok()),
                    units: candidate.units.map(|u| u.to_string()),
                    amount: self.money(candidate.added),
                    order: candidate.order,
                    gain,
                };
                return Ok(wins.then_some((candidate.added, hint)));
            }
            // Discounts may have eaten part of what was added: add what is still missing.
            let Some(next) = self.larger(order, draft, &tried, target, &candidate) else { return Ok(None) };
            candidate = next;
        }
        Ok(None)
    }

    fn larger(
        &self,
        order: &Order,
        draft: &Draft,
        tried: &Draft,
        target: &Target<'_>,
        last: &Candidate,
    ) -> Option<Candidate> {
        let won = tried.totals.net.checked_sub(draft.totals.net)?;
        let short = target.short.1.checked_sub(won).filter(|s| *s > 0).unwrap_or(1);
        match (last.line, last.units) {
            (Some(line), Some(units)) => {
                let of = draft.cart.lines.get(line)?;
                let price = of.unit_price?;
                let one = self.line_amount(ONE_UNIT, price).filter(|n| *n > 0)?;
                let more = if matches!(target.short.0, What::Amount) { ceil_div(short, one) } else { units };
                self.more_units(order, line, units.checked_add(more)?, of.quantity, price)
            }
            (_, _) => {
                let amount = last.added.checked_add(short)?;
                let mut next = last.order.clone();
                next.lines.last_mut()?.amount = Some(Decimal::new(amount, self.money_places));
                Some(Candidate { order: next, line: None, units: None, added: amount })
            }
        }
    }
}

/// The parts of a condition that all must hold.
fn all_of<'c>(cond: &'c Cond, parts: &mut Vec<&'c Cond>) {
    match cond {
        Cond::All(inner) => inner.iter().for_each(|cond| all_of(cond, parts)),
        Cond::Any(_) | Cond::Not(_) | Cond::Test(_) => parts.push(cond),
    }
}

fn reached(draft: &Draft, tried: &Draft, aim: Aim) -> bool {
    match aim {
        Aim::Rule(at) => paid(tried, at),
        Aim::Level(ladder) => {
            let after = |d: &Draft| d.totals.tiers.iter().find(|c| c.ladder == ladder).and_then(|c| c.after);
            after(tried) > after(draft)
        }
        Aim::Band(rule) => {
            let amount = |d: &Draft| d.totals.accruals.iter().find(|a| a.rule == rule).map(|a| a.amount.1);
            amount(tried) > amount(draft)
        }
    }
}

fn ceil_div(amount: i64, by: i64) -> i64 {
    let whole = amount.checked_div(by).unwrap_or(0);
    let rest = amount.checked_rem(by).unwrap_or(0);
    whole.saturating_add(i64::from(rest > 0)).max(1)
}
