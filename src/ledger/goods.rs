//! Goods that come back: which lines of which orders on record they are.

use super::record::Record;
use super::state::State;
use crate::amounts::ONE_UNIT;
use crate::event::Back as Goods;
use crate::names::Sym;
use crate::refusal::{Refusal, RefusalCode};

/// Goods of a line on record that come back.
pub(super) struct Taken {
    pub order: usize,
    pub line: usize,
    pub quantity: i64,
}

/// Goods of which no purchase is found, and how many.
pub(super) type Unfound<'b> = (&'b Goods, i64);

/// Goods of an order that a return names.
pub(super) fn named(state: &State, order: &str, back: &[Goods]) -> Result<Vec<Taken>, Refusal> {
    let found = state.orders.iter().position(|r| r.id.as_ref() == order);
    let unknown = |what: String| {
        Refusal::new(
            RefusalCode::UnknownOrder,
            what,
            "look at the ids; an order past its return window is not on record",
        )
    };
    let at = found.ok_or_else(|| unknown(format!("no order '{order}' is on record")))?;
    let Some(record) = state.orders.get(at) else { return Ok(Vec::new()) };
    if back.is_empty() {
        let all = (0..record.cart.lines.len()).map(|line| Taken { order: at, line, quantity: left(record, line) });
        return Ok(all.filter(|t| t.quantity > 0).collect());
    }
    let mut taken: Vec<Taken> = Vec::new();
    for goods in back {
        let here = |line: usize| {
            let id = record.ids.get(line).copied().unwrap_or_default();
            let sku = record.cart.attribute(line, crate::compile::SKU);
            if goods.line == Sym::NONE { sku == goods.sku } else { id == goods.line }
        };
        let lines: Vec<usize> = (0..record.cart.lines.len()).filter(|line| here(*line)).collect();
        if lines.is_empty() {
            return Err(unknown(format!("the order '{order}' has no line '{}'", goods.name)));
        }
        let free = |line: usize, taken: &[Taken]| {
            taken.iter().filter(|t| t.line == line).fold(left(record, line), |sum, t| sum.saturating_sub(t.quantity))
        };
        let all: i64 = lines.iter().fold(0, |sum, line| sum.saturating_add(free(*line, &taken)));
        let mut need = goods.quantity.unwrap_or(all);
        if need > all || all == 0 {
            return Err(Refusal::new(
                RefusalCode::ReturnedTooMuch,
                format!(
                    "{} of '{}' come back, {} are left of the order",
                    crate::amounts::Decimal::new(need, 6),
                    goods.name,
                    crate::amounts::Decimal::new(all, 6)
                ),
                "look at the quantity, or at earlier returns of the order",
            ));
        }
        for line in lines {
            let quantity = need.min(free(line, &taken));
            if quantity > 0 {
                taken.push(Taken { order: at, line, quantity });
                need = need.saturating_sub(quantity);
            }
        }
    }
    Ok(taken)
}

/// Goods of the account's latest purchases, and what finds none.
pub(super) fn latest<'b>(
    state: &State,
    back: &'b [Goods],
    partner: Option<&str>,
) -> Result<(Vec<Taken>, Vec<Unfound<'b>>), Refusal> {
    let mut taken: Vec<Taken> = Vec::new();
    let mut unmatched = Vec::new();
    for goods in back {
        let mut need = goods.quantity;
        let there = |record: &Record| partner.is_none() || record.partner.as_deref() == partner;
        for (order, record) in state.orders.iter().enumerate().rev().filter(|(_, record)| there(record)) {
            for line in (0..record.cart.lines.len()).rev() {
                if record.cart.attribute(line, crate::compile::SKU) != goods.sku || need == Some(0) {
                    continue;
                }
                let gone = taken.iter().filter(|t| t.order == order && t.line == line);
                let free = gone.fold(left(record, line), |sum, t| sum.saturating_sub(t.quantity));
                if free <= 0 {
                    continue;
                }
                // Without a quantity, all of the latest purchase comes back.
                let quantity = need.unwrap_or(free).min(free);
                taken.push(Taken { order, line, quantity });
                need = Some(need.unwrap_or(free).saturating_sub(quantity));
            }
        }
        match need {
            Some(0) => {}
            Some(rest) => unmatched.push((goods, rest)),
            None => unmatched.push((goods, ONE_UNIT)),
        }
    }
    Ok((taken, unmatched))
}

pub(super) fn left(record: &Record, line: usize) -> i64 {
    let there = record.cart.lines.get(line).map_or(0, |l| l.quantity);
    there.saturating_sub(record.returned.get(line).copied().unwrap_or(0))
}
