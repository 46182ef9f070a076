//! What can only be said of all rules of a version together.

use super::context::Context;
use crate::findings::{Code, Path};
use crate::map::Map;
use crate::rule::award::{Multiplier, Pay};
use crate::rule::{Rule, Trigger};
use crate::wire::document as wire;
use crate::wire::rule::Multiply;

impl Context<'_> {
    /// Says so where the rules of a group pay different things.
    pub(super) fn mixed_groups(&mut self, rules: &[Rule], path: &Path<'_>) {
        let list = path.key("groups");
        for (index, id) in self.groups.clone().iter().enumerate() {
            let mut kinds = Map::new();
            for rule in rules.iter().filter(|rule| rule.limits.group == Some(index)) {
                let kind = match &rule.pay {
                    Pay::Award(award) => self.tables.units.get(usize::from(award.unit)).map_or("", |u| u.id.as_str()),
                    Pay::Multiplier(_) => "multiplier",
                    Pay::Discount(_) => "discount",
                    Pay::Period(_) => "period",
                };
                kinds.insert(kind, ());
            }
            if kinds.len() > 1 {
                let kinds: Vec<&str> = kinds.keys().copied().collect();
                self.findings.error(
                    Code::MixedGroup,
                    &list.index(index),
                    format!("the rules of the group '{id}' pay different things: {}", kinds.join(", ")),
                    "the best of different things cannot be told: give each its own group",
                );
            }
        }
    }

    /// Warns of multipliers that name rules on which none of them acts.
    pub(super) fn multiplied(&mut self, version: &wire::Version, rules: &[Rule], written: &[usize], path: &Path<'_>) {
        let lists = [("rules", &version.rules), ("promotions", &version.promotions)];
        let own = written.iter().filter_map(|at| rules.get(*at));
        let written = lists.iter().flat_map(|(key, list)| list.iter().enumerate().map(move |at| (*key, at)));
        for ((key, (index, wire)), rule) in written.zip(own) {
            let Some(Multiply::By(by)) = &wire.multiply else { continue };
            let (Some(named), Pay::Multiplier(multiplier)) = (&by.rules, &rule.pay) else { continue };
            if named.not {
                continue;
            }
            let list = path.key(key);
            let here = list.index(index);
            let names = here.key("multiply");
            let names = names.key("rules");
            for (at, name) in named.names.iter().enumerate() {
                let of = rules.iter().find(|of| of.text == *name);
                if let Some(why) = of.and_then(|of| self.spared(rule, multiplier, of)) {
                    self.findings.warning(
                        Code::NoEffect,
                        &names.index(at),
                        format!("'{name}' is left alone by this multiplier: {why}"),
                        "name a rule that pays points, and say \"bonus\": false there if it is a bonus",
                    );
                }
            }
        }
    }

    /// Why a multiplier never acts on a rule; none where it may.
    fn spared(&self, by: &Rule, multiplier: &Multiplier, of: &Rule) -> Option<&'static str> {
        let Pay::Award(award) = &of.pay else { return Some("it pays no points") };
        if !self.tables.units.get(usize::from(award.unit)).is_some_and(|unit| unit.is_points) {
            return Some("it pays no points");
        }
        if multiplier.currency.is_some_and(|unit| unit != award.unit) {
            return Some("it pays in another currency");
        }
        if of.bonus {
            return Some("it is a bonus");
        }
        let apart = matches!(
            (&by.trigger, &of.trigger),
            (Trigger::Order, Trigger::Activities(..)) | (Trigger::Activities(..), Trigger::Order)
        );
        apart.then_some("one is run by orders, the other by activities")
    }
}
