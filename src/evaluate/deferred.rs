//! Awards that cannot be paid line by line: rounded over the order, multiplied, in a group, or drawn on a budget.

use super::awards::{basis_of, counts};
use super::groups::{Excluded, choose};
use super::{By, Facts, Match, Record, Room, Step, index};
use crate::amounts::{Exact, ONE_UNIT, Remainder, spread};
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::Rule;
use crate::rule::award::{Award, Multiplier, Pay, Picks, Scope};
use crate::rule::limits::CapPer;
use crate::wire::result::StepKind;

/// Pays the deferred rules in document order.
pub(super) fn run(facts: &Facts<'_>, budgets: &[i64], room: &mut Room, steps: &mut dyn Record) -> Result<(), Refusal> {
    let mut matches = std::mem::take(&mut room.deferred);
    matches = crate::map::sorted(matches, |m| {
        (u64::from(m.rule) << 32) | m.line.map_or(0, |l| u64::from(l).saturating_add(1))
    });
    let excluded = choose(facts, budgets, &matches, room)?;
    for parts in matches.chunk_by(|a, b| a.rule == b.rule) {
        let Some((at, rule)) = parts.first().and_then(|m| Some((m.rule, facts.version.rules.get(index(m.rule))?)))
        else {
            continue;
        };
        let Pay::Award(award) = &rule.pay else { continue };
        let parts: Vec<Match> = parts.iter().copied().filter(|m| !excluded.has(m.rule, m.line)).collect();
        if !parts.is_empty() {
            pay(facts, budgets, at, rule, award, &parts, &excluded, room, steps)?;
        }
    }
    room.deferred = matches;
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one award with everything it is limited by")]
fn pay(
    facts: &Facts<'_>,
    budgets: &[i64],
    at: u32,
    rule: &Rule,
    award: &Award,
    parts: &[Match],
    excluded: &Excluded,
    room: &mut Room,
    steps: &mut dyn Record,
) -> Result<(), Refusal> {
    let multipliers = acting_on(facts, at, rule, award, parts, excluded, room)?;
    let made = compute(facts, rule, award, parts, &multipliers)?;
    let mut kept = made.award;
    for (part, amount) in parts.iter().zip(&kept) {
        if *amount != 0 {
            let (kind, line) = (StepKind::Award, part.line);
            steps.step(Step {
                by: By::Rule(at),
                of: None,
                kind,
                unit: award.unit,
                line,
                amount: *amount,
                base: part.base,
            });
        }
    }
    for ((multiplier, _), mut deltas) in multipliers.iter().zip(made.added) {
        let Some(by) = facts.version.rules.get(index(*multiplier)) else { continue };
        // What caps have cut of earlier multipliers is not there to be taken.
        let sum = |list: &[i64]| list.iter().try_fold(0, |sum, amount| add(sum, *amount));
        if add(sum(&kept)?, sum(&deltas)?)? < 0 {
            deltas = kept.iter().map(|amount| amount.saturating_neg()).collect();
        }
        for (part, delta) in parts.iter().zip(&deltas) {
            if *delta != 0 {
                let (kind, line) = (StepKind::Multiplier, part.line);
                steps.step(Step {
                    by: By::Rule(*multiplier),
                    of: Some(at),
                    kind,
                    unit: award.unit,
                    line,
                    amount: *delta,
                    base: part.base,
                });
            }
        }
        limit(facts, budgets, (*multiplier, by, Some(at)), award.unit, parts, &mut deltas, room, steps)?;
        for (sum, delta) in kept.iter_mut().zip(&deltas) {
            *sum = add(*sum, *delta)?;
        }
    }
    limit(facts, budgets, (at, rule, None), award.unit, parts, &mut kept, room, steps)?;
    for (part, amount) in parts.iter().zip(&kept) {
        room.give(award.unit, part.line, *amount)?;
    }
    Ok(())
}

/// An award with what each multiplier adds, by part.
pub(super) struct Computed {
    pub award: Vec<i64>,
    pub added: Vec<Vec<i64>>,
}

/// A multiplier with the parts it acts on.
pub(super) type Acting<'a> = (u32, (&'a Multiplier, Vec<bool>));

