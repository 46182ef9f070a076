//! Posting: what an event books, and the state after it. A preview is the same, with the state left aside.

use super::draft::{Booking, Draft};
use super::midnight;
use super::points::{Holder, Received, Sharing};
use super::record::Record;
use super::shared::Shared;
use super::standing::{Standing, TierStanding};
use super::state::State;
use crate::evaluate::{Act, Input, Past, Person, Room, evaluate_next};
use crate::event::{Body, Event};
use crate::names::Sym;
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode};
use crate::rule::measure::{Counted, View};
use crate::tier::Ladder;
use crate::time::{Calendar, Date, Moment, Unit};
use crate::wire::activity::{Order, Use};
use crate::wire::event::Event as Wire;
use crate::wire::plan::EntryBy;
use std::sync::Arc;

impl Program {
    /// Brings a state to a moment: midnights run, nothing else.
    pub(crate) fn advanced(&self, state: &State, shared: &Shared, to: Moment) -> Result<(State, Booking), Refusal> {
        let (mut next, mut booking) = (state.clone(), Booking::default());
        self.bring(&mut next, shared, to, &mut booking)?;
        Ok((next, booking))
    }

    /// The same in place.
    pub(crate) fn bring(
        &self,
        state: &mut State,
        shared: &Shared,
        to: Moment,
        booking: &mut Booking,
    ) -> Result<(), Refusal> {
        if let Some(at) = state.at.filter(|at| to < *at) {
            return Err(Refusal::new(
                RefusalCode::Backdated,
                format!("{to} lies before {at}, up to which the account is booked"),
                "post events in the order of their time; a correction is an event of its own",
            ));
        }
        self.read_common(state, shared);
        if midnight::is_due(self, state, to) {
            midnight::advance(self, state, to, booking)?;
        }
        Ok(())
    }

    /// Evaluates an event on a state without booking it.
    pub(crate) fn evaluated(
        &self,
        state: &State,
        shared: &Shared,
        event: &Event,
        room: &mut Room,
    ) -> Result<Draft, Refusal> {
        self.is_new(state, event)?;
        let (mut before, booking) = self.advanced(state, shared, event.wire.at())?;
        let mut own = Event { wire: Arc::clone(&event.wire), body: event.body.clone() };
        let mut draft = Draft { booking, ..Draft::default() };
        self.evaluated_on(&mut before, shared, &mut own, &mut draft, room)?;
        draft.before = Some(Box::new(before));
        Ok(draft)
    }

    /// Refuses an event that was posted before.
    pub(crate) fn is_new(&self, state: &State, event: &Event) -> Result<(), Refusal> {
        let id = event.wire.id();
        if state.has_posted(id) {
            return Err(Refusal::new(
                RefusalCode::Duplicate,
                format!("'{id}' was posted before"),
                "give each event its own id; posting one twice books nothing",
            ));
        }
        Ok(())
    }

    /// Evaluates an event on a state that was brought to its time, in a draft that tells nothing yet but that. Of the
    /// state only who is there changes; the event's cart becomes the draft's.
    pub(crate) fn evaluated_on(
        &self,
        state: &mut State,
        shared: &Shared,
        event: &mut Event,
        draft: &mut Draft,
        room: &mut Room,
    ) -> Result<(), Refusal> {
        let at = event.wire.at();
        self.arrive(state, shared, &event.wire)?;
        let day = at.date();
        let version = self.version_on(day)?;
        match &*event.wire {
            Wire::Join(join) => self.may_join(version, join)?,
            Wire::Order(_) | Wire::Activity(_) | Wire::Redeem(_) | Wire::Enrol(_) | Wire::Use(_) => {
                self.is_member(state, version)?;
            }
            Wire::Return(_)
            | Wire::Opening(_)
            | Wire::Grant(_)
            | Wire::Pay(_)
            | Wire::Approve(_)
            | Wire::Reverse(_)
            | Wire::Confirm(_)
            | Wire::Cancel(_)
            | Wire::Adjust(_)
            | Wire::Transfer(_)
            | Wire::Credit(_)
            | Wire::Leave(_)
            | Wire::Erase(_)
            | Wire::Merge(_) => {}
        }
        (draft.at, draft.revision, draft.version) = (at, state.revision, version);
        draft.partner = event.wire.partner().map(Arc::from);
        match &mut event.body {
            Body::Order { cart, .. } => {
                draft.cart = std::mem::take(cart);
                self.run(state, shared, None, draft, room)
            }
            Body::Activity(act) => {
                let act = self.with_spent(act, self.version(version)?, shared);
                self.run(state, shared, Some(&act), draft, room)
            }
            Body::Return(_) | Body::Other => {
                draft.prepared = Some(self.prepare(state, version, day, day));
                draft.totals.units = vec![0; self.tables.units.len()];
                Ok(())
            }
        }
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
        self.invoiced_in_force(draft.version, invoiced)?;
        let room_of = draft.prepared.take().map(|prepared| prepared.standing).unwrap_or_default();
        let mut prepared = self.prepare_in(room_of, before, draft.version, day, invoiced);
        prepared.standing.given_after = self.given_after(before, shared, (&draft.cart, draft.at), &prepared, room)?;
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
        evaluate_next(&input, &mut draft.cart, room, &mut draft.steps)?;
        std::mem::swap(&mut draft.totals, &mut room.totals);
        draft.prepared = Some(prepared);
        let calendar = self.calendar(before.joined.unwrap_or(day));
        let awards = self.awards(draft);
        if let Some(prepared) = &draft.prepared {
            let sharing = sharing(before, &prepared.standing, day, &calendar);
            self.give(draft.version, awards, &sharing, &mut draft.given)?;
        }
        self.can_pay(before, draft.version, day, (draft.cart.paid_with_points, draft.totals.net))
    }

