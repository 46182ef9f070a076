//! Figures of ladders: accounts on each level over the months, and how far they are to the next one in the end.

use crate::ledger::State;
use crate::map::Map;
use crate::program::Program;
use crate::refusal::Refusal;
use crate::tier::share_of;
use crate::time::Date;
use crate::wire::figures::{Flow, LadderFigures, LadderMonth, ToNext};
use crate::wire::simulate::{NextLevel, Tally};

/// Shares of a way are told by tenths.
const TENTHS: usize = 10;

impl Program {
    /// Ladders over the months, from who came to and left which level.
    pub(super) fn ladders(&self, tally: &Tally) -> Vec<LadderFigures> {
        let mut to_next = self.by_tenths(tally);
        let mut list: Vec<LadderFigures> = Vec::new();
        let moved = tally.moves.iter().map(|sum| sum.ladder.clone());
        let mut names: Vec<String> = moved.chain(to_next.keys().cloned()).collect();
        names.sort();
        names.dedup();
        let level = |name: &Option<String>| name.clone().unwrap_or_default();
        for ladder in names {
            let of = || tally.moves.iter().filter(|sum| sum.ladder == ladder);
            let mut now: Map<String, i64> = Map::new();
            let mut months = Vec::new();
            let mut flows: Map<(bool, Option<String>, Option<String>), i64> = Map::new();
            let mut all: Vec<Date> =
                tally.months.iter().map(|sum| sum.month).chain(of().map(|sum| sum.month)).collect();
            all.sort();
            all.dedup();
            for month in all {
                for sum in of().filter(|sum| sum.month == month) {
                    now.change(level(&sum.to), |n| *n = n.saturating_add(sum.accounts));
                    if !sum.new {
                        now.change(level(&sum.from), |n| *n = n.saturating_sub(sum.accounts));
                    }
                    flows.change((sum.new, sum.from.clone(), sum.to.clone()), |n| *n = n.saturating_add(sum.accounts));
                }
                months.push(LadderMonth { month, accounts: now.clone() });
            }
            let flows = flows.into_iter().map(|((new, from, to), accounts)| Flow { new, from, to, accounts }).collect();
            list.push(LadderFigures { to_next: to_next.remove(&ladder).unwrap_or_default(), ladder, months, flows });
        }
        list
    }

    /// By ladder, the next level and how far it is, on a day without an event; ladders whose top is reached are left out.
    pub(super) fn to_next(&self, state: &State, day: Date) -> Result<Map<String, NextLevel>, Refusal> {
        let mut list = Map::new();
        let place = self.version_on(day)?;
        let version = self.version(place)?;
        if version.ladders.is_empty() {
            return Ok(list);
        }
        for stands in self.on_ladders(state, &self.prepare(state, place, day, day))? {
            let Some(ladder) = version.ladders.get(stands.ladder) else { continue };
            let Some(to) = ladder.next(stands.after) else { continue };
            let next = NextLevel {
                from: stands.after.and_then(|at| ladder.levels.get(at)).map(|level| level.text.clone()),
                to: to.text.clone(),
                // From hundredths of a percent.
                share: i64::from(share_of(ladder, to, &stands.values).div_euclid(100)),
            };
            list.insert(ladder.text.clone(), next);
        }
        Ok(list)
    }

    /// Accounts by ladder, and there by level and tenth of the way to the next.
    fn by_tenths(&self, tally: &Tally) -> Map<String, Vec<ToNext>> {
        let mut counts: Map<(&str, usize, &str, &str), [i64; TENTHS]> = Map::new();
        for (ladder, next) in tally.accounts.iter().flat_map(|account| &account.to_next) {
            let tenth = usize::try_from(next.share.div_euclid(10)).unwrap_or(0).min(TENTHS.saturating_sub(1));
            let key = (ladder.as_str(), self.place_of_level(ladder, &next.to), level(next), next.to.as_str());
            counts.change(key, |counts| {
                if let Some(count) = counts.get_mut(tenth) {
                    *count = count.saturating_add(1);
                }
            });
        }
        let mut list: Map<String, Vec<ToNext>> = Map::new();
        for ((ladder, _, from, to), counts) in counts {
            let told = ToNext { from: from.to_owned(), to: to.to_owned(), accounts: counts.to_vec() };
            list.change(ladder.to_owned(), |all| all.push(told));
        }
        list
    }

    /// Which of the ladder's levels it is, in the version that has it first.
    fn place_of_level(&self, ladder: &str, level: &str) -> usize {
        let ladders = self.versions.iter().flat_map(|version| &version.ladders).filter(|one| one.text == ladder);
        let place = ladders.filter_map(|one| one.levels.iter().position(|one| one.text == level)).next();
        place.unwrap_or(usize::MAX)
    }
}

/// The level it stands on; "" below the first.
fn level(next: &NextLevel) -> &str {
    next.from.as_deref().unwrap_or_default()
}
