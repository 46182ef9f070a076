//! What people book by hand: corrections, gifts from one to another, credits from other accounts, people who leave.

use super::{Holder, Lot, LotWay};
use crate::evaluate::Person;
use crate::ledger::draft::Draft;
use crate::ledger::state::State;
use crate::map::Map;
use crate::names::{Sym, own_prefix};
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode};
use crate::rule::life::Life;
use crate::rule::measure::{Counted, Counter, Whose};
use crate::wire::account::{Adjust, Credit, Erase, Leave, Transfer};
use crate::wire::document::Leavers;
use crate::wire::entry::{EntryKind, Status};
use std::sync::Arc;

impl Program {
    fn unit_named(&self, name: &str) -> Result<u16, Refusal> {
        self.tables.unit(name).ok_or_else(|| {
            let known: Vec<&str> = self.tables.units.iter().map(|unit| unit.id.as_str()).collect();
            Refusal::new(
                RefusalCode::UnknownName,
                format!("nothing is counted in '{name}'"),
                format!("use one of {}", known.join(", ")),
            )
        })
    }

    /// The life of what is given in a unit where no rule says.
    fn life_of(&self, version: usize, unit: u16) -> Option<Life> {
        self.versions.get(version).and_then(|v| v.lives.get(usize::from(unit)).copied().flatten())
    }

    /// A correction by hand: usable at once, however points are pending otherwise.
    pub(crate) fn adjust(&self, next: &mut State, draft: &mut Draft, wire: &Adjust) -> Result<(), Refusal> {
        let unit = match &wire.unit {
            Some(name) => self.unit_named(name)?,
            None => 0,
        };
        for (what, text) in [("reason", &wire.reason), ("approver", &wire.approver)] {
            if text.trim().is_empty() {
                return Err(Refusal::new(
                    RefusalCode::Incomplete,
                    format!("the correction has no {what}"),
                    "a correction by hand says why, and who approved it",
                ));
            }
        }
        let amount = wire.amount.at(self.decimals(usize::from(unit))).map_err(|_| {
            Refusal::new(
                RefusalCode::Incomplete,
                format!("{} has too many digits", wire.amount),
                format!("give {} decimals at most", self.decimals(usize::from(unit))),
            )
        })?;
        let holder = Holder::of(wire.participant.as_deref(), &self.names)?;
        let partner = draft.partner.clone();
        let way = LotWay { partner, ..LotWay::new(draft.at, EntryKind::Adjustment, "adjustment") };
        let life = self.life_of(draft.version, unit).map(|life| Life { pending: None, ..life });
        let booking = &mut draft.booking;
        if amount < 0 {
            self.debit(next, booking, &way, (unit, holder, amount.saturating_neg()), None)?;
        } else {
            let source: Arc<str> = wire.id.as_str().into();
            self.credit(next, booking, &way, (unit, holder, amount), life, (&source, draft.at.date()))?;
        }
        Ok(())
    }

    /// Points from one to another; they keep the dates on which they expire.
    pub(crate) fn transfer(&self, next: &mut State, draft: &mut Draft, wire: &Transfer) -> Result<(), Refusal> {
        let unit = self.point_unit(wire.currency.as_deref())?;
        let points = wire.points.at(self.decimals(usize::from(unit))).map_err(|_| Refusal::overflow())?;
        let from = Holder::of(wire.participant.as_deref(), &self.names)?;
        let to = match &wire.to_account {
            Some(account) if account.as_str() != next.account.as_ref() => {
                Holder::Other(self.names.intern(account).ok_or_else(Refusal::overflow)?)
            }
            Some(_) | None => Holder::of(wire.to_participant.as_deref(), &self.names)?,
        };
        if to == from || points <= 0 {
            return Err(Refusal::new(
                RefusalCode::Incomplete,
                "nothing is given to anybody else",
                "name \"toParticipant\" or \"toAccount\", and how many points",
            ));
        }
        self.not_suspended(next, draft.version, draft.at.date())?;
        self.enough(next, (unit, from, points), draft.at.date())?;
        let before = draft.booking.onward.len();
        self.hand(next, draft, (unit, from, points), to)?;
        for (_, credit) in draft.booking.onward.iter_mut().skip(before) {
            credit.participant.clone_from(&wire.to_participant);
        }
        Ok(())
    }

