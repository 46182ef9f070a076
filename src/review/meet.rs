//! What conditions ask for together: whether anything can meet them all, and what would.
//!
//! Only what is proven counts as a clash. What this cannot weigh is left open, and counts as met.

use super::Review;
use super::wish::{Choice, Number, Text, Wish};
use crate::amounts::{Decimal, QUANTITY_PLACES};
use crate::bounds;
use crate::names::{NameSet, Sym};
use crate::program::Program;
use crate::rule::condition::{Bounds, Cond, Test};
use crate::rule::measure::{Counted, View};

/// Why nothing can meet everything that is asked, as a sentence.
pub(super) type Clash = String;

/// Branches of `any` that are tried before a condition is left open.
const BRANCHES: usize = 200;

impl Review<'_> {
    /// Everything that these conditions ask together, for one line of one order or for one activity.
    pub(super) fn meet<'c>(
        &mut self,
        conds: impl IntoIterator<Item = &'c Cond>,
        levels: &[Vec<Sym>],
    ) -> Result<Wish, Clash> {
        let rest: Vec<(&Cond, bool)> = conds.into_iter().map(|cond| (cond, true)).collect();
        let mut branches = BRANCHES;
        let weigh = Weigh { program: self.program, ladders: levels };
        let (met, looks) = {
            let mut looks = 0;
            (weigh.all(Wish::default(), rest, &mut branches, &mut looks), looks)
        };
        self.work(looks);
        met
    }
}

struct Weigh<'p> {
    program: &'p Program,
    /// The levels of each ladder: an account stands on one of them.
    ladders: &'p [Vec<Sym>],
}

