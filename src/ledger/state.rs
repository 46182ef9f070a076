//! The state of an account, resolved against a program.

use super::buckets::Buckets;
use super::midnight::Quiet;
use super::points::{Holder, Lot, Received, Redemption};
use super::record::Record;
use super::standing::TierStanding;
use crate::evaluate::Who;
use crate::findings::{Code, Finding, Findings, Path};
use crate::map::Map;
use crate::names::{NameSet, Sym};
use crate::program::Program;
use crate::rule::measure::Counted;
use crate::time::{Date, Moment};
use crate::wire::decode::decode;
use crate::wire::read_with;
use crate::wire::state::{self as wire, AccountState, Consent, CounterState, Person, PlanState};
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
    /// What is remembered of when the calendar turns next.
    pub(super) quiet: Option<Quiet>,
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
            quiet: None,
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
