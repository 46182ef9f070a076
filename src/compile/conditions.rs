//! Conditions from wire to compiled form.

use super::context::{BRAND, CATEGORY, Context, Filter, SKU};
use crate::amounts::{Decimal, QUANTITY_PLACES};
use crate::findings::{Code, Path, did_you_mean};
use crate::rule::condition::{Bounds, Cond, OfPerson as Of, Test};
use crate::rule::measure::{By, Counted, Reach, View};
use crate::time::Unit;
use crate::wire::condition::{Condition, LineMatch, TierMatch};
use crate::wire::scalars::{Match, Range};

/// A limit on a number of the order: what was asked, under which word, with how many decimals, as which test.
type Limited<'w> = (&'w Option<Range>, &'w str, u8, fn(Bounds) -> Test);

impl Context<'_> {
    /// The parts of a condition, all of which must hold.
    pub(crate) fn condition(&mut self, wire: &Condition, path: &Path<'_>) -> Vec<Cond> {
        self.parts(wire, path, 0)
    }

    /// A condition on lines alone, with its text; the inner none where it asks for nothing.
    pub(crate) fn line_filter(&mut self, wire: &Condition, path: &Path<'_>) -> Option<Option<Filter>> {
        let parts = self.parts(wire, path, 0);
        if let Some(part) = parts.iter().find(|part| !only_lines(part)) {
            let what = if matches!(part, Cond::Test(Test::ActivityType { .. } | Test::Subject { .. })) {
                "activities"
            } else {
                "the order or account"
            };
            self.findings.error(
                Code::Contradiction,
                path,
                format!("a choice of lines cannot depend on {what}"),
                "use fields about a line here, and put the rest into the rule's own \"when\"; a board's \"when\" takes \"account\" and \"participant\" beside them",
            );
            return None;
        }
        if parts.is_empty() {
            return Some(None);
        }
        Some(Some(Filter { cond: Cond::All(parts), text: canonical(wire) }))
    }

    /// `filter` and the version's eligible lines together.
    pub(crate) fn with_eligible(&self, filter: Option<Filter>, any_line: bool) -> Option<Filter> {
        let eligible = self.eligible.as_ref().filter(|_| !any_line);
        match (eligible, filter) {
            (None, filter) => filter,
            (Some(eligible), None) => Some(eligible.clone()),
            (Some(eligible), Some(filter)) => Some(Filter {
                cond: Cond::All(vec![eligible.cond.clone(), filter.cond]),
                text: format!("{}{}", eligible.text, filter.text),
            }),
        }
    }

    fn parts(&mut self, wire: &Condition, path: &Path<'_>, depth: usize) -> Vec<Cond> {
        let mut parts = Vec::new();
        if depth > crate::bounds::CONDITION_DEPTH {
            self.findings.error(
                Code::TooLarge,
                path,
                "conditions are nested too deep",
                format!("stay within {} levels", crate::bounds::CONDITION_DEPTH),
            );
            return parts;
        }
        let money = self.money_places;
        for (slot, names) in [(SKU, &wire.sku), (CATEGORY, &wire.category), (BRAND, &wire.brand)] {
            parts.extend(names.as_ref().map(|names| self.of_line(slot, names)));
        }
        if let Some(names) = &wire.tag {
            let set = self.set(names);
            parts.push(Cond::Test(Test::Tag { names: set, not: names.not }));
        }
        for (name, names) in &wire.attributes {
            let slot = self.tables.line_slot(name);
            parts.push(self.of_line(slot, names));
        }
        let mut bound = |this: &mut Self, range: &Option<Range>, key: &str, places: u8, test: fn(Bounds) -> Test| {
            if let Some(range) = range
                && let Some(bounds) = this.bounds(range, places, &path.key(key))
            {
                parts.push(Cond::Test(test(bounds)));
            }
        };
        bound(self, &wire.quantity, "quantity", QUANTITY_PLACES, Test::Quantity);
        bound(self, &wire.unit_price, "unitPrice", QUANTITY_PLACES, Test::UnitPrice);
        bound(self, &wire.amount, "amount", money, Test::Amount);
        bound(self, &wire.line_discount, "lineDiscount", money, Test::LineDiscount);
        if let Some(new_to) = &wire.new_to_account {
            let here = path.key("newToAccount");
            let slot = self.attribute_slot(new_to.by.as_deref());
            let reach = match &new_to.within {
                Some(length) => self.length(length, &here.key("within")).map(Reach::Rolling),
                None => Some(Reach::All),
            };
            if let Some(reach) = reach {
                let unit = if reach == Reach::All { Unit::Lifetime } else { Unit::Day };
                let extent = super::context::Extent { unit, reach, days: None };
                let counter = self.counter(Counted::ByAttribute(slot), None, extent, By::DAY);
                let by_value = self.read(counter, reach, View::ByValue);
                let orders = self.orders_so_far();
                parts.push(Cond::Test(Test::NewTo { slot, by_value, orders }));
            }
        }
        self.order_parts(wire, path, &mut parts);
        self.account_parts(wire, path, &mut parts);
        for (index, contains) in wire.contains.iter().enumerate() {
            let list = path.key("contains");
            let here = list.index(index);
            let lines = self.line_filter(&contains.lines, &here.key("lines"));
            let amount = contains.amount.as_ref().and_then(|r| self.bounds(r, money, &here.key("amount")));
            let quantity =
                contains.quantity.as_ref().and_then(|r| self.bounds(r, QUANTITY_PLACES, &here.key("quantity")));
            let count = contains.count.as_ref().and_then(|r| self.bounds(r, 0, &here.key("count")));
            let lines = Box::new(lines.flatten().map_or(Cond::All(Vec::new()), |f| f.cond));
            parts.push(Cond::Test(Test::Contains { lines, amount, quantity, count }));
        }
        for (index, history) in wire.history.iter().enumerate() {
            let list = path.key("history");
            let here = list.index(index);
            parts.extend(self.history(history, &here));
        }
        if let Some(streak) = &wire.streak {
            let here = path.key("streak");
            if streak.months == 0 {
                self.findings.error(
                    Code::OutOfRange,
                    &here.key("months"),
                    "a run of 0 months is none",
                    "write 2 or more",
                );
            } else {
                let extent = super::context::Extent { unit: Unit::Month, reach: Reach::Bucket, days: None };
                let counter = self.counter(Counted::Orders, None, extent, By::DAY);
                let (months, least) = (i64::from(streak.months), i64::from(streak.at_least.unwrap_or(1)));
                let run = self.read(counter, Reach::All, View::Run(least));
                let current = self.read(counter, Reach::Bucket, View::Sum);
                if least == 0 {
                    let message = "every month has 0 orders";
                    self.findings.error(Code::OutOfRange, &here.key("atLeast"), message, "write 1 or more");
                }
                parts.push(Cond::Test(Test::Streak { run, current, months, least }));
            }
        }
        for (index, inner) in wire.all.iter().enumerate() {
            parts.push(Cond::All(self.parts(inner, &path.key("all").index(index), depth.saturating_add(1))));
        }
        if !wire.any.is_empty() {
            let any = wire.any.iter().enumerate().map(|(index, inner)| {
                Cond::All(self.parts(inner, &path.key("any").index(index), depth.saturating_add(1)))
            });
            parts.push(Cond::Any(any.collect()));
        }
        if let Some(inner) = &wire.not {
            let inner = self.parts(inner, &path.key("not"), depth.saturating_add(1));
            parts.push(Cond::Not(Box::new(Cond::All(inner))));
        }
        parts
    }

    /// What is asked of one attribute of a line.
    fn of_line(&mut self, slot: u16, names: &LineMatch) -> Cond {
        Cond::Test(match names {
            LineMatch::Texts(names) => Test::Attribute { slot, names: self.set(names), not: names.not },
            LineMatch::Listed(of) => Test::Listed { slot, list: self.tables.list_slot(&of.list) },
        })
    }

    fn order_parts(&mut self, wire: &Condition, path: &Path<'_>, parts: &mut Vec<Cond>) {
        let Some(order) = &wire.order else { return };
        let here = path.key("order");
        let money = self.money_places;
        let numbers: [Limited<'_>; 4] = [
            (&order.amount, "amount", money, Test::OrderAmount),
            (&order.quantity, "quantity", QUANTITY_PLACES, Test::OrderQuantity),
            (&order.lines, "lines", 0, Test::OrderLines),
            (&order.categories, "categories", 0, Test::OrderCategories),
        ];
        for (range, key, places, test) in numbers {
            if let Some(range) = range
                && let Some(bounds) = self.bounds(range, places, &here.key(key))
            {
                parts.push(Cond::Test(test(bounds)));
            }
        }
        if let Some(number) = &order.number {
            if number.is == Some(0) || number.every == Some(0) || (number.is.is_none() && number.every.is_none()) {
                self.findings.error(
                    Code::OutOfRange,
                    &here.key("number"),
                    "orders are counted from 1",
                    "write {\"is\": 1} or {\"every\": 5}",
                );
            }
            let orders = self.orders_so_far();
            parts.push(Cond::Test(Test::OrderNumber {
                orders,
                is: number.is.map(i64::from),
                every: number.every.map(i64::from),
            }));
        }
        for (name, names) in &order.attributes {
            let slot = self.tables.order_slot(name);
            let set = self.set(names);
            parts.push(Cond::Test(Test::OrderAttribute { slot, names: set, not: names.not }));
        }
    }

    fn account_parts(&mut self, wire: &Condition, path: &Path<'_>, parts: &mut Vec<Cond>) {
        if let Some(account) = &wire.account {
            if let Some(names) = &account.id {
                let set = self.set(names);
                parts.push(Cond::Test(Test::AccountId { names: set, not: names.not }));
            }
            if let Some(tier) = &account.tier {
                self.tier_part(tier, &path.key("account").key("tier"), parts);
            }
            if let Some(pilot) = &account.pilot {
                parts.extend(self.pilot_part(pilot, &path.key("account").key("pilot")));
            }
            for (name, names) in &account.attributes {
                let slot = self.tables.account_slot(name);
                let set = self.set(names);
                parts.push(Cond::Test(Test::AccountAttribute { slot, names: set, not: names.not }));
            }
            if let Some(names) = &account.linked {
                parts.push(Cond::Test(Test::Linked { names: self.set(names), not: names.not }));
            }
            if let Some(names) = &account.plan {
                for name in &names.names {
                    self.known_plan(name, &path.key("account").key("plan"));
                }
                parts.push(Cond::Test(Test::Plan { names: self.set(names), not: names.not }));
            }
        }
        if let Some(person) = &wire.participant {
            for (of, names) in [(Of::Id, &person.id), (Of::Role, &person.role), (Of::Team, &person.team)] {
                if let Some(names) = names {
                    parts.push(Cond::Test(Test::Participant { of, names: self.set(names), not: names.not }));
                }
            }
        }
        if let Some(activity) = &wire.activity {
            if let Some(names) = &activity.r#type {
                let set = self.set(names);
                parts.push(Cond::Test(Test::ActivityType { names: set, not: names.not }));
            }
            if let Some(names) = &activity.subject {
                let set = self.set(names);
                parts.push(Cond::Test(Test::Subject { names: set, not: names.not }));
            }
            for (name, names) in &activity.attributes {
                let slot = self.tables.activity_slot(name);
                let set = self.set(names);
                parts.push(Cond::Test(Test::ActivityAttribute { slot, names: set, not: names.not }));
            }
        }
    }

    fn tier_part(&mut self, tier: &TierMatch, path: &Path<'_>, parts: &mut Vec<Cond>) {
        let wire = match tier {
            TierMatch::Levels(levels) => {
                for name in &levels.names {
                    self.known_level(name, path);
                }
                levels.clone()
            }
            TierMatch::AtLeast(least) => {
                self.known_level(&least.at_least, path);
                let ladder = self.levels.iter().find(|(id, _)| *id == least.at_least).map(|(_, ladder)| *ladder);
                let above = self.levels.iter().skip_while(|(id, _)| *id != least.at_least);
                let names = above.filter(|(_, l)| Some(*l) == ladder).map(|(id, _)| id.clone()).collect();
                Match { names, not: false }
            }
        };
        let names = self.set(&wire);
        parts.push(Cond::Test(Test::Level { names, not: wire.not }));
    }

    /// Says so where no ladder of the version has the level.
    pub(crate) fn known_level(&mut self, name: &str, path: &Path<'_>) -> bool {
        let known = self.levels.iter().any(|(id, _)| id == name);
        if !known {
            let all: Vec<&str> = self.levels.iter().map(|(id, _)| id.as_str()).collect();
            self.findings.error(
                Code::DanglingReference,
                path,
                format!("no tier has the level '{name}'"),
                did_you_mean(name, &all),
            );
        }
        known
    }

    /// The slot of a line attribute that is counted by.
    pub(crate) fn attribute_slot(&mut self, name: Option<&str>) -> u16 {
        match name.unwrap_or("category") {
            "sku" => SKU,
            "category" => CATEGORY,
            "brand" => BRAND,
            other => self.tables.line_slot(other),
        }
    }

    /// Both limits in units.
    pub(crate) fn bounds(&mut self, range: &Range, places: u8, path: &Path<'_>) -> Option<Bounds> {
        self.limits_of(range, places, false, path)
    }

    /// Both limits in units, or as places beside another count, of which there are two to each unit.
    pub(super) fn limits_of(&mut self, range: &Range, places: u8, beside: bool, path: &Path<'_>) -> Option<Bounds> {
        let mut units = |number: Option<Decimal>, key: &str| match number {
            Some(number) => {
                let units = self.units(number, places, &path.key(key));
                units.map(|units| Some(if beside { units.saturating_mul(2) } else { units }))
            }
            None => Some(None),
        };
        let at_least = units(range.at_least, "atLeast")?;
        let above = units(range.above, "above")?;
        let at_most = units(range.at_most, "atMost")?;
        let below = units(range.below, "below")?;
        let is = units(range.is, "is")?;
        let least = [at_least, above.map(|a| a.saturating_add(1)), is].into_iter().flatten().max();
        let most = [at_most, below.map(|b| b.saturating_sub(1)), is].into_iter().flatten().min();
        if least.is_none() && most.is_none() {
            self.findings.error(
                Code::MissingField,
                path,
                "nothing is asked of the number",
                "give atLeast, above, atMost, below or is",
            );
            return None;
        }
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            self.findings.error(Code::Contradiction, path, "no number can meet these limits", "widen them");
            return None;
        }
        Some(Bounds { least, most })
    }
}

