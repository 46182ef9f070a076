//! Orders made to try a rule with, and what the engine makes of them.

use super::wish::{Number, Text, Wish};
use super::{Review, Terms};
use crate::amounts::{Decimal, ONE_UNIT, QUANTITY_PLACES, Ratio, Rounding};
use crate::evaluate::By;
use crate::findings::Findings;
use crate::ledger::{Draft, Shared, TierStanding};
use crate::map::Map;
use crate::names::Sym;
use crate::rule::award::Pay;
use crate::time::Date;
use crate::wire::activity::{Order, OrderLine};
use crate::wire::event::Event;
use crate::wire::result::StepKind;
use std::sync::Arc;

/// How much the order is of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Size {
    /// One line of this amount, in minor units, and one unit.
    Amount(i64),
    /// One line of so many units, in millionths, at 10.00 each.
    Units(i64),
}

/// What came of an order.
pub(super) struct Seen {
    pub draft: Draft,
}

impl Seen {
    /// What a rule itself gave in its unit; none where it did nothing.
    pub(super) fn gave(&self, rule: usize) -> Option<i64> {
        let by = u32::try_from(rule).ok().map(By::Rule)?;
        let mut steps = self.draft.steps.iter().filter(|step| step.by == by).peekable();
        steps.peek()?;
        steps.map(|step| step.amount).try_fold(0_i64, i64::checked_add)
    }

    /// Did a limit take anything from what a rule gave?
    pub(super) fn was_cut(&self, rule: usize) -> bool {
        let by = u32::try_from(rule).ok().map(By::Rule);
        self.draft.steps.iter().any(|step| Some(step.by) == by && step.kind == StepKind::Cap)
    }

    pub(super) fn total(&self, unit: u16) -> i64 {
        self.draft.totals.units.get(usize::from(unit)).copied().unwrap_or(0)
    }

    pub(super) fn net(&self) -> i64 {
        self.draft.totals.net
    }
}

