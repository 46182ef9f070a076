//! Two accounts become one: everything of the other is added to this one.

use super::{Holder, Lot, LotWay};
use crate::evaluate::{Cart, Facts, Past, Sums};
use crate::findings::Findings;
use crate::ledger::draft::{Draft, Movement};
use crate::ledger::midnight::earned;
use crate::ledger::post::standing_on;
use crate::ledger::shared::Shared;
use crate::ledger::standing::TierStanding;
use crate::ledger::state::State;
use crate::names::Sym;
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode, add};
use crate::tier::{Ladder, after_event};
use crate::time::Date;
use crate::wire::account::Merge;
use crate::wire::document::{MergedBaseline, MergedLevel};
use crate::wire::entry::EntryKind;

impl Program {
    /// Takes another account in: balances, lots, people, counts, orders on record, levels.
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
        let (_, baseline) = self.version(draft.version)?.merged;
        let calendar = self.calendar(next.joined.unwrap_or(today));
        for (counter, (mine, theirs)) in self.tables.counters.iter().zip(next.counters.iter_mut().zip(&other.counters))
        {
            // A baseline that is the account's own does not move in a period that has begun.
            let fixed = counter.fixed.filter(|_| baseline == MergedBaseline::Survivor);
            let stays = |day: Date| fixed.is_some_and(|fixed| fixed.closed(&calendar, day, today));
            for (bucket, amount) in &theirs.all {
                if !stays(calendar.span(counter.unit, *bucket).start) {
                    mine.add(*bucket, *amount)?;
                }
            }
            for (value, series) in theirs.by.iter() {
                for (bucket, amount) in series {
                    if !stays(calendar.span(counter.unit, *bucket).start) {
                        mine.add_of(*value, *bucket, *amount)?;
                    }
                }
            }
            mine.since = mine.since.max(theirs.since.filter(|since| !stays(*since)));
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
        for (rule, list) in other.settled_levels.iter() {
            next.settled_levels.change(rule.clone(), |mine| {
                if mine.is_empty() {
                    mine.clone_from(list);
                }
            });
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
        self.merged_levels(next, draft, &other)
    }

    /// The levels after a merger, as the program chooses; a level that is another now is booked.
    fn merged_levels(&self, next: &mut State, draft: &mut Draft, other: &State) -> Result<(), Refusal> {
        let version = self.version(draft.version)?;
        let (how, today) = (version.merged.0, draft.at.date());
        for ladder in &version.ladders {
            let held = |state: &State| state.tiers.get(&ladder.text).map(|standing| standing.held(ladder));
            let before = held(next);
            let Some(theirs) = other.tiers.get(&ladder.text).filter(|_| how != MergedLevel::Survivor) else { continue };
            let both = match (next.tiers.get(&ladder.text), how) {
                (None, MergedLevel::Counted) => {
                    let fresh = standing_on(next, ladder, today);
                    TierStanding { carried: theirs.carried.clone(), grant: theirs.grant, ..fresh }
                }
                (None, MergedLevel::Higher | MergedLevel::Survivor) => theirs.clone(),
                (Some(mine), how) => {
                    // What was earned and what was given by hand, each for itself.
                    let granted = |grant: Option<(Sym, Date)>| grant.and_then(|(level, _)| ladder.place(level));
                    let grant = if granted(theirs.grant) > granted(mine.grant) { theirs.grant } else { mine.grant };
                    let mut carried = mine.carried.clone();
                    for (metric, amount) in theirs.carried.iter() {
                        carried.change(metric.clone(), |mine| add(*mine, *amount).map(|sum| *mine = sum))?;
                    }
                    match how {
                        MergedLevel::Counted => TierStanding { grant, carried, ..mine.clone() },
                        MergedLevel::Higher if ladder.place(theirs.level) > ladder.place(mine.level) => {
                            TierStanding { grant, ..theirs.clone() }
                        }
                        MergedLevel::Higher | MergedLevel::Survivor => TierStanding { grant, ..mine.clone() },
                    }
                }
            };
            next.tiers.insert(ladder.text.clone(), both);
            if how == MergedLevel::Counted {
                self.counted_together(next, draft.version, ladder, today)?;
            }
            if held(next) != before {
                let level = held(next).and_then(|level| self.names.text(level)).map(|text| text.to_string());
                let mut movement = Movement::tier(draft.at, &ladder.text, level);
                movement.caused = true;
                draft.booking.movements.push(movement);
            }
        }
        Ok(())
    }

    /// Lifts a standing to what the counts of both accounts reach together.
    fn counted_together(&self, next: &mut State, version: usize, ladder: &Ladder, day: Date) -> Result<(), Refusal> {
        let prepared = self.prepare(next, version, day, day);
        let cart = Cart::default();
        let facts = Facts {
            program: self,
            version: self.version(version)?,
            cart: &cart,
            sums: Sums::default(),
            activity: None,
            account: &next.who,
            standing: &prepared.standing,
            past: Past::Live { counters: &next.counters, calendar: prepared.calendar, day },
            day,
            lines_only: true,
        };
        let at = facts
            .version
            .ladders
            .iter()
            .position(|known| known.text == ladder.text && facts.standing.holds(known.held));
        let Some((at, ladder)) = at.and_then(|at| Some((at, facts.version.ladders.get(at)?))) else { return Ok(()) };
        let Some((earned, _)) = earned(&facts, at, ladder)? else { return Ok(()) };
        let Some(standing) = next.tiers.get(&ladder.text) else { return Ok(()) };
        if let Some(lifted) = after_event(ladder, &prepared.calendar, standing, day, earned, None) {
            next.tiers.insert(ladder.text.clone(), lifted);
        }
        Ok(())
    }

    /// The entries of what another account holds: of what is kept award by award, by how it stands.
    fn takes_over(&self, draft: &mut Draft, other: &State) {
        let way = LotWay::new(draft.at, EntryKind::Merger, std::sync::Arc::clone(&other.account));
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