    /// Moves an amount from one holder to another, lot by lot.
    fn hand(
        &self,
        next: &mut State,
        draft: &mut Draft,
        (unit, from, amount): (u16, Holder, i64),
        to: Holder,
    ) -> Result<(), Refusal> {
        let way = LotWay::new(draft.at, EntryKind::Transfer, "transfer");
        let day = draft.at.date();
        let mut left = amount;
        for lot in self.debit(next, &mut draft.booking, &way, (unit, from, amount), None)? {
            left = left.saturating_sub(lot.left);
            match to {
                Holder::Account | Holder::Person(_) | Holder::Pool(_) => {
                    next.change_balance(to, unit, lot.left)?;
                    let status = Some(lot.status(day));
                    draft.booking.movements.push(way.movement(unit, to, lot.left, status));
                    next.put(Lot { holder: to, ..lot });
                    next.set_off(to, unit, day);
                }
                Holder::Other(account) => {
                    let credit = Credit {
                        at: draft.at,
                        rule: "transfer".to_owned(),
                        unit: self.unit_id(usize::from(unit)).to_owned(),
                        amount: lot.left,
                        from: lot.from,
                        expires: lot.last(next.active),
                        ..Credit::default()
                    };
                    draft.booking.onward.push((account, credit));
                }
                Holder::Nobody => {}
            }
        }
        if left > 0 {
            let source: Arc<str> = "transfer".into();
            self.credit(next, &mut draft.booking, &way, (unit, to, left), None, (&source, day))?;
        }
        Ok(())
    }

    /// What another account's event gives.
    pub(crate) fn credited(&self, next: &mut State, draft: &mut Draft, wire: &Credit) -> Result<(), Refusal> {
        let unit = self.unit_named(&wire.unit)?;
        let holder = match &wire.team {
            Some(team) => Holder::Pool(self.names.intern(team).ok_or_else(Refusal::overflow)?),
            None => Holder::of(wire.participant.as_deref(), &self.names)?,
        };
        let partner = draft.partner.clone();
        let funding = Some(wire.funding.as_slice()).filter(|list| !list.is_empty()).map(Arc::from);
        let way = LotWay { partner, funding, ..LotWay::new(draft.at, EntryKind::Credit, wire.rule.as_str()) };
        if wire.amount < 0 {
            self.debit(next, &mut draft.booking, &way, (unit, holder, wire.amount.saturating_neg()), None)?;
            return Ok(());
        }
        let day = draft.at.date();
        if !self.keeps(unit) {
            next.change_balance(holder, unit, wire.amount)?;
            draft.booking.movements.push(way.movement(unit, holder, wire.amount, None));
            return Ok(());
        }
        next.change_balance(holder, unit, wire.amount)?;
        let lot = Lot {
            unit,
            holder,
            source: wire.id.as_str().into(),
            day,
            left: wire.amount,
            from: wire.from.filter(|from| *from > day),
            waits: None,
            expires: wire.expires,
            lasts: None,
        };
        lot.arrives(next, &mut draft.booking, &way)
    }

    /// A person leaves: what they have goes where the program says, or to the person that the event names.
    pub(crate) fn leave(&self, next: &mut State, draft: &mut Draft, wire: &Leave) -> Result<(), Refusal> {
        let holder = Holder::of(Some(&wire.participant), &self.names)?;
        let to = match (&wire.to_participant, self.version(draft.version)?.leavers) {
            (Some(person), _) => Holder::of(Some(person), &self.names)?,
            (None, Leavers::Account) => Holder::Account,
            (None, Leavers::Pool) => {
                let Holder::Person(id) = holder else { return Ok(()) };
                Holder::Pool(next.who.person(id).team)
            }
            (None, Leavers::Forfeit) => Holder::Nobody,
        };
        let had = next.holders.get(&holder).cloned().unwrap_or_default();
        for (unit, amount) in (0_u16..).zip(had) {
            self.leaves(next, draft, (unit, holder, amount), to)?;
        }
        let people = next.people.iter().filter(|(id, _)| **id != wire.participant);
        let people = people.map(|(id, person)| (id.clone(), person.clone())).collect();
        self.with_people(next, people);
        Ok(())
    }

    /// What a holder has of a unit becomes another's, as it stands and with its dates. What is reserved stays until it is
    /// confirmed or cancelled, and who owes more than is there keeps both.
    fn leaves(
        &self,
        next: &mut State,
        draft: &mut Draft,
        (unit, from, amount): (u16, Holder, i64),
        to: Holder,
    ) -> Result<(), Refusal> {
        let amount = amount.saturating_sub(next.reserved(from, unit));
        if amount <= 0 || from == to {
            return Ok(());
        }
        let kind = if to == Holder::Nobody { EntryKind::WriteOff } else { EntryKind::Transfer };
        let way = LotWay::new(draft.at, kind, "transfer");
        let day = draft.at.date();
        let lots = next.lots.iter().filter(|lot| lot.is_of(unit, from) && !lot.is_available(day));
        let pending = lots.fold(0_i64, |sum, lot| sum.saturating_add(lot.left));
        let parts = if self.keeps(unit) {
            vec![(pending, Some(Status::Pending)), (amount.saturating_sub(pending), Some(Status::Available))]
        } else {
            vec![(amount, None)]
        };
        for (part, status) in parts.into_iter().filter(|(part, _)| *part != 0) {
            draft.booking.movements.push(way.movement(unit, from, part.saturating_neg(), status));
            if to != Holder::Nobody {
                draft.booking.movements.push(way.movement(unit, to, part, status));
            }
        }
        next.change_balance(from, unit, amount.saturating_neg())?;
        let (gone, stay): (Vec<Lot>, Vec<Lot>) =
            std::mem::take(&mut next.lots).into_iter().partition(|lot| lot.is_of(unit, from));
        next.lots = stay;
        if to != Holder::Nobody {
            next.change_balance(to, unit, amount)?;
            gone.into_iter().for_each(|lot| next.put(Lot { holder: to, ..lot }));
            next.set_off(to, unit, day);
        }
        Ok(())
    }