    /// Refuses an order that is paid with points which the account does not have, or may not spend so.
    pub(crate) fn can_pay(
        &self,
        state: &State,
        version: usize,
        day: Date,
        (paid, net): (i64, i64),
    ) -> Result<(), Refusal> {
        if let Some((unit, points)) = self.points_for(paid, net)? {
            self.not_suspended(state, version, day)?;
            self.enough(state, (unit, Holder::Account, points), day)?;
        }
        Ok(())
    }

    /// The account as the event finds it: who did it, and the links that joining brings.
    fn arrive(&self, state: &mut State, shared: &Shared, event: &Wire) -> Result<(), Refusal> {
        let (participant, beneficiary) = people_of(event);
        let person = |id: Option<&str>| match id {
            Some(id) => self.names.intern(id).ok_or_else(Refusal::overflow),
            None => Ok(Sym::NONE),
        };
        let (actor, beneficiary) = (person(participant)?, person(beneficiary)?);
        if let Wire::Join(join) = event {
            for (link, account) in join.links.iter() {
                state.links.insert(link.clone(), account.clone());
            }
            self.resolve_links(state);
            self.read_common(state, shared);
        }
        let who = &mut state.who;
        (who.actor, who.beneficiary) = (who.person(actor), who.person(beneficiary));
        if who.beneficiary.id == Sym::NONE {
            who.beneficiary = Person::default();
        }
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
        let mut next = draft.before.as_deref().unwrap_or(state).clone();
        let mut shared = shared.clone();
        self.booked_on(&mut next, &mut shared, &mut draft, event, room)?;
        Ok((draft, next, shared))
    }

