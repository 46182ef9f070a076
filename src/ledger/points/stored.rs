//! The points account as states store it.

use super::{Holder, Lot, Received, Redemption};
use crate::evaluate::Person;
use crate::findings::Findings;
use crate::ledger::state::{State, Strangers};
use crate::map::Map;
use crate::names::Sym;
use crate::program::Program;
use crate::rule::life::{By, Expires};
use crate::time::{Duration, Unit};
use crate::wire::life as wire_life;
use crate::wire::rule::{EndOf, RunsFrom};
use crate::wire::scalars::Length;
use crate::wire::state as wire;
use std::sync::Arc;

impl Program {
    /// Reads the points account of a stored state; what this document does not know is carried along.
    pub(in crate::ledger) fn read_points(
        &self,
        state: &mut State,
        strangers: &mut Strangers,
        wire: &mut wire::AccountState,
    ) {
        state.people = Arc::new(std::mem::take(&mut wire.people));
        state.who.people = self.people_of(&state.people);
        state.links = std::mem::take(&mut wire.links);
        self.resolve_links(state);
        (state.consent, state.plan) = (wire.consent.take(), wire.plan.take());
        self.resolve_plan(state);
        for (holder, units) in std::mem::take(&mut wire.holders) {
            let known = Holder::read(&holder, &self.names);
            for (id, amount) in units {
                match (known, self.tables.unit(&id)) {
                    (Some(holder), Some(unit)) => {
                        let _ = state.change_balance(holder, unit, amount);
                    }
                    (None, _) | (_, None) => {
                        strangers.holders.change(holder.clone(), |map| map.insert(id, amount));
                    }
                }
            }
        }
        for (holder, row) in std::mem::take(&mut wire.received) {
            if let (Some(holder), [year, amount]) = (Holder::read(&holder, &self.names), row.as_slice()) {
                let year = i32::try_from(*year).unwrap_or(0);
                state.received.insert(holder, Received { year, amount: *amount });
            }
        }
        for lot in std::mem::take(&mut wire.lots) {
            match self.lot_from(&lot) {
                Some(lot) => state.lots.push(lot),
                None => strangers.lots.push(lot),
            }
        }
        for redemption in std::mem::take(&mut wire.redemptions) {
            match self.redemption_from(&redemption) {
                Some(redemption) => state.redemptions.push(redemption),
                None => strangers.redemptions.push(redemption),
            }
        }
    }

    pub(crate) fn lot_from(&self, wire: &wire::Lot) -> Option<Lot> {
        let holder = match &wire.holder {
            Some(holder) => Holder::read(holder, &self.names)?,
            None => Holder::Account,
        };
        let lasts = match &wire.lasts {
            Some(lasts) => Some(expires_from(lasts)?),
            None => None,
        };
        Some(Lot {
            unit: self.tables.unit(&wire.unit)?,
            holder,
            source: wire.source.as_str().into(),
            day: wire.day,
            left: wire.left,
            from: wire.from,
            waits: wire.waits,
            expires: wire.expires,
            lasts,
        })
    }

    fn redemption_from(&self, wire: &wire::Redemption) -> Option<Redemption> {
        let reward = match &wire.reward {
            Some(reward) => {
                Some((self.tables.unit(&format!("reward:{reward}"))?, reward.clone(), wire.count.unwrap_or(1)))
            }
            None => None,
        };
        Some(Redemption {
            id: wire.id.as_str().into(),
            at: wire.at,
            reserved: wire.reserved == Some(true),
            reward,
            partner: wire.partner.as_deref().map(Arc::from),
            taken: wire.taken.iter().map(|lot| self.lot_from(lot)).collect::<Option<_>>()?,
        })
    }

    /// People as conditions see them, in order of their ids.
    pub(crate) fn people_of(&self, people: &Map<String, wire::Person>) -> Arc<[Person]> {
        let sym = |text: &str| self.names.intern(text).unwrap_or_default();
        let of = |text: &Option<String>| text.as_deref().map_or(Sym::NONE, sym);
        let known = people.iter().map(|(id, one)| Person { id: sym(id), role: of(&one.role), team: of(&one.team) });
        known.collect()
    }

    /// Sets who the account's people are.
    pub(crate) fn with_people(&self, state: &mut State, people: Map<String, wire::Person>) {
        state.who.people = self.people_of(&people);
        state.people = Arc::new(people);
    }

    pub(crate) fn resolve_links(&self, state: &mut State) {
        let sym = |text: &str| self.names.intern(text).unwrap_or_default();
        state.who.links = state.links.iter().map(|(link, account)| (sym(link), sym(account))).collect();
    }

    pub(crate) fn resolve_plan(&self, state: &mut State) {
        let plan = state.plan.as_ref().map(|plan| self.names.intern(&plan.id).unwrap_or_default());
        state.who.plan = plan.unwrap_or_default();
    }

