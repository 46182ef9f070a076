//! Why a condition does not hold, and what would make it hold.

use crate::evaluate::Facts;
use crate::names::NameSet;
use crate::program::Program;
use crate::rule::condition::{Bounds, Cond, OfPerson, Test};
use crate::rule::measure::{Counted, Counter, Reading, View, What};

/// Why something did not happen: a stable code, what was looked at, and the numbers where there are any.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Reason {
    pub code: &'static str,
    pub what: String,
    pub needs: Option<String>,
    pub has: Option<String>,
    pub missing: Option<String>,
    /// What is missing in units, where more would help.
    pub short: Option<(What, i64)>,
    /// The kind of lines that are looked at, where not those of the rule.
    pub lines: Option<Cond>,
}

impl Reason {
    pub(crate) fn new(code: &'static str, what: impl Into<String>) -> Reason {
        Reason { code, what: what.into(), ..Reason::default() }
    }

    fn needing(mut self, needs: impl Into<String>) -> Reason {
        self.needs = Some(needs.into());
        self
    }

    /// A number outside its bounds.
    pub(crate) fn number(program: &Program, what: What, name: &str, bounds: Bounds, has: i64) -> Reason {
        let text = |units: i64| program.count(what, units);
        let mut reason = Reason { has: Some(text(has)), ..Reason::new("too-little", name) };
        match (bounds.least, bounds.most) {
            (Some(least), _) if has < least => {
                let short = least.saturating_sub(has);
                reason.needs = Some(text(least));
                reason.missing = Some(text(short));
                reason.short = Some((what, short));
            }
            (_, Some(most)) => {
                reason.code = "too-much";
                reason.needs = Some(text(most));
            }
            (_, None) => {}
        }
        reason
    }
}

/// The first reason for which a condition does not hold.
pub(crate) fn of_cond(cond: &Cond, facts: &Facts<'_>, line: Option<usize>) -> Reason {
    let fails = |part: &&Cond| !part.holds(facts, line).unwrap_or(false);
    match cond {
        Cond::All(parts) => match parts.iter().find(fails) {
            Some(part) => of_cond(part, facts, line),
            None => Reason::new("condition", "when"),
        },
        Cond::Any(parts) => match parts.first() {
            Some(part) => of_cond(part, facts, line),
            None => Reason::new("condition", "any"),
        },
        Cond::Not(_) => Reason::new("excluded", "not"),
        Cond::Test(test) => of_test(test, facts, line),
    }
}

fn names(program: &Program, set: &NameSet) -> String {
    let texts: Vec<String> = set.iter().take(5).filter_map(|n| program.names.text(n)).map(|t| t.to_string()).collect();
    texts.join(", ")
}

fn slot(list: &[String], at: u16) -> &str {
    list.get(usize::from(at)).map_or("attribute", String::as_str)
}

/// What a reading counts.
pub(super) fn of_count((reading, counter): (&Reading, &Counter)) -> What {
    match &counter.counted {
        Counted::Lines(what) => *what,
        Counted::Awarded(unit) => What::Awarded(*unit),
        Counted::ByAttribute(slot) => What::Distinct(*slot),
        Counted::Orders => match reading.view {
            View::Active => What::ActiveMonths,
            View::Tenure(since) => What::Tenure(since),
            View::Sum | View::Distinct | View::ByValue | View::Run(_) => What::Orders,
        },
        Counted::Units(_) => What::Quantity,
        Counted::Activities(_) | Counted::PaidBy(_) | Counted::TimesOf(..) | Counted::Used(_) => What::Activities,
    }
}

