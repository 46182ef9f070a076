//! What follows from an order's awards: tiers reached, rebates and margins accrued.

use super::cart::{Act, Came, Cart};
use super::{By, Facts, Plan, Record, Room, Step, awards, counts_on, index, net};
use crate::ledger::Standing;
use crate::names::Sym;
use crate::program::Version;
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::against::Counts;
use crate::rule::award::{Pay, PeriodPay};
use crate::rule::measure::{Counted, What};
use crate::tier::Ladder;
use crate::time::Date;
use crate::wire::result::StepKind;

/// Where an account stands on a ladder before and after.
#[derive(Debug, Clone, Default)]
pub(crate) struct TierChange {
    pub ladder: usize,
    pub before: Option<usize>,
    pub after: Option<usize>,
    /// Metric values with this order.
    pub values: Vec<i64>,
}

/// What an order adds to a rebate or margin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Accrued {
    pub rule: u32,
    /// A day of the period it accrues in.
    pub day: Date,
    /// What was counted before, and is with the order.
    pub counts: (Counts, Counts),
    pub amount: (i64, i64),
}

pub(super) fn run(
    facts: &Facts<'_>,
    budgets: &[i64],
    plan: &mut Plan,
    room: &mut Room,
    steps: &mut dyn Record,
) -> Result<(), Refusal> {
    // An anniversary on which nothing is paid is no event.
    let idle = facts.activity.is_some_and(|act| act.came == Some(Came::Anniversary)) && room.touched.is_empty();
    for at in plan.ladders().iter().filter(|_| !idle) {
        let Some(ladder) = facts.version.ladders.get(*at) else { continue };
        let change = match own_units(facts, room)? {
            Some(units) => tier(facts, *at, ladder, &units)?,
            None => tier(facts, *at, ladder, &room.totals.units)?,
        };
        room.totals.tiers.extend(change);
    }
    let own = facts.activity.is_some_and(|act| act.came == Some(Came::TierChange));
    // Goods that nobody bought reached no level.
    if facts.version.tier_changes
        && !own
        && !facts.lines_only
        && room.totals.tiers.iter().any(|change| change.after > change.before)
    {
        levels_reached(facts, budgets, plan, room, steps)?;
    }
    // What accrues is booked when its period ends: no level is reached by it before.
    accruals(facts, plan, room, steps)?;
    // What a balance cannot hold is refused before it is posted.
    for (balance, total) in facts.standing.balances.iter().zip(&room.totals.units) {
        add(*balance, *total)?;
    }
    for rule in &room.touched {
        let used = match room.used.get(index(*rule)) {
            Some((stamp, used)) if *stamp == room.stamp => *used,
            _ => 0,
        };
        room.totals.paid.push((*rule, used));
    }
    Ok(())
}

/// What is awarded without what goes to other accounts: levels count what the account and its people get. None where
/// nothing goes elsewhere.
fn own_units(facts: &Facts<'_>, room: &Room) -> Result<Option<Vec<i64>>, Refusal> {
    if !facts.version.elsewhere {
        return Ok(None);
    }
    let mut units = room.totals.units.clone();
    for (at, rule) in (0_u32..).zip(&facts.version.rules) {
        let Pay::Award(award) = &rule.pay else { continue };
        if rule.elsewhere()
            && let Some(unit) = units.get_mut(usize::from(award.unit))
        {
            *unit = sub(*unit, room.used(at))?;
        }
    }
    Ok(Some(units))
}

/// Runs the rules of levels that are reached, by those levels: a condition on the tier asks which was reached.
fn levels_reached(
    facts: &Facts<'_>,
    budgets: &[i64],
    plan: &Plan,
    room: &mut Room,
    steps: &mut dyn Record,
) -> Result<(), Refusal> {
    let mut standing = facts.standing.clone();
    standing.levels.fill(Sym::NONE);
    for change in room.totals.tiers.iter().filter(|change| change.after > change.before) {
        let ladder = facts.version.ladders.get(change.ladder);
        if let (Some(slot), Some(ladder)) = (standing.levels.get_mut(change.ladder), ladder) {
            *slot = ladder.id(change.after);
        }
    }
    let act = Act { quantity: crate::amounts::ONE_UNIT, came: Some(Came::TierChange), ..Act::default() };
    let cart = Cart { invoiced: facts.cart.invoiced, ..Cart::default() };
    let reached = Facts {
        program: facts.program,
        version: facts.version,
        cart: &cart,
        sums: super::Sums::default(),
        activity: Some(&act),
        account: facts.account,
        standing: &standing,
        past: facts.past,
        day: facts.day,
        lines_only: false,
    };
    room.clear_found();
    awards::run(&reached, budgets, plan, room, steps)
}

