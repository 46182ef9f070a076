//! Arbitrage: awards worth more than the purchase that earns them.
//!
//! Points have a worth only where their currency says so. The rules that give most are tried, each with what else can
//! act on the same order, and an order is evaluated: what it brings beside what it costs is the engine's own number.

use super::never::may_multiply;
use super::probe::{Seen, Size};
use super::wish::{Text, Wish};
use super::{Placed, Review, Terms, common};
use crate::evaluate::By;
use crate::findings::Code;
use crate::names::NameSet;
use crate::rule::award::{Discount, Pay};
use crate::rule::condition::{Cond, Test};
use crate::rule::measure::What;
use crate::rule::scale::Scale;
use crate::rule::{Rule, Trigger};
use crate::time::Span;

/// Rules that are tried, and put together, in one version.
const STRONGEST: usize = 24;

impl<'p> Review<'p> {
    pub(super) fn arbitrage(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::Arbitrage) {
            return;
        }
        if !self.work(terms.version.rules.len()) {
            return;
        }
        // Bought for 1,000.00: which rules give most of it back.
        let mut strong: Vec<(i64, usize, &Rule)> = terms
            .version
            .rules
            .iter()
            .enumerate()
            .map(|(at, rule)| (self.gives(rule), at, rule))
            .filter(|(gives, ..)| *gives > 0)
            .collect();
        strong.sort_by_key(|(gives, at, _)| (std::cmp::Reverse(*gives), *at));
        strong.truncate(STRONGEST);
        let mut told: Vec<usize> = Vec::new();
        for (_, at, rule) in &strong {
            if matches!(rule.pay, Pay::Multiplier(_)) || told.contains(at) {
                continue;
            }
            let Some((wish, days)) = self.put_together(terms, rule, &strong) else { continue };
            for amount in self.sizes(&wish, rule) {
                let Some(seen) = self.try_order(terms, &wish, days.start, Size::Amount(amount)) else { continue };
                let Some((points, money, from)) = self.brings(terms, &seen) else { continue };
                if !from.contains(at) || points.saturating_add(money) <= seen.net() {
                    continue;
                }
                // The same rules are told of once.
                if from.iter().any(|rule| told.contains(rule)) {
                    break;
                }
                told.extend(&from);
                self.tell_arbitrage(terms, *at, amount, &seen, (points, money));
                break;
            }
        }
    }

    fn tell_arbitrage(&mut self, terms: Terms<'p>, at: usize, amount: i64, seen: &Seen, (points, money): (i64, i64)) {
        let mut parts = Vec::new();
        if points > 0 {
            parts.push(format!("points worth {}", self.money(points)));
        }
        if money > 0 {
            parts.push(format!("{} back", self.money(money)));
        }
        let cost = if seen.net() == amount {
            self.money(amount)
        } else {
            format!("{} less {} discount", self.money(amount), self.money(amount.saturating_sub(seen.net())))
        };
        let message = format!("an order of {cost} brings {}: more than it costs", parts.join(" and "));
        let placed: Option<Placed<'p>> = terms.rules().find(|placed| placed.at == at);
        let id = terms.version.rules.get(at).map_or("", |rule| rule.text.as_str());
        let path = placed.map_or_else(|| terms.path(".tiers"), |placed| placed.path(""));
        self.tell(Code::Arbitrage, id, path, message, "give less, ask for a larger order, or limit how often it pays");
    }

    /// Roughly what a rule gives for 1,000.00, to tell the strong from the weak.
    fn gives(&self, rule: &Rule) -> i64 {
        let spent = crate::amounts::ten_to(self.program.money_places).unwrap_or(1).saturating_mul(1000);
        match &rule.pay {
            _ if matches!(rule.trigger, Trigger::Activities(..)) => 0,
            Pay::Award(award) => {
                let levels: Vec<_> = match &award.scale {
                    Scale::ByLevel(table) => table.iter().take(1).map(|(level, _)| *level).collect(),
                    Scale::FixedByLevel(table) | Scale::StepsByLevel { each: table, .. } => {
                        table.iter().take(1).map(|(level, _)| *level).collect()
                    }
                    Scale::Fixed(_) | Scale::Linear(_) | Scale::Steps { .. } | Scale::Bands(_) => Vec::new(),
                };
                let amount = award
                    .scale
                    .apply(spent, spent, &levels)
                    .ok()
                    .and_then(|exact| exact.round(award.rounding))
                    .unwrap_or(0);
                if self.program.is_points(usize::from(award.unit)) {
                    self.worth_of(award.unit, amount).unwrap_or(0)
                } else if award.unit == self.program.tables.money("value") {
                    0
                } else {
                    amount
                }
            }
            Pay::Multiplier(multiplier) => {
                let more = multiplier.factor.apply(spent, crate::amounts::Rounding::Floor).unwrap_or(spent);
                more.saturating_sub(spent)
            }
            Pay::Discount(Discount::Rate(rate)) => rate.apply(spent, crate::amounts::Rounding::Floor).unwrap_or(0),
            Pay::Discount(Discount::Bands { bands, .. }) => bands
                .bands
                .iter()
                .filter_map(|band| band.rate.apply(spent, crate::amounts::Rounding::Floor))
                .max()
                .unwrap_or(0),
            Pay::Discount(
                Discount::EachUnit(amount) | Discount::EachLine(amount) | Discount::Spread { amount, .. },
            ) => *amount,
            Pay::Discount(Discount::UnitPrice(_)) => 0,
            Pay::Period(pay) => match &pay.scale {
                Scale::Bands(bands) => bands
                    .bands
                    .iter()
                    .filter_map(|band| band.rate.apply(spent, crate::amounts::Rounding::Floor))
                    .max()
                    .unwrap_or(0),
                scale @ (Scale::Fixed(_)
                | Scale::Linear(_)
                | Scale::Steps { .. }
                | Scale::ByLevel(_)
                | Scale::FixedByLevel(_)
                | Scale::StepsByLevel { .. }) => scale
                    .apply(spent, spent, &[])
                    .ok()
                    .and_then(|exact| exact.round(crate::amounts::Rounding::HalfUp))
                    .unwrap_or(0),
            },
        }
    }

    /// What an order must be for a rule to act, and for as many of the strong ones beside it as can.
    fn put_together(
        &mut self,
        terms: Terms<'p>,
        rule: &'p Rule,
        strong: &[(i64, usize, &'p Rule)],
    ) -> Option<(Wish, Span)> {
        let levels = terms.ladder_levels();
        let mut days = terms.days_of(rule)?;
        // Where a table tells levels apart, the best of them is tried.
        let best = best_level(rule);
        let mut conds: Vec<&Cond> = terms.conditions(rule).chain(best.iter()).collect();
        self.meet(conds.iter().copied(), &levels).ok()?;
        for (.., other) in strong {
            let acts = match &other.pay {
                Pay::Multiplier(multiplier) => may_multiply(self.program, other, multiplier, rule),
                Pay::Award(_) | Pay::Discount(_) | Pay::Period(_) => true,
            };
            let both = common(days, terms.days_of(other)?);
            if std::ptr::eq(*other, rule) || !acts || both.start >= both.end {
                continue;
            }
            let with: Vec<&Cond> = conds.iter().copied().chain(terms.conditions(other)).collect();
            if self.meet(with.iter().copied(), &levels).is_ok() {
                (conds, days) = (with, both);
            }
        }
        let wish = self.in_one_line(terms, conds)?;
        Some((wish, days))
    }

    /// The sizes at which an order is tried: the smallest, 1,000.00, and where the highest band starts.
    fn sizes(&self, wish: &Wish, rule: &Rule) -> Vec<i64> {
        let (least, most) = self.amounts(wish);
        let thousand = crate::amounts::ten_to(self.program.money_places).unwrap_or(1).saturating_mul(1000);
        let highest = match &rule.pay {
            Pay::Period(pay) if pay.picks.is_none() && pay.what == What::Amount => match &pay.scale {
                Scale::Bands(bands) => bands.bands.last().map(|band| band.bound.saturating_add(1)),
                Scale::Fixed(_)
                | Scale::Linear(_)
                | Scale::Steps { .. }
                | Scale::ByLevel(_)
                | Scale::FixedByLevel(_)
                | Scale::StepsByLevel { .. } => None,
            },
            Pay::Period(_) | Pay::Award(_) | Pay::Discount(_) | Pay::Multiplier(_) => None,
        };
        // What a thing costs is not known: only where anything may be bought, or a least amount is asked, is that tried.
        let named = wish.texts.iter().any(|choice| matches!(choice.of, Text::Line(_)) && choice.among.is_some());
        let smallest = Some(least).filter(|least| *least > 1 || (!named && wish.tags.is_empty()));
        let mut sizes: Vec<i64> = [smallest, Some(thousand), highest]
            .into_iter()
            .flatten()
            .map(|size| size.clamp(least, most.max(least)))
            .collect();
        sizes.dedup();
        sizes
    }

    /// What an order brings by rules without a limit of their own: the worth of its points, money back, and by whom.
    fn brings(&self, terms: Terms<'_>, seen: &Seen) -> Option<(i64, i64, Vec<usize>)> {
        let value = self.program.tables.money("value");
        let mut units = vec![0_i64; self.program.tables.units.len()];
        let mut from: Vec<usize> = Vec::new();
        for step in &seen.draft.steps {
            let Some(sum) = units.get_mut(usize::from(step.unit)) else { continue };
            if let By::Rule(rule) = step.by {
                let rule = usize::try_from(rule).ok()?;
                if self.is_limited(terms, rule) || terms.version.rules.get(rule).is_none_or(is_by_unit) {
                    continue;
                }
                if step.amount > 0 && !from.contains(&rule) {
                    from.push(rule);
                }
            }
            *sum = sum.checked_add(step.amount)?;
        }
        let (mut points, mut money) = (0_i64, 0_i64);
        for (at, amount) in units.iter().enumerate() {
            let unit = u16::try_from(at).ok()?;
            if self.program.is_points(at) {
                points = points.checked_add(self.worth_of(unit, *amount).unwrap_or(0))?;
            } else if unit != value {
                money = money.checked_add(*amount)?;
            }
        }
        Some((points, money, from))
    }
}

/// The level that a table by tier gives most.
fn best_level(rule: &Rule) -> Option<Cond> {
    let Pay::Award(award) = &rule.pay else { return None };
    let level = match &award.scale {
        Scale::ByLevel(table) => table.first()?.0,
        Scale::FixedByLevel(table) | Scale::StepsByLevel { each: table, .. } => table.first()?.0,
        Scale::Fixed(_) | Scale::Linear(_) | Scale::Steps { .. } | Scale::Bands(_) => return None,
    };
    Some(Cond::Test(Test::Level { names: NameSet::new(vec![level]), not: false }))
}

/// Does it pay by something else than money? What one of it costs is not known.
fn is_by_unit(rule: &Rule) -> bool {
    let what = match &rule.pay {
        Pay::Award(award) if award.scale.is_fixed() => return false,
        Pay::Award(award) => award.what,
        Pay::Period(pay) => pay.what,
        Pay::Multiplier(_) | Pay::Discount(_) => return false,
    };
    what != What::Amount
}
