//! Levels against the level below them: what is less there, what nobody has anything of, what is the same.

use super::texts::percent;
use super::{Review, Terms};
use crate::amounts::Decimal;
use crate::findings::Code;
use crate::map::Map;
use crate::rule::Trigger;
use crate::rule::award::Pay;
use crate::rule::condition::{Cond, Test};
use crate::rule::scale::Scale;
use crate::wire::document::{Benefits, Ladder, Level, Service};
use crate::wire::rule::PointsOrTable;

impl<'p> Review<'p> {
    pub(super) fn benefits(&mut self, terms: Terms<'p>) {
        for (at, ladder) in terms.wire.tiers.iter().enumerate() {
            if !self.work(ladder.levels.len()) {
                return;
            }
            let path = terms.path(&format!(".tiers[{at}].levels"));
            for (place, level) in ladder.levels.iter().enumerate() {
                let here = format!("{path}[{place}]");
                self.idle_benefits(terms, level, &here);
                let gift = level.benefits.as_ref().and_then(|b| b.discount).is_some_and(|rate| rate.units() > 0);
                if gift && level.at.is_none() && ladder.when.is_none() {
                    let message = "the discount is given to everybody, on everything, under no condition".to_owned();
                    let path = format!("{here}.benefits.discount");
                    self.tell(
                        Code::OpenDiscount,
                        &level.id,
                        path,
                        message,
                        "say for whom or for what it is, or lower the prices",
                    );
                }
                let below = place.checked_sub(1).and_then(|below| ladder.levels.get(below));
                if let Some(below) = below {
                    self.less(level, below, &format!("{here}.benefits"));
                    self.same(terms, ladder, place, level, below, &here);
                }
            }
            self.tables(terms, ladder);
        }
    }

    /// Benefits that are less than those of the level below.
    fn less(&mut self, level: &Level, below: &Level, path: &str) {
        let (high, low) = (level.benefits.as_ref(), below.benefits.as_ref());
        let help = "a level keeps nothing of the one below that it does not name: give it as much or more";
        let one = Decimal::ONE;
        let multiplier = |benefits: Option<&Benefits>| benefits.and_then(|b| b.multiplier).unwrap_or(one);
        let discount = |benefits: Option<&Benefits>| benefits.and_then(|b| b.discount).unwrap_or(Decimal::ZERO);
        let place = |there: bool, key: &str| {
            if there { format!("{path}.{key}") } else { path.trim_end_matches(".benefits").to_owned() }
        };
        if multiplier(high) < multiplier(low) {
            let path =
                if high.is_some_and(|b| b.multiplier.is_some()) { place(true, "multiplier") } else { place(false, "") };
            let message = format!(
                "'{}' multiplies by {}, '{}' below it by {}",
                level.id,
                multiplier(high),
                below.id,
                multiplier(low)
            );
            self.tell(Code::LevelCliff, &level.id, path, message, help);
        }
        if discount(high) < discount(low) {
            let path =
                if high.is_some_and(|b| b.discount.is_some()) { place(true, "discount") } else { place(false, "") };
            let message = format!(
                "'{}' has a discount of {}, '{}' below it one of {}",
                level.id,
                percent(discount(high)),
                below.id,
                percent(discount(low))
            );
            self.tell(Code::LevelCliff, &level.id, path, message, help);
        }
        for service in low.iter().flat_map(|b| &b.services) {
            if !self.work(high.map_or(0, |b| b.services.len())) {
                return;
            }
            let same =
                high.iter().flat_map(|b| b.services.iter().enumerate()).find(|(_, other)| other.id == service.id);
            let (path, message) = match same {
                None => (
                    path.trim_end_matches(".benefits").to_owned(),
                    format!("'{}' has no '{}', which '{}' below it has", level.id, service.id, below.id),
                ),
                Some((at, other)) if fewer(other, service) => (
                    format!("{path}.services[{at}]"),
                    format!(
                        "'{}' has {} '{}', '{}' below it {}",
                        level.id,
                        many(other),
                        service.id,
                        below.id,
                        many(service)
                    ),
                ),
                Some(_) => continue,
            };
            self.tell(Code::LevelCliff, &level.id, path, message, help);
        }
    }

    /// Tables by tier in which a higher level gets less.
    fn tables(&mut self, terms: Terms<'p>, ladder: &Ladder) {
        for placed in terms.rules() {
            let earn = placed.wire.earn.as_ref().map(|earn| &earn.points);
            let scale = placed.wire.scale.as_ref().and_then(|scale| scale.by_tier.as_ref());
            let (table, key): (&Map<String, Decimal>, _) = match (earn, scale) {
                (Some(PointsOrTable::ByTier(table)), _) => (table, ".earn.points"),
                (_, Some(table)) => (table, ".scale.byTier"),
                (Some(PointsOrTable::Points(_)) | None, None) => continue,
            };
            if !self.work(ladder.levels.len()) {
                return;
            }
            for pair in ladder.levels.windows(2) {
                let [below, level] = pair else { continue };
                let rate = |level: &Level| table.get(&level.id).copied().unwrap_or(Decimal::ZERO);
                if rate(level) < rate(below) {
                    let message =
                        format!("'{}' gets {}, '{}' below it {}", level.id, rate(level), below.id, rate(below));
                    let help = "a level that the table does not name gets nothing: give it as much or more";
                    self.tell(Code::LevelCliff, &level.id, placed.path(key), message, help);
                }
            }
        }
    }