/// The values of a ladder's metrics with what this order adds.
pub(crate) fn metric_values(facts: &Facts<'_>, at: usize, ladder: &Ladder, units: &[i64]) -> Result<Vec<i64>, Refusal> {
    let tables = &facts.program.tables;
    // What is awarded on a day that the counter does not count is not added either.
    let of = |reading: usize, unit: u16| {
        let counter = tables.readings.get(reading).and_then(|r| tables.counters.get(r.counter));
        let counts = counter.is_some_and(|counter| counts_on(counter, facts.day));
        if counts { units.get(usize::from(unit)).copied().unwrap_or(0) } else { 0 }
    };
    let mut values = Vec::with_capacity(ladder.metrics.len());
    for metric in &ladder.metrics {
        let mut value = match metric.what {
            What::Balance(unit) => {
                let at = usize::from(unit);
                let has = |list: &[i64]| list.get(at).copied().unwrap_or(0);
                add(has(&facts.standing.balances), has(units))?
            }
            What::Awarded(unit) => add(facts.read_metric(metric.reading)?, of(metric.reading, unit))?,
            What::Amount
            | What::Quantity
            | What::Own(_)
            | What::Lines
            | What::Orders
            | What::Activities
            | What::Distinct(_)
            | What::ActiveMonths
            | What::Tenure(_) => add(facts.read_metric(metric.reading)?, facts.adds(metric.reading, metric.adds)?)?,
        };
        if let Some(reading) = metric.value {
            let unit = tables.units.iter().position(|u| !u.is_points && u.id == "value");
            let unit = unit.and_then(|at| u16::try_from(at).ok());
            value = add(value, facts.read_metric(reading)?)?;
            value = add(value, unit.map_or(0, |unit| of(reading, unit)))?;
        }
        values.push(value);
    }
    for (_, metric, carried) in facts.standing.carried.iter().filter(|(of, ..)| *of == at) {
        if let Some(value) = values.get_mut(*metric) {
            *value = add(*value, *carried)?;
        }
    }
    Ok(values)
}

fn tier(facts: &Facts<'_>, at: usize, ladder: &Ladder, units: &[i64]) -> Result<Option<TierChange>, Refusal> {
    for gate in &ladder.gates {
        if !gate.holds(facts, None)? {
            return Ok(None);
        }
    }
    let values = metric_values(facts, at, ladder, units)?;
    let held = facts.standing.levels.get(at).copied().unwrap_or(Sym::NONE);
    let before = ladder.place(held);
    let earned = ladder.earned(&values);
    let after = match facts.standing.grants.iter().find(|(of, ..)| *of == at) {
        Some((_, own, granted)) => ladder.moved(ladder.place(*own), earned).max(ladder.place(*granted)),
        None => ladder.moved(before, earned),
    };
    Ok(Some(TierChange { ladder: at, before, after, values }))
}

