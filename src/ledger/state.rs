//! The state of an account, resolved against a program; the state that accounts share.

use super::boards::Boards;
use super::buckets::Buckets;
use super::points::{Holder, Lot, Received, Redemption};
use super::record::Record;
use crate::evaluate::Who;
use crate::findings::{Code, Finding, Findings, Path};
use crate::map::Map;
use crate::names::{NameSet, Sym, Texts};
use crate::program::Program;
use crate::rule::measure::{Counted, Counter, View, Whose, reading_text};
use crate::time::{Calendar, Date, Moment};
use crate::wire::decode::decode;
use crate::wire::read_with;
use crate::wire::show::to_text;
use crate::wire::state::{
    self as wire, AccountState, Consent, CounterState, Person, PlanState, STATE_FORMAT, SharedState,
};
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
    pub(crate) people: Arc<Map<String, Person>>,
    pub(crate) links: Map<String, String>,
    pub(crate) consent: Option<Consent>,
    pub(crate) plan: Option<PlanState>,
    pub(crate) lists: Arc<Map<String, Vec<String>>>,
    /// The account's own balances, by unit of award: points, money, funds, rewards.
    pub(crate) units: Vec<i64>,
    /// Balances of its people and pools.
    pub(crate) holders: Map<Holder, Vec<i64>>,
    /// What people received in a year, where the account caps that.
    pub(crate) received: Map<Holder, Received>,
    pub(crate) lots: Vec<Lot>,
    pub(crate) redemptions: Vec<Redemption>,
    /// Invoices that are not paid, with the last day on which they may be.
    pub(crate) unpaid: Map<String, Date>,
    /// The day of the last order, activity or redemption.
    pub(crate) active: Option<Date>,
    /// Counts that this account shares with others, by counter: read from the shared state, and written there.
    pub(crate) common: Map<usize, Buckets>,
    pub(crate) tiers: Map<String, TierStanding>,
    pub(crate) counters: Vec<Buckets>,
    pub(crate) settled: Map<String, Vec<(i64, i64)>>,
    /// By rule whose table goes by level: the level of its settlements, from one that ended on a day on.
    pub(crate) settled_levels: Map<String, Vec<(Date, Sym)>>,
    pub(crate) orders: Vec<Arc<Record>>,
    /// Whether orders are left off record: nothing of this account will come back.
    pub(crate) unrecorded: bool,
    /// Activities that can be taken back.
    pub(crate) activities: Vec<Arc<Record>>,
    pub(crate) seen: Map<Arc<str>, ()>,
    /// What another document's version of the program keeps here: carried along untouched.
    pub(super) strangers: Arc<Strangers>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Strangers {
    pub balances: Map<String, i64>,
    pub money: Map<String, i64>,
    pub holders: Map<String, Map<String, i64>>,
    pub lots: Vec<wire::Lot>,
    pub redemptions: Vec<wire::Redemption>,
    pub counters: Map<String, CounterState>,
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
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Standing {
    /// By reading; none where the past is not known.
    pub readings: Vec<Option<i64>>,
    /// What ladders read otherwise: on an anniversary, their periods of the day itself.
    pub on_ladders: Vec<(usize, Option<i64>)>,
    /// Which definition holds of each rule or ladder that terms change.
    pub chosen: Vec<u32>,
    /// By ladder of the version.
    pub levels: Vec<Sym>,
    /// What rules gave that others are net of, where that is not, or not all, what accrues in the period of the day.
    pub given: Vec<NetGiven>,
    /// The same once this order is booked, where its invoice lies in a period that is settled again by it.
    pub given_after: Vec<NetGiven>,
    /// Rules whose period of the day has ended, with the level by which it was settled.
    pub settled_by: Vec<(u32, Sym)>,
    /// What is carried over, by ladder and metric.
    pub carried: Vec<(usize, usize, i64)>,
    /// Ladders on which a level was granted: the one earned, and the one granted.
    pub grants: Vec<(usize, Sym, Sym)>,
    /// By unit of award.
    pub balances: Vec<i64>,
}

/// What a rule gave in the period of one that is net of it.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct NetGiven {
    /// The rule that is net of it, and which it is, by place in the version.
    pub by: u32,
    pub rule: u32,
    /// None where a past is not known.
    pub amount: Option<i64>,
    /// Whether its own period of the day is closed, and among it.
    pub closed: bool,
}

/// A standing with the days it was read for.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Prepared {
    pub standing: Standing,
    pub version: usize,
    pub calendar: Calendar,
    pub day: Date,
    pub invoiced: Date,
}

impl Prepared {
    /// Whether an order of this day and invoice settles closed periods again that others are net of.
    pub(crate) fn settles_again(&self) -> bool {
        self.invoiced < self.day && self.standing.given.iter().any(|given| given.closed)
    }
}

