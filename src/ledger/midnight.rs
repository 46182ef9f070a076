//! The midnights that are due between two events: tiers expire, periods open and settle, tiers are evaluated again.

use super::draft::{Booking, Movement};
use super::points::{Awarded, Given, LotWay};
use super::post::sharing;
use super::state::{Prepared, State};
use crate::evaluate::Person;
use crate::evaluate::{Cart, Facts, Past, Sums, counts_on, period_amount};
use crate::map::Map;
use crate::names::Sym;
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::Rule;
use crate::rule::award::{Over, Pay, PeriodPay};
use crate::rule::condition::Cond;
use crate::rule::measure::Counted;
use crate::rule::measure::Whose;
use crate::tier::{Ladder, LadderPeriod, turn};
use crate::time::{Calendar, Date, Moment, Span, Unit};
use crate::wire::result::EntryKind;
use std::sync::Arc;

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

/// Is any midnight due before `to`?
pub(super) fn is_due(program: &Program, state: &State, to: Moment) -> bool {
    state.at.is_some_and(|at| next_due(program, state, at.date()).is_some_and(|next| next <= to.date()))
}

/// The next midnight after `day` at which anything can happen.
fn next_due(program: &Program, state: &State, day: Date) -> Option<Date> {
    // Before the program is in force nothing happens.
    let day = day.max(program.versions.first()?.from);
    let calendar = program.calendar(state.joined.unwrap_or(day));
    let version = program.versions.get(program.version_on(day).ok()?)?;
    let mut due: Option<Date> = None;
    let mut at = |date: Option<Date>| {
        if let Some(date) = date.filter(|date| *date > day) {
            due = Some(due.map_or(date, |d| d.min(date)));
        }
    };
    at(super::points::next_due(state, day));
    at(state.plan.as_ref().and_then(|plan| plan.until).map(|until| until.plus_days(1)));
    for ladder in &version.ladders {
        at(match ladder.period {
            LadderPeriod::Calendar(Unit::Lifetime) => None,
            LadderPeriod::Calendar(unit) => Some(calendar.span_of(unit, day).end),
            LadderPeriod::Rolling(_) => Some(calendar.span_of(Unit::Month, day).end),
            LadderPeriod::Fixed(span) => Some(span.end),
        });
        if let Some(tier) = state.tiers.get(&ladder.text) {
            at(tier.grant.map(|(_, until)| until.plus_days(1)));
            at(tier.falls.map(|d| d.plus_days(1)));
        }
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

/// The settlement period that holds `day` and its number.
pub(super) fn settlement(pay: &PeriodPay, calendar: &Calendar, day: Date) -> Option<(Span, i64)> {
    let unit = match (pay.settle, pay.over) {
        (Some(unit), _) | (None, Over::Unit(unit)) => unit,
        (None, Over::Days(span)) => return (day >= span.start && day < span.end).then_some((span, 0)),
    };
    if unit == Unit::Lifetime {
        return None;
    }
    let number = calendar.bucket(unit, day);
    let mut span = calendar.span(unit, number);
    if let Over::Days(whole) = pay.over {
        if day < whole.start || day >= whole.end {
            return None;
        }
        span = Span { start: span.start.max(whole.start), end: span.end.min(whole.end) };
    }
    Some((span, i64::from(number)))
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

/// A settlement that is due: by which version and day, of which settlement period, booked as what and when.
pub(super) struct Due {
    pub version: usize,
    pub day: Date,
    pub number: i64,
    pub kind: EntryKind,
    pub at: Moment,
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
    let mut amount = period_amount(pay, counts, &prepared.standing.levels)?;
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
                let start = unit_of(pay).map(|unit| calendar.span(unit, i32::try_from(*period).unwrap_or(0)).start);
                if *period < number && start.is_some_and(|s| s >= year.start && s < year.end) {
                    paid = add(paid, *sum)?;
                    periods = add(periods, 1)?;
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
        let period = Some(format!("{}..{}", span.start, span.last()));
        let term = program.version(version)?.term(rule.held).map(|term| term.text.clone());
        let funding = rule.funding.clone();
        let way = LotWay { period, term, funding, caused: false, ..LotWay::new(at, kind, &rule.text) };
        let shares = sharing(state, &prepared.standing, day, &calendar);
        let award = Awarded { rule: rule.id, of: rule.id, unit: pay.unit, amount: due };
        let given = program.given(version, &[award], &shares)?;
        let source: Arc<str> = format!("{}/{}", rule.text, span.start).into();
        let year = calendar.bucket(Unit::Year, at.date());
        for Given { award: Awarded { unit, amount, .. }, holder } in given {
            state.receives(holder, program.worth(unit, amount)?, year)?;
            let life = program.life(version, &prepared.standing, (rule.id, unit), false);
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

/// Is a period's rule for this account at all? What its orders must meet is not asked: a guarantee needs none.
fn is_for(program: &Program, state: &State, rule: &Rule, prepared: &Prepared) -> Result<bool, Refusal> {
    let gates: Vec<Cond> = rule.gates.iter().filter(|gate| gate.of_account()).cloned().collect();
    program.gates_hold(state, prepared, &gates)
}

fn unit_of(pay: &PeriodPay) -> Option<Unit> {
    match (pay.settle, pay.over) {
        (Some(unit), _) | (None, Over::Unit(unit)) => Some(unit),
        (None, Over::Days(_)) => None,
    }
}

fn whole_period(pay: &PeriodPay, calendar: &Calendar, day: Date) -> Span {
    match pay.over {
        Over::Unit(unit) => calendar.span_of(unit, day),
        Over::Days(span) => span,
    }
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
    match (pay.settle, i32::try_from(number)) {
        (Some(unit), Ok(number)) => {
            let start = calendar.span(unit, number).start;
            start < whole.end && calendar.span(unit, number).end > whole.start
        }
        (Some(_) | None, _) => false,
    }
}
