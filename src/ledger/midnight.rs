//! The midnights that are due between two events: tiers expire, periods open and settle, tiers are evaluated again.

use super::draft::{Booking, Movement};
use super::settle::{Due, note_level, settle, settlement};
use super::standing::Prepared;
use super::state::State;
use crate::evaluate::{Cart, Facts, Past, Sums};
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::Refusal;
use crate::rule::award::{Over, Pay};
use crate::rule::condition::Cond;
use crate::tier::{Ladder, LadderPeriod, turn};
use crate::time::{Date, Moment, Unit};
use crate::wire::entry::EntryKind;

/// Runs the midnights between the state's time and `to`.
pub(super) fn advance(program: &Program, state: &mut State, to: Moment, booking: &mut Booking) -> Result<(), Refusal> {
    let Some(at) = state.at else { return Ok(()) };
    let mut day = at.date();
    while day < to.date() {
        let Some(next) = next_due(program, state, day) else { break };
        if next > to.date() {
            break;
        }
        midnight(program, state, next, booking)?;
        day = next;
    }
    Ok(())
}

/// Days between two of the calendar's turns: whatever day of them it is, the next turn is the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quiet {
    /// Of which version, by its number, and for whoever joined on this day.
    version: u64,
    joined: Date,
    from: Date,
    /// The next turn; none where there is none any more.
    until: Option<Date>,
}

/// Is any midnight due before `to`?
pub(super) fn is_due(program: &Program, state: &mut State, to: Moment) -> bool {
    let next = state.at.and_then(|at| next_due(program, state, at.date()));
    next.is_some_and(|next| next <= to.date())
}

/// The next midnight after `day` at which anything can happen.
fn next_due(program: &Program, state: &mut State, day: Date) -> Option<Date> {
    // Before the program is in force nothing happens.
    let day = day.max(program.versions.first()?.from);
    let version = program.versions.get(program.version_on(day).ok()?)?;
    let mut due = turn_after(program, version, state, day);
    let mut at = |date: Option<Date>| due = earlier(due, date, day);
    at(super::points::next_due(state, day));
    at(state.plan.as_ref().and_then(|plan| plan.until).map(|until| until.plus_days(1)));
    let dated = state.tiers.iter().filter(|(_, tier)| tier.grant.is_some() || tier.falls.is_some());
    for (_, tier) in dated.filter(|(id, _)| version.ladders.iter().any(|ladder| ladder.text == **id)) {
        at(tier.grant.map(|(_, until)| until.plus_days(1)));
        at(tier.falls.map(|d| d.plus_days(1)));
    }
    due
}

/// What comes first after a day.
fn earlier(one: Option<Date>, other: Option<Date>, day: Date) -> Option<Date> {
    [one, other].into_iter().flatten().filter(|date| *date > day).min()
}

/// The next turn of the calendar after a day, as the state remembers it where it was asked before.
fn turn_after(program: &Program, version: &Version, state: &mut State, day: Date) -> Option<Date> {
    let Some(joined) = state.joined else { return next_turn(program, version, day, day) };
    let holds = |quiet: &Quiet| {
        let same = (quiet.version, quiet.joined) == (version.number, joined);
        same && quiet.from <= day && quiet.until.is_none_or(|until| day < until)
    };
    if let Some(quiet) = state.quiet.filter(holds) {
        return quiet.until;
    }
    let until = next_turn(program, version, joined, day);
    state.quiet = Some(Quiet { version: version.number, joined, from: day, until });
    until
}

/// The same, worked out: where a period of the version ends, another version or a membership year begins.
fn next_turn(program: &Program, version: &Version, joined: Date, day: Date) -> Option<Date> {
    let calendar = program.calendar(joined);
    let mut due: Option<Date> = None;
    let mut at = |date: Option<Date>| due = earlier(due, date, day);
    for ladder in &version.ladders {
        at(match ladder.period {
            LadderPeriod::Calendar(Unit::Lifetime) => None,
            LadderPeriod::Calendar(unit) => Some(calendar.span_of(unit, day).end),
            LadderPeriod::Rolling(_) => Some(calendar.span_of(Unit::Month, day).end),
            LadderPeriod::Fixed(span) => Some(span.end),
        });
    }
    for place in &version.by_period {
        if let Some(Pay::Period(pay)) = version.rules.get(*place).map(|r| &r.pay) {
            at(settlement(pay, &calendar, day).map(|(span, _)| span.end));
            // A campaign that is still to come: its first day is where its settlements are looked for.
            at(match pay.over {
                Over::Days(span) => Some(span.start),
                Over::Unit(_) => None,
            });
        }
    }
    at(program.versions.iter().map(|v| v.from).find(|from| *from > day));
    at(program.versions.iter().any(|v| v.anniversaries).then(|| calendar.span_of(Unit::MembershipYear, day).end));
    due
}

