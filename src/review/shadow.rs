//! Rules of a group that another one always beats.

use super::{Placed, Review, Terms};
use crate::findings::Code;
use crate::names::NameSet;
use crate::rule::award::{Award, Discount, Multiplier, Pay};
use crate::rule::condition::{Bounds, Cond, Test};
use crate::rule::limits::Group;
use crate::rule::scale::Scale;
use crate::rule::{Rule, Trigger};

/// How much a condition may ask to be compared with another.
const LONG: usize = 60;

impl<'p> Review<'p> {
    pub(super) fn shadowed(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::ShadowedRule) || terms.version.groups.is_empty() {
            return;
        }
        let mut of_group: Vec<Vec<Placed<'p>>> = vec![Vec::new(); terms.version.groups.len()];
        for placed in terms.rules() {
            if let Some(list) = placed.rule.limits.group.and_then(|group| of_group.get_mut(group)) {
                list.push(placed);
            }
        }
        for (group, rules) in terms.version.groups.iter().zip(of_group) {
            for weak in &rules {
                let own = size(weak.rule);
                if !self.work(rules.len().saturating_mul(own.saturating_add(2))) {
                    return;
                }
                let Some(strong) =
                    rules.iter().find(|strong| strong.at != weak.at && beats(terms, group, **strong, *weak))
                else {
                    continue;
                };
                let why = if group.best { "always pays as much or more" } else { "always comes first" };
                let message = format!(
                    "'{}' never pays: whenever it would, '{}' of its group {why}",
                    weak.rule.text, strong.rule.text
                );
                self.tell(
                    Code::ShadowedRule,
                    &weak.rule.text,
                    weak.path(""),
                    message,
                    "narrow the other's condition, raise this one's priority or award, or remove it",
                );
            }
        }
    }
}

/// Does one rule win the group whenever the other would pay?
fn beats(terms: Terms<'_>, group: &Group, strong: Placed<'_>, weak: Placed<'_>) -> bool {
    let (one, other) = (strong.rule, weak.rule);
    let limits = &one.limits;
    // What it is limited by may leave the other its turn.
    if !limits.times.is_empty() || !limits.caps.is_empty() || limits.budget.is_some() || limits.refuse {
        return false;
    }
    let (Some(days), Some(within)) = (terms.days_of(one), terms.days_of(other)) else { return false };
    let runs = days.start <= within.start && days.end >= within.end && runs_with(&one.trigger, &other.trigger);
    // Conditions of such length are compared nowhere near in time.
    if size(one) > LONG || size(other) > LONG {
        return false;
    }
    let eligible = one.any_line || !other.any_line;
    if !runs || !eligible || !implied(&one.gates, &other.gates) || !implied(&one.lines, &other.lines) {
        return false;
    }
    let earlier = strong.at < weak.at;
    let first = (limits.priority, earlier) > (other.limits.priority, !earlier);
    if group.best { pays_as_much(&one.pay, &other.pay, first) } else { first && pays_when(&one.pay, &other.pay) }
}

/// How much a rule's condition asks.
fn size(rule: &Rule) -> usize {
    fn asks(cond: &Cond) -> usize {
        match cond {
            Cond::All(parts) | Cond::Any(parts) => parts.iter().map(asks).fold(1, usize::saturating_add),
            Cond::Not(inner) => asks(inner),
            Cond::Test(_) => 1,
        }
    }
    rule.gates.iter().chain(&rule.lines).map(asks).fold(0, usize::saturating_add)
}

fn runs_with(one: &Trigger, other: &Trigger) -> bool {
    match (one, other) {
        (Trigger::Activities(one, not), Trigger::Activities(other, other_not)) => {
            set_holds(one, *not, other, *other_not)
        }
        (one, other) => one == other || (*one == Trigger::Both && *other != Trigger::PeriodEnd),
    }
}

/// Does everything that the second list asks make sure of what the first asks?
fn implied(wide: &[Cond], narrow: &[Cond]) -> bool {
    wide.iter().all(|asked| narrow.iter().any(|known| makes_sure(known, asked)))
}

fn makes_sure(known: &Cond, asked: &Cond) -> bool {
    if known == asked {
        return true;
    }
    match (known, asked) {
        (_, Cond::All(parts)) => parts.iter().all(|part| makes_sure(known, part)),
        (_, Cond::Any(parts)) if parts.iter().any(|part| makes_sure(known, part)) => true,
        (Cond::All(parts), _) => parts.iter().any(|part| makes_sure(part, asked)),
        (Cond::Any(parts), _) => !parts.is_empty() && parts.iter().all(|part| makes_sure(part, asked)),
        (Cond::Test(known), Cond::Test(asked)) => test_makes_sure(known, asked),
        (Cond::Not(_) | Cond::Test(_), Cond::Any(_) | Cond::Not(_) | Cond::Test(_)) => false,
    }
}

