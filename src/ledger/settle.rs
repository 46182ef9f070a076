//! Settling: what a period's rules come to at its end, less what was settled of it.

use super::draft::Booking;
use super::points::{Awarded, Given, LotWay};
use super::post::sharing;
use super::standing::Prepared;
use super::state::State;
use crate::evaluate::{Person, counts_on, period_amount};
use crate::map::Map;
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::Rule;
use crate::rule::award::{Over, Pay, PeriodPay};
use crate::rule::condition::Cond;
use crate::rule::measure::{Counted, Whose};
use crate::time::{Calendar, Date, Moment, Span, Unit};
use crate::wire::entry::EntryKind;
use std::sync::Arc;

/// The settlement period that holds `day` and its number.
pub(super) fn settlement(pay: &PeriodPay, calendar: &Calendar, day: Date) -> Option<(Span, i64)> {
    let unit = match (pay.settle, pay.over) {
        (Some(unit), _) | (None, Over::Unit(unit)) => unit,
        (None, Over::Days(span)) => return (day >= span.start && day < span.end).then_some((span, 0)),
    };
    if unit == Unit::Lifetime {
        return None;
    }
    let number = i64::from(calendar.bucket(unit, day));
    let span = days_of(pay, calendar, number)?;
    (day >= span.start && day < span.end).then_some((span, number))
}

/// The days of a settlement period, by its number: of a campaign, those that it has of it.
fn days_of(pay: &PeriodPay, calendar: &Calendar, number: i64) -> Option<Span> {
    let part = |unit: Unit| Some(calendar.span(unit, i32::try_from(number).ok()?));
    match (pay.settle, pay.over) {
        (Some(unit), Over::Unit(_)) | (None, Over::Unit(unit)) => part(unit),
        (Some(unit), Over::Days(whole)) => {
            let part = part(unit)?;
            Some(Span { start: part.start.max(whole.start), end: part.end.min(whole.end) })
        }
        (None, Over::Days(whole)) => Some(whole),
    }
}

/// A settlement that is due: by which version and day, of which settlement period, booked as what and when.
pub(super) struct Due {
    pub version: usize,
    pub day: Date,
    pub number: i64,
    pub kind: EntryKind,
    pub at: Moment,
}

/// Notes by which level a rule's table is settled on a period's last day: that is how it is settled again.
pub(super) fn note_level(
    program: &Program,
    state: &mut State,
    (rule, pay): (&Rule, &PeriodPay),
    (version, last): (usize, Date),
) {
    if !pay.scale.is_by_level() {
        return;
    }
    let levels = program.prepare(state, version, last, last).standing.levels;
    let level = pay.scale.level(&levels).unwrap_or_default();
    state.settled_levels.change(rule.text.clone(), |list| {
        if list.last().is_none_or(|(_, known)| *known != level) {
            list.push((last, level));
        }
    });
}

/// The level by which a rule's table was settled on a last day; none where it was not.
fn settled_level(state: &State, rule: &Rule, last: Date) -> Option<Sym> {
    let levels = state.settled_levels.get(&rule.text)?;
    levels.iter().rfind(|(from, _)| *from <= last).map(|(_, level)| *level)
}

impl Program {
    /// Rules whose period of a day has ended, with the level by which it was settled.
    pub(super) fn settled_by(
        &self,
        state: &State,
        version: &Version,
        calendar: &Calendar,
        (today, day): (Date, Date),
    ) -> Vec<(u32, Sym)> {
        let mut list = Vec::new();
        if state.settled_levels.is_empty() {
            return list;
        }
        for place in &version.by_period {
            let Some(rule) = version.rules.get(*place) else { continue };
            let Pay::Period(pay) = &rule.pay else { continue };
            let last = whole_period(pay, calendar, day).last();
            let level = settled_level(state, rule, last).filter(|_| last < today);
            if let (Some(level), Ok(at)) = (level, u32::try_from(*place)) {
                list.push((at, level));
            }
        }
        list
    }
}

/// Books what a period's rule comes to, less what was settled of it; where the count is a person's or a team's, for each
/// of them.
pub(super) fn settle(
    program: &Program,
    state: &mut State,
    (rule, pay): (&Rule, &PeriodPay),
    due: &Due,
    booking: &mut Booking,
) -> Result<(), Refusal> {
    let whose = program.tables.counters.get(pay.base).map_or(Whose::Account, |counter| counter.whose);
    let person = state.who.actor;
    for name in names_of(program, state, rule, pay, whose) {
        state.who.actor = match whose {
            Whose::Participant => state.who.person(name),
            Whose::Team => Person { team: name, ..Person::default() },
            Whose::Account | Whose::Linked(_) | Whose::Everyone => person,
        };
        settle_one(program, state, (rule, pay), due, booking)?;
    }
    state.who.actor = person;
    Ok(())
}