/// The state that accounts share: what is drawn from budgets, what paid once and pays no more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shared {
    pub(crate) revision: i64,
    pub(crate) drawn: Map<String, i64>,
    /// What paid once and pays no more.
    pub(crate) once: Map<Arc<str>, ()>,
    /// Counts that several accounts share, by whose and what.
    pub(crate) counters: Map<String, Buckets>,
    pub(crate) boards: Boards,
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
        SharedState {
            earnest_shared: Some(STATE_FORMAT),
            revision: Some(self.revision),
            budgets: self.drawn.clone(),
            once: self.once.keys().map(ToString::to_string).collect(),
            boards: self.boards_wire(),
            counters: self.counters.iter().map(|(key, buckets)| (key.clone(), buckets.shared())).collect(),
        }
    }

    /// The stored form as text.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_text(&self.wire())
    }
}

fn boards_from(wire: &Map<String, Map<String, Map<String, Vec<i64>>>>) -> Boards {
    let total = |row: &Vec<i64>| Some((*row.first()?, *row.get(1)?));
    let mut boards = Boards::new();
    for (board, periods) in wire.iter() {
        for (period, totals) in periods.iter() {
            let Ok(period) = period.parse() else { continue };
            let totals = totals.iter().filter_map(|(name, row)| Some((name.clone(), total(row)?))).collect();
            boards.change(board.clone(), |periods| periods.insert(period, totals));
        }
    }
    boards
}

impl Shared {
    fn boards_wire(&self) -> Map<String, Map<String, Map<String, Vec<i64>>>> {
        let of_period = |totals: &Map<String, (i64, i64)>| {
            totals.iter().map(|(name, (total, reached))| (name.clone(), vec![*total, *reached])).collect()
        };
        let of_board = |periods: &Map<i64, Map<String, (i64, i64)>>| {
            periods.iter().map(|(period, totals)| (period.to_string(), of_period(totals))).collect()
        };
        self.boards.iter().map(|(board, periods)| (board.clone(), of_board(periods))).collect()
    }
}

impl Program {
    /// Whose name a shared count goes by; none where this account shares it with nobody.
    fn common_key(&self, state: &State, counter: &Counter) -> Option<String> {
        let owner = match counter.whose {
            Whose::Account | Whose::Participant | Whose::Team => return None,
            Whose::Everyone => String::new(),
            Whose::Linked(link) => state.who.link(link).and_then(|to| self.names.text(to))?.to_string(),
        };
        Some(format!("{owner}|{}", counter.key))
    }

    /// Reads the counts that the account shares with others.
    pub(crate) fn read_common(&self, state: &mut State, shared: &Shared) {
        state.common = Map::new();
        for (at, counter) in self.tables.counters.iter().enumerate().filter(|(_, counter)| counter.whose.is_shared()) {
            if let Some(key) = self.common_key(state, counter) {
                state.common.insert(at, shared.counters.get(&key).cloned().unwrap_or_default());
            }
        }
    }

    /// Writes the counts that the account shares with others, where they have changed.
    pub(crate) fn write_common(&self, state: &State, shared: &mut Shared) {
        let before = shared.revision;
        for (at, buckets) in state.common.iter() {
            let Some(key) = self.tables.counters.get(*at).and_then(|counter| self.common_key(state, counter)) else {
                continue;
            };
            let changed = match shared.counters.get(&key) {
                Some(known) => known != buckets,
                None => !buckets.is_blank(),
            };
            if changed {
                shared.counters.insert(key, buckets.clone());
                shared.revision = before.saturating_add(1);
            }
        }
    }

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

    /// The state with the account's lists as they are now, such as its assortment. Orders on record keep those of their
    /// day.
    ///
    /// # Errors
    /// More different names than one program takes.
    pub fn with_lists(&self, state: &State, lists: Map<String, Vec<String>>) -> Result<State, Vec<Finding>> {
        let mut findings = Findings::default();
        let mut next = state.clone();
        next.who.lists = self.account_lists(&lists, &mut findings);
        next.lists = Arc::new(lists);
        if findings.refuses() { Err(findings.located(None)) } else { Ok(next) }
    }

    /// A fresh account.
    #[must_use]
    pub fn fresh(&self, account: &str) -> State {
        let mut findings = Findings::default();
        let wire = AccountState { account: account.to_owned(), ..AccountState::default() };
        self.state_from(wire, &mut findings).unwrap_or_else(|| State::blank(account))
    }

    /// Reads the state that accounts share; `{}` for a fresh one.
    ///
    /// # Errors
    /// Everything that is wrong with the text, with its place.
    pub fn shared(&self, text: &str) -> Result<Shared, Vec<Finding>> {
        let (shared, findings) = read_with(text, |value, path, findings| {
            let wire: SharedState = decode(value, path, findings)?;
            let once = wire.once.into_iter().map(|key| (Arc::from(key), ())).collect();
            let counters = wire.counters.iter().map(|(key, stored)| (key.clone(), Buckets::of_shared(stored)));
            let counters = counters.collect();
            Some(Shared {
                revision: wire.revision.unwrap_or(0),
                drawn: wire.budgets,
                once,
                counters,
                boards: boards_from(&wire.boards),
            })
        });
        shared.ok_or(findings)
    }

