//! How a standing on a ladder changes: after an event, at a midnight, after a return.

use super::{FallWhen, Ladder, LadderPeriod};
use crate::ledger::TierStanding;
use crate::map::Map;
use crate::names::Sym;
use crate::refusal::{Refusal, sub};
use crate::time::{Calendar, Date, Unit};
use crate::wire::document::OnReturn;
use std::sync::Arc;

/// The last day of a level earned on `day`.
pub(crate) fn valid_until(ladder: &Ladder, calendar: &Calendar, day: Date) -> Option<Date> {
    let unit = calendar_unit(ladder)?;
    Some(calendar.span_of(unit, calendar.span_of(unit, day).end).last())
}

/// The calendar period that a ladder counts over, where it is one that ends.
fn calendar_unit(ladder: &Ladder) -> Option<Unit> {
    match ladder.period {
        LadderPeriod::Calendar(Unit::Lifetime) | LadderPeriod::Rolling(_) | LadderPeriod::Fixed(_) => None,
        LadderPeriod::Calendar(unit) => Some(unit),
    }
}

/// The standing at `level`, for no order's sake, to the end of the period that holds `day`.
fn at_level(
    ladder: &Ladder,
    calendar: &Calendar,
    standing: TierStanding,
    level: Option<usize>,
    day: Date,
) -> TierStanding {
    let until = calendar_unit(ladder).map(|unit| calendar.span_of(unit, day).last());
    TierStanding { level: ladder.id(level), since: day, until, by: None, before: None, falls: None, ..standing }
}

/// The standing after an event that adds, where it is another: up at once, and down where the ladder says so.
pub(crate) fn after_event(
    ladder: &Ladder,
    calendar: &Calendar,
    standing: &TierStanding,
    day: Date,
    earned: Option<usize>,
    by: Option<&str>,
) -> Option<TierStanding> {
    let held = ladder.place(standing.level);
    if earned > held && ladder.upgrade_at_once {
        return Some(TierStanding {
            level: ladder.id(earned),
            since: day,
            until: valid_until(ladder, calendar, day),
            by: by.map(Arc::from),
            before: Some(Box::new(TierStanding { grant: None, ..standing.clone() })),
            carried: standing.carried.clone(),
            grant: standing.grant,
            falls: None,
        });
    }
    match ladder.fall.when {
        FallWhen::AtOnce if earned < held => Some(fall(ladder, calendar, standing.clone(), earned, day, day)),
        FallWhen::AtOnce if standing.falls.is_some() => Some(TierStanding { falls: None, ..standing.clone() }),
        FallWhen::AtOnce | FallWhen::PeriodEnd | FallWhen::Never => None,
    }
}

/// Falls now, or at the end of the grace time that begins with the level's last day.
fn fall(
    ladder: &Ladder,
    calendar: &Calendar,
    standing: TierStanding,
    earned: Option<usize>,
    day: Date,
    last: Date,
) -> TierStanding {
    if let Some(grace) = ladder.fall.grace {
        let falls = standing.falls.unwrap_or_else(|| {
            let due = grace.after(last);
            if ladder.fall.to_month_end { calendar.span_of(Unit::Month, due).last() } else { due }
        });
        if standing.falls.is_none() || falls >= day {
            return TierStanding { falls: Some(falls), ..standing };
        }
    }
    let to = ladder.down(ladder.place(standing.level), earned);
    at_level(ladder, calendar, standing, to, day)
}

