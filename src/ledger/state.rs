//! The state of an account, resolved against a program; the state that accounts share.

use super::buckets::{Buckets, Series};
use super::record::Record;
use crate::evaluate::Who;
use crate::findings::{Code, Finding, Findings, Path, did_you_mean};
use crate::map::Map;
use crate::names::{Sym, Texts};
use crate::program::Program;
use crate::rule::measure::{Counted, View, reading_text};
use crate::time::{Calendar, Date, Moment};
use crate::wire::decode::decode;
use crate::wire::read_with;
use crate::wire::show::{to_short_text, to_text};
use crate::wire::state::{AccountState, CounterState, Granted, STATE_FORMAT, SharedState, TierState};
use std::sync::Arc;

/// The state of an account. The engine writes it, [`State::to_json`] stores it, [`Program::account`] reads it.
#[derive(Debug, Clone)]
pub struct State {
    pub(crate) account: Arc<str>,
    pub(crate) who: Who,
    pub(crate) revision: i64,
    pub(crate) at: Option<Moment>,
    pub(crate) joined: Option<Date>,
    pub(crate) forgotten: Option<Date>,
    pub(crate) attributes: Arc<Map<String, String>>,
    /// Balances by unit of award: points and money.
    pub(crate) units: Vec<i64>,
    pub(crate) tiers: Map<String, TierStanding>,
    pub(crate) counters: Vec<Buckets>,
    pub(crate) settled: Map<String, Vec<(i64, i64)>>,
    pub(crate) orders: Vec<Arc<Record>>,
    pub(crate) seen: Map<Arc<str>, ()>,
    /// What another document's version of the program keeps here: carried along untouched.
    strangers: Arc<Strangers>,
}

#[derive(Debug, Clone, Default)]
struct Strangers {
    balances: Map<String, i64>,
    money: Map<String, i64>,
    counters: Map<String, CounterState>,
}

/// Where an account stands on a ladder.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TierStanding {
    /// The level it has earned.
    pub level: Sym,
    pub since: Date,
    pub until: Option<Date>,
    /// The order that reached it.
    pub by: Option<Arc<str>>,
    /// Where it stood before that order.
    pub before: Option<Box<TierStanding>>,
    /// What was carried into the period, by metric.
    pub carried: Map<String, i64>,
    /// A level given by hand, with its last day.
    pub grant: Option<(Sym, Date)>,
    /// The last day before a fall that is due.
    pub falls: Option<Date>,
}

/// What an account's past reads on a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Standing {
    /// By reading; none where the past is not known.
    pub readings: Vec<Option<i64>>,
    /// By ladder of the version.
    pub levels: Vec<Sym>,
    /// What is carried over, by ladder and metric.
    pub carried: Vec<(usize, usize, i64)>,
    /// Ladders on which a level was granted: the one earned, and the one granted.
    pub grants: Vec<(usize, Sym, Sym)>,
    /// By unit of award.
    pub balances: Vec<i64>,
}

/// A standing with the days it was read for.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub standing: Standing,
    pub version: usize,
    pub calendar: Calendar,
    pub day: Date,
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "the package asks whether it still fits"))]
    pub invoiced: Date,
}

/// The state that accounts share: what is drawn from budgets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    pub(crate) revision: i64,
    pub(crate) drawn: Map<String, i64>,
}

impl Shared {
    /// What is left of each of the program's budgets.
    pub(crate) fn left(&self, program: &Program) -> Vec<i64> {
        let left = |(id, most): &(String, i64)| most.saturating_sub(self.drawn.get(id).copied().unwrap_or(0)).max(0);
        program.tables.budgets.iter().map(left).collect()
    }

    /// The stored form.
    #[must_use]
    pub fn wire(&self) -> SharedState {
        SharedState { earnest_shared: Some(STATE_FORMAT), revision: Some(self.revision), budgets: self.drawn.clone() }
    }

    /// The stored form as text.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_text(&self.wire())
    }
}

impl Program {
    /// Reads an account's state: the text that [`State::to_json`] wrote, or `{"account": "id"}` for a fresh one.
    ///
    /// # Errors
    /// Everything that is wrong with the text, with its place.
    pub fn account(&self, text: &str) -> Result<State, Vec<Finding>> {
        let (state, findings) = read_with(text, |value, path, findings| {
            let wire: AccountState = decode(value, path, findings)?;
            self.state_from(wire, findings)
        });
        state.ok_or(findings)
    }