    /// Books an event that was evaluated on this state. Where it is refused, the states are worth nothing any more.
    pub(crate) fn booked_on(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &mut Draft,
        event: &Event,
        room: &mut Room,
    ) -> Result<(), Refusal> {
        let day = draft.at.date();
        let open = self.version(draft.version)?.entry == EntryBy::Open;
        if (next.joined.is_none() && open) || matches!(&*event.wire, Wire::Join(_)) {
            next.joined = Some(day);
        }
        match (&event.body, &*event.wire) {
            (Body::Order { ids, .. }, wire) => {
                self.note(next, draft, wire, ids, None, shared.left(self));
                self.book(next, shared, draft, None, Some(event.wire.id()))?;
                self.pay_with_points(next, draft, event.wire.id())?;
                self.movements(next, draft, event.wire.id(), true)?;
                if let Wire::Order(Order { due: Some(due), id, .. }) = wire {
                    next.unpaid.insert(id.clone(), *due);
                }
                next.active = next.active.max(Some(day));
                // An invoice of a period that is closed already.
                let (version, invoiced) = (draft.version, draft.cart.invoiced);
                self.restate(next, draft, version, invoiced)?;
                self.forget(next, draft.version, day);
            }
            (Body::Activity(act), wire) => {
                let act = self.with_spent(act, self.version(draft.version)?, shared);
                self.note(next, draft, wire, &[], Some(&act), shared.left(self));
                self.book(next, shared, draft, Some(&act), Some(event.wire.id()))?;
                self.spend_once(shared, draft, &act)?;
                self.movements(next, draft, event.wire.id(), false)?;
                next.active = next.active.max(Some(day));
            }
            (Body::Return(back), Wire::Return(wire)) => {
                self.forget(next, draft.version, day);
                self.take_back(next, shared, draft, wire, back, room)?;
                next.seen.insert(event.wire.id().into(), ());
            }
            (_, wire) => {
                let state = &mut *next;
                match wire {
                    Wire::Opening(opening) => self.open(state, draft, opening)?,
                    Wire::Grant(grant) => self.grant(state, draft, grant)?,
                    Wire::Use(Use { service: Some(service), reward: None, count, .. }) => {
                        self.use_service(state, draft, service, *count)?;
                    }
                    Wire::Use(used @ Use { service: None, reward: Some(reward), .. }) => {
                        self.use_reward(state, draft, used, reward)?;
                    }
                    Wire::Use(_) => {
                        return Err(Refusal::new(
                            RefusalCode::Incomplete,
                            "it is not said what is used",
                            "name a \"service\" or a \"reward\", one of the two",
                        ));
                    }
                    Wire::Enrol(enrol) => self.enrol(state, draft, enrol)?,
                    Wire::Pay(paid) => self.pay(state, draft, paid)?,
                    Wire::Approve(decided) => self.approve(state, shared, draft, decided, room)?,
                    Wire::Reverse(reversed) => {
                        self.reverse_activity(state, shared, draft, reversed, room)?;
                    }
                    Wire::Redeem(redeemed) => {
                        self.redeem(state, shared, draft, redeemed)?;
                        state.active = state.active.max(Some(day));
                    }
                    Wire::Confirm(confirmed) => self.confirm(state, draft, confirmed)?,
                    Wire::Cancel(cancelled) => self.cancel(state, shared, draft, cancelled)?,
                    Wire::Adjust(adjusted) => self.adjust(state, draft, adjusted)?,
                    Wire::Transfer(transferred) => self.transfer(state, draft, transferred)?,
                    Wire::Credit(credit) => self.credited(state, draft, credit)?,
                    Wire::Leave(leave) => self.leave(state, draft, leave)?,
                    Wire::Erase(erase) => {
                        let name = self.erase(state, erase)?;
                        self.rename_ranked(shared, &state.account, &erase.participant, &name);
                    }
                    Wire::Merge(merge) => self.merge(state, shared, draft, merge)?,
                    Wire::Order(_) | Wire::Return(_) | Wire::Activity(_) | Wire::Join(_) => {}
                }
                state.seen.insert(event.wire.id().into(), ());
            }
        }
        self.write_common(next, shared);
        (next.who.actor, next.who.beneficiary) = (Person::default(), Person::default());
        next.at = Some(draft.at);
        next.revision = next.revision.saturating_add(1);
        Ok(())
    }

