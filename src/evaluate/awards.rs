//! Awards: what lines do not pay at once, what orders and activities run, and the currencies' own limits.

use super::plan::{Plan, plain};
use super::{Act, By, Facts, Match, Record, Room, Step, deferred, index, lines};
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::award::{Award, Pay, Picks, Scope};
use crate::rule::limits::CapPer;
use crate::rule::measure::{Adds, What};
use crate::rule::scale::BELOW;
use crate::rule::{Rule, Trigger};
use crate::wire::result::StepKind;

/// Runs every rule that the order itself or an activity runs, and pays what lines took note of.
pub(super) fn run(
    facts: &Facts<'_>,
    budgets: &[i64],
    plan: &Plan,
    room: &mut Room,
    steps: &mut dyn Record,
) -> Result<(), Refusal> {
    if facts.activity.is_some() {
        activity(facts, room)?;
    } else if !facts.lines_only {
        order(facts, plan, room, steps)?;
    }
    let multiplied = !room.multipliers.is_empty();
    let matched = std::mem::take(&mut room.matched);
    for found in &matched {
        let Some(rule) = facts.version.rules.get(index(found.rule)) else { continue };
        match &rule.pay {
            Pay::Award(award) if plain(rule, award, multiplied) => match award.scope {
                Scope::Line | Scope::Unit => at_once(facts, rule, award, found, room, steps)?,
                Scope::Order if award.scale.is_fixed() => at_once(facts, rule, award, found, room, steps)?,
                Scope::Order => room.scoped.push(*found),
            },
            Pay::Award(_) | Pay::Multiplier(_) => room.deferred.push(*found),
            Pay::Period(_) | Pay::Discount(_) => {}
        }
    }
    room.matched = matched;
    if !room.scoped.is_empty() {
        over_the_order(facts, room, steps)?;
    }
    if !room.deferred.is_empty() {
        deferred::run(facts, budgets, room, steps)?;
    }
    currencies(facts, room, steps)
}

