//! What accounts share: budgets, what pays once, common counts, boards.

use super::State;
use super::boards::Boards;
use super::buckets::Buckets;
use crate::findings::Finding;
use crate::map::Map;
use crate::program::Program;
use crate::rule::measure::{Counter, Whose};
use crate::wire::decode::decode;
use crate::wire::read_with;
use crate::wire::show::to_text;
use crate::wire::state::{STATE_FORMAT, SharedState};
use std::sync::Arc;

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

impl Program {
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
}
