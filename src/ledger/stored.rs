//! The state of an account as text: read with findings, written the shortest way.

use super::buckets::{Buckets, Series};
use super::standing::TierStanding;
use super::state::{State, Strangers};
use crate::findings::{Code, Findings, Path, did_you_mean};
use crate::map::Map;
use crate::names::Sym;
use crate::program::Program;
use crate::time::Date;
use crate::wire::show::to_short_text;
use crate::wire::state::{AccountState, CounterState, Granted, STATE_FORMAT, SettledLevel, TierState};
use std::sync::Arc;

impl Program {
    pub(super) fn state_from(&self, mut wire: AccountState, findings: &mut Findings) -> Option<State> {
        let root = Path::ROOT;
        if wire.earnest_state.is_some_and(|v| v != STATE_FORMAT) {
            findings.error(
                Code::UnknownFormat,
                &root.key("earnestState"),
                "the state was written in another form",
                format!("this engine reads form {STATE_FORMAT}"),
            );
        }
        if wire.account.is_empty() {
            findings.error(Code::OutOfRange, &root.key("account"), "the account has an empty id", "give it an id");
        }
        if let Some(program) = &wire.program
            && *program != self.text_id
        {
            findings.error(
                Code::DanglingReference,
                &root.key("program"),
                format!("the state belongs to the program '{program}'"),
                format!("load it with that program; this one is '{}'", self.text_id),
            );
        }
        let mut state = State::blank(&wire.account);
        state.who.id = self.sym(&wire.account, &root.key("account"), findings);
        state.revision = wire.revision.unwrap_or(0);
        (state.at, state.joined, state.forgotten) = (wire.at, wire.joined, wire.forgotten);
        state.attributes = Arc::new(std::mem::take(&mut wire.attributes));
        state.who.attributes = self.account_attributes(&state.attributes, findings);
        state.lists = Arc::new(std::mem::take(&mut wire.lists));
        state.who.lists = self.account_lists(&state.lists, findings);
        let mut strangers = Strangers::default();
        state.units = vec![0; self.tables.units.len()];
        for (points, map, strange) in [
            (true, std::mem::take(&mut wire.balances), &mut strangers.balances),
            (false, std::mem::take(&mut wire.money), &mut strangers.money),
        ] {
            for (id, amount) in map {
                let at = self.tables.units.iter().position(|u| (u.is_points || u.is_reward) == points && u.id == id);
                match at.and_then(|at| state.units.get_mut(at)) {
                    Some(slot) => *slot = amount,
                    None => {
                        strange.insert(id, amount);
                    }
                }
            }
        }
        self.read_points(&mut state, &mut strangers, &mut wire);
        (state.unpaid, state.active) = (wire.unpaid, wire.active);
        let fresh = wire.counters.is_empty() && wire.orders.is_empty() && wire.activities.is_empty();
        if wire.at.is_none() && !fresh {
            findings.error(
                Code::MissingField,
                &root,
                "the state has a past, and not the time up to which it was booked",
                "add \"at\", or bring the past by an opening",
            );
        }
        let fresh = fresh && wire.at.is_none();
        for (ladder, tier) in wire.tiers {
            let here = root.key("tiers");
            let standing = self.tier_from(tier, &here.key(&ladder), findings);
            state.tiers.insert(ladder, standing);
        }
        state.seen = wire.seen.into_iter().map(|id| (Arc::from(id), ())).collect();
        for (rule, list) in wire.settled {
            let pairs = list.iter().filter_map(|p| Some((*p.first()?, *p.get(1)?))).collect();
            state.settled.insert(rule, pairs);
        }
        for (rule, list) in wire.settled_levels {
            let here = root.key("settledLevels");
            let mut levels = Vec::with_capacity(list.len());
            for SettledLevel { from, level } in list {
                levels.push((from, level.map_or(Sym::NONE, |level| self.sym(&level, &here, findings))));
            }
            state.settled_levels.insert(rule, levels);
        }
        let names: Vec<Sym> = wire.names.iter().map(|n| self.sym(n, &root.key("names"), findings)).collect();
        let readings = self.reading_names();
        for (index, record) in wire.orders.into_iter().enumerate() {
            let list = root.key("orders");
            let record = self.record_from(record, &names, &readings, &state, &list.index(index), findings)?;
            state.orders.push(Arc::new(record));
        }
        for (index, record) in wire.activities.into_iter().enumerate() {
            let list = root.key("activities");
            let record = self.record_from(record, &names, &readings, &state, &list.index(index), findings)?;
            state.activities.push(Arc::new(record));
        }
        let mut stored = wire.counters;
        let mut missing = Vec::new();
        for (at, counter) in self.tables.counters.iter().enumerate() {
            let buckets = match stored.remove(&counter.key) {
                Some(wire) => self.buckets_from(&wire, findings),
                None => {
                    if !fresh {
                        missing.push(at);
                    }
                    Buckets::default()
                }
            };
            state.counters.push(buckets);
        }
        strangers.counters = stored;
        state.strangers = Arc::new(strangers);
        for at in missing {
            self.recount(&mut state, at);
        }
        Some(state)
    }