/// Whose settlements there are: those who have counted, and those who were paid before; one where it is the account's.
fn names_of(program: &Program, state: &State, rule: &Rule, pay: &PeriodPay, whose: Whose) -> Vec<Sym> {
    if !matches!(whose, Whose::Participant | Whose::Team) {
        return vec![Sym::NONE];
    }
    let mut names: Map<Arc<str>, Sym> = Map::new();
    let counted = state.counters.get(pay.base).map(|buckets| buckets.by.keys().copied().collect::<Vec<_>>());
    let paid = state.settled.keys().filter_map(|key| key.strip_prefix(rule.text.as_str())?.strip_prefix('@'));
    for name in counted.unwrap_or_default().into_iter().chain(paid.filter_map(|name| program.names.find(name))) {
        if let Some(text) = program.names.text(name) {
            names.insert(text, name);
        }
    }
    names.values().copied().collect()
}

/// The name that settlements are kept under.
fn settled_key(program: &Program, state: &State, rule: &Rule, pay: &PeriodPay) -> String {
    let counter = program.tables.counters.get(pay.base);
    match counter.and_then(|counter| counter.whose.of(&state.who)).and_then(|name| program.names.text(name)) {
        Some(name) => format!("{}@{name}", rule.text),
        None => rule.text.clone(),
    }
}

fn settle_one(
    program: &Program,
    state: &mut State,
    (rule, pay): (&Rule, &PeriodPay),
    &Due { version, day, number, kind, at }: &Due,
    booking: &mut Booking,
) -> Result<(), Refusal> {
    let key = settled_key(program, state, rule, pay);
    let calendar = program.calendar(state.joined.unwrap_or(day));
    let prepared = program.prepare(state, version, day, day);
    if !prepared.standing.holds(rule.held) {
        return Ok(());
    }
    let read = |reading: usize| prepared.standing.readings.get(reading).copied().flatten();
    // A past that is not known settles nothing; the period after an opening is whole again.
    let Some(mut counts) = pay.counts(true, &read, &|list| state.who.entries(list)) else { return Ok(()) };
    if !pay.net.is_empty() {
        let net = program.net_to_date(state, &prepared, pay, (&calendar, day), (counts, &read))?;
        let Some(net) = net else { return Ok(()) };
        counts = net;
    }
    let level = settled_level(state, rule, day);
    let levels = level.as_ref().map_or(prepared.standing.levels.as_slice(), std::slice::from_ref);
    let mut amount = period_amount(pay, counts, levels)?;
    // What must be bought for it is asked of what was counted, whatever that is net of.
    let bought = |minimum: Option<(i64, usize)>| {
        minimum.is_none_or(|(least, reading)| read(reading).is_some_and(|count| count >= least))
    };
    let guaranteed = pay.guarantee.is_some_and(|of| bought(of.minimum)) && is_for(program, state, rule, &prepared)?;
    let mut settled = state.settled.get(&key).cloned().unwrap_or_default();
    let whole = whole_period(pay, &calendar, day);
    let mut before = 0_i64;
    for (period, paid) in settled.iter() {
        if *period < number && within(pay, &calendar, *period, whole) {
            before = add(before, *paid)?;
        }
    }
    amount = sub(amount, before)?;
    if !guaranteed && pay.guarantee.is_some_and(|of| of.minimum.is_some()) {
        // What an earlier part was guaranteed is not taken back by this one.
        amount = amount.max(0);
    }
    if let Some(guarantee) = pay.guarantee.filter(|_| guaranteed) {
        amount = if guarantee.cumulative {
            let year = calendar.span_of(Unit::Year, day);
            let mut paid = 0_i64;
            let mut periods = 1_i64;
            for (period, sum) in settled.iter() {
                let Some(span) = days_of(pay, &calendar, *period) else { continue };
                if *period < number && span.start >= year.start && span.start < year.end {
                    paid = add(paid, *sum)?;
                    // Only those in which so much was bought.
                    let then = |(_, reading)| program.read_on(state, &calendar, reading, span.last(), span.last());
                    let enough = |least: (i64, usize)| then(least).is_some_and(|count| count >= least.0);
                    periods = add(periods, i64::from(guarantee.minimum.is_none_or(enough)))?;
                }
            }
            let due = guarantee.amount.checked_mul(periods).or_overflow()?;
            amount.max(sub(due, paid)?)
        } else {
            amount.max(guarantee.amount)
        };
    }
    let paid = settled.iter().find(|(period, _)| *period == number).map_or(0, |(_, paid)| *paid);
    let due = sub(amount, paid)?;
    // A period in which nothing was bought and nothing guaranteed leaves no trace.
    if due == 0 && amount == 0 && !guaranteed {
        return Ok(());
    }
    settled.retain(|(period, _)| *period != number);
    settled.push((number, amount));
    let settled = crate::map::sorted(settled, |(number, _)| crate::map::ordinal(*number));
    state.settled.insert(key, settled);
    if due != 0 {
        let (span, _) = settlement(pay, &calendar, day).unwrap_or((whole, 0));
        let terms = program.version(version)?;
        let term = terms.term(rule.held).map(|term| term.text.clone());
        let funding = rule.funding.clone();
        let way = LotWay { period: Some(span), term, funding, caused: false, ..LotWay::new(at, kind, rule.id) };
        let shares = sharing(state, &prepared.standing, day, &calendar);
        let award = Awarded { rule: rule.id, of: rule.id, unit: pay.unit, amount: due };
        let given = program.given(version, vec![award], &shares)?;
        // What is not kept award by award has no source.
        let keeps = program.keeps(pay.unit);
        let source: Arc<str> = if keeps { format!("{}/{}", rule.text, span.start).into() } else { Arc::default() };
        let year = calendar.bucket(Unit::Year, at.date());
        for Given { award: Awarded { unit, amount, .. }, holder } in given {
            state.receives(holder, program.worth(unit, amount)?, year)?;
            let life = Program::life(terms, Some(rule), unit, false);
            if amount > 0 {
                program.credit(state, booking, &way, (unit, holder, amount), life, (&source, at.date()))?;
            } else {
                let way = LotWay { dateless: life.is_none(), ..way.clone() };
                let taken = (unit, holder, amount.saturating_neg());
                program.debit(state, booking, &way, taken, Some(&source))?;
            }
        }
        // It was earned in the period that pays it, by whose last day it counts.
        for (counter, buckets) in program.tables.counters.iter().zip(&mut state.counters) {
            if !rule.elsewhere() && counter.counted == Counted::Awarded(pay.unit) && counts_on(counter, span.last()) {
                buckets.add(calendar.bucket(counter.unit, span.last()), due)?;
            }
        }
    }
    Ok(())
}

