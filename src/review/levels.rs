//! Levels that nobody can reach.

use super::texts::days;
use super::{Review, Terms, common};
use crate::findings::Code;
use crate::names::Sym;
use crate::rule::award::Pay;
use crate::rule::limits::CapPer;
use crate::rule::measure::{Reach, What};
use crate::tier::{Ladder, LadderPeriod, Metric};
use crate::time::{Duration, Unit};

impl<'p> Review<'p> {
    pub(super) fn levels(&mut self, terms: Terms<'p>) {
        if !self.asked(Code::UnreachableLevel) {
            return;
        }
        let levels = terms.ladder_levels();
        for (at, ladder) in terms.version.ladders.iter().enumerate() {
            if !self.work(ladder.levels.len()) {
                return;
            }
            let path = terms.path(&format!(".tiers[{at}]"));
            if let Err(clash) = self.meet(&ladder.gates, &levels) {
                let message = format!("nobody climbs the ladder '{}': {clash}", ladder.text);
                self.tell(Code::UnreachableLevel, &ladder.text, format!("{path}.when"), message, "widen the condition");
                continue;
            }
            if let LadderPeriod::Fixed(span) = ladder.period {
                let both = common(span, terms.days);
                if both.start >= both.end {
                    let message = format!(
                        "nobody climbs the ladder '{}': its days, {}, are none of these terms",
                        ladder.text,
                        days(span)
                    );
                    self.tell(
                        Code::UnreachableLevel,
                        &ladder.text,
                        format!("{path}.period"),
                        message,
                        "mend the dates",
                    );
                    continue;
                }
            }
            let most: Vec<Option<(i64, String)>> =
                ladder.metrics.iter().map(|metric| self.most_of(ladder, metric, &levels)).collect();
            for (place, level) in ladder.levels.iter().enumerate() {
                let short = |(metric, needs): &(usize, i64)| {
                    most.get(*metric).and_then(Option::as_ref).is_some_and(|(most, _)| needs > most)
                };
                let misses: Vec<&(usize, i64)> = level.at.iter().filter(|at| short(at)).collect();
                let reached = if ladder.need_all { misses.is_empty() } else { misses.len() < level.at.len() };
                let Some((metric, needs)) = misses.first().filter(|_| !reached) else { continue };
                let Some(of) = ladder.metrics.get(*metric) else { continue };
                let Some(Some((most, why))) = most.get(*metric) else { continue };
                let (needs, most) = (self.counted(of.what, *needs), self.counted(of.what, *most));
                let message = format!(
                    "nobody reaches '{}': '{}' must be {needs}, and is {most} at most, since {why}",
                    level.text, of.text
                );
                let path = format!("{path}.levels[{place}].at");
                self.tell(
                    Code::UnreachableLevel,
                    &level.text,
                    path,
                    message,
                    "lower the threshold, or let something feed the metric",
                );
            }
        }
    }

    /// The most that a metric can come to, where there is a most, and why.
    fn most_of(&mut self, ladder: &Ladder, metric: &Metric, levels: &[Vec<Sym>]) -> Option<(i64, String)> {
        let program = self.program;
        let counter =
            program.tables.readings.get(metric.reading).and_then(|r| program.tables.counters.get(r.counter))?;
        if let What::Awarded(unit) | What::Balance(unit) = metric.what {
            // What is carried over adds to what a period can give.
            let carries = ladder.carry.is_some();
            if !self.pays(unit) {
                return Some((0, "no rule gives any".into()));
            }
            let mut least: Option<(i64, String)> = None;
            for cap in program
                .currencies
                .get(usize::from(unit))
                .filter(|_| program.is_points(usize::from(unit)))
                .iter()
                .flat_map(|c| &c.caps)
            {
                if carries {
                    return None;
                }
                let CapPer::Reading(reading) = cap.per else { continue };
                let Some(reading) = program.tables.readings.get(reading) else { continue };
                let Some(counter) = program.tables.counters.get(reading.counter) else { continue };
                let times = match reading.reach {
                    Reach::Bucket if matches!(metric.what, What::Awarded(_)) => times_in(counter.unit, ladder.period),
                    Reach::All if counter.days.is_none() => Some(1),
                    Reach::Bucket
                    | Reach::Rolling(_)
                    | Reach::Within(_)
                    | Reach::Whole(_)
                    | Reach::Until
                    | Reach::All => None,
                };
                let Some(most) = times.and_then(|times| cap.most.checked_mul(times)) else { continue };
                if least.as_ref().is_none_or(|(known, _)| most < *known) {
                    least = Some((most, "the currency is capped".into()));
                }
            }
            return least;
        }
        if metric.value.is_some_and(|_| self.pays(program.tables.money("value"))) {
            return None;
        }
        if let Err(clash) = self.meet(counter.filter.iter(), levels) {
            return Some((0, clash));
        }
        self.values(metric.reading, levels).map(|most| (most, "there is no more to count".to_owned()))
    }

    /// Does any rule of any version pay in this unit?
    pub(super) fn pays(&mut self, unit: u16) -> bool {
        let rules = self.program.versions.iter().flat_map(|version| &version.rules);
        let pays = |rule: &crate::rule::Rule| match &rule.pay {
            Pay::Award(award) => award.unit == unit && !super::never::empty(&award.scale),
            Pay::Period(pay) => pay.unit == unit,
            Pay::Multiplier(_) | Pay::Discount(_) => false,
        };
        // Where there is no time to look, some rule may.
        !self.work(rules.clone().count()) || rules.clone().any(pays)
    }
}

/// How often a period can begin within a ladder's; none where that has no end.
fn times_in(unit: Unit, period: LadderPeriod) -> Option<i64> {
    let days = match period {
        LadderPeriod::Calendar(unit) => days_in(unit)?,
        LadderPeriod::Rolling(Duration::Days(days)) => i64::from(days),
        LadderPeriod::Rolling(Duration::Months(months)) => i64::from(months).saturating_mul(31),
        LadderPeriod::Fixed(span) => i64::from(span.days()),
    };
    // Whole periods of a calendar one; one more for what juts out at either end of others.
    const PARTS: [(Unit, Unit, i64); 6] = [
        (Unit::Month, Unit::Quarter, 3),
        (Unit::Month, Unit::HalfYear, 6),
        (Unit::Month, Unit::Year, 12),
        (Unit::Quarter, Unit::HalfYear, 2),
        (Unit::Quarter, Unit::Year, 4),
        (Unit::HalfYear, Unit::Year, 2),
    ];
    let whole = PARTS.iter().find(|(part, whole, _)| *part == unit && period == LadderPeriod::Calendar(*whole));
    let exact = match whole {
        Some((.., times)) => Some(*times),
        None if period == LadderPeriod::Calendar(unit) => Some(1),
        None if unit == Unit::Day => Some(days),
        None => None,
    };
    let shortest = match unit {
        Unit::Day => 1,
        Unit::Week => 7,
        Unit::Month => 28,
        Unit::Quarter => 90,
        Unit::HalfYear => 181,
        Unit::Year | Unit::MembershipYear => 365,
        Unit::Lifetime => return Some(1),
    };
    exact.or_else(|| days.checked_div(shortest)?.checked_add(2))
}

/// The days of the longest of these periods.
fn days_in(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Day => Some(1),
        Unit::Week => Some(7),
        Unit::Month => Some(31),
        Unit::Quarter => Some(92),
        Unit::HalfYear => Some(184),
        Unit::Year | Unit::MembershipYear => Some(366),
        Unit::Lifetime => None,
    }
}
