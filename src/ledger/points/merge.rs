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
    pub(crate) fn merge(
        &self,
        next: &mut State,
        shared: &Shared,
        draft: &mut Draft,
        wire: &Merge,
    ) -> Result<(), Refusal> {
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
        // It is taken over as it is stored; what was due there before this moment is booked here.
        self.takes_over(draft, &other);
        let (other, due) = self.advanced(&other, shared, draft.at)?;
        draft.booking.movements.extend(due.movements);
        draft.booking.onward.extend(due.onward);
        let today = draft.at.date();
        for (holder, units) in other.holdings() {
            for (unit, amount) in (0_u16..).zip(units).filter(|(_, amount)| **amount != 0) {
                next.change_balance(holder, unit, *amount)?;
            }
        }
        other.lots.iter().cloned().for_each(|lot: Lot| next.put(lot));
        next.redemptions.extend(other.redemptions.iter().cloned());
        // What one of them owes is set off against what the other has.
        for (holder, units) in other.holdings() {
            for (unit, _) in (0_u16..).zip(units).filter(|(unit, _)| self.keeps(*unit)) {
                next.set_off(holder, unit, today);
            }
        }
        for (holder, theirs) in other.received.iter() {
            next.received.change(*holder, |mine| {
                if mine.year == theirs.year {
                    add(mine.amount, theirs.amount).map(|sum| mine.amount = sum)
                } else {
                    *mine = if mine.year > theirs.year { *mine } else { *theirs };
                    Ok(())
                }
            })?;
        }
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

    /// The entries of what another account holds: of what is kept award by award, by how it stands.
    fn takes_over(&self, draft: &mut Draft, other: &State) {
        let way = LotWay::new(draft.at, EntryKind::Merger, &other.account);
        for (holder, units) in other.holdings() {
            for (unit, amount) in (0_u16..).zip(units) {
                if !self.keeps(unit) {
                    if *amount != 0 {
                        draft.booking.movements.push(way.movement(unit, holder, *amount, None));
                    }
                    continue;
                }
                let now = other.at.unwrap_or(draft.at).date();
                let parts = other.by_status((holder, unit, *amount), now);
                for (status, amount) in parts.into_iter().filter(|(_, amount)| *amount != 0) {
                    draft.booking.movements.push(way.movement(unit, holder, amount, Some(status)));
                }
            }
        }
    }
}

impl State {
    /// What each holder has, by unit.
    fn holdings(&self) -> impl Iterator<Item = (Holder, &[i64])> {
        let own = std::iter::once((Holder::Account, self.units.as_slice()));
        own.chain(self.holders.iter().map(|(holder, units)| (*holder, units.as_slice())))
    }
}
