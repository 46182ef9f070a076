//! Where an account stands on its ladders on a day without an event.

use super::standing::Prepared;
use super::state::State;
use crate::evaluate::{Cart, Facts, Past, Sums, TierChange, metric_values};
use crate::program::Program;
use crate::refusal::Refusal;

impl Program {
    /// Its level on each ladder that is open to it, with the values of the ladder's metrics.
    pub(crate) fn on_ladders(&self, state: &State, prepared: &Prepared) -> Result<Vec<TierChange>, Refusal> {
        let version = self.version(prepared.version)?;
        let (cart, standing) = (Cart::default(), &prepared.standing);
        let facts = Facts {
            program: self,
            version,
            cart: &cart,
            sums: Sums::default(),
            activity: None,
            account: &state.who,
            standing,
            past: Past::Live { counters: &state.counters, calendar: prepared.calendar, day: prepared.day },
            day: prepared.day,
            lines_only: true,
        };
        let nothing = vec![0; self.tables.units.len()];
        let mut list = Vec::new();
        for (at, ladder) in version.ladders.iter().enumerate() {
            if !standing.holds(ladder.held) || !self.gates_hold(state, prepared, &ladder.gates)? {
                continue;
            }
            // A past that is not known tells nothing.
            let Ok(values) = metric_values(&facts, at, ladder, &nothing) else { continue };
            let place = ladder.place(standing.levels.get(at).copied().unwrap_or_default());
            list.push(TierChange { ladder: at, before: place, after: place, values });
        }
        Ok(list)
    }
}
