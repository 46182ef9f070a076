//! Where an account stands on a ladder: level, next level, what keeps it, services.

use super::forecast::{Pace, at_end, elapsed, reached_on};
use crate::compile::ladders::span_of;
use crate::evaluate::TierChange;
use crate::ledger::Draft;
use crate::program::{Program, Version};
use crate::tier::{FallWhen, Ladder, LadderPeriod, Level, Service, missing, share_of};
use crate::time::{Date, Span, Unit};
use crate::wire::result::{MetricProgress, Progress, ServiceLeft, TierOutcome};

impl Program {
    pub(super) fn tier_outcome(&self, version: &Version, change: &TierChange, draft: &Draft) -> Option<TierOutcome> {
        let ladder = version.ladders.get(change.ladder)?;
        let level = |at: Option<usize>| at.and_then(|at| ladder.levels.get(at));
        let next = ladder.next(change.after).and_then(|to| self.progress(ladder, to, change, draft, None));
        let keep = level(change.after).filter(|l| !l.at.is_empty() && ladder.fall.when != FallWhen::Never);
        let until = self.until(ladder, change, draft);
        let keep = keep.and_then(|to| self.progress(ladder, to, change, draft, Some(until)));
        Some(TierOutcome {
            ladder: ladder.text.clone(),
            term: version.term(ladder.held).map(|term| term.text.clone()),
            before: level(change.before).map(|l| l.text.clone()),
            after: level(change.after).map(|l| l.text.clone()),
            next,
            keep,
            services: level(change.after).map_or_else(Vec::new, |l| self.services(&l.services, until, draft)),
        })
    }

    pub(super) fn services(&self, services: &[Service], until: Option<Date>, draft: &Draft) -> Vec<ServiceLeft> {
        let used =
            |reading: usize| draft.prepared.as_ref().and_then(|p| p.standing.readings.get(reading).copied().flatten());
        let told = services.iter().map(|service| ServiceLeft {
            id: service.text.clone(),
            name: service.name.clone(),
            count: service.count,
            used: used(service.reading).unwrap_or(0),
            unit_cost: service.unit_cost.map(|cost| self.money(cost)),
            until,
        });
        told.collect()
    }

    /// The last day of the level held after the draft.
    fn until(&self, ladder: &Ladder, change: &TierChange, draft: &Draft) -> Option<Date> {
        let prepared = draft.prepared.as_ref()?;
        if change.after != change.before {
            return crate::tier::valid_until(ladder, &prepared.calendar, prepared.day);
        }
        let tier = draft.before.as_ref()?.tiers.get(&ladder.text)?;
        match tier.grant {
            Some((granted, until)) if tier.level != granted && tier.held(ladder) == granted => Some(until),
            Some(_) | None => tier.until,
        }
    }

    /// Progress to a level; `keep` tells that it is held, with its last day.
    fn progress(
        &self,
        ladder: &Ladder,
        to: &Level,
        change: &TierChange,
        draft: &Draft,
        keep: Option<Option<Date>>,
    ) -> Option<Progress> {
        let prepared = draft.prepared.as_ref()?;
        let today = prepared.day;
        let period = span_of(ladder.period, &prepared.calendar, today);
        let rolling = matches!(ladder.period, LadderPeriod::Rolling(_));
        let endless = matches!(ladder.period, LadderPeriod::Calendar(Unit::Lifetime));
        // A level that lasts beyond this period is kept by what the period of its last day brings.
        let later = keep.flatten().filter(|until| *until > period.last() && !rolling);
        let values = if later.is_some() { vec![0; change.values.len()] } else { change.values.clone() };
        let pace = if rolling { Pace::Last90Days } else { Pace::PeriodToDate };
        let mut metrics = Vec::with_capacity(to.at.len());
        let mut days: Vec<Option<Date>> = Vec::new();
        for (at, has, needs, misses) in missing(to, &values) {
            let metric = ladder.metrics.get(at)?;
            let (done, over) = if rolling {
                (self.last_90_days(metric.reading, has, draft).unwrap_or(has), 90)
            } else if endless {
                let joined = Span { start: prepared.calendar.joined, end: today.plus_days(1) };
                (has, elapsed(joined, today))
            } else {
                (has, elapsed(period, today))
            };
            let forecast = (!rolling && !endless && later.is_none())
                .then(|| self.count(metric.what, at_end(done, over, i64::from(period.days()))));
            days.push(if later.is_some() { None } else { reached_on(today, misses, done, over) });
            metrics.push(MetricProgress {
                metric: metric.text.clone(),
                has: self.count(metric.what, has),
                needs: self.count(metric.what, needs),
                missing: self.count(metric.what, misses),
                forecast,
            });
        }
        let expected = if ladder.need_all {
            days.iter().copied().collect::<Option<Vec<Date>>>().and_then(|d| d.into_iter().max())
        } else {
            days.iter().flatten().min().copied()
        };
        let by = if endless || (rolling && keep.is_none()) {
            None
        } else {
            Some(later.or(keep.flatten()).unwrap_or(period.last()))
        };
        Some(Progress {
            level: to.text.clone(),
            metrics,
            share: share_of(ladder, to, &values),
            by,
            expected: expected.filter(|d| rolling || endless || *d <= period.last()),
            pace: later.is_none().then(|| pace.word().to_owned()),
        })
    }

    /// What the last 90 days brought to a metric, this event included.
    fn last_90_days(&self, reading: usize, has: i64, draft: &Draft) -> Option<i64> {
        let prepared = draft.prepared.as_ref()?;
        let counter = self.tables.readings.get(reading)?.counter;
        let buckets = draft.before.as_ref()?.counters.get(counter)?;
        let before = prepared.standing.readings.get(reading).copied().flatten()?;
        let today = prepared.day.days();
        let sum = buckets.sum(today.saturating_sub(89), today);
        Some(sum.saturating_add(has.saturating_sub(before)))
    }
}
