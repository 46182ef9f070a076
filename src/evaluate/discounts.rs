//! Discounts: in document order, each on what is left, never below zero.

use super::{By, Cart, Facts, Input, Record, Step, Sums, awards, index, sum};
use crate::amounts::{ONE_UNIT, Ratio, Remainder, Rounding, round_div, spread};
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::Rule;
use crate::rule::award::{Discount, Pay, Picks};
use crate::rule::limits::CapPer;
use crate::rule::scale::Bands;
use crate::wire::result::StepKind;

/// The unit of steps that take money off: none of the units of award.
pub(crate) const DISCOUNT: u16 = u16::MAX;

/// Takes every discount off the cart's lines.
pub(super) fn apply(input: &Input<'_>, cart: &mut Cart, sums: Sums, steps: &mut dyn Record) -> Result<(), Refusal> {
    let by_line = &input.version.discounts;
    let mut rules: Vec<u32> = by_line.any.clone();
    for at in 0..cart.lines.len() {
        for slot in 0..3_u16 {
            rules.extend_from_slice(by_line.named(usize::from(slot), cart.attribute(at, slot)));
        }
    }
    crate::map::sort_few(&mut rules);
    rules.dedup();
    let mut sums = sums;
    let losers = losers(input, cart, sums, &rules)?;
    for at in rules {
        let Some(rule) = input.version.rules.get(index(at)) else { continue };
        let off = off_lines(input, cart, sums, rule)?;
        let mut taken = false;
        for (line, amount) in off.iter().enumerate() {
            let line_number = u32::try_from(line).unwrap_or(u32::MAX);
            if *amount == 0 || losers.contains(&(at, None)) || losers.contains(&(at, Some(line_number))) {
                continue;
            }
            let Some(there) = cart.lines.get_mut(line) else { continue };
            let base = there.net;
            there.net = sub(there.net, *amount)?;
            taken = true;
            steps.step(Step {
                by: By::Rule(at),
                of: None,
                kind: StepKind::Discount,
                unit: DISCOUNT,
                line: Some(line_number),
                amount: amount.checked_neg().or_overflow()?,
                base,
            });
        }
        if taken {
            sums = sum(cart)?;
        }
    }
    Ok(())
}

/// What a discount would take off each line, as the lines stand.
fn off_lines(input: &Input<'_>, cart: &Cart, sums: Sums, rule: &Rule) -> Result<Vec<i64>, Refusal> {
    let facts = input.facts(cart, sums);
    let mut off = vec![0_i64; cart.lines.len()];
    let Pay::Discount(discount) = &rule.pay else { return Ok(off) };
    if !super::is_open(rule, &rule.gates, &facts)? {
        return Ok(off);
    }
    let mut eligible = Vec::with_capacity(cart.lines.len());
    for at in 0..cart.lines.len() {
        eligible.push(awards::counts(rule, &facts, at)?);
    }
    let chosen = || eligible.iter().enumerate().filter(|(_, eligible)| **eligible).map(|(at, _)| at);
    match discount {
        Discount::Spread { amount, by_quantity, remainder } => {
            spread_off(cart, &eligible, *amount, *by_quantity, *remainder, &mut off)?;
        }
        Discount::Rate(rate) => share_off(cart, &eligible, *rate, &mut off)?,
        Discount::Bands { bands, picks: Picks::Past { reading, adds, against } } => {
            let picked = awards::picked(&facts, *reading, *adds, *against)?;
            share_off(cart, &eligible, rate_at(bands, picked), &mut off)?;
        }
        Discount::Bands { bands, picks: Picks::Order(what) } => {
            share_off(cart, &eligible, rate_at(bands, facts.of_lines(*what, chosen())?), &mut off)?;
        }
        Discount::Bands { picks: Picks::Line(_), .. }
        | Discount::EachUnit(_)
        | Discount::EachLine(_)
        | Discount::UnitPrice(_) => {
            for at in chosen() {
                let (Some(line), Some(off)) = (cart.lines.get(at), off.get_mut(at)) else { continue };
                *off = off_line(&facts, discount, at, line)?.clamp(0, line.net);
            }
        }
    }
    caps(rule, &mut off)?;
    Ok(off)
}

/// The rate of the band that `basis` reaches.
fn rate_at(bands: &Bands, basis: i64) -> Ratio {
    bands.reached(basis).and_then(|at| bands.bands.get(at)).map_or(Ratio::ZERO, |band| band.rate)
}

