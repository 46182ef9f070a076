//! Rules that can never pay: conditions that nothing meets, scales that give nothing, multipliers without base points.

use super::{Placed, Review, Terms, common};
use crate::findings::Code;
use crate::names::Sym;
use crate::rule::award::{Discount, Multiplier, Over, Pay};
use crate::rule::condition::Cond;
use crate::rule::scale::{Bands, Scale};
use crate::rule::{Rule, Trigger};

impl<'p> Terms<'p> {
    /// The levels of each ladder.
    pub(super) fn ladder_levels(&self) -> Vec<Vec<Sym>> {
        self.version.ladders.iter().map(|ladder| ladder.levels.iter().map(|level| level.id).collect()).collect()
    }

    /// Everything that must hold for a rule: its own conditions, and the version's on lines.
    pub(super) fn conditions(&self, rule: &'p Rule) -> impl Iterator<Item = &'p Cond> {
        // Where nothing is asked of lines and the award is fixed, the order itself is enough.
        let lined = rule.by_lines() || !rule.lines.is_empty();
        let takes = !rule.any_line && lined && !matches!(rule.trigger, Trigger::Activities(..));
        rule.gates.iter().chain(&rule.lines).chain(self.version.eligible.iter().filter(move |_| takes))
    }
}

impl<'p> Review<'p> {
    pub(super) fn never_pays(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::NeverPays) {
            return;
        }
        let levels = terms.ladder_levels();
        for placed in terms.rules() {
            if !self.work(1) {
                return;
            }
            let Some((rest, message, help)) = self.never(terms, placed, &levels) else { continue };
            self.tell(Code::NeverPays, &placed.rule.text, placed.path(&rest), message, help);
        }
    }

    fn never(
        &mut self,
        terms: Terms<'_>,
        placed: Placed<'_>,
        levels: &[Vec<Sym>],
    ) -> Option<(String, String, &'static str)> {
        let rule = placed.rule;
        // A guarantee is due to who buys nothing, too.
        let guaranteed = matches!(&rule.pay, Pay::Period(pay) if pay.guarantee.is_some_and(|g| g.amount > 0));
        if guaranteed {
            return None;
        }
        if let Err(clash) = self.meet(rule.gates.iter().chain(&rule.lines), levels) {
            return Some((
                ".when".into(),
                format!("the rule never pays: {clash}"),
                "widen the condition, or remove the rule",
            ));
        }
        let lines_apart = self.meet(terms.conditions(rule), levels);
        if let Err(clash) = lines_apart {
            let message = format!("the rule never pays: with \"eligible\", {clash}");
            return Some((
                ".when".into(),
                message,
                "mend one of the two, or add \"anyLine\": true to count other lines too",
            ));
        }
        if let Some((rest, what)) = gives_nothing(placed) {
            return Some((rest.into(), format!("the rule never pays: {what}"), "give more, or remove the rule"));
        }
        if let Pay::Period(pay) = &rule.pay
            && let Over::Days(span) = pay.over
        {
            let both = rule.days.map_or(span, |days| common(days, span));
            if both.start >= both.end || both.end <= terms.days.start {
                let message =
                    format!("the rule never pays: its days, {}, are none of these terms", super::texts::days(span));
                return Some((
                    String::new(),
                    message,
                    "mend the dates, or put the rule into the version that they belong to",
                ));
            }
        }
        if let Pay::Multiplier(multiplier) = &rule.pay
            && !self.multiplies(terms, rule, multiplier, levels)
        {
            let message = "the rule never pays: there are no base points that it could multiply".to_owned();
            return Some((
                ".multiply".into(),
                message,
                "widen its condition, or say \"bonus\": false of the rule it shall multiply",
            ));
        }
        None
    }