impl Review<'_> {
    /// What an order of this size does that is made as a wish asks, for a new account on this day. None where the
    /// order cannot be made, or the engine refuses it.
    pub(super) fn try_order(&mut self, terms: Terms<'_>, wish: &Wish, day: Date, size: Size) -> Option<Seen> {
        if !self.work(terms.version.rules.len().saturating_add(100)) {
            return None;
        }
        let order = self.order(wish, day, size)?;
        let mut state = self.program.fresh(&self.account_id(wish));
        let mut attributes = Map::new();
        for choice in &wish.texts {
            if let (Text::Account(slot), Some(name)) = (choice.of, self.chosen(wish, choice.of)) {
                attributes.insert(self.program.tables.account_attributes.get(usize::from(slot))?.clone(), name);
            }
        }
        state = self.program.with_attributes(&state, attributes).ok()?;
        for any in &wish.levels {
            let level = any.iter().copied().find(|level| !wish.no_levels.contains(level))?;
            let ladder = terms.version.ladders.iter().find(|ladder| ladder.place(level).is_some())?;
            let standing = TierStanding { level, since: day, ..TierStanding::default() };
            state.tiers.insert(ladder.text.clone(), standing);
        }
        let event = self.program.resolve(Arc::new(Event::Order(order)), &mut Findings::default())?;
        let draft = self.program.evaluated(&state, &Shared::default(), &event, &mut self.room).ok()?;
        Some(Seen { draft })
    }

    fn name(&self, name: Sym) -> Option<String> {
        self.program.names.text(name).map(|text| text.to_string())
    }

    /// The first name that a text may be, where it must be one.
    fn chosen(&self, wish: &Wish, of: Text) -> Option<String> {
        wish.among(of).and_then(|among| self.name(*among.first()?))
    }

    fn account_id(&self, wish: &Wish) -> String {
        self.chosen(wish, Text::AccountId).unwrap_or_else(|| "tried".into())
    }

    fn order(&self, wish: &Wish, day: Date, size: Size) -> Option<Order> {
        let places = self.program.money_places;
        let mut line = OrderLine::default();
        let mut attributes = Map::new();
        for choice in &wish.texts {
            let Some(name) = self.chosen(wish, choice.of) else { continue };
            match choice.of {
                Text::Line(slot) => {
                    let key = self.program.tables.line_attributes.get(usize::from(slot))?;
                    match key.as_str() {
                        "sku" => line.sku = Some(name),
                        "category" => line.category = Some(name),
                        "brand" => line.brand = Some(name),
                        _ => {
                            line.attributes.insert(key.clone(), name);
                        }
                    }
                }
                Text::Order(slot) => {
                    attributes.insert(self.program.tables.order_attributes.get(usize::from(slot))?.clone(), name);
                }
                Text::Account(_) | Text::AccountId => {}
                Text::Activity(_) | Text::Type | Text::Subject => return None,
            }
        }
        for tags in &wish.tags {
            let tag = tags.iter().find(|tag| !wish.no_tags.iter().any(|no| no.has(*tag)))?;
            line.tags.push(self.name(tag)?);
        }
        match size {
            Size::Amount(amount) => {
                let units = wish.bounds(Number::Quantity).and_then(|b| b.least).unwrap_or(ONE_UNIT).max(ONE_UNIT);
                line.quantity = Some(Decimal::new(units, QUANTITY_PLACES));
                // A condition on the price of one asks for one.
                if wish.bounds(Number::UnitPrice).is_some() {
                    let minor = crate::amounts::ten_to(places)?;
                    let price = i128::from(amount)
                        .checked_mul(1_000_000_000_000)?
                        .checked_div(i128::from(minor).checked_mul(i128::from(units))?)?;
                    line.unit_price = Some(Decimal::new(i64::try_from(price).ok()?, QUANTITY_PLACES));
                } else {
                    line.amount = Some(Decimal::new(amount, places));
                }
            }
            Size::Units(units) => {
                line.quantity = Some(Decimal::new(units, QUANTITY_PLACES));
                line.unit_price = Some(Decimal::new(10, 0));
            }
        }
        let at = day.midnight();
        Some(Order { id: "tried".into(), at, lines: vec![line], attributes, ..Order::default() })
    }

    /// What a wish asks of the order's only line: what it must contain, its line must be.
    pub(super) fn in_one_line(&mut self, terms: Terms<'_>, conds: Vec<&crate::rule::condition::Cond>) -> Option<Wish> {
        let levels = terms.ladder_levels();
        let mut wish = self.meet(conds.iter().copied(), &levels).ok()?;
        if !wish.contains.is_empty() {
            let held = wish.contains.clone();
            let with = conds.iter().copied().chain(held.iter().map(|(lines, ..)| lines));
            wish = self.meet(with, &levels).ok()?;
        }
        Some(wish)
    }

    /// The least and the most that an order's amount may be for a wish, in minor units.
    pub(super) fn amounts(&self, wish: &Wish) -> (i64, i64) {
        let both = [Number::Amount, Number::OrderAmount].map(|of| wish.bounds(of));
        let held = wish.contains.iter().map(|(_, amount, _)| *amount);
        let least = both.iter().flatten().filter_map(|b| b.least).chain(held).max().unwrap_or(1).max(1);
        let most = both.iter().flatten().filter_map(|b| b.most).min().unwrap_or(i64::MAX);
        (least, most)
    }

    /// What so many units of a point currency are worth, in minor units of money.
    pub(super) fn worth_of(&self, unit: u16, amount: i64) -> Option<i64> {
        let at = usize::from(unit);
        let currency = self.program.currencies.get(at).filter(|_| self.program.is_points(at))?;
        currency.worth.and_then(|worth: Ratio| worth.apply(amount, Rounding::Floor))
    }

    /// Is what a rule pays bounded by a limit of its own?
    pub(super) fn is_limited(&self, terms: Terms<'_>, rule: usize) -> bool {
        terms.version.rules.get(rule).is_some_and(|rule| {
            super::limits::own_bounds(rule)
                || super::promises::is_once(rule)
                || matches!(&rule.pay, Pay::Period(pay) if pay.cap.is_some())
        })
    }
}
