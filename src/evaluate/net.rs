//! Net of: a period's rule that counts what is left after what others gave on the same lines.

use super::{Facts, counts_on, index, period_amount};
use crate::amounts::{Rounding, round_div};
use crate::ledger::Standing;
use crate::program::Version;
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::against::{Counts, Other};
use crate::rule::award::{NetOf, Pay, PeriodPay};
use crate::rule::measure::{Adds, Counted};

/// What a rule's amount comes to on the lines that both count, by what it counts of them.
pub(crate) fn share_of(given: i64, both: i64, of: i64) -> Result<i64, Refusal> {
    if of <= 0 || both <= 0 {
        return Ok(0);
    }
    let product = i128::from(given).checked_mul(i128::from(both.min(of))).or_overflow()?;
    round_div(product, of, Rounding::HalfUp).or_overflow()
}

/// Counts of which so much was given elsewhere.
pub(crate) fn less(pay: &PeriodPay, counts: Counts, given: i64) -> Result<Counts, Refusal> {
    let base = sub(counts.base, given)?;
    Ok(Counts { base, basis: if pay.picks.is_none() { base } else { counts.basis }, ..counts })
}

/// What a rule counts over its whole period by a standing, less what those gave that it is net of; none where that is
/// not known.
pub(crate) fn net_counts(
    version: &Version,
    standing: &Standing,
    entries: &dyn Fn(u16) -> Option<i64>,
    at: u32,
) -> Result<Option<Counts>, Refusal> {
    let Some(Pay::Period(pay)) = version.rules.get(index(at)).map(|rule| &rule.pay) else { return Ok(None) };
    let read = |reading: usize| standing.readings.get(reading).copied().flatten();
    let Some(counts) = pay.counts(false, &read, entries) else { return Ok(None) };
    let mut given = 0;
    for net in &pay.net {
        let Some(amount) = given_by(version, standing, entries, at, net)? else { return Ok(None) };
        given = add(given, amount)?;
    }
    less(pay, counts, given).map(Some)
}

/// What one rule gave on the lines that another counts too: what was settled of it, and what accrues.
fn given_by(
    version: &Version,
    standing: &Standing,
    entries: &dyn Fn(u16) -> Option<i64>,
    at: u32,
    net: &NetOf,
) -> Result<Option<i64>, Refusal> {
    let Some(rule) = version.rules.get(index(net.rule)).filter(|rule| standing.holds(rule.held)) else {
        return Ok(Some(0));
    };
    let Pay::Period(of) = &rule.pay else { return Ok(Some(0)) };
    let known = standing.given.iter().find(|known| (known.by, known.rule) == (at, net.rule));
    let Some(elsewhere) = known.map_or(Some(0), |known| known.amount) else { return Ok(None) };
    let own = if known.is_some_and(|known| known.closed) {
        0
    } else {
        let Some(counts) = net_counts(version, standing, entries, net.rule)? else { return Ok(None) };
        period_amount(of, counts, standing.levels_of(net.rule))?
    };
    let read = |reading: usize| standing.readings.get(reading).copied().flatten();
    let (Some(both), Some(all)) = (read(net.both.0), read(net.of.0)) else { return Ok(None) };
    share_of(add(own, elsewhere)?, both, all).map(Some)
}

/// Does what is awarded pick the band of a rule, or of one that it is net of?
pub(super) fn picked_by_awards(facts: &Facts<'_>, pay: &PeriodPay) -> bool {
    let named = |net: &NetOf| match facts.version.rules.get(index(net.rule)).map(|rule| &rule.pay) {
        Some(Pay::Period(of)) => picked_by_awards(facts, of),
        Some(Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_)) | None => false,
    };
    pay.picks.is_some_and(|reading| facts.program.tables.reads_awards(reading)) || pay.net.iter().any(named)
}

/// What was awarded by this event in the unit that a reading counts.
pub(super) fn awarded_in(facts: &Facts<'_>, reading: usize, awarded: &[i64]) -> i64 {
    let tables = &facts.program.tables;
    let counter = tables.readings.get(reading).and_then(|reading| tables.counters.get(reading.counter));
    match counter.map(|counter| (counter, &counter.counted)) {
        Some((counter, Counted::Awarded(unit)))
            if counts_on(counter, facts.cart.invoiced) && !facts.is_nobodys(counter) =>
        {
            awarded.get(usize::from(*unit)).copied().unwrap_or(0)
        }
        Some(_) | None => 0,
    }
}

/// The standing with what this order adds to what periods count.
pub(super) fn advanced(facts: &Facts<'_>, awarded: &[i64]) -> Result<Standing, Refusal> {
    let mut after = facts.standing.clone();
    if !after.given_after.is_empty() {
        after.given = std::mem::take(&mut after.given_after);
    }
    let mut note = |reading: usize, adds: Adds| -> Result<(), Refusal> {
        let more = add(facts.adds(reading, adds)?, awarded_in(facts, reading, awarded))?;
        let known = facts.standing.readings.get(reading).copied().flatten();
        if let (Some(slot), Some(known)) = (after.readings.get_mut(reading), known) {
            *slot = Some(add(known, more)?);
        }
        Ok(())
    };
    for rule in facts.version.by_period.iter().filter_map(|at| facts.version.rules.get(*at)) {
        let Pay::Period(pay) = &rule.pay else { continue };
        note(pay.reading, Adds::Plain)?;
        if let Some(reading) = pay.picks {
            note(reading, pay.adds)?;
        }
        if let Some(Other::Count { whole, adds, .. }) = pay.against.as_ref().map(|against| against.other) {
            note(whole, adds)?;
        }
        for net in &pay.net {
            note(net.of.0, Adds::Plain)?;
            note(net.both.0, Adds::Plain)?;
        }
    }
    Ok(after)
}
