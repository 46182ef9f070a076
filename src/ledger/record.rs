//! An order on record: what it held, and what the account's standing was, so that a return can evaluate the rest of
//! it again under the rules and the standing of its own day.

use super::points::{Given, Holder, Lot, Sharing};
use super::standing::Standing;
use crate::amounts::{Rounding, round_div};
use crate::evaluate::{Act, Cart, CartLine, Input, Noted, Past, Who};
use crate::map::Map;
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::{OrOverflow, Refusal, RefusalCode, sub};
use crate::time::{Date, Moment};
use crate::wire::state::{Consent, Person};
use std::sync::Arc;

/// An order on record.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub id: Arc<str>,
    pub at: Moment,
    pub version: Date,
    pub cart: Cart,
    /// The ids of its lines.
    pub ids: Vec<Sym>,
    /// What came back of each line, in millionths.
    pub returned: Vec<i64>,
    /// The account's attributes on that day.
    pub profile: Arc<Map<String, String>>,
    /// The account's lists on that day.
    pub lists: Arc<Map<String, Vec<String>>>,
    pub who: Who,
    /// What readings gave before it, where not zero.
    pub readings: Vec<(usize, i64)>,
    pub by_value: Noted,
    pub levels: Vec<Sym>,
    /// What had been carried over, by ladder and metric.
    pub carried: Vec<(usize, usize, i64)>,
    pub balances: Vec<i64>,
    /// What budgets had left, where it drew on any.
    pub budgets: Vec<i64>,
    /// What each holder was given by it. Accruals are not among it.
    pub awards: Vec<Given>,
    pub participant: Option<Arc<str>>,
    pub beneficiary: Option<Arc<str>>,
    /// The coalition partner where it happened.
    pub partner: Option<Arc<str>>,
    /// What the account let its people receive on that day, and what they had received before.
    pub consent: Option<Consent>,
    pub received: Map<Holder, i64>,
    /// The people of that day, and the accounts it was linked to.
    pub people: Arc<Map<String, Person>>,
    pub links: Arc<Map<String, String>>,
    /// Of an activity: what it was, and what was taken back of it.
    pub act: Option<Act>,
    pub reversed: i64,
    /// What a claim took of its fund.
    pub claimed: Vec<Lot>,
}

impl Record {
    /// What its awards are shared out by.
    pub(crate) fn sharing<'a>(&'a self, standing: &'a Standing) -> Sharing<'a> {
        Sharing { who: &self.who, standing, consent: self.consent.as_ref(), received: self.received.clone() }
    }

