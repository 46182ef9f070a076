//! Posting: what an event books, and the state after it. A preview is the same, with the state left aside.

use super::draft::{Booking, Draft, Movement};
use super::midnight;
use super::record::Record;
use super::state::{Shared, State, TierStanding};
use crate::evaluate::{Act, By, Input, Past, Plan, Room, Totals, evaluate};
use crate::event::{Body, Event};
use crate::names::Sym;
use crate::program::Program;
use crate::refusal::{OrOverflow, Refusal, RefusalCode, add};
use crate::rule::award::Pay;
use crate::rule::measure::{Counted, View};
use crate::tier::{Ladder, after_event};
use crate::time::{Date, Moment};
use crate::wire::activity::Event as Wire;
use crate::wire::result::{EntryKind, StepKind};
use std::sync::Arc;

impl Program {
    /// Brings a state to a moment: midnights run, nothing else.
    pub(crate) fn advanced(&self, state: &State, to: Moment) -> Result<(State, Booking), Refusal> {
        if state.at.is_some_and(|at| to < at) {
            return Err(Refusal::new(
                RefusalCode::Backdated,
                format!("{to} lies before {}, up to which the account is booked", state.at.unwrap_or(to)),
                "post events in the order of their time; a correction is an event of its own",
            ));
        }
        let mut booking = Booking::default();
        let mut next = state.clone();
        if midnight::is_due(self, state, to) {
            midnight::advance(self, &mut next, to, &mut booking)?;
        }
        Ok((next, booking))
    }

    /// Evaluates an event on a state without booking it.
    pub(crate) fn evaluated(
        &self,
        state: &State,
        shared: &Shared,
        event: &Event,
        room: &mut Room,
    ) -> Result<Draft, Refusal> {
        let id = event.wire.id();
        if state.has_posted(id) {
            return Err(Refusal::new(
                RefusalCode::Duplicate,
                format!("'{id}' was posted before"),
                "give each event its own id; posting one twice books nothing",
            ));
        }
        let at = event.wire.at();
        let (before, booking) = self.advanced(state, at)?;
        let day = at.date();
        let version = self.version_on(day)?;
        let mut draft = Draft { at, revision: state.revision, version, booking, ..Draft::default() };
        match &event.body {
            Body::Order { cart, .. } => {
                draft.cart = cart.clone();
                self.run(&before, shared, None, &mut draft, room)?;
            }
            Body::Activity(act) => self.run(&before, shared, Some(act), &mut draft, room)?,
            Body::Return(_) | Body::Other => {
                draft.prepared = Some(self.prepare(&before, version, day, day));
                draft.totals.units = vec![0; self.tables.units.len()];
            }
        }
        draft.before = Some(before);
        Ok(draft)
    }

    fn run(
        &self,
        before: &State,
        shared: &Shared,
        activity: Option<&Act>,
        draft: &mut Draft,
        room: &mut Room,
    ) -> Result<(), Refusal> {
        let day = draft.at.date();
        let invoiced = if activity.is_some() { day } else { draft.cart.invoiced };
        draft.cart.invoiced = invoiced;
        let prepared = self.prepare(before, draft.version, day, invoiced);
        let budgets = shared.left(self);
        let input = Input {
            program: self,
            version: self.version(draft.version)?,
            standing: &prepared.standing,
            past: Past::Live { counters: &before.counters, calendar: prepared.calendar, day },
            account: &before.who,
            activity,
            day,
            budgets: &budgets,
            lines_only: false,
        };
        evaluate(&input, &mut draft.cart, room, &mut Plan::default(), &mut draft.steps)?;
        draft.totals = room.totals.clone();
        draft.prepared = Some(prepared);
        Ok(())
    }