    /// Erases a person: the books stay, under a name that tells nothing.
    pub(crate) fn erase(&self, next: &mut State, wire: &Erase) -> Result<String, Refusal> {
        let name = format!("erased-{}", next.revision.saturating_add(1));
        let (old, new) = (
            self.names.intern(&wire.participant).ok_or_else(Refusal::overflow)?,
            self.names.intern(&name).ok_or_else(Refusal::overflow)?,
        );
        let (from, to) = (Holder::Person(old), Holder::Person(new));
        let rename = |holder: &mut Holder| {
            if *holder == from {
                *holder = to;
            }
        };
        if let Some(units) = next.holders.remove(&from) {
            next.holders.insert(to, units);
        }
        if let Some(received) = next.received.remove(&from) {
            next.received.insert(to, received);
        }
        next.lots.iter_mut().for_each(|lot| rename(&mut lot.holder));
        for redemption in &mut next.redemptions {
            redemption.taken.iter_mut().for_each(|lot| rename(&mut lot.holder));
        }
        for record in next.orders.iter_mut().chain(&mut next.activities) {
            let record = Arc::make_mut(record);
            for person in [&mut record.participant, &mut record.beneficiary] {
                if person.as_deref() == Some(wire.participant.as_str()) {
                    *person = Some(name.as_str().into());
                }
            }
            record.awards.iter_mut().for_each(|given| rename(&mut given.holder));
            if let Some(received) = record.received.remove(&from) {
                record.received.insert(to, received);
            }
            let renamed = |mut person: Person| {
                if person.id == old {
                    person.id = new;
                }
                person
            };
            if let Some(was) = record.people.get(&wire.participant).cloned() {
                let others = record.people.iter().filter(|(id, _)| **id != wire.participant);
                let mut people: Map<String, _> = others.map(|(id, person)| (id.clone(), person.clone())).collect();
                people.insert(name.clone(), was);
                record.people = Arc::new(people);
            }
            // What the person was on that day stays, so that what comes back is evaluated as it was.
            record.who.people = record.who.people.iter().copied().map(renamed).collect();
            record.who.actor = renamed(record.who.actor);
            record.who.beneficiary = renamed(record.who.beneficiary);
        }
        // A person's own counts of subjects are named by both.
        let (was, is) = (own_prefix(&wire.participant), own_prefix(&name));
        let renamed = |value: Sym| {
            let rest = self.names.text(value).and_then(|text| text.strip_prefix(&was).map(str::to_owned));
            rest.and_then(|rest| self.names.intern(&format!("{is}{rest}")))
        };
        let own = |counter: &Counter| {
            counter.whose == Whose::Participant && matches!(counter.counted, Counted::TimesOf(_, true))
        };
        let reads = |at: usize| self.tables.counters.get(self.tables.readings.get(at)?.counter);
        for record in &mut next.activities {
            if record.by_value.keys().any(|(at, value)| reads(*at).is_some_and(own) && renamed(*value).is_some()) {
                let record = Arc::make_mut(record);
                let noted = std::mem::take(&mut record.by_value).into_iter();
                let new = |at: usize, of: Sym| reads(at).filter(|counter| own(counter)).and_then(|_| renamed(of));
                record.by_value = noted.map(|((at, of), count)| ((at, new(at, of).unwrap_or(of)), count)).collect();
            }
        }
        for (counter, buckets) in self.tables.counters.iter().zip(&mut next.counters) {
            if own(counter) {
                let by = std::mem::take(&mut buckets.by);
                buckets.by = by.into_iter().map(|(of, series)| (renamed(of).unwrap_or(of), series)).collect();
            } else if let Some(series) = buckets.by.remove(&old) {
                buckets.by.insert(new, series);
            }
        }
        let people = next.people.iter().filter(|(id, _)| **id != wire.participant);
        let people = people.map(|(id, person)| (id.clone(), person.clone())).collect();
        self.with_people(next, people);
        Ok(name)
    }
}
