//! The ids of a version, noted before anything is compiled, so that every part can name every other.

use super::context::Context;
use crate::findings::{Code, Path};
use crate::names::Texts;
use crate::wire::document as wire;
use crate::wire::rule::AwardKind;

impl Context<'_> {
    /// Notes the ids of a version, so that every part can name every other.
    pub(super) fn declare(&mut self, version: &wire::Version, path: &Path<'_>) {
        self.levels.clear();
        let mut levels = Texts::default();
        let mut ladders = Texts::default();
        let tiers = path.key("tiers");
        if version.tiers.len() > crate::bounds::LEVELS
            || version.tiers.iter().any(|l| l.levels.len() > crate::bounds::LEVELS)
        {
            self.findings.error(
                Code::TooLarge,
                &tiers,
                "there are too many ladders or levels",
                format!("use {} at most of each", crate::bounds::LEVELS),
            );
        }
        for (l, ladder) in version.tiers.iter().enumerate() {
            let here = tiers.index(l);
            self.unique(&ladder.id, &mut ladders, "ladder", &here);
            let list = here.key("levels");
            for (index, level) in ladder.levels.iter().enumerate() {
                self.unique(&level.id, &mut levels, "level", &list.index(index));
                self.levels.push((level.id.clone(), l));
            }
        }
        self.plans.clear();
        let list = path.key("plans");
        for (index, plan) in version.plans.iter().enumerate() {
            // What levels and plans bring goes by their ids.
            self.unique(&plan.id, &mut levels, "level or plan", &list.index(index));
            self.plans.push(plan.id.clone());
        }
        let mut groups = Texts::default();
        let list = path.key("groups");
        for (index, group) in version.groups.iter().enumerate() {
            self.unique(&group.id, &mut groups, "group", &list.index(index));
        }
        self.groups = version.groups.iter().map(|g| g.id.clone()).collect();
        let mut budgets = Texts::default();
        self.budgets.clear();
        let list = path.key("budgets");
        for (index, budget) in version.budgets.iter().enumerate() {
            let here = list.index(index);
            self.unique(&budget.id, &mut budgets, "budget", &here);
            let places = self.budget_places(version, &budget.id);
            let most = self.positive(budget.most, places, &here.key("most"));
            if most == Some(0) {
                self.pays_nothing(&here.key("most"), "a budget of 0 pays nothing");
            }
            let row = (budget.id.clone(), most.unwrap_or(0));
            let at = self.tables.budgets.iter().position(|known| *known == row).unwrap_or_else(|| {
                self.tables.budgets.push(row);
                self.tables.budgets.len().saturating_sub(1)
            });
            self.budgets.push((budget.id.clone(), at, places));
        }
        self.rule_ids = self.declared_rules(version, path);
    }

    /// The ids of rules and promotions; those of what levels bring are taken already.
    pub(super) fn declared_rules(&mut self, version: &wire::Version, path: &Path<'_>) -> Vec<String> {
        let levels = version.tiers.iter().flat_map(|ladder| &ladder.levels);
        let of_levels = levels.map(|level| (&level.id, level.benefits.as_ref()));
        let of_plans = version.plans.iter().map(|plan| (&plan.id, plan.benefits.as_ref()));
        let brought = of_levels.chain(of_plans).flat_map(|(id, benefits)| {
            let multiplier = benefits.and_then(|b| b.multiplier).map(|_| multiplier_id(id));
            let discount = benefits.and_then(|b| b.discount).map(|_| discount_id(id));
            [multiplier, discount].into_iter().flatten()
        });
        let mut seen = Texts::default();
        for id in brought {
            seen.add(&id);
        }
        let mut ids = Vec::new();
        for (key, list) in [("rules", &version.rules), ("promotions", &version.promotions)] {
            let at = path.key(key);
            if list.len() > crate::bounds::RULES {
                self.findings.error(
                    Code::TooLarge,
                    &at,
                    format!("{} rules are too many", list.len()),
                    format!("use {} at most", crate::bounds::RULES),
                );
            }
            for (index, rule) in list.iter().enumerate() {
                self.unique(&rule.id, &mut seen, "rule", &at.index(index));
                ids.push(rule.id.clone());
            }
        }
        // Several terms may add a rule of one id: it is one rule, by the terms that hold.
        let mut added = Texts::default();
        let changed: usize = version.terms.iter().map(|t| t.add.len().saturating_add(t.change.len())).sum();
        if changed > crate::bounds::RULES || version.terms.len() > crate::bounds::RULES {
            self.findings.error(
                Code::TooLarge,
                &path.key("terms"),
                format!("{} terms with {changed} rules are too many", version.terms.len()),
                format!("use {} at most, and hand over terms with the account", crate::bounds::RULES),
            );
        }
        for (t, term) in version.terms.iter().enumerate() {
            let terms = path.key("terms");
            let here = terms.index(t);
            let list = here.key("add");
            for (index, rule) in term.add.iter().enumerate() {
                if rule.id.is_empty() || seen.find(&rule.id).is_some() {
                    self.unique(&rule.id, &mut seen, "rule", &list.index(index));
                } else if added.add(&rule.id).0 {
                    ids.push(rule.id.clone());
                }
            }
        }
        ids
    }

    /// Says so where an id stands twice.
    pub(super) fn unique(&mut self, id: &str, seen: &mut Texts, what: &str, path: &Path<'_>) {
        if id.is_empty() {
            let message = format!("the {what} has an empty id");
            self.findings.error(Code::OutOfRange, &path.key("id"), message, "give it an id");
        } else if !seen.add(id).0 {
            self.findings.error(
                Code::DuplicateId,
                &path.key("id"),
                format!("another {what} is called '{id}' too"),
                "give each its own id",
            );
        }
    }

    /// A budget counts in the unit of the rules that draw on it.
    fn budget_places(&self, version: &wire::Version, id: &str) -> u8 {
        let draws =
            |rule: &&crate::wire::rule::Rule| rule.limits.as_ref().is_some_and(|l| l.budget.as_deref() == Some(id));
        let of_terms = || version.terms.iter().flat_map(|t| t.add.iter().chain(&t.change));
        let rule = version.rules.iter().chain(&version.promotions).find(draws).or_else(|| of_terms().find(draws));
        let of = |name: Option<&str>| {
            let unit = match name {
                Some(name) => self.tables.units.iter().find(|u| u.is_points && u.id == name),
                None => self.tables.units.first(),
            };
            unit.map_or(0, |u| u.decimals)
        };
        match rule {
            Some(rule) => match (&rule.earn, &rule.award) {
                (Some(earn), _) => of(earn.currency.as_deref()),
                (None, Some(award)) if award.kind == AwardKind::Points => of(award.currency.as_deref()),
                // Rewards are counted by the piece.
                (None, Some(award)) if award.kind == AwardKind::Reward => 0,
                (None, None) if rule.give.is_some() => 0,
                (None, Some(_)) => self.money_places,
                (None, None) if rule.multiply.is_some() => of(None),
                (None, None) => self.money_places,
            },
            None => of(None),
        }
    }
}

/// The id of the rule that a level's multiplier unfolds into.
pub(super) fn multiplier_id(level: &str) -> String {
    format!("{level}.multiplier")
}

/// The id of the rule that a level's discount unfolds into.
pub(crate) fn discount_id(level: &str) -> String {
    format!("{level}.discount")
}