    fn tier_from(&self, tier: TierState, path: &Path<'_>, findings: &mut Findings) -> TierStanding {
        let mut known = |name: Option<&String>| match name {
            Some(name) => {
                let levels = || self.versions.iter().flat_map(|v| &v.ladders).flat_map(|l| &l.levels);
                if !levels().any(|level| level.text == *name) {
                    let all: Vec<&str> = levels().map(|l| l.text.as_str()).collect();
                    findings.error(
                        Code::DanglingReference,
                        path,
                        format!("no tier has the level '{name}'"),
                        did_you_mean(name, &all),
                    );
                }
                self.names.intern(name).unwrap_or_default()
            }
            None => Sym::NONE,
        };
        let grant = tier.granted.as_ref().map(|grant| (known(Some(&grant.level)), grant.until));
        TierStanding {
            level: known(tier.granted.as_ref().map_or(tier.level.as_ref(), |grant| grant.earned.as_ref())),
            since: tier.since,
            until: tier.until,
            by: tier.by.as_deref().map(Arc::from),
            before: tier.before.map(|before| Box::new(self.tier_from(*before, path, findings))),
            carried: tier.carried,
            grant,
            falls: tier.falls,
        }
    }

    fn tier_state(&self, name: &str, tier: &TierStanding) -> TierState {
        let text = |sym: Sym| self.names.text(sym).map(|t| t.to_string());
        // A level that is granted and one that is earned are of the same version.
        let ladders = self.versions.iter().rev().flat_map(|v| &v.ladders).filter(|l| l.text == name);
        let of_grant = |(granted, _): (Sym, Date)| ladders.clone().find(|l| l.place(granted).is_some());
        TierState {
            level: text(tier.grant.and_then(of_grant).map_or(tier.level, |ladder| tier.held(ladder))),
            since: tier.since,
            until: tier.until,
            by: tier.by.as_deref().map(str::to_owned),
            before: tier.before.as_deref().map(|before| Box::new(self.tier_state(name, before))),
            carried: tier.carried.clone(),
            granted: tier.grant.map(|(granted, until)| Granted {
                level: text(granted).unwrap_or_default(),
                until,
                earned: text(tier.level),
            }),
            falls: tier.falls,
        }
    }

    fn buckets_from(&self, wire: &CounterState, findings: &mut Findings) -> Buckets {
        let series = |list: &[Vec<i64>]| {
            let pair = |p: &Vec<i64>| Some((i32::try_from(*p.first()?).ok()?, *p.get(1)?));
            let series: Series = list.iter().filter_map(pair).collect();
            crate::map::sorted(series, |(bucket, _)| crate::map::ordinal(i64::from(*bucket)))
        };
        let root = Path::ROOT;
        let mut by = Map::new();
        for (name, list) in &wire.by {
            // What has no value of the attribute is counted under the empty one.
            let value = if name.is_empty() { Sym::NONE } else { self.sym(name, &root.key("counters"), findings) };
            by.insert(value, series(list));
        }
        Buckets { all: series(&wire.all), by, since: wire.since }
    }
}

impl State {
    /// The stored form.
    #[must_use]
    pub fn wire(&self, program: &Program) -> AccountState {
        let mut names = super::stored_record::NameList::new(program);
        let mut balances = self.strangers.balances.clone();
        let mut money = self.strangers.money.clone();
        for (unit, amount) in program.tables.units.iter().zip(&self.units).filter(|(_, amount)| **amount != 0) {
            // Rewards are counted by the piece, as points are.
            let map = if unit.is_points || unit.is_reward { &mut balances } else { &mut money };
            map.insert(unit.id.clone(), *amount);
        }
        let points = self.points_wire(program);
        let text = |sym: Sym| program.names.text(sym).map(|t| t.to_string());
        let mut counters = self.strangers.counters.clone();
        let pairs = |series: &Series| series.iter().map(|(b, n)| vec![i64::from(*b), *n]).collect::<Vec<_>>();
        for (counter, buckets) in program.tables.counters.iter().zip(&self.counters) {
            // A counter that is empty is still told, so that it is known to be complete.
            if buckets.is_blank() && self.at.is_none() {
                continue;
            }
            let by = buckets.by.iter().map(|(name, series)| (text(*name).unwrap_or_default(), pairs(series))).collect();
            counters.insert(counter.key.clone(), CounterState { all: pairs(&buckets.all), by, since: buckets.since });
        }
        let tiers =
            self.tiers.iter().map(|(ladder, tier)| (ladder.clone(), program.tier_state(ladder, tier))).collect();
        let settled =
            self.settled.iter().map(|(rule, list)| (rule.clone(), list.iter().map(|(b, n)| vec![*b, *n]).collect()));
        let level = |(from, level): &(Date, Sym)| SettledLevel { from: *from, level: text(*level) };
        let settled_levels =
            self.settled_levels.iter().map(|(rule, list)| (rule.clone(), list.iter().map(level).collect()));
        let orders = self.orders.iter().map(|record| record.wire(program, self, &mut names)).collect();
        let activities = self.activities.iter().map(|record| record.wire(program, self, &mut names)).collect();
        AccountState {
            earnest_state: Some(STATE_FORMAT),
            account: self.account.to_string(),
            program: Some(program.text_id.clone()),
            revision: Some(self.revision),
            at: self.at,
            joined: self.joined,
            forgotten: self.forgotten,
            attributes: self.attributes.as_ref().clone(),
            people: self.people.as_ref().clone(),
            links: self.links.clone(),
            consent: self.consent.clone(),
            plan: self.plan.clone(),
            lists: self.lists.as_ref().clone(),
            balances,
            money,
            holders: points.holders,
            received: points.received,
            lots: points.lots,
            redemptions: points.redemptions,
            unpaid: self.unpaid.clone(),
            active: self.active,
            tiers,
            counters,
            settled: settled.collect(),
            settled_levels: settled_levels.collect(),
            orders,
            activities,
            seen: self.seen.keys().map(ToString::to_string).collect(),
            names: names.into_texts(),
        }
    }

    /// The stored form as text.
    #[must_use]
    pub fn to_json(&self, program: &Program) -> String {
        to_short_text(&self.wire(program))
    }
}