/// The standing after the midnight that starts `day`; `earned` and `values` are those of the day before, and of the
/// period that ended with it.
pub(crate) fn turn(
    ladder: &Ladder,
    calendar: &Calendar,
    standing: &TierStanding,
    day: Date,
    earned: Option<usize>,
    values: &[i64],
) -> Result<TierStanding, Refusal> {
    let yesterday = day.plus_days(-1);
    let mut next = standing.clone();
    next.grant = next.grant.filter(|(_, until)| *until >= day);
    if next.falls.is_some_and(|last| last < day) {
        if earned >= ladder.place(next.level) {
            next.falls = None;
            next.until = valid_until(ladder, calendar, yesterday);
        } else {
            next = fall(ladder, calendar, next, earned, day, yesterday);
        }
    }
    let period = match ladder.period {
        LadderPeriod::Calendar(Unit::Lifetime) => return Ok(next),
        LadderPeriod::Calendar(unit) => calendar.span_of(unit, yesterday),
        LadderPeriod::Rolling(_) => calendar.span_of(Unit::Month, yesterday),
        LadderPeriod::Fixed(span) => span,
    };
    if period.end != day {
        return Ok(next);
    }
    next.carried = carried(ladder, earned, values)?;
    let held = ladder.place(next.level);
    if earned > held {
        return Ok(at_level(ladder, calendar, next, earned, day));
    }
    if earned == held {
        // The order that reached a level stays its reason until the level is earned again in another period.
        if calendar_unit(ladder).is_some() && next.since < period.start {
            (next.by, next.before) = (None, None);
        }
        next.falls = None;
        next.until = calendar_unit(ladder).map(|unit| calendar.span_of(unit, day).last()).or(next.until);
        return Ok(next);
    }
    let lasting = next.until.is_some_and(|last| last >= day);
    // A level reached on the days of a campaign stays when they end: that is no event.
    let stays = match ladder.fall.when {
        FallWhen::Never => true,
        FallWhen::AtOnce => matches!(ladder.period, LadderPeriod::Fixed(_)),
        FallWhen::PeriodEnd => false,
    };
    if lasting || next.falls.is_some() || stays {
        return Ok(next);
    }
    Ok(fall(ladder, calendar, next, earned, day, yesterday))
}

/// What the metrics exceed the thresholds of the level earned by, up to the cap.
fn carried(ladder: &Ladder, earned: Option<usize>, values: &[i64]) -> Result<Map<String, i64>, Refusal> {
    let mut carried = Map::new();
    let Some(caps) = &ladder.carry else { return Ok(carried) };
    let Some(level) = earned.and_then(|at| ladder.levels.get(at)) else { return Ok(carried) };
    for (metric, needs) in &level.at {
        let Some(cap) = caps.get(*metric).copied().flatten() else { continue };
        let Some(of) = ladder.metrics.get(*metric) else { continue };
        let over = sub(values.get(*metric).copied().unwrap_or(0), *needs)?.clamp(0, cap);
        if over > 0 {
            carried.insert(of.text.clone(), over);
        }
    }
    Ok(carried)
}

/// What is left of the order that reached a level: the level it reaches at its own moment, and that day.
pub(crate) type Rest = (Option<usize>, Date);

/// The standing after a return. `rest` tells what is left of the order that reached a standing, where goods of that
/// order came back.
pub(crate) fn after_return(
    ladder: &Ladder,
    calendar: &Calendar,
    standing: &TierStanding,
    day: Date,
    earned: Option<usize>,
    rest: impl Fn(&TierStanding) -> Result<Option<Rest>, Refusal>,
) -> Result<TierStanding, Refusal> {
    let mut next = standing.clone();
    loop {
        let held = ladder.place(next.level);
        if earned >= held || ladder.on_return == OnReturn::Kept {
            break;
        }
        if ladder.on_return == OnReturn::AtOnce {
            let until = valid_until(ladder, calendar, day);
            let to = ladder.down(held, earned);
            next = TierStanding { until, ..at_level(ladder, calendar, next, to, day) };
            break;
        }
        let Some((reaches, on)) = rest(&next)?.filter(|(reaches, _)| *reaches < held) else { break };
        let lasts = |last: Option<Date>| last.is_none_or(|last| last >= day);
        let stood = next
            .before
            .clone()
            .filter(|before| (lasts(before.until) || ladder.fall.when == FallWhen::Never) && lasts(before.falls));
        let below = stood.as_ref().and_then(|before| ladder.place(before.level));
        let to = ladder.down(held, reaches.max(earned).max(below));
        next = match stood.filter(|_| to == below) {
            Some(before) => TierStanding { grant: next.grant, carried: next.carried, ..*before },
            None => {
                let until = to.and_then(|_| valid_until(ladder, calendar, on));
                TierStanding { level: ladder.id(to), until, falls: None, ..next }
            }
        };
        // One event is one step.
        if ladder.fall.one_step {
            break;
        }
    }
    if next == *standing && ladder.fall.when == FallWhen::AtOnce {
        return Ok(match earned.cmp(&ladder.place(next.level)) {
            std::cmp::Ordering::Less => fall(ladder, calendar, next, earned, day, day),
            std::cmp::Ordering::Equal | std::cmp::Ordering::Greater => TierStanding { falls: None, ..next },
        });
    }
    Ok(next)
}

impl TierStanding {
    /// The level that stands: what was earned, or what was granted, if that is higher.
    pub(crate) fn held(&self, ladder: &Ladder) -> Sym {
        match self.grant {
            Some((granted, _)) if ladder.place(granted) > ladder.place(self.level) => granted,
            Some(_) | None => self.level,
        }
    }
}
