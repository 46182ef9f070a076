//! What is declared, and used by nothing.

use super::{Review, Terms};
use crate::findings::Code;
use crate::rule::award::Pay;

impl<'p> Review<'p> {
    pub(super) fn unused(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::Unused) {
            return;
        }
        let (wire, rules) = (terms.wire, terms.version.rules.len());
        if !self.work(rules) {
            return;
        }
        let mut of_group: Vec<Vec<&str>> = vec![Vec::new(); wire.groups.len()];
        let mut drawn: Vec<&str> = Vec::new();
        for placed in terms.rules() {
            if let Some(list) = placed.rule.limits.group.and_then(|group| of_group.get_mut(group)) {
                list.push(&placed.rule.text);
            }
            drawn.extend(placed.wire.limits.as_ref().and_then(|limits| limits.budget.as_deref()));
        }
        for (at, (group, rules)) in wire.groups.iter().zip(of_group).enumerate() {
            let message = match rules.as_slice() {
                [] => format!("no rule belongs to the group '{}'", group.id),
                [one] => format!("'{one}' is alone in the group '{}', which has nothing to pick", group.id),
                [_, _, ..] => continue,
            };
            self.tell(
                Code::Unused,
                &group.id,
                terms.path(&format!(".groups[{at}]")),
                message,
                "remove it, or let rules name it",
            );
        }
        for (at, budget) in wire.budgets.iter().enumerate() {
            if !self.work(drawn.len()) {
                return;
            }
            if !drawn.contains(&budget.id.as_str()) {
                let message = format!("no rule draws on the budget '{}'", budget.id);
                self.tell(
                    Code::Unused,
                    &budget.id,
                    terms.path(&format!(".budgets[{at}]")),
                    message,
                    "remove it, or let a rule name it",
                );
            }
        }
        for (l, ladder) in wire.tiers.iter().enumerate() {
            for (at, metric) in ladder.metrics.iter().enumerate() {
                let asked = ladder.levels.iter().flat_map(|level| &level.at).any(|at| at.contains_key(&metric.id));
                if !asked {
                    let message = format!("no level asks for the metric '{}'", metric.id);
                    let path = terms.path(&format!(".tiers[{l}].metrics[{at}]"));
                    self.tell(Code::Unused, &metric.id, path, message, "remove it, or let a level ask for it");
                }
            }
        }
    }

    /// Point currencies that no version pays in.
    pub(super) fn unused_currencies(&mut self) {
        let program = self.program;
        for (at, currency) in self.document.points.iter().enumerate() {
            let Ok(unit) = u16::try_from(at) else { continue };
            if !self.work(program.versions.len()) {
                return;
            }
            let paid = program.versions.iter().flat_map(|version| &version.rules).any(|rule| match &rule.pay {
                Pay::Award(award) => award.unit == unit,
                Pay::Multiplier(multiplier) => multiplier.currency == Some(unit),
                Pay::Period(pay) => pay.unit == unit,
                Pay::Discount(_) => false,
            });
            let mut wins = program.versions.iter().flat_map(|version| &version.boards).flat_map(|board| &board.wins);
            if !paid && !wins.any(|win| win.unit == unit) {
                let message = format!("no rule pays in the currency '{}'", currency.id);
                self.tell(
                    Code::Unused,
                    &currency.id,
                    format!("$.points[{at}]"),
                    message,
                    "remove it, or let a rule pay in it",
                );
            }
        }
    }
}