    /// Puts the order on record, with what was there before it: it is to be noted before it is booked.
    fn note(&self, next: &mut State, draft: &Draft, wire: &Wire, ids: &[Sym], act: Option<&Act>, left: Vec<i64>) {
        let Some(prepared) = draft.prepared.as_ref().filter(|_| !next.unrecorded) else { return };
        let Ok(version) = self.version(draft.version) else { return };
        let id: Arc<str> = wire.id().into();
        let (participant, beneficiary) = people_of(wire);
        let calendar = self.calendar(next.joined.unwrap_or(prepared.day));
        let received = sharing(next, &prepared.standing, prepared.day, &calendar).received;
        let mut by_value = crate::map::Map::new();
        for (at, reading) in self.tables.readings.iter().enumerate().filter(|(_, r)| r.view == View::ByValue) {
            let Some(counter) = self.tables.counters.get(reading.counter) else { continue };
            let values: Vec<Sym> = match &counter.counted {
                Counted::ByAttribute(slot) => {
                    (0..draft.cart.lines.len()).map(|line| draft.cart.attribute(line, *slot)).collect()
                }
                Counted::TimesOf(..) => {
                    act.and_then(|act| self.names.own(counter.whose.of(&next.who), act.subject)).into_iter().collect()
                }
                Counted::Lines(_)
                | Counted::Orders
                | Counted::Activities(_)
                | Counted::Units(_)
                | Counted::Awarded(_)
                | Counted::PaidBy(_)
                | Counted::Used(_) => continue,
            };
            let (first, last) = reading.buckets(counter, &prepared.calendar, prepared.day);
            for value in values {
                let count = next.counters.get(reading.counter).map_or(0, |b| b.sum_of(value, first, last));
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
        let list = if act.is_some() { &mut next.activities } else { &mut next.orders };
        list.push(Arc::new(Record {
            id,
            at: draft.at,
            version: version.from,
            returned: vec![0; cart.lines.len()],
            cart,
            ids: ids.to_vec(),
            profile: Arc::clone(&next.attributes),
            lists: Arc::clone(&next.lists),
            who: next.who.clone(),
            readings: readings.filter(|(_, value)| *value != 0).collect(),
            by_value,
            levels: prepared.standing.levels.clone(),
            carried: prepared.standing.carried.clone(),
            balances: prepared.standing.balances.clone(),
            budgets: left,
            awards: draft.given.clone(),
            participant: participant.map(Arc::from),
            beneficiary: beneficiary.map(Arc::from),
            partner: draft.partner.clone(),
            consent: next.consent.clone(),
            received,
            people: Arc::clone(&next.people),
            links: Arc::new(next.links.clone()),
            act: act.cloned(),
            reversed: 0,
            claimed: Vec::new(),
        }));
    }

    /// Spends the points that an order is paid with.
    fn pay_with_points(&self, next: &mut State, draft: &mut Draft, id: &str) -> Result<(), Refusal> {
        match self.points_for(draft.cart.paid_with_points, draft.totals.net)? {
            Some((unit, points)) => self.spend_points(next, draft, (unit, Holder::Account, points), id, false, None),
            None => Ok(()),
        }
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
        let gone = |at: Moment| within.after(at.date()) < day;
        for record in next.activities.iter().filter(|record| gone(record.at)) {
            next.seen.insert(Arc::clone(&record.id), ());
        }
        next.activities.retain(|record| !gone(record.at));
        // What was unlocked stays on record: it is had once.
        next.redemptions.retain(|of| of.reserved || of.is_unlocked() || !gone(of.at));
    }
}

/// The person who caused an event, and the one it is for.
pub(crate) fn people_of(event: &Wire) -> (Option<&str>, Option<&str>) {
    match event {
        Wire::Order(order) => (order.participant.as_deref(), None),
        Wire::Activity(activity) => (activity.participant.as_deref(), activity.beneficiary.as_deref()),
        Wire::Join(join) => (join.participant.as_deref(), None),
        Wire::Redeem(redeem) => (redeem.participant.as_deref(), None),
        Wire::Adjust(adjust) => (adjust.participant.as_deref(), None),
        Wire::Transfer(transfer) => (transfer.participant.as_deref(), transfer.to_participant.as_deref()),
        Wire::Credit(credit) => (None, credit.participant.as_deref()),
        Wire::Leave(leave) => (Some(&leave.participant), leave.to_participant.as_deref()),
        Wire::Use(used) => (used.participant.as_deref(), None),
        Wire::Return(_)
        | Wire::Opening(_)
        | Wire::Grant(_)
        | Wire::Enrol(_)
        | Wire::Pay(_)
        | Wire::Approve(_)
        | Wire::Reverse(_)
        | Wire::Confirm(_)
        | Wire::Cancel(_)
        | Wire::Erase(_)
        | Wire::Merge(_) => (None, None),
    }
}

/// What an account's awards of a day are shared out by.
pub(crate) fn sharing<'a>(state: &'a State, standing: &'a Standing, day: Date, calendar: &Calendar) -> Sharing<'a> {
    let of_year = |known: &Received| known.year == calendar.bucket(Unit::Year, day);
    let received = state.received.iter().filter(|(_, known)| of_year(known));
    let received = received.map(|(holder, known)| (*holder, known.amount)).collect();
    Sharing { who: &state.who, standing, consent: state.consent.as_ref(), received }
}

/// Where an account stands on a ladder; on its first day, on the level that everybody has.
pub(super) fn standing_on(state: &State, ladder: &Ladder, day: Date) -> TierStanding {
    let fresh = || TierStanding { level: ladder.base(), since: day, ..TierStanding::default() };
    state.tiers.get(&ladder.text).cloned().unwrap_or_else(fresh)
}