    /// The state with the account's attributes as they are now. Orders on record keep those of their day.
    ///
    /// # Errors
    /// More different names than one program takes.
    pub fn with_attributes(&self, state: &State, attributes: Map<String, String>) -> Result<State, Vec<Finding>> {
        let mut findings = Findings::default();
        let mut next = state.clone();
        next.who.attributes = self.account_attributes(&attributes, &mut findings);
        next.attributes = Arc::new(attributes);
        if findings.refuses() { Err(findings.located(None)) } else { Ok(next) }
    }

    /// A fresh account.
    #[must_use]
    pub fn fresh(&self, account: &str) -> State {
        let mut findings = Findings::default();
        let wire = AccountState {
            earnest_state: None,
            account: account.to_owned(),
            program: None,
            revision: None,
            at: None,
            joined: None,
            forgotten: None,
            attributes: Map::new(),
            balances: Map::new(),
            money: Map::new(),
            tiers: Map::new(),
            counters: Map::new(),
            settled: Map::new(),
            orders: Vec::new(),
            seen: Vec::new(),
            names: Vec::new(),
        };
        self.state_from(wire, &mut findings).unwrap_or_else(|| State::blank(account))
    }

    /// Reads the state that accounts share; `{}` for a fresh one.
    ///
    /// # Errors
    /// Everything that is wrong with the text, with its place.
    pub fn shared(&self, text: &str) -> Result<Shared, Vec<Finding>> {
        let (shared, findings) = read_with(text, |value, path, findings| {
            let wire: SharedState = decode(value, path, findings)?;
            Some(Shared { revision: wire.revision.unwrap_or(0), drawn: wire.budgets })
        });
        shared.ok_or(findings)
    }

    pub(crate) fn sym(&self, name: &str, path: &Path<'_>, findings: &mut Findings) -> Sym {
        self.names.intern(name).unwrap_or_else(|| {
            findings.error(Code::TooLarge, path, "too many different names are in use", "load the program again");
            Sym::NONE
        })
    }