/// Is a period's rule for this account at all? What its orders must meet is not asked: a guarantee needs none.
fn is_for(program: &Program, state: &State, rule: &Rule, prepared: &Prepared) -> Result<bool, Refusal> {
    let gates: Vec<Cond> = rule.gates.iter().filter(|gate| gate.of_account()).cloned().collect();
    program.gates_hold(state, prepared, &gates)
}

/// The period that holds a day.
pub(crate) fn whole_period(pay: &PeriodPay, calendar: &Calendar, day: Date) -> Span {
    match pay.over {
        Over::Unit(unit) => calendar.span_of(unit, day),
        Over::Days(span) => span,
    }
}

/// What was settled of a rule within a span of days, by settlements that ended by a day.
pub(super) fn settled_in(
    state: &State,
    rule: &Rule,
    pay: &PeriodPay,
    calendar: &Calendar,
    whole: Span,
    until: Date,
) -> Result<i64, Refusal> {
    let mut sum = 0;
    for (number, paid) in state.settled.get(&rule.text).into_iter().flatten() {
        let Some(span) = days_of(pay, calendar, *number) else { continue };
        if span.start >= whole.start && span.start < whole.end && span.end <= until {
            sum = add(sum, *paid)?;
        }
    }
    Ok(sum)
}

/// What was settled of the period that holds `day`, in parts.
pub(crate) fn settled_of(state: &State, rule: &Rule, pay: &PeriodPay, calendar: &Calendar, day: Date) -> i64 {
    let whole = whole_period(pay, calendar, day);
    let list = state.settled.get(&rule.text).map_or(&[][..], Vec::as_slice);
    let parts = list.iter().filter(|(number, _)| within(pay, calendar, *number, whole));
    parts.fold(0_i64, |sum, (_, paid)| sum.saturating_add(*paid))
}

/// Does the settlement period `number` belong to the rebate's period?
fn within(pay: &PeriodPay, calendar: &Calendar, number: i64, whole: Span) -> bool {
    let part = days_of(pay, calendar, number).filter(|_| pay.settle.is_some());
    part.is_some_and(|part| part.start < whole.end && part.end > whole.start)
}

/// Rules of a version that pay at a period's end.
pub(super) fn period_rules(version: &Version) -> impl Iterator<Item = (&Rule, &PeriodPay)> {
    version.by_period.iter().filter_map(|at| version.rules.get(*at)).filter_map(|rule| match &rule.pay {
        Pay::Period(pay) => Some((rule, pay.as_ref())),
        Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_) => None,
    })
}