/// The multipliers that act on an award, in document order.
pub(super) fn acting_on<'f>(
    facts: &Facts<'f>,
    at: u32,
    rule: &Rule,
    award: &Award,
    parts: &[Match],
    excluded: &Excluded,
    room: &Room,
) -> Result<Vec<Acting<'f>>, Refusal> {
    let mut acting: Vec<Acting<'f>> = Vec::new();
    if rule.bonus || !facts.program.is_points(usize::from(award.unit)) {
        return Ok(acting);
    }
    let of_shipping = award.basis.with_shipping && !award.scale.is_fixed();
    let mut ids: Vec<u32> = room.multipliers.iter().map(|(m, _)| *m).collect();
    crate::map::sort_few(&mut ids);
    ids.dedup();
    for id in ids {
        let Some(by) = facts.version.rules.get(index(id)) else { continue };
        let Pay::Multiplier(multiplier) = &by.pay else { continue };
        let targets = multiplier.rules.as_ref().is_none_or(|(names, not)| names.has(rule.id) != *not);
        let counted = multiplier.currency.is_none_or(|unit| unit == award.unit);
        if !targets || !counted || id == at {
            continue;
        }
        let mut hits: Vec<bool> = Vec::with_capacity(parts.len());
        for part in parts {
            let acts = match part.line {
                Some(line) => room.multipliers.contains(&(id, line)),
                None if of_shipping => counts(by, facts, facts.cart.lines.len())?,
                None => facts.activity.is_some() || by.lines.is_empty(),
            };
            hits.push(acts && !excluded.has(id, part.line));
        }
        if hits.contains(&true) {
            acting.push((id, (multiplier, hits)));
        }
    }
    Ok(acting)
}