    pub(crate) fn sym(&self, name: &str, path: &Path<'_>, findings: &mut Findings) -> Sym {
        self.names.intern(name).unwrap_or_else(|| {
            findings.error(Code::TooLarge, path, "too many different names are in use", "load the program again");
            Sym::NONE
        })
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

    pub(crate) fn account_lists(&self, lists: &Map<String, Vec<String>>, findings: &mut Findings) -> Vec<NameSet> {
        let root = Path::ROOT;
        let here = root.key("lists");
        let mut slots = Vec::with_capacity(self.tables.account_lists.len());
        for name in &self.tables.account_lists {
            let entries = lists.get(name).map_or(&[][..], Vec::as_slice);
            slots.push(NameSet::new(entries.iter().map(|entry| self.sym(entry, &here, findings)).collect()));
        }
        slots
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
        format!("{key}#{}", reading_text(reading.reach, reading.view, reading.back))
    }

    /// Reads an account's standing for a day.
    pub(crate) fn prepare(&self, state: &State, version: usize, day: Date, invoiced: Date) -> Prepared {
        let calendar = self.calendar(state.joined.unwrap_or(day));
        let all = 0..self.tables.readings.len();
        let readings = all.map(|reading| self.read_on(state, &calendar, reading, day, invoiced)).collect();
        let mut standing = Standing { readings, balances: state.units.clone(), ..Standing::default() };
        let Some(terms) = self.versions.get(version) else {
            return Prepared { standing, version, calendar, day, invoiced };
        };
        // Which ladders hold does not depend on levels.
        self.choose(terms, &state.who, &mut standing, day, false);
        for (at, ladder) in terms.ladders.iter().enumerate() {
            if !standing.holds(ladder.held) {
                standing.levels.push(Sym::NONE);
                continue;
            }
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
        if terms.terms.list.iter().any(|term| term.by_level) {
            self.choose(terms, &state.who, &mut standing, day, true);
        }
        standing.settled_by = self.settled_by(state, terms, &calendar, (day, invoiced));
        let holds = |held| standing.holds(held);
        standing.given = self.given_elsewhere(state, terms, (&calendar, day, invoiced), &holds, &standing.levels);
        Prepared { standing, version, calendar, day, invoiced }
    }

    /// A reading on a day, or for an invoice of a day; none where the past is not known.
    pub(super) fn read_on(
        &self,
        state: &State,
        calendar: &Calendar,
        reading: usize,
        day: Date,
        invoiced: Date,
    ) -> Option<i64> {
        let reading = self.tables.readings.get(reading)?;
        let (counter, buckets) = (self.tables.counters.get(reading.counter)?, state.counters.get(reading.counter)?);
        let day = if counter.by_invoice { invoiced } else { day };
        if let View::Tenure(since) = reading.view {
            return Some(crate::evaluate::tenure(calendar, since, day));
        }
        if let Some(since) = buckets.since
            && reading.first_day(counter, calendar, day).is_none_or(|first| first < since)
        {
            return None;
        }
        let (first, last) = reading.buckets(counter, calendar, day);
        if let Some(name) = counter.whose.of(&state.who) {
            return Some(buckets.sum_of(name, first, last));
        }
        // Who is linked to nobody counts alone.
        if let Some(common) = state.common.get(&reading.counter) {
            return Some(common.sum(first, last));
        }
        Some(match reading.view {
            View::Sum => buckets.sum(first, last),
            View::Distinct => buckets.distinct(first, last),
            View::Active => buckets.active(first, last),
            View::Run(least) => buckets.run(calendar.bucket(counter.unit, day), least),
            View::ByValue | View::Tenure(_) => 0,
        })
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
            Counted::Activities(_) | Counted::Units(_) | Counted::Awarded(_) => false,
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
    /// Where a counter counts: with others, or alone, also where the account is linked to nobody.
    pub(crate) fn counted_in(&mut self, counter: usize) -> Option<&mut Buckets> {
        self.common.get_mut(&counter).or_else(|| self.counters.get_mut(counter))
    }

    pub(super) fn blank(account: &str) -> State {
        State {
            account: account.into(),
            who: Who::default(),
            revision: 0,
            at: None,
            joined: None,
            forgotten: None,
            attributes: Arc::default(),
            people: Arc::default(),
            links: Map::new(),
            consent: None,
            plan: None,
            lists: Arc::default(),
            units: Vec::new(),
            holders: Map::new(),
            received: Map::new(),
            lots: Vec::new(),
            redemptions: Vec::new(),
            unpaid: Map::new(),
            active: None,
            common: Map::new(),
            tiers: Map::new(),
            counters: Vec::new(),
            settled: Map::new(),
            settled_levels: Map::new(),
            unrecorded: false,
            orders: Vec::new(),
            activities: Vec::new(),
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
        self.seen.get(id).is_some()
            || self.orders.iter().any(|order| order.id.as_ref() == id)
            || self.activities.iter().any(|activity| activity.id.as_ref() == id)
    }

    /// Goes up by one with each event.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }
}