    fn state_from(&self, wire: AccountState, findings: &mut Findings) -> Option<State> {
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
        state.attributes = Arc::new(wire.attributes);
        state.who.attributes = self.account_attributes(&state.attributes, findings);
        let mut strangers = Strangers::default();
        state.units = vec![0; self.tables.units.len()];
        for (points, map, strange) in
            [(true, wire.balances, &mut strangers.balances), (false, wire.money, &mut strangers.money)]
        {
            for (id, amount) in map {
                let at = self.tables.units.iter().position(|u| u.is_points == points && u.id == id);
                match at.and_then(|at| state.units.get_mut(at)) {
                    Some(slot) => *slot = amount,
                    None => {
                        strange.insert(id, amount);
                    }
                }
            }
        }
        let fresh = wire.at.is_none() && wire.counters.is_empty() && wire.orders.is_empty();
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
        let names: Vec<Sym> = wire.names.iter().map(|n| self.sym(n, &root.key("names"), findings)).collect();
        let readings = self.reading_names();
        for (index, record) in wire.orders.into_iter().enumerate() {
            let list = root.key("orders");
            let record = self.record_from(record, &names, &readings, &state, &list.index(index), findings)?;
            state.orders.push(Arc::new(record));
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

    pub(crate) fn account_attributes(&self, attributes: &Map<String, String>, findings: &mut Findings) -> Vec<Sym> {
        let root = Path::ROOT;
        let mut slots = Vec::with_capacity(self.tables.account_attributes.len());
        for name in &self.tables.account_attributes {
            let here = root.key("attributes");
            slots.push(attributes.get(name).map_or(Sym::NONE, |value| self.sym(value, &here, findings)));
        }
        slots
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

    /// Readings by name, as records keep them.
    pub(crate) fn reading_names(&self) -> Texts {
        let mut names = Texts::default();
        for at in 0..self.tables.readings.len() {
            names.add(&self.reading_name(at));
        }
        names
    }

    /// The stable name of a reading.
    pub(crate) fn reading_name(&self, at: usize) -> String {
        let Some(reading) = self.tables.readings.get(at) else { return String::new() };
        let key = self.tables.counters.get(reading.counter).map_or("", |c| c.key.as_str());
        format!("{key}#{}", reading_text(reading.reach, reading.view))
    }

    /// Reads an account's standing for a day.
    pub(crate) fn prepare(&self, state: &State, version: usize, day: Date, invoiced: Date) -> Prepared {
        let calendar = self.calendar(state.joined.unwrap_or(day));
        let mut readings = Vec::with_capacity(self.tables.readings.len());
        for reading in &self.tables.readings {
            let value = self.tables.counters.get(reading.counter).zip(state.counters.get(reading.counter)).and_then(
                |(counter, buckets)| {
                    let day = if counter.by_invoice { invoiced } else { day };
                    if let Some(since) = buckets.since
                        && reading.first_day(counter, &calendar, day).is_none_or(|first| first < since)
                    {
                        return None;
                    }
                    let (first, last) = reading.buckets(counter, &calendar, day);
                    Some(match reading.view {
                        View::Sum => buckets.sum(first, last),
                        View::Distinct => buckets.distinct(first, last),
                        View::Active => buckets.active(first, last),
                        View::Run => buckets.run(calendar.bucket(counter.unit, day)),
                        View::ByValue => 0,
                    })
                },
            );
            readings.push(value);
        }
        let ladders = self.versions.get(version).map_or(&[][..], |v| v.ladders.as_slice());
        let mut standing = Standing { readings, balances: state.units.clone(), ..Standing::default() };
        for (at, ladder) in ladders.iter().enumerate() {
            let Some(tier) = state.tiers.get(&ladder.text) else {
                standing.levels.push(ladder.base());
                continue;
            };
            standing.levels.push(tier.held(ladder));
            standing.grants.extend(tier.grant.map(|(granted, _)| (at, tier.level, granted)));
            for (metric, amount) in &tier.carried {
                let place = ladder.metrics.iter().position(|m| m.text == *metric);
                standing.carried.extend(place.map(|metric| (at, metric, *amount)));
            }
        }
        Prepared { standing, version, calendar, day, invoiced }
    }

    /// Fills a counter that the state does not hold from the orders on record, where they tell it.
    pub(crate) fn recount(&self, state: &mut State, at: usize) {
        let Some(counter) = self.tables.counters.get(at) else { return };
        let told = match &counter.counted {
            // A rule that never ran has paid nothing.
            Counted::PaidBy(_) | Counted::TimesOf(..) | Counted::Used(_) => return,
            Counted::Lines(_) | Counted::Orders | Counted::ByAttribute(_) => {
                state.orders.clone().iter().all(|record| self.count_record(state, record, at).is_some())
            }
            Counted::Activities(_) | Counted::Awarded(_) => false,
        };
        if let Some(buckets) = state.counters.get_mut(at) {
            buckets.since = if told {
                state.forgotten.map(|day| day.plus_days(1))
            } else {
                *buckets = Buckets::default();
                state.at.map(|at| at.date().plus_days(1))
            };
        }
    }
}

impl Default for State {
    fn default() -> State {
        State::blank("")
    }
}

impl State {
    fn blank(account: &str) -> State {
        State {
            account: account.into(),
            who: Who::default(),
            revision: 0,
            at: None,
            joined: None,
            forgotten: None,
            attributes: Arc::default(),
            units: Vec::new(),
            tiers: Map::new(),
            counters: Vec::new(),
            settled: Map::new(),
            orders: Vec::new(),
            seen: Map::new(),
            strangers: Arc::default(),
        }
    }

    /// The account's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.account
    }

    /// Whether an event with this id was posted.
    pub(crate) fn has_posted(&self, id: &str) -> bool {
        self.seen.get(id).is_some() || self.orders.iter().any(|order| order.id.as_ref() == id)
    }

    /// Goes up by one with each event.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// The stored form.
    #[must_use]
    pub fn wire(&self, program: &Program) -> AccountState {
        let mut names = super::record::NameList::new(program);
        let mut balances = self.strangers.balances.clone();
        let mut money = self.strangers.money.clone();
        for (unit, amount) in program.tables.units.iter().zip(&self.units).filter(|(_, amount)| **amount != 0) {
            let map = if unit.is_points { &mut balances } else { &mut money };
            map.insert(unit.id.clone(), *amount);
        }
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
        let orders = self.orders.iter().map(|record| record.wire(program, self, &mut names)).collect();
        AccountState {
            earnest_state: Some(STATE_FORMAT),
            account: self.account.to_string(),
            program: Some(program.text_id.clone()),
            revision: Some(self.revision),
            at: self.at,
            joined: self.joined,
            forgotten: self.forgotten,
            attributes: self.attributes.as_ref().clone(),
            balances,
            money,
            tiers,
            counters,
            settled: settled.collect(),
            orders,
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