fn accruals(facts: &Facts<'_>, plan: &mut Plan, room: &mut Room, steps: &mut dyn Record) -> Result<(), Refusal> {
    let mut after: Option<Standing> = None;
    let mut accruing = std::mem::take(&mut room.accruing);
    let own = accruing.len();
    // What is awarded by now; what accrues is not awarded before its period ends.
    let awarded = if facts.version.by_basis.is_empty() { Vec::new() } else { room.totals.units.clone() };
    for at in &facts.version.by_basis {
        // Of a rule that terms change, the definition that holds.
        let rule = facts.version.rules.get(index(*at)).filter(|rule| facts.standing.holds(rule.held));
        let Some(Pay::Period(pay)) = rule.map(|rule| &rule.pay) else { continue };
        let runs = facts.activity.is_none() || net::picked_by_awards(facts, pay);
        if runs && accruing.iter().all(|(rule, _)| rule != at) {
            accruing.push((*at, 0));
        }
    }
    for (place, (at, sum)) in accruing.iter().enumerate() {
        let Some(rule) = facts.version.rules.get(index(*at)) else { continue };
        let Pay::Period(pay) = &rule.pay else { continue };
        let Some(counter) = facts.program.tables.counters.get(pay.base) else { continue };
        if !counts_on(counter, facts.cart.invoiced) || facts.is_nobodys(counter) {
            continue;
        }
        // What is counted of activities is not counted of lines.
        let of_activities = matches!(counter.counted, Counted::Units(_));
        let adds = match pay.what {
            What::Amount | What::Quantity | What::Lines if !of_activities => *sum,
            What::Amount
            | What::Quantity
            | What::Lines
            | What::Own(_)
            | What::Orders
            | What::Activities
            | What::Awarded(_)
            | What::Balance(_)
            | What::Distinct(_)
            | What::ActiveMonths
            | What::Tenure(_) => facts.contribution(counter)?,
        };
        if of_activities && adds == 0 {
            continue;
        }
        let known = |reading: usize| facts.standing.readings.get(reading).copied().flatten();
        // An order of other lines asks nothing of a past that is not known.
        if place >= own && pay.counts(false, &known, &|_| None).is_none() {
            continue;
        }
        let before = facts.read(pay.reading)?;
        let base = (before, add(before, adds)?);
        let basis = match pay.picks {
            Some(reading) => {
                let before = facts.read(reading)?;
                let adds = add(facts.adds(reading, pay.adds)?, net::awarded_in(facts, reading, &awarded))?;
                (before, add(before, adds)?)
            }
            None => base,
        };
        let other = match &pay.against {
            Some(against) => (facts.other_side(against, false)?, facts.other_side(against, true)?),
            None => (None, None),
        };
        let mut counts = (
            Counts { base: base.0, basis: basis.0, other: other.0 },
            Counts { base: base.1, basis: basis.1, other: other.1 },
        );
        if !pay.net.is_empty() {
            let after = match &mut after {
                Some(after) => &*after,
                none => &*none.insert(net::advanced(facts, &awarded)?),
            };
            let entries = |list: u16| facts.account.entries(list);
            let net = |standing: &Standing| net::net_counts(facts.version, standing, &entries, *at);
            let (Some(was), Some(is)) = (net(facts.standing)?, net(after)?) else {
                // One of the readings is not there.
                for of in &pay.net {
                    facts.read(of.of.0).and_then(|_| facts.read(of.both.0))?;
                }
                continue;
            };
            counts = (was, is);
        }
        // An order of other lines, which move nothing here.
        if place >= own && counts.0 == counts.1 {
            continue;
        }
        let levels = facts.standing.levels_of(*at);
        let amount =
            (plan.accrued(*at, || period_amount(pay, counts.0, levels))?, period_amount(pay, counts.1, levels)?);
        let added = sub(amount.1, amount.0)?;
        room.totals.accruals.push(Accrued { rule: *at, day: facts.cart.invoiced, counts, amount });
        if added != 0 {
            let (by, unit) = (By::Rule(*at), pay.unit);
            steps.step(Step { by, of: None, kind: StepKind::Accrual, unit, line: None, amount: added, base: adds });
            room.give(unit, None, added)?;
        }
    }
    room.accruing = accruing;
    Ok(())
}

/// What a period's rule comes to on its counts: rounded once, minimum and cap applied, no guarantee.
pub(crate) fn period_amount(pay: &PeriodPay, counts: Counts, levels: &[Sym]) -> Result<i64, Refusal> {
    let Counts { base, basis, other } = counts;
    if base < pay.minimum || base <= 0 {
        return Ok(0);
    }
    let exact = match (&pay.against, other) {
        (None, _) => pay.scale.apply(base, basis, levels)?,
        // Nothing to stand beside, and no default: nothing is paid, and the outcome tells it.
        (Some(_), None) => return Ok(0),
        (Some(against), Some(other)) if pay.counts_beside => against.pays(&pay.scale, basis, other, levels)?,
        (Some(_), other @ Some(_)) => match pay.bands(other)? {
            Some(bands) => bands.apply(base, basis)?,
            None => pay.scale.apply(base, basis, levels)?,
        },
    };
    let amount = exact.round(pay.rounding).or_overflow()?;
    Ok(pay.cap.map_or(amount, |cap| amount.min(cap)))
}

/// What of a unit's total accrues over periods: it is not awarded before they end.
pub(crate) fn accrued_of(accruals: &[Accrued], version: &Version, unit: u16) -> Result<i64, Refusal> {
    let mut sum = 0;
    for accrued in accruals {
        let pay = version.rules.get(index(accrued.rule)).map(|rule| &rule.pay);
        if matches!(pay, Some(Pay::Period(pay)) if pay.unit == unit) {
            sum = add(sum, sub(accrued.amount.1, accrued.amount.0)?)?;
        }
    }
    Ok(sum)
}