    /// What it is evaluated by once more: the version, standing and past of its own day.
    pub(super) fn input<'a>(
        &'a self,
        program: &'a Program,
        version: &'a Version,
        standing: &'a Standing,
        activity: Option<&'a Act>,
    ) -> Input<'a> {
        Input {
            program,
            version,
            standing,
            past: Past::Noted(&self.by_value),
            account: &self.who,
            activity,
            day: self.at.date(),
            budgets: &self.budgets,
            lines_only: false,
        }
    }

    /// The activity without what was taken back; `None` where nothing is left of it, or it is none.
    pub(crate) fn rest_of_act(&self) -> Option<Act> {
        let act = self.act.as_ref()?;
        let quantity = act.quantity.saturating_sub(self.reversed);
        (quantity > 0).then(|| Act { quantity, ..act.clone() })
    }

    /// The order without what came back; `None` where nothing is left of it.
    pub(crate) fn rest(&self, program: &Program) -> Result<Option<Cart>, Refusal> {
        let mut cart = self.cart.clone();
        for (at, _, amount) in &mut cart.measures {
            let gone = self.returned.get(*at).copied().unwrap_or(0);
            if let Some(line) = self.cart.lines.get(*at).filter(|_| gone != 0) {
                let left = i128::from(sub(line.quantity, gone)?);
                let product = i128::from(*amount).checked_mul(left).or_overflow()?;
                *amount = round_div(product, line.quantity.max(1), Rounding::HalfUp).or_overflow()?;
            }
        }
        for (line, gone) in cart.lines.iter_mut().zip(&self.returned).filter(|(_, gone)| **gone != 0) {
            *line = reduced(program, line, sub(line.quantity, *gone)?)?;
        }
        if cart.lines.iter().all(|line| line.quantity <= 0) {
            return Ok(None);
        }
        // What is paid with points shrinks with the goods.
        let worth = |lines: &[CartLine]| lines.iter().try_fold(0, |sum, line| crate::refusal::add(sum, line.gross));
        let (whole, left) = (worth(&self.cart.lines)?, worth(&cart.lines)?);
        if cart.paid_with_points != 0 && whole != 0 {
            let product = i128::from(cart.paid_with_points).checked_mul(i128::from(left)).or_overflow()?;
            cart.paid_with_points = round_div(product, whole, Rounding::HalfUp).or_overflow()?;
        }
        cart.attributes = keep(&cart.attributes, cart.stride, &cart.lines);
        let kept: Vec<usize> =
            cart.lines.iter().enumerate().filter(|(_, l)| l.quantity > 0).map(|(at, _)| at).collect();
        let place = |line: usize| kept.iter().position(|k| *k == line);
        cart.tags = cart.tags.iter().filter_map(|(l, t)| Some((place(*l)?, *t))).collect();
        cart.measures = cart.measures.iter().filter_map(|(l, m, n)| Some((place(*l)?, *m, *n))).collect();
        cart.lines.retain(|line| line.quantity > 0);
        Ok(Some(cart))
    }

    /// The standing it was evaluated by.
    pub(crate) fn standing(&self, program: &Program) -> Standing {
        let mut readings = vec![Some(0); program.tables.readings.len()];
        for (at, value) in &self.readings {
            if let Some(slot) = readings.get_mut(*at) {
                *slot = Some(*value);
            }
        }
        let (levels, balances) = (self.levels.clone(), self.balances.clone());
        let carried = self.carried.clone();
        let mut standing = Standing { readings, levels, balances, carried, ..Standing::default() };
        if let Some(version) = program.versions.iter().find(|version| version.from == self.version) {
            program.choose(version, &self.who, &mut standing, self.at.date(), true);
        }
        standing
    }
}

fn keep(attributes: &[Sym], stride: usize, lines: &[CartLine]) -> Vec<Sym> {
    let stride = stride.max(1);
    let kept = attributes.chunks(stride).zip(lines).filter(|(_, line)| line.quantity > 0);
    kept.flat_map(|(chunk, _)| chunk.iter().copied()).collect()
}

/// A line with fewer units: by price where there is one, in proportion where the amount was given.
fn reduced(program: &Program, line: &CartLine, left: i64) -> Result<CartLine, Refusal> {
    let share = |amount: i64| {
        let product = i128::from(amount).checked_mul(i128::from(left)).or_overflow()?;
        round_div(product, line.quantity.max(1), Rounding::HalfUp).or_overflow()
    };
    let before = crate::refusal::add(line.gross, line.own_discount)?;
    let own_discount = share(line.own_discount)?;
    let amount = match line.unit_price {
        Some(price) => program.line_amount(left, price).or_overflow()?,
        None => share(before)?,
    };
    Ok(CartLine {
        quantity: left,
        gross: sub(amount, own_discount)?.max(0),
        own_discount,
        tax: share(line.tax)?,
        ..*line
    })
}

impl Program {
    pub(crate) fn version_from(&self, day: Date) -> Result<usize, Refusal> {
        self.versions.iter().position(|v| v.from == day).ok_or_else(|| {
            Refusal::new(
                RefusalCode::NotInForce,
                format!("the version of {day}, by which the order was evaluated, is no longer in the program"),
                "keep the versions of the past in the document",
            )
        })
    }
}
