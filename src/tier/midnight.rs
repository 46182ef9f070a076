//! What a midnight does to a ladder, and what a return does.

use super::{FallWhen, Ladder, LadderPeriod};
use crate::ledger::TierStanding;
use crate::names::Sym;
use crate::time::{Calendar, Date, Unit};
use crate::wire::document::OnReturn;

/// The last day of a level earned on `day`.
pub(crate) fn valid_until(ladder: &Ladder, calendar: &Calendar, day: Date) -> Option<Date> {
    match ladder.period {
        LadderPeriod::Calendar(Unit::Lifetime) | LadderPeriod::Rolling(_) | LadderPeriod::Fixed(_) => None,
        LadderPeriod::Calendar(unit) => {
            let now = calendar.span_of(unit, day);
            Some(calendar.span_of(unit, now.end).last())
        }
    }
}

/// The standing after the midnight that starts `day`; `earned` are the levels by the metrics of the day before, and
/// of the period that ended with it.
pub(crate) fn turn(
    ladder: &Ladder,
    calendar: &Calendar,
    standing: &TierStanding,
    day: Date,
    earned: Option<usize>,
) -> Option<TierStanding> {
    let yesterday = day.plus_days(-1);
    let held = ladder.place(standing.level);
    let mut next = standing.clone();
    // A level granted by hand stands until its date, whatever is earned.
    if standing.granted {
        if standing.until != Some(yesterday) {
            return None;
        }
        next.granted = false;
        let until = valid_until(ladder, calendar, yesterday);
        let by = standing.by.clone().filter(|_| earned == held);
        return Some(TierStanding { by, ..give(ladder, next, earned, day, until) });
    }
    let ends = match ladder.period {
        LadderPeriod::Calendar(Unit::Lifetime) => false,
        LadderPeriod::Calendar(unit) => calendar.span_of(unit, yesterday).end == day,
        LadderPeriod::Rolling(_) => calendar.span_of(Unit::Month, day).start == day,
        LadderPeriod::Fixed(span) => span.end == day,
    };
    let until = |day: Date| match ladder.period {
        LadderPeriod::Calendar(Unit::Lifetime) | LadderPeriod::Rolling(_) | LadderPeriod::Fixed(_) => None,
        LadderPeriod::Calendar(unit) => Some(calendar.span_of(unit, day).last()),
    };
    if standing.falls == Some(yesterday) {
        next.falls = None;
        if earned >= held {
            return Some(next);
        }
        return Some(fall(ladder, next, held, earned, day, until(day)));
    }
    if !ends {
        return None;
    }
    if earned > held {
        // Reached in the period, given at its end.
        next.falls = None;
        return Some(give(ladder, next, earned, day, until(day)));
    }
    if earned == held {
        next.falls = None;
        next.until = until(day).or(next.until);
        return (next != *standing).then_some(next);
    }
    let lasting = standing.until.is_some_and(|last| last >= day);
    if lasting || ladder.fall.when == FallWhen::Never || held.is_none() {
        return None;
    }
    match ladder.fall.grace {
        Some(_) => {
            next.falls = Some(after_grace(ladder, calendar, yesterday));
            (next != *standing).then_some(next)
        }
        None => Some(fall(ladder, next, held, earned, day, until(day))),
    }
}

/// The last day of a level whose fall is due on `day`.
pub(crate) fn after_grace(ladder: &Ladder, calendar: &Calendar, day: Date) -> Date {
    let last = ladder.fall.grace.map_or(day, |grace| grace.after(day));
    if ladder.fall.to_month_end { calendar.span_of(Unit::Month, last).last() } else { last }
}

fn give(ladder: &Ladder, standing: TierStanding, level: Option<usize>, day: Date, until: Option<Date>) -> TierStanding {
    let level = level.and_then(|at| ladder.levels.get(at)).map_or(Sym::NONE, |l| l.id);
    TierStanding { level, since: day, until, by: None, before: standing.level, granted: false, falls: None }
}

fn fall(
    ladder: &Ladder,
    standing: TierStanding,
    held: Option<usize>,
    earned: Option<usize>,
    day: Date,
    until: Option<Date>,
) -> TierStanding {
    let to = match held {
        Some(held) if ladder.fall.one_step => earned.max(held.checked_sub(1)),
        _ => earned,
    };
    give(ladder, standing, to, day, until)
}

/// The standing after a return: `reached` is what the rest of the returned order reaches at its own moment, where
/// that order is the one that reached the level held.
pub(crate) fn fall_after_return(
    ladder: &Ladder,
    calendar: &Calendar,
    standing: &TierStanding,
    day: Date,
    earned: Option<usize>,
    reached: Option<Option<usize>>,
) -> Option<TierStanding> {
    if standing.granted {
        return None;
    }
    let held = ladder.place(standing.level)?;
    let at_once = ladder.on_return == OnReturn::AtOnce || ladder.fall.when == FallWhen::AtOnce;
    let to = match (ladder.on_return, reached) {
        _ if at_once => earned,
        (OnReturn::ReachingOrder, Some(reached)) => reached.max(earned),
        (OnReturn::ReachingOrder | OnReturn::Kept | OnReturn::AtOnce, _) => return None,
    };
    if to >= Some(held) {
        return None;
    }
    let mut next = standing.clone();
    if at_once && ladder.fall.grace.is_some() {
        next.falls = Some(after_grace(ladder, calendar, day));
        return (next != *standing).then_some(next);
    }
    let until = to.and_then(|_| valid_until(ladder, calendar, day));
    Some(fall(ladder, next, Some(held), to, day, until))
}