/// Rounds an award and what multipliers add to it, over the order or part by part.
pub(super) fn compute(
    facts: &Facts<'_>,
    rule: &Rule,
    award: &Award,
    parts: &[Match],
    multipliers: &[Acting<'_>],
) -> Result<Computed, Refusal> {
    let mut made = Computed { award: Vec::with_capacity(parts.len()), added: vec![Vec::new(); multipliers.len()] };
    let each = if award.scope == Scope::Order && !award.scale.is_fixed() { parts.len().max(1) } else { 1 };
    // What the past or the whole order says is the same for every line.
    let known = match award.picks {
        Some(Picks::Past { .. } | Picks::Order(_)) => Some(basis_of(facts, rule, award, parts, 0)?),
        Some(Picks::Line(_)) | None => None,
    };
    for (chunk, parts) in parts.chunks(each).enumerate() {
        let first = chunk.saturating_mul(each);
        let whole = parts.iter().try_fold(0, |sum, part| add(sum, part.base))?;
        let basis = match known {
            Some(basis) => basis,
            None => basis_of(facts, rule, award, parts, whole)?,
        };
        one_rounding(facts, award, (parts, first), (whole, basis), multipliers, &mut made)?;
    }
    Ok(made)
}

fn one_rounding(
    facts: &Facts<'_>,
    award: &Award,
    (parts, first): (&[Match], usize),
    (whole, basis): (i64, i64),
    multipliers: &[Acting<'_>],
    made: &mut Computed,
) -> Result<(), Refusal> {
    let exact = award.scale.apply(whole, basis, &facts.standing.levels)?;
    let round = |exact: Exact| -> Result<i64, Refusal> {
        match (award.scope, parts.first().and_then(|p| p.line)) {
            (Scope::Unit, Some(line)) => by_unit(facts, award, exact, index(line)),
            _ => exact.round(award.rounding).or_overflow(),
        }
    };
    let weights: Vec<i64> = parts.iter().map(|p| p.base).collect();
    let mut total = round(exact)?;
    made.award.extend(spread(total, &weights, Remainder::Largest).or_overflow()?);
    let mut factors = vec![Exact::whole(1); parts.len()];
    for ((_, (multiplier, hits)), added) in multipliers.iter().zip(&mut made.added) {
        let more =
            Exact::new(i128::from(sub(multiplier.factor.num(), multiplier.factor.den())?), multiplier.factor.den())
                .or_overflow()?;
        let mut shares = Vec::with_capacity(parts.len());
        let mut weighed = Exact::ZERO;
        for (at, (part, factor)) in parts.iter().zip(&mut factors).enumerate() {
            let hit = hits.get(first.saturating_add(at)).copied().unwrap_or(false);
            if hit {
                *factor = if multiplier.compound {
                    factor.times(multiplier.factor).or_overflow()?
                } else {
                    // What multipliers below 1 take away is never more than is there.
                    let less = factor.plus(more).or_overflow()?;
                    if less.num() < 0 { Exact::ZERO } else { less }
                };
            }
            shares.push(if hit { part.base } else { 0 });
            let base = Exact::new(factor.num().checked_mul(i128::from(part.base)).or_overflow()?, factor.den());
            weighed = weighed.plus(base.or_overflow()?).or_overflow()?;
        }
        let with = if whole == 0 { total } else { round(exact.weighed(weighed, whole).or_overflow()?)? };
        added.extend(spread(sub(with, total)?, &shares, Remainder::Largest).or_overflow()?);
        total = with;
    }
    Ok(())
}

/// The award of one unit, rounded, times the units; a fraction of a unit at the end is rounded for itself.
fn by_unit(facts: &Facts<'_>, award: &Award, exact: Exact, line: usize) -> Result<i64, Refusal> {
    let quantity = facts.cart.lines.get(line).map_or(0, |l| l.quantity);
    if quantity <= 0 {
        return exact.round(award.rounding).or_overflow();
    }
    let part = |of: i64| -> Result<i64, Refusal> {
        let weight = Exact::whole(of);
        exact.weighed(weight, quantity).and_then(|e| e.round(award.rounding)).or_overflow()
    };
    let units = quantity.checked_div(ONE_UNIT).or_overflow()?;
    let rest = quantity.checked_rem(ONE_UNIT).or_overflow()?;
    let whole = if units > 0 { part(ONE_UNIT)?.checked_mul(units).or_overflow()? } else { 0 };
    add(whole, if rest > 0 { part(rest)? } else { 0 })
}

/// How much a rule may still pay in this evaluation, with the bound that says so.
pub(super) fn allowance(
    facts: &Facts<'_>,
    budgets: &[i64],
    at: u32,
    rule: &Rule,
    room: &Room,
) -> Result<Vec<(i64, i64)>, Refusal> {
    let mut left = Vec::new();
    for times in &rule.limits.times {
        if facts.paid_times(times)? >= times.most {
            left.push((0, times.most));
        }
    }
    for cap in &rule.limits.caps {
        let before = match cap.per {
            CapPer::Line => continue,
            CapPer::Order => room.used(at),
            CapPer::Reading(reading) => add(facts.read(reading)?, room.used(at))?,
        };
        left.push((sub(cap.most, before)?.max(0), cap.most));
    }
    if !rule.limits.once.is_empty() && facts.activity.is_none_or(|act| act.spent.contains(&rule.id)) {
        left.push((0, 1));
    }
    if let Some(fund) = rule.limits.from {
        let there = facts.standing.balances.get(usize::from(fund)).copied().unwrap_or(0).max(0);
        // Whatever else was paid from it by this event is gone.
        let rules = (0_u32..).zip(&facts.version.rules).filter(|(_, rule)| rule.limits.from == Some(fund));
        let used = rules.map(|(at, _)| room.used(at)).try_fold(0, add)?;
        left.push((sub(there, used)?.max(0), there));
    }
    if let Some(budget) = rule.limits.budget {
        let drawn = room.totals.drawn.iter().filter(|(b, _)| *b == budget).try_fold(0, |sum, (_, n)| add(sum, *n))?;
        let there = budgets.get(budget).copied().unwrap_or(0);
        left.push((sub(there, drawn)?.max(0), there));
    }
    Ok(left)
}

/// Cuts what a rule pays to its limits, in the order of the lines, and notes what it paid.
#[expect(clippy::too_many_arguments, reason = "one award with everything it is limited by")]
fn limit(
    facts: &Facts<'_>,
    budgets: &[i64],
    (at, rule, of): (u32, &Rule, Option<u32>),
    unit: u16,
    parts: &[Match],
    amounts: &mut [i64],
    room: &mut Room,
    steps: &mut dyn Record,
) -> Result<(), Refusal> {
    let mut cut = |amounts: &mut [i64], place: usize, to: i64, bound: i64| -> Result<(), Refusal> {
        let (Some(amount), Some(part)) = (amounts.get_mut(place), parts.get(place)) else { return Ok(()) };
        if *amount > to {
            let (by, kind, line) = (By::Rule(at), StepKind::Cap, part.line);
            steps.step(Step { by, of, kind, unit, line, amount: sub(to, *amount)?, base: bound });
            *amount = to;
        }
        Ok(())
    };
    let mut over = None;
    for cap in rule.limits.caps.iter().filter(|cap| cap.per == CapPer::Line) {
        for place in 0..parts.len() {
            if rule.limits.refuse && amounts.get(place).is_some_and(|a| *a > cap.most) {
                over = Some(cap.most);
            } else {
                cut(amounts, place, cap.most, cap.most)?;
            }
        }
    }
    for (left, bound) in allowance(facts, budgets, at, rule, room)? {
        let total = amounts.iter().try_fold(0, |sum, a| add(sum, *a))?;
        if rule.limits.refuse && total > left {
            over = Some(bound);
        }
        if over.is_some() {
            continue;
        }
        // The last lines lose first, until the sum is what is left; what multipliers made negative stays.
        let mut excess = sub(total, left)?.max(0);
        for place in (0..parts.len()).rev() {
            let amount = amounts.get(place).copied().unwrap_or(0);
            let taken = excess.min(amount.max(0));
            cut(amounts, place, sub(amount, taken)?, bound)?;
            excess = sub(excess, taken)?;
        }
    }
    if let Some(bound) = over {
        for place in 0..parts.len() {
            cut(amounts, place, 0, bound)?;
        }
    }
    let total = amounts.iter().try_fold(0, |sum, a| add(sum, *a))?;
    if total != 0 {
        room.use_up(at, total)?;
        if let Some(budget) = rule.limits.budget {
            room.totals.drawn.push((budget, total));
        }
    }
    Ok(())
}
