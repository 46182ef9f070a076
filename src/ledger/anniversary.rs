//! What comes by itself at a midnight: anniversaries of joining, levels that are reached.

use super::draft::{Booking, Draft};
use super::post::sharing;
use super::shared::Shared;
use super::standing::Prepared;
use super::state::State;
use crate::amounts::ONE_UNIT;
use crate::evaluate::{Act, Came, Cart, Input, Past, Room, evaluate_next};
use crate::names::Sym;
use crate::program::Program;
use crate::refusal::Refusal;
use crate::rule::limits::{Cap, CapPer};
use crate::rule::measure::View;
use crate::time::{Date, Unit};

impl Program {
    /// Awards what an anniversary brings, where `day` is one. It looks at what the account did up to the day before.
    pub(super) fn anniversary(&self, state: &mut State, day: Date, booking: &mut Booking) -> Result<(), Refusal> {
        let at = self.version_on(day)?;
        let version = self.version(at)?;
        let Some(joined) = state.joined.filter(|joined| version.anniversaries && *joined < day) else { return Ok(()) };
        if self.calendar(joined).span_of(Unit::MembershipYear, day).start != day {
            return Ok(());
        }
        let prepared = self.of_anniversary(state, at, day);
        self.came(state, (at, day), Came::Anniversary, prepared, booking)
    }

    /// Awards what levels bring that a midnight reached: by ladder, what stands there where a level was reached.
    pub(super) fn level_reached(
        &self,
        state: &mut State,
        day: Date,
        levels: Vec<Sym>,
        booking: &mut Booking,
    ) -> Result<(), Refusal> {
        let at = self.version_on(day)?;
        if !self.version(at)?.tier_changes || levels.iter().all(|level| *level == Sym::NONE) {
            return Ok(());
        }
        let mut prepared = self.of_anniversary(state, at, day);
        prepared.standing.levels = levels;
        self.came(state, (at, day), Came::TierChange, prepared, booking)
    }

    /// Runs the rules of what came by itself, and books what they pay.
    fn came(
        &self,
        state: &mut State,
        (at, day): (usize, Date),
        which: Came,
        prepared: Prepared,
        booking: &mut Booking,
    ) -> Result<(), Refusal> {
        let version = self.version(at)?;
        let joined = state.joined.unwrap_or(day);
        let act = Act { quantity: ONE_UNIT, came: Some(which), ..Act::default() };
        let input = Input {
            program: self,
            version,
            standing: &prepared.standing,
            past: Past::Live { counters: &state.counters, calendar: prepared.calendar, day: day.plus_days(-1) },
            account: &state.who,
            activity: Some(&act),
            day,
            budgets: &[],
            lines_only: false,
        };
        let mut draft =
            Draft { at: day.midnight(), version: at, before: Some(Box::new(state.clone())), ..Draft::default() };
        draft.cart = Cart { invoiced: day, ..Cart::default() };
        let mut room = Room::default();
        evaluate_next(&input, &mut draft.cart, &mut room, &mut draft.steps)?;
        draft.totals = room.totals;
        draft.prepared = Some(prepared);
        if let Some(prepared) = &draft.prepared {
            let shares = sharing(state, &prepared.standing, day, &self.calendar(joined));
            draft.given = self.given(at, self.awards(&draft), &shares)?;
        }
        if which == Came::TierChange {
            // It stands on the levels that were reached alone; the midnight has booked those.
            draft.totals.tiers.clear();
        }
        self.book(state, &mut Shared::default(), &draft, Some(&act), None)?;
        let source = match which {
            Came::Anniversary => "anniversary",
            Came::TierChange => "tier-change",
            Came::Joining => "joining",
        };
        self.movements(state, &mut draft, source, false)?;
        booking.onward.append(&mut draft.booking.onward);
        booking.movements.extend(draft.booking.movements.into_iter().map(|mut movement| {
            // The day came by itself: no event caused it, and no order.
            (movement.caused, movement.order) = (false, None);
            movement
        }));
        Ok(())
    }

    /// The standing on an anniversary: the past as it was the day before, what limits count as the day itself has it.
    fn of_anniversary(&self, state: &State, version: usize, day: Date) -> Prepared {
        let mut prepared = self.prepare(state, version, day, day);
        let before = self.prepare(state, version, day.plus_days(-1), day.plus_days(-1));
        let mut limits = Vec::new();
        let mut note = |caps: &[Cap]| {
            for cap in caps {
                if let CapPer::Reading(reading) = cap.per {
                    limits.push(reading);
                }
            }
        };
        for currency in &self.currencies {
            note(&currency.caps);
        }
        let rules = self.versions.get(version).map_or(&[][..], |version| version.rules.as_slice());
        for rule in rules {
            note(&rule.limits.caps);
        }
        for rule in rules {
            limits.extend(rule.limits.times.iter().map(|times| times.reading));
        }
        let ladders = self.versions.get(version).map_or(&[][..], |version| version.ladders.as_slice());
        for metric in ladders.iter().flat_map(|ladder| &ladder.metrics) {
            for reading in std::iter::once(metric.reading).chain(metric.value) {
                let now = prepared.standing.readings.get(reading).copied().flatten();
                prepared.standing.on_ladders.push((reading, now));
            }
        }
        let readings = prepared.standing.readings.iter_mut().zip(before.standing.readings).enumerate();
        for (at, (reading, before)) in readings {
            let tenure = matches!(self.tables.readings.get(at).map(|r| r.view), Some(View::Tenure(_)));
            if !tenure && !limits.contains(&at) {
                *reading = before;
            }
        }
        prepared
    }
}