    /// The state with what a host knows of the account now: its attributes, people, links and what it lets its people
    /// receive. Orders on record keep what was known on their day.
    pub(crate) fn known_of(&self, state: &mut State, findings: &mut Findings) {
        state.who.attributes = self.account_attributes(&state.attributes.clone(), findings);
        state.who.people = self.people_of(&state.people.clone());
        self.resolve_links(state);
        self.resolve_plan(state);
    }
}

/// What a state stores of its points account.
pub(crate) struct PointsWire {
    pub holders: Map<String, Map<String, i64>>,
    pub received: Map<String, Vec<i64>>,
    pub lots: Vec<wire::Lot>,
    pub redemptions: Vec<wire::Redemption>,
}

impl State {
    /// The points account as it is stored.
    pub(crate) fn points_wire(&self, program: &Program) -> PointsWire {
        let mut holders = self.strangers.holders.clone();
        for (holder, units) in self.holders.iter() {
            let Some(name) = holder.text(&program.names) else { continue };
            for (unit, amount) in program.tables.units.iter().zip(units).filter(|(_, amount)| **amount != 0) {
                holders.change(name.clone(), |map| map.insert(unit.id.clone(), *amount));
            }
        }
        let received = self.received.iter().filter_map(|(holder, received)| {
            Some((holder.text(&program.names)?, vec![i64::from(received.year), received.amount]))
        });
        let lots = self.lots.iter().map(|lot| lot.wire(program));
        let redemptions = self.redemptions.iter().map(|redemption| wire::Redemption {
            id: redemption.id.to_string(),
            at: redemption.at,
            reserved: redemption.reserved.then_some(true),
            reward: redemption.reward.as_ref().map(|(_, name, _)| name.clone()),
            count: redemption.reward.as_ref().map(|(_, _, count)| *count),
            partner: redemption.partner.as_deref().map(str::to_owned),
            taken: redemption.taken.iter().map(|lot| lot.wire(program)).collect(),
        });
        PointsWire {
            holders,
            received: received.collect(),
            lots: lots.chain(self.strangers.lots.iter().cloned()).collect(),
            redemptions: redemptions.chain(self.strangers.redemptions.iter().cloned()).collect(),
        }
    }
}

impl Lot {
    pub(crate) fn wire(&self, program: &Program) -> wire::Lot {
        wire::Lot {
            unit: program.unit_id(usize::from(self.unit)).to_owned(),
            holder: self.holder.text(&program.names),
            source: self.source.to_string(),
            day: self.day,
            left: self.left,
            from: self.from,
            waits: self.waits,
            expires: self.expires,
            lasts: self.lasts.map(expires_wire),
        }
    }
}

fn length_from(days: Option<u32>, months: Option<u32>) -> Option<Duration> {
    let days = days.and_then(|days| i32::try_from(days).ok()).map(Duration::Days);
    days.or_else(|| months.and_then(|months| i32::try_from(months).ok()).map(Duration::Months))
}

fn length_wire(length: Option<Duration>) -> (Option<u32>, Option<u32>) {
    match length {
        Some(Duration::Days(days)) => (u32::try_from(days).ok(), None),
        Some(Duration::Months(months)) => (None, u32::try_from(months).ok()),
        None => (None, None),
    }
}

fn expires_from(wire: &wire_life::Expires) -> Option<Expires> {
    let inactive = match &wire.inactive {
        Some(length) => Some(length_from(length.days, length.months)?),
        None => None,
    };
    let end = wire.end.map(|end| match end {
        EndOf::Month => Unit::Month,
        EndOf::Quarter => Unit::Quarter,
        EndOf::HalfYear => Unit::HalfYear,
        EndOf::Year => Unit::Year,
    });
    let length = length_from(wire.days, wire.months);
    let after = || {
        let from_award = wire.from == Some(RunsFrom::Award);
        (inactive.is_none() || length.is_some() || end.is_some()).then_some(By::After { length, end, from_award })
    };
    Some(Expires { by: wire.on.map(By::On).or_else(after), inactive })
}

fn expires_wire(expires: Expires) -> wire_life::Expires {
    let inactive = expires.inactive.map(|length| {
        let (days, months) = length_wire(Some(length));
        Length { days, months }
    });
    match expires.by {
        None => wire_life::Expires { inactive, ..wire_life::Expires::default() },
        Some(By::On(day)) => wire_life::Expires { on: Some(day), inactive, ..wire_life::Expires::default() },
        Some(By::After { length, end, from_award }) => {
            let (days, months) = length_wire(length);
            let end = end.and_then(|unit| match unit {
                Unit::Month => Some(EndOf::Month),
                Unit::Quarter => Some(EndOf::Quarter),
                Unit::HalfYear => Some(EndOf::HalfYear),
                Unit::Year => Some(EndOf::Year),
                Unit::Day | Unit::Week | Unit::MembershipYear | Unit::Lifetime => None,
            });
            let from = from_award.then_some(RunsFrom::Award);
            wire_life::Expires { days, months, end, from, on: None, inactive }
        }
    }
}
