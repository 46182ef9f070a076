//! Lots: what is left of each award, when it can be used and until when. Spending takes what expires first.

use super::Holder;
use crate::ledger::draft::{Booking, Label, Movement};
use crate::ledger::state::State;
use crate::names::Sym;
use crate::program::{Program, Version};
use crate::refusal::{OrOverflow, Refusal, add, sub};
use crate::rule::Rule;
use crate::rule::life::{Expires, Life};
use crate::time::{Date, Moment, Span};
use crate::wire::account::Credit;
use crate::wire::entry::{EntryKind, Status};
use crate::wire::rule::{Funding, Until};
use std::sync::Arc;

/// What is left of an award.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lot {
    pub unit: u16,
    pub holder: Holder,
    pub source: Arc<str>,
    pub day: Date,
    pub left: i64,
    /// The first day on which it can be used, where that was later.
    pub from: Option<Date>,
    pub waits: Option<Until>,
    /// The last day on which it can be used, as far as it is known.
    pub expires: Option<Date>,
    /// How it expires, where that is known only once it is available, or hangs on what the account does.
    pub lasts: Option<Expires>,
}

/// What a movement of an award is booked as.
#[derive(Debug, Clone)]
pub(crate) struct LotWay<'a> {
    pub at: Moment,
    pub kind: EntryKind,
    pub rule: Label,
    /// Whether the event itself caused it, not a midnight.
    pub caused: bool,
    pub order: Option<&'a Arc<str>>,
    pub period: Option<Span>,
    /// The coalition partner where it happened.
    pub partner: Option<Arc<str>>,
    /// Who bears it beside the operator.
    pub funding: Option<Arc<[Funding]>>,
    /// The terms by which the rule held.
    pub term: Option<String>,
    /// Whether what is taken was given without dates.
    pub dateless: bool,
    /// Whether it is one of several: who books them sets off what is owed once all are there.
    pub together: bool,
}

impl<'a> LotWay<'a> {
    pub(crate) fn new(at: Moment, kind: EntryKind, rule: impl Into<Label>) -> LotWay<'a> {
        let (term, partner, funding) = (None, None, None);
        LotWay {
            at,
            kind,
            rule: rule.into(),
            caused: true,
            order: None,
            period: None,
            term,
            partner,
            funding,
            dateless: false,
            together: false,
        }
    }

    /// A movement of this kind.
    pub(crate) fn movement(&self, unit: u16, holder: Holder, amount: i64, status: Option<Status>) -> Movement {
        let mut movement = Movement::award(self.at, self.kind, self.rule.clone(), unit, amount);
        (movement.holder, movement.status, movement.caused) = (holder, status, self.caused);
        (movement.order, movement.period) = (self.order.cloned(), self.period);
        (movement.partner, movement.funding) = (self.partner.clone(), self.funding.clone());
        movement.term.clone_from(&self.term);
        movement
    }
}

impl Lot {
    /// Books it, where its amount is in the balance already; what is past its last day lapses at once.
    pub(super) fn arrives(self, state: &mut State, booking: &mut Booking, way: &LotWay<'_>) -> Result<(), Refusal> {
        let today = way.at.date();
        let (unit, holder, amount, status) = (self.unit, self.holder, self.left, self.status(today));
        booking.movements.push(way.movement(unit, holder, amount, Some(status)));
        if self.last(state.active).is_some_and(|last| last < today) {
            let amount = amount.checked_neg().or_overflow()?;
            state.change_balance(holder, unit, amount)?;
            let way = LotWay { kind: EntryKind::Expiry, ..way.clone() };
            booking.movements.push(way.movement(unit, holder, amount, Some(status)));
            return Ok(());
        }
        state.put(self);
        if !way.together {
            state.set_off(holder, unit, today);
        }
        Ok(())
    }

    /// Can it be used on `day`?
    pub(crate) fn is_available(&self, day: Date) -> bool {
        self.waits.is_none() && self.from.is_none_or(|from| from <= day)
    }