fn of_test(test: &Test, facts: &Facts<'_>, at: Option<usize>) -> Reason {
    let program = facts.program;
    let tables = &program.tables;
    let line = at.and_then(|at| facts.cart.lines.get(at));
    let named = |what: &str, set: &NameSet, not: bool| {
        Reason::new(if not { "excluded" } else { "not-among" }, what).needing(names(program, set))
    };
    let number = |what: What, name: &str, bounds: &Bounds, has: i64| Reason::number(program, what, name, *bounds, has);
    match test {
        Test::Attribute { slot: s, names, not } => named(slot(&tables.line_attributes, *s), names, *not),
        Test::Listed { slot: s, list } => {
            Reason::new("not-among", slot(&tables.line_attributes, *s)).needing(slot(&tables.account_lists, *list))
        }
        Test::Tag { names, not } => named("tag", names, *not),
        Test::Quantity(b) => number(What::Quantity, "quantity", b, line.map_or(0, |l| l.quantity)),
        Test::UnitPrice(b) => number(What::Quantity, "unitPrice", b, line.and_then(|l| l.price()).unwrap_or(0)),
        Test::Amount(b) => number(What::Amount, "amount", b, line.map_or(0, |l| l.net)),
        Test::LineDiscount(b) => number(What::Amount, "lineDiscount", b, line.map_or(0, |l| l.own_discount)),
        Test::NewTo { slot: s, .. } => Reason::new("not-new", slot(&tables.line_attributes, *s)),
        Test::OrderAmount(b) => number(What::Amount, "order.amount", b, facts.sums.net),
        Test::OrderQuantity(b) => number(What::Quantity, "order.quantity", b, facts.sums.quantity),
        Test::OrderLines(b) => {
            number(What::Lines, "order.lines", b, i64::try_from(facts.cart.lines.len()).unwrap_or(i64::MAX))
        }
        Test::OrderCategories(b) => number(What::Lines, "order.categories", b, facts.categories().unwrap_or(0)),
        Test::OrderNumber { orders, is, every } => {
            let number = facts.read(*orders).unwrap_or(0).saturating_add(1);
            let needs = is.map(|n| n.to_string()).or_else(|| every.map(|n| format!("every {n}")));
            Reason { needs, has: Some(number.to_string()), ..Reason::new("order-number", "order.number") }
        }
        Test::OrderAttribute { slot: s, names, not } => named(slot(&tables.order_attributes, *s), names, *not),
        Test::Contains { lines, amount, quantity, count } => {
            let (mut sum, mut units, mut found) = (0_i64, 0_i64, 0_i64);
            for (at, line) in facts.cart.lines.iter().enumerate() {
                if lines.holds(facts, Some(at)).unwrap_or(false) {
                    sum = sum.saturating_add(line.net);
                    units = units.saturating_add(line.quantity);
                    found = found.saturating_add(1);
                }
            }
            let reason = match (amount, quantity, count) {
                (Some(b), _, _) if !b.hold(sum) => number(What::Amount, "contains.amount", b, sum),
                (_, Some(b), _) if !b.hold(units) => number(What::Quantity, "contains.quantity", b, units),
                (_, _, Some(b)) if !b.hold(found) => number(What::Lines, "contains.count", b, found),
                (_, _, _) => Reason::new("no-line", "contains"),
            };
            Reason { lines: Some(lines.as_ref().clone()), ..reason }
        }
        Test::AccountId { .. } => Reason::new("not-invited", "account"),
        Test::Pilot { .. } => Reason::new("not-invited", "pilot"),
        Test::AccountAttribute { slot: s, names, not } => named(slot(&tables.account_attributes, *s), names, *not),
        Test::Linked { names, not } => named("linked", names, *not),
        Test::Plan { names, not } => named("plan", names, *not),
        Test::Participant { of: OfPerson::Id, names, not } => named("participant", names, *not),
        Test::Participant { of: OfPerson::Role, names, not } => named("participant.role", names, *not),
        Test::Participant { of: OfPerson::Team, names, not } => named("participant.team", names, *not),
        Test::Level { names, not } => Reason { code: "tier", ..named("tier", names, *not) },
        Test::ActivityType { names, not } => named("activity", names, *not),
        Test::Subject { names, not } => named("subject", names, *not),
        Test::ActivityAttribute { slot: s, names, not } => named(slot(&tables.activity_attributes, *s), names, *not),
        Test::History { reading, bounds, include, against, .. } => {
            let reading = tables.readings.get(*reading);
            let what = reading.and_then(|r| Some((r, tables.counters.get(r.counter)?))).map_or(What::Orders, of_count);
            let has = test.history(facts).unwrap_or(0);
            let Some(against) = against else { return number(what, "history", bounds, has) };
            let Ok(Some(other)) = facts.other_side(against, *include) else {
                return Reason::new("no-baseline", "history");
            };
            // As a count of this side: at 110 % of 8,000.00 it needs 8,800.00; of what grows with it, what it then is.
            let more = |place: i64| against.missing(place.div_euclid(2), place & 1 == 1, has, other).ok().flatten();
            let least = bounds.least.and_then(more).map(|more| has.saturating_add(more));
            let over = bounds.most.and_then(|most| against.count_of(most.saturating_add(1), other).ok());
            let most = over.map(|over| over.saturating_sub(1));
            number(what, "history", &Bounds { least: least.filter(|least| *least > has), most }, has)
        }
        Test::Streak { run, months, .. } => {
            let run = facts.read(*run).unwrap_or(0).saturating_add(1);
            Reason { has: Some(run.to_string()), ..Reason::new("streak", "months").needing(months.to_string()) }
        }
    }
}