impl Weigh<'_> {
    fn all(
        &self,
        mut wish: Wish,
        mut rest: Vec<(&Cond, bool)>,
        branches: &mut usize,
        looks: &mut usize,
    ) -> Result<Wish, Clash> {
        while let Some((cond, holds)) = rest.pop() {
            *looks = looks.saturating_add(1);
            if *looks > bounds::TOGETHER {
                return Ok(wish);
            }
            match (cond, holds) {
                (Cond::Not(inner), holds) => rest.push((inner, !holds)),
                (Cond::All(parts), true) | (Cond::Any(parts), false) => {
                    rest.extend(parts.iter().rev().map(|part| (part, holds)));
                }
                (Cond::Any(parts), true) | (Cond::All(parts), false) => {
                    let mut clash = "an empty choice is never met".to_owned();
                    for part in parts {
                        let Some(left) = branches.checked_sub(1) else { return Ok(wish) };
                        *branches = left;
                        *looks = looks.saturating_add(rest.len());
                        if *looks > bounds::TOGETHER {
                            return Ok(wish);
                        }
                        let mut with = rest.clone();
                        with.push((part, holds));
                        let forked = wish.forked || parts.len() > 1;
                        match self.all(Wish { forked, ..wish.clone() }, with, branches, looks) {
                            Ok(met) => return Ok(met),
                            Err(why) => clash = why,
                        }
                    }
                    return Err(clash);
                }
                (Cond::Test(test), holds) => self.test(&mut wish, test, holds)?,
            }
        }
        self.together(&wish)?;
        Ok(wish)
    }

    fn test(&self, wish: &mut Wish, test: &Test, holds: bool) -> Result<(), Clash> {
        match test {
            Test::Attribute { slot, names, not } => self.text(wish, Text::Line(*slot), names, *not != holds),
            Test::OrderAttribute { slot, names, not } => self.text(wish, Text::Order(*slot), names, *not != holds),
            Test::AccountAttribute { slot, names, not } => self.text(wish, Text::Account(*slot), names, *not != holds),
            Test::ActivityAttribute { slot, names, not } => {
                self.text(wish, Text::Activity(*slot), names, *not != holds)
            }
            Test::AccountId { names, not } => self.text(wish, Text::AccountId, names, *not != holds),
            Test::ActivityType { names, not } => self.text(wish, Text::Type, names, *not != holds),
            Test::Subject { names, not } => self.text(wish, Text::Subject, names, *not != holds),
            Test::Tag { names, not } => {
                if *not == holds {
                    wish.no_tags.push(names.clone())
                } else {
                    wish.tags.push(names.clone())
                }
                Ok(())
            }
            Test::Level { names, not } => {
                if *not == holds {
                    wish.no_levels.extend(names.iter());
                } else {
                    wish.levels.push(names.iter().collect());
                }
                Ok(())
            }
            Test::Quantity(bounds) => self.number(wish, Number::Quantity, *bounds, holds),
            Test::UnitPrice(bounds) => self.number(wish, Number::UnitPrice, *bounds, holds),
            Test::Amount(bounds) => self.number(wish, Number::Amount, *bounds, holds),
            Test::LineDiscount(bounds) => self.number(wish, Number::LineDiscount, *bounds, holds),
            Test::OrderAmount(bounds) => self.number(wish, Number::OrderAmount, *bounds, holds),
            Test::OrderQuantity(bounds) => self.number(wish, Number::OrderQuantity, *bounds, holds),
            Test::OrderLines(bounds) => self.number(wish, Number::OrderLines, *bounds, holds),
            Test::OrderCategories(bounds) => self.number(wish, Number::OrderCategories, *bounds, holds),
            Test::History { reading, include, bounds, .. } => {
                self.number(wish, Number::Past(*reading, *include), *bounds, holds)
            }
            Test::OrderNumber { is, every, .. } if holds => {
                if let (Some(is), Some(other)) = (*is, wish.number)
                    && is != other
                {
                    return Err(format!("an order is not number {is} and number {other} at once"));
                }
                wish.number = is.or(wish.number);
                wish.every.extend(every.iter());
                Ok(())
            }
            Test::NewTo { .. } if holds => {
                wish.later = true;
                Ok(())
            }
            Test::Streak { months, least, .. } if holds => {
                wish.streak = wish.streak.max(Some(months.saturating_mul(*least)));
                Ok(())
            }
            Test::Contains { lines, amount, quantity, .. } if holds => {
                let least = |bounds: &Option<Bounds>| bounds.and_then(|b| b.least).unwrap_or(0);
                wish.contains.push(((**lines).clone(), least(amount), least(quantity)));
                Ok(())
            }
            // Nothing is proven of what the host knows of the account, and of lots.
            Test::Listed { .. }
            | Test::Linked { .. }
            | Test::Plan { .. }
            | Test::Participant { .. }
            | Test::Pilot { .. } => Ok(()),
            Test::OrderNumber { .. } | Test::NewTo { .. } | Test::Streak { .. } | Test::Contains { .. } => Ok(()),
        }
    }

    fn text(&self, wish: &mut Wish, of: Text, names: &NameSet, among: bool) -> Result<(), Clash> {
        let at = match wish.texts.iter().position(|choice| choice.of == of) {
            Some(at) => at,
            None => {
                wish.texts.push(Choice { of, among: None, but: Vec::new() });
                wish.texts.len().saturating_sub(1)
            }
        };
        let Some(choice) = wish.texts.get_mut(at) else { return Ok(()) };
        if among {
            let left: Vec<Sym> = match &choice.among {
                Some(known) => known.iter().copied().filter(|name| names.has(*name)).collect(),
                None => names.iter().collect(),
            };
            if let (Some(known), true) = (&choice.among, left.is_empty()) {
                let asked: Vec<Sym> = names.iter().collect();
                let (one, other) = (self.names(known), self.names(&asked));
                return Err(format!("no {} is {one} and {other} at once", self.name_of(of)));
            }
            choice.among = Some(left);
        } else {
            choice.but.push(names.clone());
        }
        match &choice.among {
            Some(among) if among.iter().all(|name| choice.rules_out(*name)) => {
                Err(format!("the {} {} is asked for, and ruled out", self.name_of(of), self.names(among)))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn names(&self, names: &[Sym]) -> String {
        let texts: Vec<_> = names.iter().filter_map(|name| self.program.names.text(*name)).collect();
        let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
        super::texts::names(&texts)
    }

    fn number(&self, wish: &mut Wish, of: Number, bounds: Bounds, holds: bool) -> Result<(), Clash> {
        let asked = if holds {
            bounds
        } else {
            // What must lie outside of both limits is left open.
            match (bounds.least, bounds.most) {
                (Some(least), None) => Bounds { least: None, most: Some(least.saturating_sub(1)) },
                (None, Some(most)) => Bounds { least: Some(most.saturating_add(1)), most: None },
                (Some(_), Some(_)) | (None, None) => return Ok(()),
            }
        };
        let known = wish.numbers.iter_mut().find(|(known, _)| *known == of);
        let both = match known {
            Some((_, known)) => {
                known.least = known.least.max(asked.least);
                known.most = match (known.most, asked.most) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
                *known
            }
            None => {
                wish.numbers.push((of, asked));
                asked
            }
        };
        self.between(of, both)
    }

    fn between(&self, of: Number, bounds: Bounds) -> Result<(), Clash> {
        if let (Some(least), Some(most)) = (bounds.least, bounds.most)
            && least > most
        {
            let (least, most) = (self.number_text(of, least), self.number_text(of, most));
            return Err(format!("no {} is {least} or more and {most} or less at once", self.number_name(of)));
        }
        Ok(())
    }

    /// What only shows when everything that is asked is known.
    fn together(&self, wish: &Wish) -> Result<(), Clash> {
        for (part, whole, what) in
            [(Number::Amount, Number::OrderAmount, "amount"), (Number::Quantity, Number::OrderQuantity, "quantity")]
        {
            let most = wish.bounds(whole).and_then(|b| b.most);
            let held = wish.contains.iter().map(
                |(_, amount, quantity)| {
                    if part == Number::Amount { *amount } else { *quantity }
                },
            );
            let least = wish.bounds(part).and_then(|b| b.least).into_iter().chain(held).max();
            if let (Some(least), Some(most)) = (least, most)
                && least > most
            {
                let (least, most) = (self.number_text(part, least), self.number_text(part, most));
                return Err(format!("a part with {what} {least} is asked for, in an order of {most} at most"));
            }
        }
        for tags in &wish.tags {
            let ruled_out = |tag: Sym| wish.no_tags.iter().any(|no| no.has(tag));
            if tags.iter().all(ruled_out) {
                return Err("a tag is asked for, and ruled out".into());
            }
        }
        self.levels(wish)?;
        self.orders(wish)
    }

    fn levels(&self, wish: &Wish) -> Result<(), Clash> {
        let left: Vec<Vec<Sym>> = wish
            .levels
            .iter()
            .map(|any| any.iter().copied().filter(|level| !wish.no_levels.contains(level)).collect())
            .collect();
        if left.iter().any(Vec::is_empty) {
            return Err("a level is asked for, and ruled out".into());
        }
        let ladder = |level: &Sym| self.ladders.iter().position(|levels| levels.contains(level));
        let fit = |one: &Sym, other: &Sym| one == other || ladder(one) != ladder(other);
        for (at, one) in left.iter().enumerate() {
            for other in left.iter().skip(at.saturating_add(1)) {
                if !one.iter().any(|one| other.iter().any(|other| fit(one, other))) {
                    let (one, other) = (self.names(one), self.names(other));
                    return Err(format!("an account on {one} is not on {other} at once"));
                }
            }
        }
        Ok(())
    }

    /// What an order's number says of the past.
    fn orders(&self, wish: &Wish) -> Result<(), Clash> {
        let Some(number) = wish.number else { return Ok(()) };
        if wish.every.iter().any(|every| number.checked_rem(*every) != Some(0)) {
            return Err(format!("order number {number} is none of those that are asked for"));
        }
        if number == 1 && (wish.later || wish.streak.is_some_and(|orders| orders > 1)) {
            return Err("an account's first order has no earlier one".into());
        }
        let tables = &self.program.tables;
        for (of, bounds) in &wish.numbers {
            let Number::Past(reading, include) = of else { continue };
            let Some(reading) = tables.readings.get(*reading) else { continue };
            let of_orders = tables.counters.get(reading.counter).is_some_and(|c| matches!(c.counted, Counted::Orders));
            let counts = matches!(reading.view, View::Sum | View::Active);
            let most = if *include { number } else { number.saturating_sub(1) };
            if of_orders && counts && bounds.least.is_some_and(|least| least > most) {
                return Err(format!("with order number {number} no more than {most} can be counted"));
            }
        }
        Ok(())
    }

    fn name_of(&self, of: Text) -> String {
        let tables = &self.program.tables;
        let name = |list: &[String], at: u16| format!("'{}'", list.get(usize::from(at)).map_or("", String::as_str));
        match of {
            Text::Line(slot) => tables.line_attributes.get(usize::from(slot)).map_or_else(String::new, Clone::clone),
            Text::Order(slot) => format!("order's {}", name(&tables.order_attributes, slot)),
            Text::Account(slot) => format!("account's {}", name(&tables.account_attributes, slot)),
            Text::Activity(slot) => format!("activity's {}", name(&tables.activity_attributes, slot)),
            Text::AccountId => "account's id".into(),
            Text::Type => "activity's type".into(),
            Text::Subject => "subject".into(),
        }
    }

    fn number_text(&self, of: Number, number: i64) -> String {
        let places = match of {
            Number::Quantity | Number::UnitPrice | Number::OrderQuantity => QUANTITY_PLACES,
            Number::Amount | Number::LineDiscount | Number::OrderAmount => {
                return Decimal::text(number, self.program.money_places);
            }
            Number::OrderLines | Number::OrderCategories => 0,
            Number::Past(reading, _) => {
                let tables = &self.program.tables;
                let counter = tables.readings.get(reading).and_then(|r| tables.counters.get(r.counter));
                counter.map_or(0, |counter| counter.places)
            }
        };
        super::texts::trimmed(number, places)
    }

    fn number_name(&self, of: Number) -> &'static str {
        match of {
            Number::Quantity => "quantity",
            Number::UnitPrice => "unit price",
            Number::Amount => "amount",
            Number::LineDiscount => "discount of a line",
            Number::OrderAmount => "amount of an order",
            Number::OrderQuantity => "quantity of an order",
            Number::OrderLines => "number of lines",
            Number::OrderCategories => "number of categories",
            Number::Past(..) => "count of the past",
        }
    }
}
