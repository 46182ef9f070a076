//! Promises that nothing bounds: awards without cap, frequency or budget, endless earning, discounts for everybody.

use super::texts::names;
use super::{Placed, Review, Terms};
use crate::findings::Code;
use crate::rule::Trigger;
use crate::rule::award::{Discount, Pay, Picks};
use crate::rule::condition::{Cond, Test};
use crate::wire::rule::{self as wire, TriggerName};

impl<'p> Review<'p> {
    pub(super) fn promises(&mut self, terms: Terms<'p>) {
        let mut unbounded: [Vec<Placed<'p>>; 2] = [Vec::new(), Vec::new()];
        for placed in terms.rules() {
            if !self.work(1) {
                return;
            }
            self.endless(terms, placed);
            self.open_discount(placed);
            let [rules, promotions] = &mut unbounded;
            if self.is_unbounded(terms, placed) {
                if placed.is_promotion() { promotions.push(placed) } else { rules.push(placed) }
            }
        }
        for (list, what) in unbounded.iter().zip(["rules", "promotions"]) {
            let mut told = Vec::new();
            for placed in list {
                if !self.excepted(Code::NoBudget, &placed.rule.text) {
                    told.push(placed.rule.text.as_str());
                }
            }
            let Some(first) = told.first() else { continue };
            let (are, number) = (if told.len() == 1 { "pays" } else { "pay" }, told.len());
            let one = if told.len() == 1 { what.trim_end_matches('s') } else { what };
            let message = format!("{number} {one} {are} without end, whatever it comes to: {}", names(&told));
            let path = list.iter().find(|placed| placed.rule.text == **first).map_or_else(String::new, |p| p.path(""));
            self.tell(
                Code::NoBudget,
                "",
                path,
                message,
                "give each \"limits\" with times, a cap over a period or a budget, or cap the currency",
            );
        }
    }

    /// An activity that pays points as often as somebody repeats it.
    fn endless(&mut self, terms: Terms<'_>, placed: Placed<'_>) {
        let Pay::Award(award) = &placed.rule.pay else { return };
        let activity = matches!(placed.rule.trigger, Trigger::Activities(..));
        let points = self.program.is_points(usize::from(award.unit));
        if !activity
            || !points
            || !award.scale.is_fixed()
            || super::never::empty(&award.scale)
            || is_of_membership(placed)
            || self.bounded(terms, placed.rule)
        {
            return;
        }
        let crate::rule::scale::Scale::Fixed(each) = award.scale else { return };
        let worth =
            self.worth_of(award.unit, each).map_or_else(String::new, |worth| format!(", worth {},", self.money(worth)));
        let message = format!("{}{worth} for each activity, as often as it is repeated", self.award(award.unit, each));
        let help = "add a frequency, such as \"limits\": {\"times\": [{\"most\": 1, \"per\": \"lifetime\", \"by\": \"subject\"}]}, or \"once\" with an attribute of the activity, such as [\"serial\"]";
        self.tell(Code::EndlessEarning, &placed.rule.text, placed.path(""), message, help);
    }

    /// Does a rule promise more than a share of what is bought, without end?
    fn is_unbounded(&mut self, terms: Terms<'_>, placed: Placed<'_>) -> bool {
        let rule = placed.rule;
        if self.bounded(terms, rule) || is_once(rule) || is_of_membership(placed) {
            return false;
        }
        let activity = matches!(rule.trigger, Trigger::Activities(..));
        match &rule.pay {
            // What activities pay without a frequency is endless earning, where it is points.
            Pay::Award(award) if super::never::empty(&award.scale) => false,
            Pay::Award(award) if activity => {
                !(award.scale.is_fixed() && self.program.is_points(usize::from(award.unit)))
            }
            Pay::Award(award) => placed.is_promotion() || award.scale.is_fixed(),
            Pay::Multiplier(_) => placed.is_promotion(),
            // A discount is never more than what is bought; a rebate is a share of it, or has its own cap.
            Pay::Discount(_) | Pay::Period(_) => false,
        }
    }

    /// A discount for everybody, on everything, at any time.
    fn open_discount(&mut self, placed: Placed<'_>) {
        let Pay::Discount(discount) = &placed.rule.pay else { return };
        let rule = placed.rule;
        if !rule.gates.is_empty() || !rule.lines.is_empty() || rule.days.is_some() {
            return;
        }
        let earned = match discount {
            Discount::Bands { picks: Picks::Past { .. } | Picks::Order(_) | Picks::Line(_), bands } => {
                bands.bands.first().is_some_and(|band| band.rate.num() == 0 || band.bound > 0)
            }
            Discount::Rate(rate) => rate.num() == 0,
            Discount::EachUnit(amount) | Discount::EachLine(amount) | Discount::Spread { amount, .. } => *amount == 0,
            Discount::UnitPrice(_) => false,
        };
        if earned {
            return;
        }
        let message = "the discount is given to everybody, on everything, under no condition".to_owned();
        self.tell(
            Code::OpenDiscount,
            &rule.text,
            placed.path(".discount"),
            message,
            "say for whom or for what it is, or lower the prices",
        );
    }
}

/// Is it paid when an account joins, or once a year for that? Nobody can repeat either.
fn is_of_membership(placed: Placed<'_>) -> bool {
    matches!(placed.wire.on, Some(wire::Trigger::Named(TriggerName::Joining | TriggerName::Anniversary)))
}

/// Does its own condition hold once only, or once in a while?
pub(super) fn is_once(rule: &crate::rule::Rule) -> bool {
    let once = |cond: &Cond| matches!(cond, Cond::Test(Test::Streak { .. } | Test::OrderNumber { is: Some(_), .. }));
    rule.gates.iter().any(once)
}