    pub(crate) fn status(&self, day: Date) -> Status {
        if self.is_available(day) { Status::Available } else { Status::Pending }
    }

    /// The last day on which it can be used, by the account's last activity where it hangs on that.
    pub(crate) fn last(&self, active: Option<Date>) -> Option<Date> {
        let idle = self.lasts.and_then(|lasts| lasts.inactive).filter(|_| self.waits.is_none());
        let idle = idle.map(|length| length.after(active.unwrap_or(self.day).max(self.day)));
        // What comes first.
        [idle, self.expires].into_iter().flatten().min()
    }

    /// Nothing to tell it from others: neither date nor condition?
    fn is_plain(&self) -> bool {
        self.from.is_none() && self.waits.is_none() && self.expires.is_none() && self.lasts.is_none()
    }

    pub(super) fn is_of(&self, unit: u16, holder: Holder) -> bool {
        self.unit == unit && self.holder == holder
    }
}

impl State {
    /// What a holder has of a unit, as the sum of its entries.
    pub(crate) fn balance(&self, holder: Holder, unit: u16) -> i64 {
        let of = |list: &Vec<i64>| list.get(usize::from(unit)).copied().unwrap_or(0);
        match holder {
            Holder::Account => of(&self.units),
            Holder::Person(_) | Holder::Pool(_) | Holder::Other(_) | Holder::Nobody => {
                self.holders.get(&holder).map_or(0, of)
            }
        }
    }

    pub(crate) fn change_balance(&mut self, holder: Holder, unit: u16, amount: i64) -> Result<(), Refusal> {
        let list = match holder {
            Holder::Account => &mut self.units,
            Holder::Person(_) | Holder::Pool(_) => {
                let size = self.units.len();
                return self.holders.change(holder, |list| {
                    list.resize(size, 0);
                    put(list, unit, amount)
                });
            }
            // What goes to others is theirs.
            Holder::Other(_) | Holder::Nobody => return Ok(()),
        };
        put(list, unit, amount)
    }

    /// What a holder can spend of a unit on `day`: what is available, less what is owed.
    pub(crate) fn available(&self, holder: Holder, unit: u16, day: Date) -> i64 {
        let lots = self.lots.iter().filter(|lot| lot.is_of(unit, holder) && lot.is_available(day));
        let there = lots.fold(0_i64, |sum, lot| sum.saturating_add(lot.left));
        there.saturating_sub(self.owed(holder, unit)).max(0)
    }

    /// What a holder owes: by how much the balance is less than what lots and reservations hold.
    pub(crate) fn owed(&self, holder: Holder, unit: u16) -> i64 {
        let held = self.lots.iter().filter(|lot| lot.is_of(unit, holder));
        let held = held.fold(self.reserved(holder, unit), |sum, lot| sum.saturating_add(lot.left));
        held.saturating_sub(self.balance(holder, unit)).max(0)
    }

    /// A holder's balance of a unit by what can be done with it on `day`; what is owed is less of what is available.
    pub(crate) fn by_status(&self, (holder, unit, balance): (Holder, u16, i64), day: Date) -> [(Status, i64); 3] {
        let sum = |sum: i64, lot: &Lot| sum.saturating_add(lot.left);
        let of = |lot: &&Lot| lot.is_of(unit, holder);
        let pending = self.lots.iter().filter(of).filter(|lot| !lot.is_available(day)).fold(0, sum);
        let reserved = self.reserved(holder, unit);
        let available = balance.saturating_sub(pending).saturating_sub(reserved);
        [(Status::Pending, pending), (Status::Available, available), (Status::Reserved, reserved)]
    }

    /// What a holder has set aside.
    pub(crate) fn reserved(&self, holder: Holder, unit: u16) -> i64 {
        let reserved = self.redemptions.iter().filter(|r| r.reserved).flat_map(|r| &r.taken);
        reserved.filter(|lot| lot.is_of(unit, holder)).fold(0_i64, |sum, lot| sum.saturating_add(lot.left))
    }