    /// Benefits that nobody has anything of.
    fn idle_benefits(&mut self, terms: Terms<'_>, level: &Level, path: &str) {
        let Some(benefits) = &level.benefits else { return };
        let tell = |this: &mut Self, key: &str, message: String, help: &str| {
            this.tell(Code::IdleBenefit, &level.id, format!("{path}.benefits.{key}"), message, help);
        };
        match benefits.multiplier {
            Some(factor) if factor == Decimal::ONE => {
                tell(self, "multiplier", "a factor of 1 changes nothing".into(), "raise it, or remove it");
            }
            Some(_) if !self.is_multiplied(terms, level) => {
                let message = "there are no base points that it could multiply".to_owned();
                tell(self, "multiplier", message, "remove it, or say \"bonus\": false of the rule it shall multiply");
            }
            Some(_) | None => {}
        }
        if benefits.discount.is_some_and(|rate| rate.units() == 0) {
            tell(self, "discount", "a discount of 0 takes nothing off".into(), "raise it, or remove it");
        }
        for (at, service) in benefits.services.iter().enumerate() {
            if service.count == Some(0) {
                let message = format!("nobody can use '{}': its count is 0", service.id);
                tell(self, &format!("services[{at}].count"), message, "raise it, or remove the service");
            }
        }
    }

    fn is_multiplied(&mut self, terms: Terms<'_>, level: &Level) -> bool {
        let id = format!("{}.multiplier", level.id);
        let levels = terms.ladder_levels();
        let rule = terms.version.rules.iter().find(|rule| rule.text == id);
        let Some(rule) = rule else { return true };
        let Pay::Multiplier(multiplier) = &rule.pay else { return true };
        self.multiplies(terms, rule, multiplier, &levels)
    }

    /// A level that brings no more than the one below, and that no rule names.
    fn same(&mut self, terms: Terms<'_>, ladder: &Ladder, at: usize, level: &Level, below: &Level, path: &str) {
        let bare = |level: &Level| {
            let mut benefits = level.benefits.clone().unwrap_or_default();
            benefits.services.sort_by(|one, other| one.id.cmp(&other.id));
            benefits
        };
        if bare(level) != bare(below) || self.is_told_apart(terms, at, ladder) {
            return;
        }
        let message =
            format!("'{}' brings what '{}' below it brings, and no rule tells them apart", level.id, below.id);
        self.tell(Code::IdleBenefit, &level.id, path.to_owned(), message, "give it something of its own, or remove it");
    }

    /// Does any rule, by condition or table, treat a level otherwise than the one below it?
    fn is_told_apart(&mut self, terms: Terms<'_>, at: usize, ladder: &Ladder) -> bool {
        let of = terms.version.ladders.iter().find(|known| known.text == ladder.id);
        let id = |at: usize| of.and_then(|of| of.levels.get(at)).map(|level| level.id);
        let (Some(level), Some(below)) = (id(at), at.checked_sub(1).and_then(id)) else { return true };
        self.work(terms.version.rules.len());
        terms.version.rules.iter().any(|rule| {
            let brought = matches!(rule.trigger, Trigger::Order | Trigger::Both) && rule.text.ends_with(".multiplier");
            let names = |set: &crate::names::NameSet| set.has(level) != set.has(below);
            let asks = rule.gates.iter().chain(&rule.lines).any(|cond| asks_level(cond, &names));
            let table = match &rule.pay {
                Pay::Award(award) => match &award.scale {
                    Scale::ByLevel(table) => table.iter().any(|(l, _)| *l == level || *l == below),
                    Scale::FixedByLevel(table) | Scale::StepsByLevel { each: table, .. } => {
                        table.iter().any(|(l, _)| *l == level || *l == below)
                    }
                    Scale::Fixed(_) | Scale::Linear(_) | Scale::Steps { .. } | Scale::Bands(_) => false,
                },
                Pay::Multiplier(_) | Pay::Discount(_) | Pay::Period(_) => false,
            };
            (asks && !brought && !rule.text.ends_with(".discount")) || table
        })
    }
}

fn asks_level(cond: &Cond, names: &impl Fn(&crate::names::NameSet) -> bool) -> bool {
    match cond {
        Cond::All(parts) | Cond::Any(parts) => parts.iter().any(|part| asks_level(part, names)),
        Cond::Not(inner) => asks_level(inner, names),
        Cond::Test(test) => matches!(test, Test::Level { names: set, .. } if names(set)),
    }
}

/// Is it less often than the level below has it, in the same period?
fn fewer(high: &Service, low: &Service) -> bool {
    match (high.count, low.count) {
        (Some(high_count), Some(low_count)) => high.per == low.per && high_count < low_count,
        (Some(_), None) => true,
        (None, Some(_) | None) => false,
    }
}

fn many(service: &Service) -> String {
    service.count.map_or_else(|| "any number of".to_owned(), |count| count.to_string())
}
