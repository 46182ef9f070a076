//! What people book by hand: openings from another system, levels that are granted, services that are used.

use super::draft::{Draft, Movement};
use super::points::{Holder, LotWay};
use super::post::standing_on;
use super::standing::TierStanding;
use super::state::State;
use crate::program::Program;
use crate::refusal::{Refusal, RefusalCode};
use crate::rule::life::Life;
use crate::rule::measure::Counted;
use crate::tier::Ladder;
use crate::wire::activity::{Grant, Opening, Others};
use crate::wire::entry::EntryKind;

impl Program {
    pub(super) fn open(&self, next: &mut State, draft: &mut Draft, opening: &Opening) -> Result<(), Refusal> {
        let day = draft.at.date();
        next.joined = opening.joined.or(next.joined).or(Some(day));
        let calendar = self.calendar(next.joined.unwrap_or(day));
        let unknown = |what: &str, name: &str| {
            Refusal::new(
                RefusalCode::UnknownName,
                format!("the program has no {what} '{name}'"),
                "look at the program's document, or at counters() for its counters",
            )
        };
        for (currency, balance) in &opening.balances {
            let at = self.tables.units.iter().position(|u| u.id == *currency);
            let at = at.ok_or_else(|| unknown("currency", currency))?;
            let units = balance.at(self.decimals(at)).map_err(|_| Refusal::overflow())?;
            let unit = u16::try_from(at).unwrap_or(0);
            let way = LotWay::new(draft.at, EntryKind::Opening, "opening");
            let life = self.versions.get(draft.version).and_then(|v| v.lives.get(at).copied().flatten());
            // What is brought can be used at once.
            let life = life.map(|life| Life { pending: None, ..life });
            let booking = &mut draft.booking;
            if units < 0 {
                self.debit(next, booking, &way, (unit, Holder::Account, units.saturating_neg()), None)?;
            } else {
                let source = opening.id.as_str().into();
                self.credit(next, booking, &way, (unit, Holder::Account, units), life, (&source, day))?;
            }
        }
        for (name, tier) in &opening.tiers {
            let mut ladders = self.version(draft.version)?.ladders.iter();
            let ladder = ladders.find(|l| l.text == *name && holds(draft, l));
            let ladder = ladder.ok_or_else(|| unknown("ladder", name))?;
            let level = ladder.levels.iter().find(|l| l.text == tier.level).ok_or_else(|| {
                Refusal::new(
                    RefusalCode::UnknownLevel,
                    format!("the ladder '{name}' has no level '{}'", tier.level),
                    "look at the levels of the program's document",
                )
            })?;
            let until = tier.until.or_else(|| match ladder.period {
                crate::tier::LadderPeriod::Calendar(unit) if unit != crate::time::Unit::Lifetime => {
                    Some(calendar.span_of(unit, day).last())
                }
                crate::tier::LadderPeriod::Calendar(_)
                | crate::tier::LadderPeriod::Rolling(_)
                | crate::tier::LadderPeriod::Fixed(_) => None,
            });
            let standing = TierStanding { level: level.id, since: day, until, ..TierStanding::default() };
            next.tiers.insert(name.clone(), standing);
            let mut movement = Movement::tier(draft.at, name, Some(level.text.clone()));
            movement.caused = true;
            draft.booking.movements.push(movement);
        }
        let known = opening.others == Some(Others::Zero);
        for counters in opening.past.iter().map(|past| &past.counters).chain([&opening.counters]) {
            for name in counters.keys() {
                if !self.tables.counters.iter().any(|c| c.key == *name) {
                    return Err(unknown("counter", name));
                }
            }
        }
        for (counter, buckets) in self.tables.counters.iter().zip(&mut next.counters) {
            let mut named = false;
            for past in &opening.past {
                if let Some(count) = past.counters.get(&counter.key) {
                    let units = count.at(counter.places).map_err(|_| Refusal::overflow())?;
                    buckets.add(calendar.bucket(counter.unit, past.on), units)?;
                    named = true;
                }
            }
            match opening.counters.get(&counter.key) {
                Some(count) => {
                    let units = count.at(counter.places).map_err(|_| Refusal::overflow())?;
                    buckets.add(calendar.bucket(counter.unit, day), units)?;
                }
                None if known || named => {}
                // What rules of this program paid before, they paid here.
                None if matches!(counter.counted, Counted::PaidBy(_) | Counted::TimesOf(..) | Counted::Used(_)) => {}
                None => buckets.since = Some(day.plus_days(1)),
            }
        }
        Ok(())
    }

    pub(super) fn grant(&self, next: &mut State, draft: &mut Draft, grant: &Grant) -> Result<(), Refusal> {
        let version = self.version(draft.version)?;
        let mut ladders = version.ladders.iter().filter(|ladder| holds(draft, ladder));
        let found = ladders.find_map(|l| Some((l, l.levels.iter().find(|level| level.text == grant.level)?)));
        let (ladder, level) = found.ok_or_else(|| {
            Refusal::new(
                RefusalCode::UnknownLevel,
                format!("no tier has the level '{}'", grant.level),
                "look at the levels of the program's document",
            )
        })?;
        let grant = Some((level.id, grant.until));
        let standing = TierStanding { grant, ..standing_on(next, ladder, draft.at.date()) };
        let level = self.names.text(standing.held(ladder)).map(|t| t.to_string());
        next.tiers.insert(ladder.text.clone(), standing);
        let mut movement = Movement::tier(draft.at, &ladder.text, level);
        movement.caused = true;
        draft.booking.movements.push(movement);
        Ok(())
    }

    pub(super) fn use_service(
        &self,
        next: &mut State,
        draft: &mut Draft,
        name: &str,
        count: Option<u32>,
    ) -> Result<(), Refusal> {
        let Some(prepared) = &draft.prepared else { return Ok(()) };
        let version = self.version(draft.version)?;
        let service = version
            .ladders
            .iter()
            .zip(&prepared.standing.levels)
            .filter_map(|(ladder, level)| ladder.levels.get(ladder.place(*level)?))
            .flat_map(|level| &level.services)
            .chain(version.plans.iter().filter(|plan| plan.id == next.who.plan).flat_map(|plan| &plan.services))
            .find(|service| service.text == name)
            .ok_or_else(|| {
                Refusal::new(
                    RefusalCode::UnknownService,
                    format!("neither the account's level nor its plan brings '{name}'"),
                    "look at the benefits of its level",
                )
            })?;
        let count = i64::from(count.unwrap_or(1));
        let so_far = prepared.standing.readings.get(service.reading).copied().flatten().unwrap_or(0);
        if service.count.is_some_and(|most| so_far.saturating_add(count) > most) {
            return Err(Refusal::new(
                RefusalCode::ServiceUsedUp,
                format!("'{name}' has been used {so_far} times of {}", service.count.unwrap_or(0)),
                "wait for the next period, or record fewer uses",
            ));
        }
        // It is one service, over whatever period a level counts it.
        let service = Counted::Used(service.id);
        for (counter, buckets) in self.tables.counters.iter().zip(&mut next.counters) {
            if counter.counted == service {
                buckets.add(prepared.calendar.bucket(counter.unit, prepared.day), count)?;
            }
        }
        let mut movement = Movement::tier(draft.at, name, None);
        (movement.kind, movement.amount, movement.caused) = (EntryKind::Use, count, true);
        draft.booking.movements.push(movement);
        Ok(())
    }
}

/// Does the ladder hold for the account, where terms replace it?
fn holds(draft: &Draft, ladder: &Ladder) -> bool {
    draft.prepared.as_ref().is_none_or(|prepared| prepared.standing.holds(ladder.held))
}
