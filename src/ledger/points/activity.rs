//! What happens to awards that wait: invoices paid, claims decided, activities taken back.

use super::LotWay;
use super::lots::became;
use crate::amounts::QUANTITY_PLACES;
use crate::evaluate::Room;
use crate::ledger::draft::Draft;
use crate::ledger::returns::Of;
use crate::ledger::shared::Shared;
use crate::ledger::state::State;
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::account::{Approve, Pay, Reverse};
use crate::wire::entry::EntryKind;
use crate::wire::rule::Until;

impl Program {
    /// An invoice is paid.
    pub(crate) fn pay(&self, next: &mut State, draft: &mut Draft, wire: &Pay) -> Result<(), Refusal> {
        let known = next.unpaid.remove(&wire.order).is_some()
            || next.orders.iter().any(|order| order.id.as_ref() == wire.order)
            || next.lots.iter().any(|lot| lot.source.as_ref() == wire.order);
        if !known {
            return Err(Refusal::new(
                RefusalCode::UnknownOrder,
                format!("no order '{}' is on record", wire.order),
                "look at the id of the order that was invoiced",
            ));
        }
        self.no_longer_waits(next, draft, &wire.order, Until::Paid);
        Ok(())
    }

    /// A claim is decided.
    pub(crate) fn approve(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &mut Draft,
        wire: &Approve,
        room: &mut Room,
    ) -> Result<(), Refusal> {
        let waits = |lot: &super::Lot| lot.source.as_ref() == wire.event && lot.waits == Some(Until::Approved);
        if !next.lots.iter().any(waits) {
            return Err(Refusal::new(
                RefusalCode::UnknownActivity,
                format!("nothing of '{}' waits to be approved", wire.event),
                "look at the id; a claim is decided once",
            ));
        }
        if wire.approved != Some(false) {
            self.no_longer_waits(next, draft, &wire.event, Until::Approved);
            return Ok(());
        }
        if wire.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Refusal::new(
                RefusalCode::Incomplete,
                "the claim is rejected without a reason",
                "add \"reason\": the person who claimed will read it",
            ));
        }
        match next.activities.iter().position(|record| record.id.as_ref() == wire.event) {
            Some(at) => self.reverse_at(next, shared, draft, (at, i64::MAX), room),
            None => Err(Refusal::new(
                RefusalCode::UnknownActivity,
                format!("'{}' is no activity on record", wire.event),
                "goods that were claimed wrongly come back by a \"return\"",
            )),
        }
    }

    /// An activity is taken back.
    pub(crate) fn reverse_activity(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &mut Draft,
        wire: &Reverse,
        room: &mut Room,
    ) -> Result<(), Refusal> {
        let Some(at) = next.activities.iter().position(|record| record.id.as_ref() == wire.activity) else {
            return Err(Refusal::new(
                RefusalCode::UnknownActivity,
                format!("no activity '{}' is on record", wire.activity),
                "look at the id",
            ));
        };
        let there = next.activities.get(at).and_then(|record| record.act.as_ref().map(|act| (act.quantity, record)));
        let left = there.map_or(0, |(quantity, record)| quantity.saturating_sub(record.reversed));
        let gone = match wire.quantity {
            Some(quantity) => quantity.at(QUANTITY_PLACES).map_err(|_| Refusal::overflow())?,
            None => left,
        };
        if gone <= 0 || gone > left {
            return Err(Refusal::new(
                RefusalCode::ReturnedTooMuch,
                format!(
                    "{} of '{}' are taken back, {} are left",
                    super::redeem::quantity_text(gone),
                    wire.activity,
                    super::redeem::quantity_text(left)
                ),
                "look at the quantity, or at earlier reversals of the activity",
            ));
        }
        self.reverse_at(next, shared, draft, (at, gone), room)
    }

    /// Takes so much of an activity back, with what follows from it.
    fn reverse_at(
        &self,
        next: &mut State,
        shared: &mut Shared,
        draft: &mut Draft,
        (at, gone): (usize, i64),
        room: &mut Room,
    ) -> Result<(), Refusal> {
        let mut reached = Vec::new();
        let day = next.activities.get(at).map(|record| record.at.date());
        self.shrink(next, shared, draft, Of::Activity(at), &[(0, gone)], room, &mut reached)?;
        // Counts of a person or team are told of who had done it.
        if let Some(by) = next.activities.get(at).map(|record| (record.who.actor, record.who.beneficiary)) {
            let before = draft.before.as_mut().map(|before| &mut before.who);
            for who in std::iter::once(&mut next.who).chain(before) {
                (who.actor, who.beneficiary) = by;
            }
        }
        self.took_back(next, draft, day.into_iter().collect(), &reached)
    }

    /// What waited is available, unless it waits for a day too.
    fn no_longer_waits(&self, next: &mut State, draft: &mut Draft, source: &str, until: Until) {
        let day = draft.at.date();
        let calendar = self.calendar(next.joined.unwrap_or(day));
        let mut set_off = Vec::new();
        for at in 0..next.lots.len() {
            let Some(lot) = next.lots.get_mut(at) else { continue };
            if lot.source.as_ref() != source || lot.waits != Some(until) {
                continue;
            }
            lot.waits = None;
            lot.from = lot.from.filter(|from| *from > day);
            let mut known = lot.clone();
            self.know_end(&calendar, &mut known, lot.from.unwrap_or(day));
            *lot = known.clone();
            if known.is_available(day) {
                let way = LotWay::new(draft.at, EntryKind::Activation, source);
                became(&known, &way, &mut draft.booking);
                set_off.push((known.holder, known.unit));
            }
        }
        for (holder, unit) in set_off {
            next.set_off(holder, unit, day);
        }
    }
}