    /// Sets what is owed off against what is available.
    pub(crate) fn set_off(&mut self, holder: Holder, unit: u16, day: Date) {
        let owed = self.owed(holder, unit);
        if owed > 0 {
            self.take(holder, unit, owed, |lot| lot.is_available(day));
        }
    }

    /// Takes up to `amount` out of a holder's lots, those that expire first before others; gives what was taken.
    pub(crate) fn take(&mut self, holder: Holder, unit: u16, amount: i64, which: impl Fn(&Lot) -> bool) -> Vec<Lot> {
        let active = self.active;
        let mut places: Vec<usize> = Vec::new();
        for (at, lot) in self.lots.iter().enumerate() {
            if lot.is_of(unit, holder) && which(lot) {
                places.push(at);
            }
        }
        let last = |at: &usize| {
            let last = self.lots.get(*at).and_then(|lot| lot.last(active));
            last.map_or(u64::MAX, |day| crate::map::ordinal(i64::from(day.days())))
        };
        places = crate::map::sorted(places, last);
        let (mut taken, mut left) = (Vec::new(), amount);
        for at in places {
            let Some(lot) = self.lots.get_mut(at) else { continue };
            let part = lot.left.min(left);
            if part > 0 {
                taken.push(Lot { left: part, ..lot.clone() });
                lot.left = lot.left.saturating_sub(part);
                left = left.saturating_sub(part);
            }
        }
        self.lots.retain(|lot| lot.left > 0);
        taken
    }

    /// Puts a lot back, beside one that is alike where there is one.
    pub(crate) fn put(&mut self, lot: Lot) {
        if lot.left <= 0 {
            return;
        }
        let alike = |known: &&mut Lot| {
            if lot.is_plain() {
                known.is_of(lot.unit, lot.holder) && known.is_plain()
            } else {
                Lot { left: lot.left, ..(**known).clone() } == lot
            }
        };
        match self.lots.iter_mut().find(alike) {
            Some(known) => known.left = known.left.saturating_add(lot.left),
            None => self.lots.push(lot),
        }
    }
}

fn put(list: &mut [i64], unit: u16, amount: i64) -> Result<(), Refusal> {
    if let Some(slot) = list.get_mut(usize::from(unit)) {
        *slot = add(*slot, amount)?;
    }
    Ok(())
}

impl Program {
    /// The life of what a rule of a version pays in a unit. What no order paid waits for no invoice.
    pub(crate) fn life(version: &Version, rule: Option<&Rule>, unit: u16, by_order: bool) -> Option<Life> {
        let own = rule.and_then(|of| of.life);
        let mut life = own.or_else(|| version.lives.get(usize::from(unit)).copied().flatten())?;
        if let Some(pending) = &mut life.pending {
            pending.until = pending.until.filter(|until| by_order || *until != Until::Paid);
        }
        Some(life)
    }

    /// A lot of an award.
    fn lot(
        &self,
        state: &State,
        life: Option<Life>,
        (unit, holder, amount): (u16, Holder, i64),
        source: &Arc<str>,
        day: Date,
        today: Date,
    ) -> Lot {
        let calendar = self.calendar(state.joined.unwrap_or(day));
        let pending = life.and_then(|life| life.pending);
        let from = pending.map(|pending| pending.over(&calendar, day)).filter(|from| *from > today);
        let waits = pending.and_then(|pending| pending.until);
        let lasts = life.and_then(|life| life.expires);
        let mut lot =
            Lot { unit, holder, source: Arc::clone(source), day, left: amount, from, waits, expires: None, lasts };
        let available = pending.map_or(day, |pending| pending.over(&calendar, day));
        self.know_end(&calendar, &mut lot, available);
        lot
    }