/// Do the rule's conditions on lines hold?
pub(crate) fn holds(rule: &Rule, facts: &Facts<'_>, at: usize) -> Result<bool, Refusal> {
    for cond in &rule.lines {
        if !cond.holds(facts, Some(at))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Does the rule count the line: is it eligible, and do the rule's conditions hold for it? The place behind the last
/// line stands for shipping, a line without attributes, quantity and price.
pub(crate) fn counts(rule: &Rule, facts: &Facts<'_>, at: usize) -> Result<bool, Refusal> {
    if !rule.any_line {
        for cond in &facts.version.eligible {
            if !cond.holds(facts, Some(at))? {
                return Ok(false);
            }
        }
    }
    holds(rule, facts, at)
}

/// The lines that the rule counts.
fn counted(rule: &Rule, facts: &Facts<'_>) -> Result<Vec<usize>, Refusal> {
    let mut lines = Vec::new();
    for at in 0..facts.cart.lines.len() {
        if counts(rule, facts, at)? {
            lines.push(at);
        }
    }
    Ok(lines)
}

/// Takes note of a rule that a line runs, to be paid after all lines are seen.
pub(super) fn note(facts: &Facts<'_>, at: u32, line: u32, room: &mut Room) -> Result<(), Refusal> {
    let Some(rule) = facts.version.rules.get(index(at)) else { return Ok(()) };
    match &rule.pay {
        Pay::Award(award) if award.scale.is_fixed() => {
            // The order pays once, whichever of its lines are the ones.
            if !facts.lines_only && room.is_new(at) {
                room.matched.push(Match { rule: at, line: None, base: 1 });
                room.unlined |= !rule.bonus;
            }
        }
        Pay::Award(award) => {
            let base = base_of(facts, award, index(line))?;
            // Goods that were never bought give back what lines pay, and no amounts of bands.
            if base != 0 && !(facts.lines_only && award.scale.pays_amounts()) {
                room.matched.push(Match { rule: at, line: Some(line), base });
            }
        }
        Pay::Multiplier(_) => {
            room.multipliers.push((at, line));
            room.matched.push(Match { rule: at, line: Some(line), base: 1 });
        }
        Pay::Period(_) | Pay::Discount(_) => {}
    }
    Ok(())
}

/// What a line contributes to an award, by its basis.
#[inline]
pub(crate) fn base_of(facts: &Facts<'_>, award: &Award, at: usize) -> Result<i64, Refusal> {
    if award.what != What::Amount {
        return Ok(facts.of_line(award.what, at));
    }
    let Some(line) = facts.cart.lines.get(at) else { return Ok(0) };
    let mut base = if award.basis.before_discounts { line.gross } else { line.net };
    if line.paid != 0 && facts.program.is_points(usize::from(award.unit)) {
        base = sub(base, line.paid)?.max(0);
    }
    if award.basis.with_tax {
        base = add(base, line.tax)?;
    }
    Ok(base)
}

/// Runs the rules of the order itself. What is the same for every order is paid at once, where nothing
/// that stands before it waits to be paid.
fn order(facts: &Facts<'_>, plan: &Plan, room: &mut Room, steps: &mut dyn Record) -> Result<(), Refusal> {
    for act in plan.of_order() {
        if let Some(slot) = act.own
            && facts.cart.order_measure(slot) == 0
        {
            continue;
        }
        let Some(rule) = facts.version.rules.get(index(act.rule)) else { continue };
        if act.gated && !room.open(act.rule, rule, facts)? {
            continue;
        }
        match act.fixed {
            Some(0) => {}
            Some(amount) if room.matched.is_empty() => {
                let (by, kind, unit) = (By::Rule(act.rule), StepKind::Award, act.unit);
                steps.step(Step { by, of: None, kind, unit, line: None, amount, base: 1 });
                let mut kept = amount;
                if act.capped {
                    kept = lines::cut(facts, rule, act.rule, unit, None, amount, room, steps)?;
                }
                if act.capped || act.counted {
                    room.use_up(act.rule, kept)?;
                }
                room.give(unit, None, kept)?;
            }
            Some(_) | None => {
                let base = order_base(facts, rule)?;
                if base != 0 {
                    room.matched.push(Match { rule: act.rule, line: None, base });
                    room.unlined |= !rule.bonus;
                    room.shipped |= matches!(&rule.pay, Pay::Award(award) if award.basis.with_shipping);
                }
            }
        }
    }
    if room.unlined { multipliers_of_the_order(facts, room) } else { Ok(()) }
}

/// Finds the multipliers of what no line gives: shipping, or an award of the order itself.
fn multipliers_of_the_order(facts: &Facts<'_>, room: &mut Room) -> Result<(), Refusal> {
    for at in &facts.version.multipliers {
        let Some(rule) = facts.version.rules.get(index(*at)) else { continue };
        let orders = matches!(rule.trigger, Trigger::Order | Trigger::Both);
        // One that asks of lines has no other place to look at than shipping's.
        let asked = |room: &Room| Ok(room.shipped && counts(rule, facts, facts.cart.lines.len())?);
        let runs = orders && (rule.lines.is_empty() || asked(room)?);
        if runs && room.open(*at, rule, facts)? {
            room.multipliers.push((*at, u32::MAX));
            room.matched.push(Match { rule: *at, line: None, base: 1 });
        }
    }
    Ok(())
}

/// What the order itself contributes to a rule.
fn order_base(facts: &Facts<'_>, rule: &Rule) -> Result<i64, Refusal> {
    let Pay::Award(award) = &rule.pay else { return Ok(0) };
    Ok(match award.what {
        _ if award.scale.is_fixed() => 1,
        What::Own(slot) => facts.cart.order_measure(slot),
        What::Amount if award.basis.with_shipping && counts(rule, facts, facts.cart.lines.len())? => {
            facts.cart.shipping
        }
        What::Orders => i64::from(rule.lines.is_empty() || !counted(rule, facts)?.is_empty()),
        What::Distinct(_) => facts.of_lines(award.what, counted(rule, facts)?)?,
        What::Amount
        | What::Quantity
        | What::Lines
        | What::Activities
        | What::Awarded(_)
        | What::Balance(_)
        | What::ActiveMonths
        | What::Tenure(_) => 0,
    })
}

/// Does an activity, or the day that came, run what has this trigger?
fn runs_on(trigger: &Trigger, act: &Act) -> bool {
    match (trigger, act.came) {
        (Trigger::Activities(types, not), None) => types.has(act.kind) != *not,
        (Trigger::Both, _) => true,
        (Trigger::Came(one), Some(other)) => *one == other,
        (Trigger::Activities(..) | Trigger::Order | Trigger::PeriodEnd, _) | (Trigger::Came(_), None) => false,
    }
}

/// Finds the rules that an activity runs.
fn activity(facts: &Facts<'_>, room: &mut Room) -> Result<(), Refusal> {
    let Some(act) = facts.activity else { return Ok(()) };
    for at in &facts.version.by_period {
        let rule = facts.version.rules.get(*at).filter(|rule| facts.standing.holds(rule.held));
        let Some(Pay::Period(pay)) = rule.map(|rule| &rule.pay) else { continue };
        let counter = facts.program.tables.counters.get(pay.base);
        if let Some(counter) = counter.filter(|counter| counter.of_activities()) {
            let base = facts.contribution(counter)?;
            if base != 0 {
                room.accrue(u32::try_from(*at).unwrap_or(u32::MAX), base)?;
            }
        }
    }
    for at in &facts.version.by_activity {
        let Some(rule) = facts.version.rules.get(*at) else { continue };
        if !runs_on(&rule.trigger, act) {
            continue;
        }
        // A rule about lines has nothing to hold on to in an activity.
        if !rule.lines.is_empty() {
            continue;
        }
        let at = u32::try_from(*at).unwrap_or(u32::MAX);
        if !room.open(at, rule, facts)? {
            continue;
        }
        match &rule.pay {
            Pay::Award(award) => {
                let base = match award.what {
                    _ if award.scale.is_fixed() => 1,
                    What::Quantity => act.quantity,
                    What::Activities => 1,
                    What::Tenure(since) => facts.tenure(since),
                    What::Amount
                    | What::Own(_)
                    | What::Lines
                    | What::Orders
                    | What::Awarded(_)
                    | What::Balance(_)
                    | What::Distinct(_)
                    | What::ActiveMonths => 0,
                };
                if base != 0 {
                    room.matched.push(Match { rule: at, line: None, base });
                }
            }
            Pay::Multiplier(_) => {
                room.multipliers.push((at, 0));
                room.matched.push(Match { rule: at, line: None, base: 1 });
            }
            Pay::Period(_) | Pay::Discount(_) => {}
        }
    }
    Ok(())
}

/// Pays the awards that are rounded once over the order, rule by rule: points are spread over the lines, money stays the
/// order's.
fn over_the_order(facts: &Facts<'_>, room: &mut Room, steps: &mut dyn Record) -> Result<(), Refusal> {
    let mut scoped = std::mem::take(&mut room.scoped);
    let mut sharing = std::mem::take(&mut room.sharing);
    let place =
        |part: &Match| (u64::from(part.rule) << 32) | part.line.map_or(0, |line| u64::from(line).wrapping_add(1));
    if !scoped.is_sorted_by_key(place) {
        scoped = crate::map::sorted(scoped, place);
    }
    for parts in scoped.chunk_by(|one, other| one.rule == other.rule) {
        let Some(at) = parts.first().map(|part| part.rule) else { continue };
        let Some(rule) = facts.version.rules.get(index(at)) else { continue };
        let Pay::Award(award) = &rule.pay else { continue };
        if facts.program.is_points(usize::from(award.unit)) && !rule.limits.caps.is_empty() {
            // A cap cuts line by line: that is the longer way.
            room.deferred.extend_from_slice(parts);
            continue;
        }
        let base = parts.iter().try_fold(0, |sum, part| add(sum, part.base))?;
        let whole = Match { rule: at, line: None, base };
        if !facts.program.is_points(usize::from(award.unit)) {
            at_once(facts, rule, award, &whole, room, steps)?;
            continue;
        }
        let total = rounded(facts, rule, award, &whole)?;
        sharing.clear();
        sharing.extend(parts.iter().map(|part| part.base));
        crate::amounts::share_out(total, base, &mut sharing).or_overflow()?;
        for (part, amount) in parts.iter().zip(&sharing).filter(|(_, amount)| **amount != 0) {
            let (by, kind, unit, line) = (By::Rule(at), StepKind::Award, award.unit, part.line);
            steps.step(Step { by, of: None, kind, unit, line, amount: *amount, base: part.base });
            room.give(unit, line, *amount)?;
        }
        if total != 0 {
            room.use_up(at, total)?;
        }
    }
    room.scoped = scoped;
    room.sharing = sharing;
    Ok(())
}

/// An award on one base, rounded.
#[inline]
fn rounded(facts: &Facts<'_>, rule: &Rule, award: &Award, found: &Match) -> Result<i64, Refusal> {
    let levels = &facts.standing.levels;
    match award.scale.linear(levels) {
        Some(ratio) => ratio.apply(found.base, award.rounding).or_overflow(),
        None => {
            let basis = basis_of(facts, rule, award, std::slice::from_ref(found), found.base)?;
            award.scale.apply(found.base, basis, levels)?.round(award.rounding).or_overflow()
        }
    }
}

/// What picks the band for some parts of an award: their base, unless the award says otherwise.
pub(crate) fn basis_of(
    facts: &Facts<'_>,
    rule: &Rule,
    award: &Award,
    parts: &[Match],
    base: i64,
) -> Result<i64, Refusal> {
    match award.picks {
        None => Ok(base),
        Some(Picks::Past { reading, adds, against }) => picked(facts, reading, adds, against),
        Some(Picks::Order(what)) => facts.of_lines(what, counted(rule, facts)?),
        Some(Picks::Line(what)) => facts.of_lines(what, parts.iter().filter_map(|part| part.line).map(index)),
    }
}

/// A count of the past that picks a band, with what this order adds to it.
pub(crate) fn picked(
    facts: &Facts<'_>,
    reading: usize,
    adds: Option<Adds>,
    against: Option<usize>,
) -> Result<i64, Refusal> {
    let past = facts.read(reading)?;
    let count = match adds {
        Some(adds) => add(past, facts.adds(reading, adds)?)?,
        None => past,
    };
    let Some(against) = against.and_then(|at| facts.program.tables.against.get(at)) else { return Ok(count) };
    match facts.other_side(against, adds.is_some())? {
        Some(other) => against.place(count, other),
        None => Ok(BELOW),
    }
}

/// Pays a plain award: rounds it, caps it, records it.
#[inline]
fn at_once(
    facts: &Facts<'_>,
    rule: &Rule,
    award: &Award,
    found: &Match,
    room: &mut Room,
    steps: &mut dyn Record,
) -> Result<(), Refusal> {
    let amount = rounded(facts, rule, award, found)?;
    if amount == 0 {
        return Ok(());
    }
    let (by, kind, unit, line) = (By::Rule(found.rule), StepKind::Award, award.unit, found.line);
    steps.step(Step { by, of: None, kind, unit, line, amount, base: found.base });
    let kept = lines::cut(facts, rule, found.rule, unit, line, amount, room, steps)?;
    room.use_up(found.rule, kept)?;
    room.give(award.unit, found.line, kept)
}

/// The caps and the last rounding of each point currency.
fn currencies(facts: &Facts<'_>, room: &mut Room, steps: &mut dyn Record) -> Result<(), Refusal> {
    for (unit, currency) in facts.program.currencies.iter().enumerate() {
        let unit = u16::try_from(unit).unwrap_or(u16::MAX);
        let total = room.totals.units.get(usize::from(unit)).copied().unwrap_or(0);
        if total == 0 {
            continue;
        }
        let mut kept = total;
        let mut record = |kind, amount, base| {
            steps.step(Step { by: By::Currency(unit), of: None, kind, unit, line: None, amount, base });
        };
        for cap in &currency.caps {
            let before = match cap.per {
                CapPer::Line | CapPer::Order => 0,
                CapPer::Reading(reading) => facts.read(reading)?,
            };
            let left = sub(cap.most, before)?.max(0);
            if kept > left {
                record(StepKind::Cap, sub(left, kept)?, cap.most);
                kept = left;
            }
        }
        if let Some((mode, coarser)) = currency.total {
            let whole = crate::amounts::round_div(i128::from(kept), coarser, mode).or_overflow()?;
            let rounded = whole.checked_mul(coarser).or_overflow()?;
            if rounded != kept {
                record(StepKind::Rounding, sub(rounded, kept)?, kept);
            }
            kept = rounded;
        }
        if kept != total {
            room.give(unit, None, sub(kept, total)?)?;
        }
    }
    Ok(())
}
