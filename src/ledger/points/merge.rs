//! Two accounts become one: everything of the other is added to this one.

use super::{Holder, Lot, LotWay};
use crate::findings::Findings;
use crate::ledger::draft::Draft;
use crate::ledger::state::{Shared, State};
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode, add};
use crate::wire::account::Merge;
use crate::wire::result::EntryKind;

impl Program {
    /// Takes another account in: balances, lots, people, counts, orders on record, the higher level of each ladder.
    pub(crate) fn merge(&self, next: &mut State, draft: &mut Draft, wire: &Merge) -> Result<(), Refusal> {
        let mut findings = Findings::default();
        let other = self.state_from(wire.state.as_ref().clone(), &mut findings);
        let Some(other) = other.filter(|_| !findings.refuses()) else {
            return Err(Refusal::new(
                RefusalCode::Incomplete,
                "the state of the account that is taken in cannot be read",
                "give the state as the engine wrote it last",
            ));
        };
        let twice = other.orders.iter().map(|order| order.id.as_ref()).chain(other.seen.keys().map(AsRef::as_ref));
        let mut twice = twice.filter(|id| next.has_posted(id));
        if other.account == next.account || twice.next().is_some() {
            return Err(Refusal::new(
                RefusalCode::Duplicate,
                format!("the account '{}' has events that were posted here", other.account),
                "an account is taken in once, and not into itself",
            ));
        }
        // What was due there before this moment is booked first.
        let (other, due) = self.advanced(&other, &Shared::default(), draft.at)?;
        draft.booking.movements.extend(due.movements);
        let way = LotWay::new(draft.at, EntryKind::Merger, &other.account);
        let mine = std::iter::once((Holder::Account, &other.units)).chain(other.holders.iter().map(|(h, u)| (*h, u)));
        for (holder, units) in mine {
            for (unit, amount) in (0_u16..).zip(units).filter(|(_, amount)| **amount != 0) {
                next.change_balance(holder, unit, *amount)?;
                if !self.keeps(unit) {
                    draft.booking.movements.push(way.movement(unit, holder, *amount, None));
                    continue;
                }
                for (status, part) in other.by_status((holder, unit, *amount), draft.at.date()) {
                    if part != 0 {
                        draft.booking.movements.push(way.movement(unit, holder, part, Some(status)));
                    }
                }
            }
        }
        other.lots.iter().cloned().for_each(|lot: Lot| next.put(lot));
        next.redemptions.extend(other.redemptions.iter().cloned());
        for (order, due) in &other.unpaid {
            next.unpaid.insert(order.clone(), *due);
        }
        next.active = next.active.max(other.active);
        next.joined = match (next.joined, other.joined) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        for (mine, theirs) in next.counters.iter_mut().zip(&other.counters) {
            for (bucket, amount) in &theirs.all {
                mine.add(*bucket, *amount)?;
            }
            for (value, series) in theirs.by.iter() {
                for (bucket, amount) in series {
                    mine.add_of(*value, *bucket, *amount)?;
                }
            }
            mine.since = mine.since.max(theirs.since);
        }
        for (rule, list) in other.settled.iter() {
            next.settled.change(rule.clone(), |mine| -> Result<(), Refusal> {
                for (number, amount) in list {
                    match mine.iter_mut().find(|(known, _)| known == number) {
                        Some((_, sum)) => *sum = add(*sum, *amount)?,
                        None => mine.push((*number, *amount)),
                    }
                }
                *mine = crate::map::sorted(std::mem::take(mine), |(number, _)| crate::map::ordinal(*number));
                Ok(())
            })?;
        }
        let version = self.version(draft.version)?;
        for ladder in &version.ladders {
            let place = |state: &State| state.tiers.get(&ladder.text).and_then(|tier| ladder.place(tier.held(ladder)));
            if place(&other) > place(next)
                && let Some(tier) = other.tiers.get(&ladder.text)
            {
                next.tiers.insert(ladder.text.clone(), tier.clone());
            }
        }
        let day = |record: &std::sync::Arc<crate::ledger::record::Record>| crate::map::ordinal(record.at.seconds());
        next.orders.extend(other.orders.iter().cloned());
        next.orders = crate::map::sorted(std::mem::take(&mut next.orders), day);
        next.activities.extend(other.activities.iter().cloned());
        for id in other.seen.keys() {
            next.seen.insert(id.clone(), ());
        }
        let mut people = next.people.as_ref().clone();
        for (id, person) in other.people.iter() {
            people.insert(id.clone(), person.clone());
        }
        self.with_people(next, people);
        next.forgotten = next.forgotten.max(other.forgotten);
        Ok(())
    }
}