    /// Works out the last day of a lot that is available from a day on.
    pub(super) fn know_end(&self, calendar: &crate::time::Calendar, lot: &mut Lot, available: Date) {
        let Some(Expires { by: Some(by), inactive }) = lot.lasts else { return };
        if lot.waits.is_none() || by.is_known() {
            // What is awarded after the day on which it would have ended does not end by it.
            lot.expires = Some(by.last(calendar, lot.day, available)).filter(|last| *last >= lot.day);
            lot.lasts = inactive.map(|_| Expires { by: None, inactive });
        }
    }

    /// Books an award to a holder, with the event that gave it and the day it was earned, by which its life runs.
    pub(crate) fn credit(
        &self,
        state: &mut State,
        booking: &mut Booking,
        way: &LotWay<'_>,
        (unit, holder, amount): (u16, Holder, i64),
        life: Option<Life>,
        (source, day): (&Arc<str>, Date),
    ) -> Result<(), Refusal> {
        if amount == 0 {
            return Ok(());
        }
        state.change_balance(holder, unit, amount)?;
        match holder {
            Holder::Account | Holder::Person(_) | Holder::Pool(_) => {}
            Holder::Other(account) => return self.pass_on(booking, way, (unit, account, amount), life, day),
            Holder::Nobody => return Ok(()),
        }
        if !self.keeps(unit) {
            booking.movements.push(way.movement(unit, holder, amount, None));
            return Ok(());
        }
        let today = way.at.date();
        let lot = self.lot(state, life, (unit, holder, amount), source, day, today);
        lot.arrives(state, booking, way)
    }

    /// Books that something is taken from a holder: of the lots of `source` first, then of what can be used, then as a
    /// debt. Gives what was taken of lots.
    pub(crate) fn debit(
        &self,
        state: &mut State,
        booking: &mut Booking,
        way: &LotWay<'_>,
        (unit, holder, amount): (u16, Holder, i64),
        source: Option<&str>,
    ) -> Result<Vec<Lot>, Refusal> {
        if amount == 0 {
            return Ok(Vec::new());
        }
        state.change_balance(holder, unit, amount.checked_neg().or_overflow()?)?;
        match holder {
            Holder::Account | Holder::Person(_) | Holder::Pool(_) => {}
            Holder::Other(account) => {
                self.pass_on(booking, way, (unit, account, amount.saturating_neg()), None, way.at.date())?;
                return Ok(Vec::new());
            }
            Holder::Nobody => return Ok(Vec::new()),
        }
        if !self.keeps(unit) {
            booking.movements.push(way.movement(unit, holder, amount.saturating_neg(), None));
            return Ok(Vec::new());
        }
        let today = way.at.date();
        let mut taken = Vec::new();
        let mut left = amount;
        // What has no dates is one lot, whoever gave it: it is the own of what was given without dates, and of nothing else.
        let own = |lot: &Lot| {
            let plain = lot.is_plain();
            source.is_some_and(|source| plain == way.dateless && (plain || lot.source.as_ref() == source))
        };
        let given = |lot: &Lot| source.is_some_and(|source| lot.source.as_ref() == source);
        let pending = |lot: &Lot| !lot.is_available(today);
        // What other rules gave for the same, and is pending still, goes before what was given for something else.
        let ways: [&dyn Fn(&Lot) -> bool; 4] = [
            &|lot| own(lot) && pending(lot),
            &|lot| own(lot) && !pending(lot),
            &|lot| given(lot) && pending(lot),
            &|lot| !pending(lot),
        ];
        for which in ways {
            if left > 0 {
                taken.extend(state.take(holder, unit, left, which));
                left = sub(amount, sum(&taken)?)?;
            }
        }
        let pending = taken.iter().filter(|lot| !lot.is_available(today)).try_fold(0, |sum, lot| add(sum, lot.left))?;
        for (amount, status) in [(pending, Status::Pending), (sub(amount, pending)?, Status::Available)] {
            if amount != 0 {
                booking.movements.push(way.movement(unit, holder, amount.saturating_neg(), Some(status)));
            }
        }
        Ok(taken)
    }