    /// Books an event: the new states, with what was booked in the draft.
    pub(crate) fn posted(
        &self,
        state: &State,
        shared: &Shared,
        event: &Event,
        room: &mut Room,
    ) -> Result<(Draft, State, Shared), Refusal> {
        let mut draft = self.evaluated(state, shared, event, room)?;
        let mut next = draft.before.clone().unwrap_or_else(|| state.clone());
        let mut shared = shared.clone();
        let day = draft.at.date();
        if next.joined.is_none() {
            next.joined = Some(day);
        }
        match (&event.body, &*event.wire) {
            (Body::Order { ids, .. }, wire) => {
                let left = shared.left(self);
                self.book(&mut next, &mut shared, &draft, None, Some(event.wire.id()))?;
                let participant = match wire {
                    Wire::Order(order) => order.participant.as_deref(),
                    Wire::Return(_) | Wire::Activity(_) | Wire::Opening(_) | Wire::Grant(_) | Wire::Use(_) => None,
                };
                self.note(&mut next, &draft, event.wire.id(), ids, participant, left);
                self.movements(&mut next, &mut draft, event.wire.id())?;
                // An invoice of a period that is closed already.
                let (version, invoiced) = (draft.version, draft.cart.invoiced);
                self.restate(&mut next, &mut draft, version, invoiced)?;
                self.forget(&mut next, draft.version, day);
            }
            (Body::Activity(act), _) => {
                self.book(&mut next, &mut shared, &draft, Some(act), None)?;
                self.movements(&mut next, &mut draft, event.wire.id())?;
                next.seen.insert(event.wire.id().into(), ());
            }
            (Body::Return(back), Wire::Return(wire)) => {
                self.forget(&mut next, draft.version, day);
                self.take_back(&mut next, &mut shared, &mut draft, wire, back, room)?;
                next.seen.insert(event.wire.id().into(), ());
            }
            (_, wire) => {
                match wire {
                    Wire::Opening(opening) => self.open(&mut next, &mut draft, opening)?,
                    Wire::Grant(grant) => self.grant(&mut next, &mut draft, grant)?,
                    Wire::Use(used) => self.use_service(&mut next, &mut draft, used)?,
                    Wire::Order(_) | Wire::Return(_) | Wire::Activity(_) => {}
                }
                next.seen.insert(event.wire.id().into(), ());
            }
        }
        next.at = Some(draft.at);
        next.revision = next.revision.saturating_add(1);
        Ok((draft, next, shared))
    }

    /// Adds an order or activity to the account's counters, tiers and the shared state.
    fn book(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &Draft,
        activity: Option<&Act>,
        order: Option<&str>,
    ) -> Result<(), Refusal> {
        let Some(prepared) = &draft.prepared else { return Ok(()) };
        let before = draft.before.clone().unwrap_or_else(|| next.clone());
        let version = self.version(draft.version)?;
        let input = Input {
            program: self,
            version,
            standing: &prepared.standing,
            past: Past::Live { counters: &before.counters, calendar: prepared.calendar, day: prepared.day },
            account: &before.who,
            activity,
            day: prepared.day,
            budgets: &[],
            lines_only: false,
        };
        let sums = crate::evaluate::sum(&draft.cart)?;
        let facts = input.facts(&draft.cart, sums);
        for at in 0..self.tables.counters.len() {
            self.count_cart(next, &facts, at, 1)?;
        }
        let subject = activity.map_or(Sym::NONE, |a| a.subject);
        self.count_awards(next, &draft.totals, version, prepared.day, draft.cart.invoiced, subject, 1)?;
        for (budget, amount) in &draft.totals.drawn {
            if let Some((id, _)) = self.tables.budgets.get(*budget) {
                shared.drawn.change(id.clone(), |drawn| add(*drawn, *amount).map(|sum| *drawn = sum))?;
                shared.revision = shared.revision.saturating_add(1);
            }
        }
        for change in &draft.totals.tiers {
            let Some(ladder) = version.ladders.get(change.ladder) else { continue };
            let calendar = self.calendar(next.joined.unwrap_or(prepared.day));
            let standing = standing_on(next, ladder, prepared.day);
            let earned = ladder.earned(&change.values);
            let moved = after_event(ladder, &calendar, &standing, prepared.day, earned, order);
            next.tiers.insert(ladder.text.clone(), moved);
        }
        Ok(())
    }

