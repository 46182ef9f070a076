//! Tiers: ladders of levels over metrics, how an account climbs, keeps and falls.

mod midnight;
mod progress;

pub(crate) use midnight::{Rest, after_event, after_return, turn, valid_until};
pub(crate) use progress::{missing, share_of};

use crate::names::Sym;
use crate::rule::condition::Cond;
use crate::rule::measure::{Adds, What};
use crate::terms::Held;
use crate::time::{Duration, Span, Unit};
use crate::wire::document::OnReturn;

/// A ladder.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Ladder {
    pub text: String,
    #[serde(skip)]
    pub name: Option<String>,
    pub gates: Vec<Cond>,
    /// Which of several definitions it is, where terms replace it.
    pub held: Option<Held>,
    pub metrics: Vec<Metric>,
    pub period: LadderPeriod,
    pub need_all: bool,
    pub levels: Vec<Level>,
    pub upgrade_at_once: bool,
    pub fall: Fall,
    #[serde(skip)]
    pub on_return: OnReturn,
    /// The most that is carried of each metric.
    #[serde(skip)]
    pub carry: Option<Vec<Option<i64>>>,
}

/// Over what a ladder counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum LadderPeriod {
    Calendar(Unit),
    Rolling(Duration),
    Fixed(Span),
}

/// Something a ladder counts.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Metric {
    pub text: String,
    #[serde(skip)]
    pub name: Option<String>,
    pub what: What,
    pub reading: usize,
    /// How an order adds to it.
    pub adds: Adds,
    /// The reading of behaviours valued in money, where they count too.
    pub value: Option<usize>,
    pub places: u8,
}

/// A level.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Level {
    pub id: Sym,
    pub text: String,
    #[serde(skip)]
    pub name: Option<String>,
    /// What each metric must reach; empty for a level that is everybody's.
    pub at: Vec<(usize, i64)>,
    #[serde(skip)]
    pub services: Vec<Service>,
}

/// A benefit that is not money.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub id: Sym,
    pub text: String,
    pub name: Option<String>,
    pub count: Option<i64>,
    pub reading: usize,
    pub unit_cost: Option<i64>,
}

/// When and how far an account falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Fall {
    pub when: FallWhen,
    pub grace: Option<Duration>,
    pub to_month_end: bool,
    pub one_step: bool,
}

/// When an account falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum FallWhen {
    PeriodEnd,
    AtOnce,
    Never,
}

impl Ladder {
    /// The highest level whose own threshold these metric values meet.
    pub(crate) fn earned(&self, values: &[i64]) -> Option<usize> {
        self.levels.iter().rposition(|level| self.meets(level, values))
    }

    /// Do these values meet the level's threshold?
    pub(crate) fn meets(&self, level: &Level, values: &[i64]) -> bool {
        if level.at.is_empty() {
            return true;
        }
        let met = |(metric, needs): &(usize, i64)| values.get(*metric).is_some_and(|has| has >= needs);
        if self.need_all { level.at.iter().all(met) } else { level.at.iter().any(met) }
    }

    /// Where an account at `held` goes that earns less.
    pub(crate) fn down(&self, held: Option<usize>, earned: Option<usize>) -> Option<usize> {
        if self.fall.one_step { earned.max(held.and_then(|at| at.checked_sub(1))) } else { earned }
    }

    /// The level after an event, grants aside.
    pub(crate) fn moved(&self, held: Option<usize>, earned: Option<usize>) -> Option<usize> {
        if earned > held && self.upgrade_at_once {
            earned
        } else if earned < held && self.fall.when == FallWhen::AtOnce && self.fall.grace.is_none() {
            self.down(held, earned)
        } else {
            held
        }
    }

    /// The level above a place, or above none.
    pub(crate) fn next(&self, at: Option<usize>) -> Option<&Level> {
        self.levels.get(at.map_or(0, |at| at.saturating_add(1)))
    }

    /// The level that everybody has.
    pub(crate) fn base(&self) -> Sym {
        self.levels.first().filter(|level| level.at.is_empty()).map_or(Sym::NONE, |level| level.id)
    }

    /// The id of the level at a place.
    pub(crate) fn id(&self, at: Option<usize>) -> Sym {
        at.and_then(|at| self.levels.get(at)).map_or(Sym::NONE, |level| level.id)
    }

    /// The place of a level.
    pub(crate) fn place(&self, level: Sym) -> Option<usize> {
        self.levels.iter().position(|l| l.id == level)
    }
}
