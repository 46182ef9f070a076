//! Where an account stands on a day: what its past reads, its levels, which definitions hold.

use super::State;
use crate::map::Map;
use crate::names::{Sym, Texts};
use crate::program::Program;
use crate::rule::measure::{View, reading_text};
use crate::time::{Calendar, Date};
use std::sync::Arc;

/// Where an account stands on a ladder.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TierStanding {
    /// The level it has earned.
    pub level: Sym,
    pub since: Date,
    pub until: Option<Date>,
    /// The order that reached it.
    pub by: Option<Arc<str>>,
    /// Where it stood before that order.
    pub before: Option<Box<TierStanding>>,
    /// What was carried into the period, by metric.
    pub carried: Map<String, i64>,
    /// A level given by hand, with its last day.
    pub grant: Option<(Sym, Date)>,
    /// The last day before a fall that is due.
    pub falls: Option<Date>,
}

/// What an account's past reads on a day.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Standing {
    /// By reading; none where the past is not known.
    pub readings: Vec<Option<i64>>,
    /// What ladders read otherwise: on an anniversary, their periods of the day itself.
    pub on_ladders: Vec<(usize, Option<i64>)>,
    /// Which definition holds of each rule or ladder that terms change.
    pub chosen: Vec<u32>,
    /// By ladder of the version.
    pub levels: Vec<Sym>,
    /// What rules gave that others are net of, where that is not, or not all, what accrues in the period of the day.
    pub given: Vec<NetGiven>,
    /// The same once this order is booked, where its invoice lies in a period that is settled again by it.
    pub given_after: Vec<NetGiven>,
    /// Rules whose period of the day has ended, with the level by which it was settled.
    pub settled_by: Vec<(u32, Sym)>,
    /// What is carried over, by ladder and metric.
    pub carried: Vec<(usize, usize, i64)>,
    /// Ladders on which a level was granted: the one earned, and the one granted.
    pub grants: Vec<(usize, Sym, Sym)>,
    /// By unit of award.
    pub balances: Vec<i64>,
}

/// What a rule gave in the period of one that is net of it.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct NetGiven {
    /// The rule that is net of it, and which it is, by place in the version.
    pub by: u32,
    pub rule: u32,
    /// None where a past is not known.
    pub amount: Option<i64>,
    /// Whether its own period of the day is closed, and among it.
    pub closed: bool,
}

/// A standing with the days it was read for.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Prepared {
    pub standing: Standing,
    pub version: usize,
    pub calendar: Calendar,
    pub day: Date,
    pub invoiced: Date,
}

impl Standing {
    /// Takes everything out, and keeps the room.
    fn clear(&mut self) {
        self.readings.clear();
        self.on_ladders.clear();
        self.chosen.clear();
        self.levels.clear();
        self.given.clear();
        self.given_after.clear();
        self.settled_by.clear();
        self.carried.clear();
        self.grants.clear();
        self.balances.clear();
    }
}

impl Prepared {
    /// Whether an order of this day and invoice settles closed periods again that others are net of.
    pub(crate) fn settles_again(&self) -> bool {
        self.invoiced < self.day && self.standing.given.iter().any(|given| given.closed)
    }
}

impl Program {
    /// Reads an account's standing for a day.
    pub(crate) fn prepare(&self, state: &State, version: usize, day: Date, invoiced: Date) -> Prepared {
        self.prepare_in(Standing::default(), state, version, day, invoiced)
    }

    /// The same in the room of a standing that is of no use any more.
    pub(super) fn prepare_in(
        &self,
        mut standing: Standing,
        state: &State,
        version: usize,
        day: Date,
        invoiced: Date,
    ) -> Prepared {
        standing.clear();
        let calendar = self.calendar(state.joined.unwrap_or(day));
        let all = 0..self.tables.readings.len();
        standing.readings.extend(all.map(|reading| self.read_on(state, &calendar, reading, day, invoiced)));
        standing.balances.clone_from(&state.units);
        let Some(terms) = self.versions.get(version) else {
            return Prepared { standing, version, calendar, day, invoiced };
        };
        // Which ladders hold does not depend on levels.
        self.choose(terms, &state.who, &mut standing, day, false);
        for (at, ladder) in terms.ladders.iter().enumerate() {
            if !standing.holds(ladder.held) {
                standing.levels.push(Sym::NONE);
                continue;
            }
            let Some(tier) = state.tiers.get(&ladder.text) else {
                standing.levels.push(ladder.base());
                continue;
            };
            standing.levels.push(tier.held(ladder));
            standing.grants.extend(tier.grant.map(|(granted, _)| (at, tier.level, granted)));
            for (metric, amount) in &tier.carried {
                let place = ladder.metrics.iter().position(|m| m.text == *metric);
                standing.carried.extend(place.map(|metric| (at, metric, *amount)));
            }
        }
        if terms.terms.list.iter().any(|term| term.by_level) {
            self.choose(terms, &state.who, &mut standing, day, true);
        }
        standing.settled_by = self.settled_by(state, terms, &calendar, (day, invoiced));
        let holds = |held| standing.holds(held);
        standing.given = self.given_elsewhere(state, terms, (&calendar, day, invoiced), &holds, &standing.levels);
        Prepared { standing, version, calendar, day, invoiced }
    }

    /// A reading on a day, or for an invoice of a day; none where the past is not known.
    pub(super) fn read_on(
        &self,
        state: &State,
        calendar: &Calendar,
        reading: usize,
        day: Date,
        invoiced: Date,
    ) -> Option<i64> {
        let reading = self.tables.readings.get(reading)?;
        let (counter, buckets) = (self.tables.counters.get(reading.counter)?, state.counters.get(reading.counter)?);
        let day = if counter.by_invoice { invoiced } else { day };
        if let View::Tenure(since) = reading.view {
            return Some(crate::evaluate::tenure(calendar, since, day));
        }
        if let Some(since) = buckets.since
            && reading.first_day(counter, calendar, day).is_none_or(|first| first < since)
        {
            return None;
        }
        let (first, last) = reading.buckets(counter, calendar, day);
        if let Some(name) = counter.whose.of(&state.who) {
            return Some(buckets.sum_of(name, first, last));
        }
        // Who is linked to nobody counts alone.
        if let Some(common) = state.common.get(&reading.counter) {
            return Some(common.sum(first, last));
        }
        Some(match reading.view {
            View::Sum => buckets.sum(first, last),
            View::Distinct => buckets.distinct(first, last),
            View::Active => buckets.active(first, last),
            View::Run(least) => buckets.run(calendar.bucket(counter.unit, day), least),
            View::ByValue | View::Tenure(_) => 0,
        })
    }

    /// Readings by name, as records keep them.
    pub(crate) fn reading_names(&self) -> Texts {
        let mut names = Texts::default();
        for at in 0..self.tables.readings.len() {
            names.add(&self.reading_name(at));
        }
        names
    }

    /// The stable name of a reading.
    pub(crate) fn reading_name(&self, at: usize) -> String {
        let Some(reading) = self.tables.readings.get(at) else { return String::new() };
        let key = self.tables.counters.get(reading.counter).map_or("", |c| c.key.as_str());
        format!("{key}#{}", reading_text(reading.reach, reading.view, reading.back))
    }
}