    /// Adds what rules paid, and what was awarded, to the counters that count it.
    #[expect(clippy::too_many_arguments, reason = "what was paid, when, about what, how often")]
    pub(super) fn count_awards(
        &self,
        next: &mut State,
        totals: &Totals,
        version: &crate::program::Version,
        day: Date,
        invoiced: Date,
        subject: Sym,
        times: i64,
    ) -> Result<(), Refusal> {
        let calendar = self.calendar(next.joined.unwrap_or(day));
        for (counter, buckets) in self.tables.counters.iter().zip(&mut next.counters) {
            let on = if counter.by_invoice { invoiced } else { day };
            if !crate::evaluate::counts_on(counter, on) {
                continue;
            }
            let bucket = calendar.bucket(counter.unit, on);
            let paid = |rule: Sym| {
                totals
                    .paid
                    .iter()
                    .filter(|(at, _)| version.rules.get(crate::evaluate::index(*at)).is_some_and(|r| r.id == rule))
                    .try_fold(0, |sum, (_, n)| add(sum, *n))
            };
            match &counter.counted {
                Counted::Awarded(unit) => {
                    let amount = totals.units.get(usize::from(*unit)).copied().unwrap_or(0);
                    buckets.add(bucket, amount.checked_mul(times).or_overflow()?)?;
                }
                Counted::PaidBy(rule) => buckets.add(bucket, paid(*rule)?.checked_mul(times).or_overflow()?)?,
                Counted::TimesOf(rule, by_subject) => {
                    if paid(*rule)? != 0 {
                        if *by_subject {
                            buckets.add_of(subject, bucket, times)?;
                        } else {
                            buckets.add(bucket, times)?;
                        }
                    }
                }
                Counted::Lines(_)
                | Counted::Orders
                | Counted::Activities(_)
                | Counted::ByAttribute(_)
                | Counted::Used(_) => {}
            }
        }
        Ok(())
    }

    /// Puts the order on record.
    fn note(&self, next: &mut State, draft: &Draft, id: &str, ids: &[Sym], participant: Option<&str>, left: Vec<i64>) {
        let Some(prepared) = &draft.prepared else { return };
        let Ok(version) = self.version(draft.version) else { return };
        let id: Arc<str> = id.into();
        let before = draft.before.as_ref();
        let mut by_value = crate::map::Map::new();
        for (at, reading) in self.tables.readings.iter().enumerate().filter(|(_, r)| r.view == View::ByValue) {
            let Some(counter) = self.tables.counters.get(reading.counter) else { continue };
            let Counted::ByAttribute(slot) = counter.counted else { continue };
            let (first, last) = reading.buckets(counter, &prepared.calendar, prepared.day);
            for line in 0..draft.cart.lines.len() {
                let value = draft.cart.attribute(line, slot);
                let count =
                    before.and_then(|b| b.counters.get(reading.counter)).map_or(0, |b| b.sum_of(value, first, last));
                if count != 0 {
                    by_value.insert((at, value), count);
                }
            }
        }
        let readings = prepared.standing.readings.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
        let mut cart = draft.cart.clone();
        for line in &mut cart.lines {
            (line.net, line.paid) = (0, 0);
        }
        next.orders.push(Arc::new(Record {
            id,
            at: draft.at,
            version: version.from,
            returned: vec![0; cart.lines.len()],
            cart,
            ids: ids.to_vec(),
            profile: Arc::clone(&next.attributes),
            who: next.who.clone(),
            readings: readings.filter(|(_, value)| *value != 0).collect(),
            by_value,
            levels: prepared.standing.levels.clone(),
            balances: prepared.standing.balances.clone(),
            budgets: left,
            awards: self.awards(draft),
            participant: participant.map(Arc::from),
        }));
    }