    /// Notes what another account gets, ready to be posted there.
    fn pass_on(
        &self,
        booking: &mut Booking,
        way: &LotWay<'_>,
        (unit, account, amount): (u16, Sym, i64),
        life: Option<Life>,
        day: Date,
    ) -> Result<(), Refusal> {
        let Some(to) = self.names.text(account) else { return Ok(()) };
        // Its life runs as the rule says; that account joined on a day of its own.
        let lot = self.lot(&State::default(), life, (unit, Holder::Account, amount), &to, day, way.at.date());
        let credit = Credit {
            id: String::new(),
            at: way.at,
            account: String::new(),
            rule: way.rule.text(&self.names).to_string(),
            unit: self.unit_id(usize::from(unit)).to_owned(),
            amount,
            participant: None,
            team: None,
            from: lot.from,
            expires: lot.expires,
            partner: way.partner.as_deref().map(str::to_owned),
            funding: way.funding.as_deref().map(<[Funding]>::to_vec).unwrap_or_default(),
        };
        booking.onward.push((account, credit));
        Ok(())
    }

    /// Makes available what waited for a day that has come.
    pub(crate) fn activate(&self, state: &mut State, day: Date, booking: &mut Booking) {
        let mut arrived: Vec<(Holder, u16)> = Vec::new();
        for lot in &mut state.lots {
            if lot.waits.is_some() || lot.from.is_none_or(|from| from > day) {
                continue;
            }
            lot.from = None;
            let way =
                LotWay { caused: false, ..LotWay::new(day.midnight(), EntryKind::Activation, Arc::clone(&lot.source)) };
            became(lot, &way, booking);
            arrived.push((lot.holder, lot.unit));
        }
        // Lots that are used up go, so nothing is set off before all have arrived.
        for (holder, unit) in arrived {
            state.set_off(holder, unit, day);
        }
    }

    /// Takes what could be used for the last time on the day before.
    pub(crate) fn expire(&self, state: &mut State, day: Date, booking: &mut Booking) -> Result<(), Refusal> {
        let active = state.active;
        let gone = |lot: &Lot| lot.last(active).is_some_and(|last| last < day);
        let lapsed: Vec<Lot> = state.lots.iter().filter(|lot| gone(lot)).cloned().collect();
        state.lots.retain(|lot| !gone(lot));
        for lot in lapsed {
            state.change_balance(lot.holder, lot.unit, lot.left.saturating_neg())?;
            let way =
                LotWay { caused: false, ..LotWay::new(day.midnight(), EntryKind::Expiry, Arc::clone(&lot.source)) };
            let status = Some(lot.status(day));
            booking.movements.push(way.movement(lot.unit, lot.holder, lot.left.saturating_neg(), status));
        }
        Ok(())
    }
}

/// Books that a lot that was pending is available.
pub(super) fn became(lot: &Lot, way: &LotWay<'_>, booking: &mut Booking) {
    booking.movements.push(way.movement(lot.unit, lot.holder, lot.left.saturating_neg(), Some(Status::Pending)));
    booking.movements.push(way.movement(lot.unit, lot.holder, lot.left, Some(Status::Available)));
}

/// What lots hold together.
pub(super) fn sum(lots: &[Lot]) -> Result<i64, Refusal> {
    lots.iter().try_fold(0, |sum, lot| add(sum, lot.left))
}

/// The next day at which something happens to lots by itself, after `day`.
pub(crate) fn next_due(state: &State, day: Date) -> Option<Date> {
    let mut due: Option<Date> = None;
    for lot in &state.lots {
        let from = lot.from.filter(|_| lot.waits.is_none());
        let last = lot.last(state.active).map(|last| last.plus_days(1));
        // What should have happened already, since it was handed on or waited until now, happens at the next midnight.
        for date in [from, last].into_iter().flatten().map(|date| date.max(day.plus_days(1))) {
            due = Some(due.map_or(date, |known| known.min(date)));
        }
    }
    due
}