/// Takes one share off all lines: rounded once, and spread over them.
fn share_off(cart: &Cart, eligible: &[bool], rate: Ratio, off: &mut [i64]) -> Result<(), Refusal> {
    let nets = || cart.lines.iter().zip(eligible).map(|(line, eligible)| if *eligible { line.net } else { 0 });
    let total = rate.apply(nets().try_fold(0, add)?, Rounding::HalfUp).or_overflow()?;
    if total == 0 {
        return Ok(());
    }
    let weights: Vec<i64> = nets().collect();
    let shares = spread(total, &weights, Remainder::Largest).or_overflow()?;
    for ((share, net), off) in shares.into_iter().zip(weights).zip(off) {
        *off = share.min(net);
    }
    Ok(())
}

/// What is taken off one line by itself.
fn off_line(facts: &Facts<'_>, discount: &Discount, at: usize, line: &super::CartLine) -> Result<i64, Refusal> {
    match discount {
        Discount::Bands { bands, picks: Picks::Line(what) } => {
            rate_at(bands, facts.of_line(*what, at)).apply(line.net, Rounding::HalfUp).or_overflow()
        }
        Discount::EachUnit(amount) => {
            let product = i128::from(*amount).checked_mul(i128::from(line.quantity)).or_overflow()?;
            round_div(product, ONE_UNIT, Rounding::HalfUp).or_overflow()
        }
        Discount::EachLine(amount) => Ok(*amount),
        Discount::UnitPrice(price) => sub(line.net, facts.program.line_amount(line.quantity, *price).or_overflow()?),
        Discount::Rate(_) | Discount::Bands { .. } | Discount::Spread { .. } => Ok(0),
    }
}

/// Spreads an amount over the lines.
fn spread_off(
    cart: &Cart,
    eligible: &[bool],
    amount: i64,
    by_quantity: bool,
    remainder: Remainder,
    off: &mut [i64],
) -> Result<(), Refusal> {
    let weigh = |(line, eligible): (&super::CartLine, &bool)| match (*eligible, by_quantity) {
        (true, true) => line.quantity,
        (true, false) => line.net,
        (false, _) => 0,
    };
    let weights: Vec<i64> = cart.lines.iter().zip(eligible).map(weigh).collect();
    if weights.iter().all(|w| *w <= 0) {
        return Ok(());
    }
    // What a line cannot take is not given.
    let shares = spread(amount, &weights, remainder).or_overflow()?;
    for ((line, share), off) in cart.lines.iter().zip(shares).zip(off.iter_mut()) {
        *off = share.min(line.net);
    }
    Ok(())
}

fn caps(rule: &Rule, off: &mut [i64]) -> Result<(), Refusal> {
    for cap in &rule.limits.caps {
        let mut running = 0_i64;
        for off in off.iter_mut() {
            let most = match cap.per {
                CapPer::Line => cap.most,
                CapPer::Order | CapPer::Reading(_) => sub(cap.most, running)?.max(0),
            };
            *off = (*off).min(most);
            running = add(running, *off)?;
        }
    }
    Ok(())
}

/// The discounts that lose their group: judged by what each would take off first.
fn losers(input: &Input<'_>, cart: &Cart, sums: Sums, rules: &[u32]) -> Result<Vec<(u32, Option<u32>)>, Refusal> {
    let mut losers = Vec::new();
    for (group, terms) in input.version.groups.iter().enumerate() {
        let mut offers = Vec::new();
        for at in rules {
            let Some(rule) = input.version.rules.get(index(*at)) else { continue };
            if rule.limits.group == Some(group) && input.standing.holds(rule.held) {
                offers.push((*at, rule.limits.priority, off_lines(input, cart, sums, rule)?));
            }
        }
        if offers.len() < 2 {
            continue;
        }
        let lines = if terms.per_line { cart.lines.len() } else { 1 };
        for line in 0..lines {
            let place = terms.per_line.then_some(line);
            let mut best: Option<((i64, i64), u32)> = None;
            for (at, priority, off) in &offers {
                let takes = match place {
                    Some(line) => off.get(line).copied().unwrap_or(0),
                    None => off.iter().try_fold(0, |sum, n| add(sum, *n))?,
                };
                let rank = if terms.best { (takes, *priority) } else { (*priority, 0) };
                if takes > 0 && best.is_none_or(|(first, _)| rank > first) {
                    best = Some((rank, *at));
                }
            }
            let place = place.map(|line| u32::try_from(line).unwrap_or(u32::MAX));
            losers.extend(
                offers.iter().filter(|(at, ..)| best.is_none_or(|(_, won)| won != *at)).map(|(at, ..)| (*at, place)),
            );
        }
    }
    Ok(losers)
}

/// Spreads what is paid with points over the lines: it earns no points.
pub(super) fn pay_with_points(cart: &mut Cart) -> Result<(), Refusal> {
    let weights: Vec<i64> = cart.lines.iter().map(|line| line.net).collect();
    let shares = spread(cart.paid_with_points, &weights, Remainder::Largest).or_overflow()?;
    for (line, share) in cart.lines.iter_mut().zip(shares) {
        line.paid = share.min(line.net);
    }
    Ok(())
}
