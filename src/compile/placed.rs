//! Whether what a rule says fits what runs it: conditions in their place, and words that would be read over.

use super::context::Context;
use super::rules::Frame;
use crate::findings::{Code, Path};
use crate::names::NameSet;
use crate::rule::Trigger;
use crate::rule::award::Pay;
use crate::wire::condition::Condition;
use crate::wire::rule::{self as wire, RoundingScope};

/// What runs a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    /// An order.
    Order,
    /// An activity.
    Activity,
    /// Either: a multiplier that names neither.
    Both,
    /// The end of a period, to which orders add.
    Period,
    /// What comes by itself: an anniversary of joining, a level that is reached.
    Came,
}

/// What a condition asks about, besides the account and its history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Line,
    Order,
    Activity,
}

impl Context<'_> {
    /// Says so where the rule's condition is about something that does not run it. A multiplier that names neither
    /// orders nor activities is run by what its condition is about.
    pub(super) fn placed(&mut self, rule: &wire::Rule, on: On, trigger: Trigger, path: &Path<'_>) -> Trigger {
        let Some(when) = &rule.when else { return trigger };
        let here = path.key("when");
        let (mut of_order, mut of_activity) = (false, false);
        asks(when, &here, &mut |about, path| {
            of_activity |= about == About::Activity;
            of_order |= about != About::Activity;
            let wrong = match (on, about) {
                (On::Order | On::Period, About::Activity) => {
                    Some(("an order is no activity", "remove it, or name the activities in \"on\""))
                }
                (On::Activity, About::Line) => Some(("an activity has no lines", "remove it, or leave \"on\" out")),
                (On::Activity, About::Order) => Some(("an activity is no order", "remove it, or leave \"on\" out")),
                (On::Came, About::Line | About::Order | About::Activity) => {
                    Some(("what comes by itself is no order and no activity", "ask about the account and its history"))
                }
                (On::Order | On::Both | On::Period, About::Line | About::Order)
                | (On::Activity | On::Both, About::Activity) => None,
            };
            if let Some((message, help)) = wrong {
                self.findings.error(Code::Contradiction, path, message, help);
            }
        });
        match (trigger, of_order, of_activity) {
            (Trigger::Both, true, true) => {
                self.findings.error(
                    Code::Contradiction,
                    &here,
                    "the condition asks both of orders and of activities",
                    "write two rules, one with \"on\" for the activities",
                );
                Trigger::Both
            }
            (Trigger::Both, true, false) => Trigger::Order,
            (Trigger::Both, false, true) => Trigger::Activities(NameSet::default(), true),
            (trigger, ..) => trigger,
        }
    }

    /// Says which of these words, where they are given, would be read over.
    pub(super) fn unused(&mut self, path: &Path<'_>, words: &[(&str, bool)], why: &str, help: &str) {
        for (word, _) in words.iter().filter(|(_, given)| *given) {
            self.findings.error(Code::Contradiction, &path.key(word), format!("'{word}' {why}"), help);
        }
    }

    /// Words beside the award that would be read over.
    pub(super) fn words_of_rule(&mut self, frame: &Frame<'_>, pay: &Pay) {
        let (rule, path) = (frame.rule, frame.path);
        let points = |unit: u16| self.tables.units.get(usize::from(unit)).is_some_and(|unit| unit.is_points);
        let (rounds, multiplied) = match pay {
            Pay::Award(award) => {
                let points = points(award.unit);
                (points || !award.scale.is_fixed(), points)
            }
            Pay::Period(pay) => (points(pay.unit), false),
            Pay::Multiplier(_) | Pay::Discount(_) => (false, false),
        };
        let rounding = rule.rounding.is_some();
        if !rounds {
            let why = match pay {
                Pay::Award(_) => "has nothing to round: the award is a fixed amount of money",
                Pay::Multiplier(_) => "belongs to the rules that are multiplied",
                Pay::Discount(_) => "cannot be chosen for a discount",
                Pay::Period(_) => "cannot be chosen for money over a period: it rounds half up, once",
            };
            self.unused(path, &[("rounding", rounding)], why, "remove it");
        }
        let scope = rule.rounding.as_ref().and_then(|r| r.scope);
        if rounds && !matches!(frame.on, On::Order | On::Both) {
            let lines = matches!(scope, Some(RoundingScope::Line | RoundingScope::Unit));
            let here = path.key("rounding");
            self.unused(&here, &[("scope", lines)], "asks for lines, and there are none here", "remove it");
        }
        if !multiplied {
            let why = match pay {
                Pay::Period(_) => "has no meaning: multipliers act on orders and activities alone",
                Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_) => {
                    "has no meaning: multipliers act on points alone"
                }
            };
            self.unused(path, &[("bonus", rule.bonus.is_some())], why, "remove it");
        }
        if matches!(frame.on, On::Activity | On::Came) {
            let any_line = [("anyLine", rule.any_line.is_some())];
            self.unused(path, &any_line, "asks for lines, and there are none here", "remove it");
        }
    }
}

/// Everything a condition asks about orders and activities, with its place.
fn asks(when: &Condition, path: &Path<'_>, found: &mut impl FnMut(About, &Path<'_>)) {
    let given = [
        ("sku", when.sku.is_some(), About::Line),
        ("category", when.category.is_some(), About::Line),
        ("brand", when.brand.is_some(), About::Line),
        ("tag", when.tag.is_some(), About::Line),
        ("attributes", !when.attributes.is_empty(), About::Line),
        ("quantity", when.quantity.is_some(), About::Line),
        ("unitPrice", when.unit_price.is_some(), About::Line),
        ("amount", when.amount.is_some(), About::Line),
        ("lineDiscount", when.line_discount.is_some(), About::Line),
        ("newToAccount", when.new_to_account.is_some(), About::Line),
        ("order", when.order.is_some(), About::Order),
        ("contains", !when.contains.is_empty(), About::Order),
        ("streak", when.streak.is_some(), About::Order),
        ("activity", when.activity.is_some(), About::Activity),
    ];
    for (word, _, about) in given.into_iter().filter(|(_, given, _)| *given) {
        found(about, &path.key(word));
    }
    for (word, list) in [("all", &when.all), ("any", &when.any)] {
        let here = path.key(word);
        for (index, inner) in list.iter().enumerate() {
            asks(inner, &here.index(index), found);
        }
    }
    if let Some(inner) = &when.not {
        asks(inner, &path.key("not"), found);
    }
}