fn midnight(program: &Program, state: &mut State, day: Date, booking: &mut Booking) -> Result<(), Refusal> {
    let yesterday = day.plus_days(-1);
    let version_at = program.version_on(yesterday)?;
    let version = program.version(version_at)?;
    let calendar = program.calendar(state.joined.unwrap_or(yesterday));
    program.activate(state, day, booking);
    program.end_plan(state, day, booking);
    // A period is settled by the terms of its last day.
    let mut terms = super::Standing::default();
    if !version.terms.topics.is_empty() {
        terms = program.prepare(state, version_at, yesterday, yesterday).standing;
    }
    for place in &version.by_period {
        let Some(rule) = version.rules.get(*place).filter(|rule| terms.holds(rule.held)) else { continue };
        let Pay::Period(pay) = &rule.pay else { continue };
        if let Some((span, number)) = settlement(pay, &calendar, yesterday)
            && span.end == day
        {
            let due =
                Due { version: version_at, day: yesterday, number, kind: EntryKind::Settlement, at: day.midnight() };
            note_level(program, state, (rule, pay), (version_at, yesterday));
            settle(program, state, (rule, pay), &due, booking)?;
        }
    }
    program.expire(state, day, booking)?;
    let prepared = program.prepare(state, version_at, yesterday, yesterday);
    let cart = Cart::default();
    let facts = Facts {
        program,
        version,
        cart: &cart,
        sums: Sums::default(),
        activity: None,
        account: &state.who.clone(),
        standing: &prepared.standing,
        past: Past::Live { counters: &state.counters.clone(), calendar, day: yesterday },
        day: yesterday,
        lines_only: true,
    };
    let mut reached = vec![Sym::NONE; version.ladders.len()];
    for (at, ladder) in version.ladders.iter().enumerate() {
        let Some((earned, values)) = earned(&facts, at, ladder)? else { continue };
        let Some(standing) = state.tiers.get(&ladder.text) else { continue };
        let next = turn(ladder, &calendar, standing, day, earned, &values)?;
        let level = next.held(ladder);
        if level != standing.held(ladder) {
            if let Some(slot) = reached.get_mut(at)
                && ladder.place(level) > ladder.place(standing.held(ladder))
            {
                *slot = level;
            }
            let level = program.names.text(level).map(|t| t.to_string());
            booking.movements.push(Movement::tier(day.midnight(), &ladder.text, level));
        }
        state.tiers.insert(ladder.text.clone(), next);
    }
    program.anniversary(state, day, booking)?;
    program.level_reached(state, day, reached, booking)
}

/// A level that metrics earn, by place, with their values.
type Earned = (Option<usize>, Vec<i64>);

/// The level that the metrics earn, with their values; none where the ladder is not the account's.
pub(super) fn earned(facts: &Facts<'_>, at: usize, ladder: &Ladder) -> Result<Option<Earned>, Refusal> {
    if !facts.standing.holds(ladder.held) {
        return Ok(None);
    }
    for gate in &ladder.gates {
        if !gate.holds(facts, None)? {
            return Ok(None);
        }
    }
    let nothing = vec![0; facts.program.tables.units.len()];
    let values = crate::evaluate::metric_values(facts, at, ladder, &nothing)?;
    Ok(Some((ladder.earned(&values), values)))
}

impl Program {
    /// Do conditions on the account hold?
    pub(crate) fn gates_hold(&self, state: &State, prepared: &Prepared, gates: &[Cond]) -> Result<bool, Refusal> {
        let cart = Cart::default();
        let facts = Facts {
            program: self,
            version: self.version(prepared.version)?,
            cart: &cart,
            sums: Sums::default(),
            activity: None,
            account: &state.who,
            standing: &prepared.standing,
            past: Past::Live { counters: &state.counters, calendar: prepared.calendar, day: prepared.day },
            day: prepared.day,
            lines_only: true,
        };
        for gate in gates {
            if !gate.holds(&facts, None)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