    /// What the draft's steps award, by rule and unit; accruals are settled by their period.
    pub(super) fn awards(&self, draft: &Draft) -> Vec<(Sym, u16, i64)> {
        let mut awards: Vec<(Sym, u16, i64)> = Vec::new();
        let Some(version) = self.versions.get(draft.version) else { return awards };
        for step in draft.steps.iter().filter(|s| s.unit != crate::evaluate::DISCOUNT && s.kind != StepKind::Accrual) {
            let rule = match step.by {
                By::Rule(at) => version.rules.get(crate::evaluate::index(at)).map_or(Sym::NONE, |r| r.id),
                By::Currency(unit) => self.names.intern(self.unit_id(usize::from(unit))).unwrap_or_default(),
            };
            match awards.iter_mut().find(|(r, u, _)| *r == rule && *u == step.unit) {
                Some((_, _, sum)) => *sum = sum.saturating_add(step.amount),
                None => awards.push((rule, step.unit, step.amount)),
            }
        }
        awards.retain(|(_, _, amount)| *amount != 0);
        awards
    }

    /// Books the awards and the tiers reached.
    fn movements(&self, next: &mut State, draft: &mut Draft, id: &str) -> Result<(), Refusal> {
        let version = self.version(draft.version)?;
        for (rule, unit, amount) in self.awards(draft) {
            let text = self.names.text(rule).map(|t| t.to_string()).unwrap_or_default();
            let mut movement = Movement::award(draft.at, EntryKind::Accrual, &text, unit, amount);
            movement.caused = true;
            movement.term = draft.prepared.as_ref().and_then(|prepared| version.term_of(&prepared.standing, rule));
            draft.booking.movements.push(movement);
            if let Some(balance) = next.units.get_mut(usize::from(unit)) {
                *balance = add(*balance, amount)?;
            }
        }
        for change in draft.totals.tiers.iter().filter(|c| c.after != c.before) {
            let Some(ladder) = version.ladders.get(change.ladder) else { continue };
            let level = change.after.and_then(|at| ladder.levels.get(at)).map(|l| l.text.clone());
            let mut movement = Movement::tier(draft.at, &ladder.text, level);
            movement.caused = true;
            movement.order = Some(id.into());
            draft.booking.movements.push(movement);
        }
        Ok(())
    }

    /// Drops records that can no longer be returned.
    fn forget(&self, next: &mut State, version: usize, day: Date) {
        let Some(within) = self.versions.get(version).and_then(|v| v.returns_within) else { return };
        let count = next.orders.len();
        let mut last = next.forgotten;
        next.orders.retain(|record| {
            let keep = within.after(record.at.date()) >= day;
            if !keep {
                last = last.max(Some(record.at.date()));
            }
            keep
        });
        if next.orders.len() != count {
            next.forgotten = last;
        }
    }
}

/// Where an account stands on a ladder; on its first day, on the level that everybody has.
pub(super) fn standing_on(state: &State, ladder: &Ladder, day: Date) -> TierStanding {
    let fresh = || TierStanding { level: ladder.base(), since: day, ..TierStanding::default() };
    state.tiers.get(&ladder.text).cloned().unwrap_or_else(fresh)
}

/// Rules of a version that pay at a period's end.
pub(super) fn period_rules(
    version: &crate::program::Version,
) -> impl Iterator<Item = (&crate::rule::Rule, &crate::rule::award::PeriodPay)> {
    version.by_period.iter().filter_map(|at| version.rules.get(*at)).filter_map(|rule| match &rule.pay {
        Pay::Period(pay) => Some((rule, pay.as_ref())),
        Pay::Award(_) | Pay::Multiplier(_) | Pay::Discount(_) => None,
    })
}