    /// Is there a rule that the multiplier can act on?
    pub(super) fn multiplies(
        &mut self,
        terms: Terms<'_>,
        by: &Rule,
        multiplier: &Multiplier,
        levels: &[Vec<Sym>],
    ) -> bool {
        for of in &terms.version.rules {
            if !self.work(1) {
                return true;
            }
            if may_multiply(self.program, by, multiplier, of) {
                let days = common(by.days.unwrap_or(terms.days), of.days.unwrap_or(terms.days));
                let lined = !of.lines.is_empty() || of.by_lines();
                let own = of.gates.iter().chain(of.lines.iter().filter(|_| lined));
                let both = by.gates.iter().chain(by.lines.iter().filter(|_| lined)).chain(own);
                if days.start < days.end && self.meet(both, levels).is_ok() {
                    return true;
                }
            }
        }
        false
    }
}

/// Does a multiplier act on a rule, as far as kinds go?
pub(super) fn may_multiply(program: &crate::program::Program, by: &Rule, multiplier: &Multiplier, of: &Rule) -> bool {
    let Pay::Award(award) = &of.pay else { return false };
    let named = |rule: &Rule| match &rule.trigger {
        Trigger::Activities(names, not) => Some((names.clone(), *not)),
        Trigger::Order | Trigger::Both | Trigger::PeriodEnd | Trigger::Came(_) => None,
    };
    let apart = match (named(by), named(of)) {
        (Some(_), None) => of.trigger == Trigger::Order,
        (None, Some(_)) => by.trigger == Trigger::Order,
        (Some((one, one_not)), Some((other, not))) => !one_not && !not && !one.iter().any(|name| other.has(name)),
        (None, None) => false,
    };
    !apart
        && !of.bonus
        && program.is_points(usize::from(award.unit))
        && multiplier.currency.is_none_or(|unit| unit == award.unit)
        && multiplier.rules.as_ref().is_none_or(|(names, not)| names.has(of.id) != *not)
}

/// What a rule gives where it is nothing, with its place.
fn gives_nothing(placed: Placed<'_>) -> Option<(&'static str, &'static str)> {
    let wire = placed.wire;
    let place = if wire.earn.is_some() {
        ".earn"
    } else if wire.discount.is_some() {
        ".discount"
    } else if wire.rebate.is_some() {
        ".rebate"
    } else if wire.margin.is_some() {
        ".margin"
    } else if wire.value.is_some() {
        ".value"
    } else if wire.multiply.is_some() {
        ".multiply"
    } else {
        ".scale"
    };
    let nothing = match &placed.rule.pay {
        Pay::Award(award) => empty(&award.scale),
        Pay::Period(pay) => empty(&pay.scale) && pay.guarantee.is_none_or(|g| g.amount == 0),
        Pay::Multiplier(multiplier) => {
            if multiplier.factor.num() == multiplier.factor.den() {
                return Some((place, "a factor of 1 changes nothing"));
            }
            false
        }
        Pay::Discount(discount) => match discount {
            Discount::Rate(rate) => rate.num() == 0,
            Discount::Bands { bands, .. } => no_band(bands),
            Discount::EachUnit(amount) | Discount::EachLine(amount) | Discount::Spread { amount, .. } => *amount == 0,
            Discount::UnitPrice(_) => false,
        },
    };
    nothing.then_some((place, "what it gives is 0"))
}

pub(super) fn empty(scale: &Scale) -> bool {
    match scale {
        Scale::Fixed(amount) => *amount == 0,
        Scale::Linear(rate) => rate.num() == 0,
        Scale::Steps { each, .. } => *each == 0,
        Scale::ByLevel(table) => table.iter().all(|(_, rate)| rate.num() == 0),
        Scale::FixedByLevel(table) | Scale::StepsByLevel { each: table, .. } => {
            table.iter().all(|(_, amount)| *amount == 0)
        }
        Scale::Bands(bands) => no_band(bands),
    }
}

fn no_band(bands: &Bands) -> bool {
    bands.bands.iter().all(|band| band.rate.num() == 0 && band.fixed == 0)
}