fn test_makes_sure(known: &Test, asked: &Test) -> bool {
    use Test as T;
    match (known, asked) {
        (T::Attribute { slot: a, names, not }, T::Attribute { slot: b, names: wide, not: wide_not })
        | (T::OrderAttribute { slot: a, names, not }, T::OrderAttribute { slot: b, names: wide, not: wide_not })
        | (T::AccountAttribute { slot: a, names, not }, T::AccountAttribute { slot: b, names: wide, not: wide_not })
        | (
            T::ActivityAttribute { slot: a, names, not },
            T::ActivityAttribute { slot: b, names: wide, not: wide_not },
        ) => a == b && set_holds(wide, *wide_not, names, *not),
        (T::AccountId { names, not }, T::AccountId { names: wide, not: wide_not })
        | (T::Subject { names, not }, T::Subject { names: wide, not: wide_not })
        | (T::Level { names, not: not @ false }, T::Level { names: wide, not: wide_not @ false }) => {
            set_holds(wide, *wide_not, names, *not)
        }
        (T::Quantity(known), T::Quantity(asked))
        | (T::UnitPrice(known), T::UnitPrice(asked))
        | (T::Amount(known), T::Amount(asked))
        | (T::OrderAmount(known), T::OrderAmount(asked))
        | (T::OrderQuantity(known), T::OrderQuantity(asked))
        | (T::OrderLines(known), T::OrderLines(asked))
        | (T::OrderCategories(known), T::OrderCategories(asked)) => inside(*known, *asked),
        (
            T::History { reading: a, include: i, bounds: known, .. },
            T::History { reading: b, include: j, bounds: asked, .. },
        ) => a == b && i == j && inside(*known, *asked),
        (known, asked) => known == asked,
    }
}

fn inside(known: Bounds, asked: Bounds) -> bool {
    asked.least.is_none_or(|least| known.least.is_some_and(|known| known >= least))
        && asked.most.is_none_or(|most| known.most.is_some_and(|known| known <= most))
}

/// Does the wide choice hold for everything that the narrow one takes?
fn set_holds(wide: &NameSet, wide_not: bool, narrow: &NameSet, not: bool) -> bool {
    match (wide_not, not) {
        (false, false) => narrow.iter().all(|name| wide.has(name)),
        (true, false) => !narrow.iter().any(|name| wide.has(name)),
        (true, true) => wide.iter().all(|name| narrow.has(name)),
        (false, true) => false,
    }
}

/// Does the one pay as much as the other on whatever both act on? `first` decides where they are equal.
fn pays_as_much(one: &Pay, other: &Pay, first: bool) -> bool {
    if let (Pay::Award(one), Pay::Award(other)) = (one, other) {
        return one.unit == other.unit && awards_as_much(one, other, first);
    }
    if let (Pay::Multiplier(one), Pay::Multiplier(other)) = (one, other) {
        return first && multiplies_as_much(one, other);
    }
    if let (Pay::Discount(one), Pay::Discount(other)) = (one, other) {
        return first && takes_as_much(one, other);
    }
    false
}

fn awards_as_much(one: &Award, other: &Award, first: bool) -> bool {
    if let (Scale::Fixed(a), Scale::Fixed(b)) = (&one.scale, &other.scale) {
        return a > b || (a == b && first);
    }
    // A rate is rounded: of two that are near each other both may come to the same.
    first && rates_as_much(one, other)
}

fn rates_as_much(one: &Award, other: &Award) -> bool {
    let (Scale::Linear(a), Scale::Linear(b)) = (&one.scale, &other.scale) else { return false };
    same_base(one, other) && at_least(*a, *b)
}

fn multiplies_as_much(one: &Multiplier, other: &Multiplier) -> bool {
    let wide = one.rules.is_none() || one.rules == other.rules;
    let unit = one.currency.is_none() || one.currency == other.currency;
    let more = other.factor.num() >= other.factor.den() && at_least(one.factor, other.factor);
    wide && unit && more && one.compound == other.compound
}

fn takes_as_much(one: &Discount, other: &Discount) -> bool {
    if let (Discount::Rate(a), Discount::Rate(b)) = (one, other) {
        return at_least(*a, *b);
    }
    let each = |discount: &Discount| match discount {
        Discount::EachUnit(amount) => Some((true, *amount)),
        Discount::EachLine(amount) => Some((false, *amount)),
        Discount::Rate(_) | Discount::Bands { .. } | Discount::Spread { .. } | Discount::UnitPrice(_) => None,
    };
    matches!((each(one), each(other)), (Some(a), Some(b)) if a.0 == b.0 && a.1 >= b.1)
}

/// Does the one pay anything whenever the other does?
fn pays_when(one: &Pay, other: &Pay) -> bool {
    match one {
        Pay::Award(Award { scale: Scale::Fixed(amount), .. }) => *amount > 0 && matches!(other, Pay::Award(_)),
        Pay::Award(one) => matches!(other, Pay::Award(other) if rates_as_much(one, other)),
        Pay::Multiplier(by) => by.factor.num() > by.factor.den() && pays_as_much(one, other, true),
        Pay::Discount(_) => pays_as_much(one, other, true),
        Pay::Period(_) => false,
    }
}

fn same_base(one: &Award, other: &Award) -> bool {
    one.what == other.what && one.basis == other.basis && one.rounding == other.rounding && one.scope == other.scope
}

fn at_least(one: crate::amounts::Ratio, other: crate::amounts::Ratio) -> bool {
    let side =
        |a: crate::amounts::Ratio, b: crate::amounts::Ratio| i128::from(a.num()).checked_mul(i128::from(b.den()));
    matches!((side(one, other), side(other, one)), (Some(one), Some(other)) if one >= other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Sym;

    #[test]
    fn choices_hold_what_they_take() {
        let set = |names: &[u32]| NameSet::new(names.iter().map(|n| Sym(*n)).collect());
        assert!(set_holds(&set(&[1, 2]), false, &set(&[1]), false));
        assert!(!set_holds(&set(&[1]), false, &set(&[1, 2]), false));
        assert!(set_holds(&set(&[3]), true, &set(&[1, 2]), false));
        assert!(set_holds(&set(&[1]), true, &set(&[1, 2]), true));
        assert!(!set_holds(&set(&[1]), false, &set(&[2]), true));
    }
}