/// Does every part of it look at a line?
pub(super) fn only_lines(cond: &Cond) -> bool {
    match cond {
        Cond::All(parts) | Cond::Any(parts) => parts.iter().all(only_lines),
        Cond::Not(inner) => only_lines(inner),
        Cond::Test(test) => test.of_line(),
    }
}

fn matched(name: &str, names: &Match) -> String {
    format!("{name}{}{}", if names.not { "!=" } else { "=" }, names.names.join("|"))
}

/// A choice of lines as text that is the same for the same choice: counters are told apart by it.
pub(super) fn canonical(wire: &Condition) -> String {
    let mut parts: Vec<String> = Vec::new();
    let fixed = [("sku", &wire.sku), ("category", &wire.category), ("brand", &wire.brand)];
    let mut named = |name: &str, names: &LineMatch| {
        parts.push(match names {
            LineMatch::Texts(names) => matched(name, names),
            LineMatch::Listed(of) => format!("{name}@{}", of.list),
        });
    };
    for (name, names) in fixed {
        if let Some(names) = names {
            named(name, names);
        }
    }
    if let Some(names) = &wire.tag {
        named("tag", &LineMatch::Texts(names.clone()));
    }
    for (name, names) in &wire.attributes {
        named(name, names);
    }
    let ranges = [
        ("quantity", &wire.quantity),
        ("unitPrice", &wire.unit_price),
        ("amount", &wire.amount),
        ("lineDiscount", &wire.line_discount),
    ];
    for (name, range) in ranges {
        let Some(range) = range else { continue };
        let limits =
            [(">=", range.at_least), (">", range.above), ("<=", range.at_most), ("<", range.below), ("=", range.is)];
        for (sign, limit) in limits {
            parts.extend(limit.map(|limit| format!("{name}{sign}{limit}")));
        }
    }
    if let Some(new) = &wire.new_to_account {
        let within = new.within.as_ref().map_or((None, None), |w| (w.days, w.months));
        let count = |n: Option<u32>| n.map_or(String::new(), |n| n.to_string());
        parts.push(format!("new={}/{}d{}m", new.by.as_deref().unwrap_or("category"), count(within.0), count(within.1)));
    }
    parts.extend(wire.all.iter().map(canonical));
    if !wire.any.is_empty() {
        let any: Vec<String> = wire.any.iter().map(canonical).collect();
        parts.push(format!("any({})", any.join(";")));
    }
    if let Some(not) = &wire.not {
        parts.push(format!("not{}", canonical(not)));
    }
    format!("{{{}}}", parts.join(","))
}
