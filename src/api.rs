//! What a host calls: preview, post, what-if, hints, reasons.

use crate::evaluate::Room;
use crate::event::Event;
use crate::explain::{gain, line_differences};
use crate::findings::Findings;
use crate::ledger::{Shared, State};
use crate::program::Program;
use crate::refusal::Refusal;
use crate::time::Moment;
use crate::wire::compare::{Comparison, Difference, Hint, Unpaid};
use crate::wire::entry::Entry;
use crate::wire::result::{Onward, Outcome};
use std::sync::Arc;

/// What posting an event gives.
#[derive(Debug, Clone)]
pub struct Posting {
    /// What the event did: the same that a preview of it told.
    pub outcome: Outcome,
    /// What was booked, midnights that were due included. Keep these: balances are their sum.
    pub entries: Vec<Entry>,
    /// What other accounts get: post each event to its account.
    pub onward: Vec<Onward>,
    /// The account's state after it.
    pub state: State,
    /// The shared state after it.
    pub shared: Shared,
}

/// What the midnights between two moments do.
#[derive(Debug, Clone)]
pub struct Advanced {
    /// What was booked.
    pub entries: Vec<Entry>,
    /// What other accounts get: post each event to its account.
    pub onward: Vec<Onward>,
    /// The account's state after them.
    pub state: State,
}

impl Program {
    /// What an event would do. Nothing is booked.
    ///
    /// # Errors
    /// `backdated`, `duplicate`, `history-needed`, `overflow` and the others of [`crate::RefusalCode`].
    pub fn preview(&self, state: &State, shared: &Shared, event: &Event) -> Result<Outcome, Refusal> {
        let mut room = Room::default();
        let draft = match &event.body {
            crate::event::Body::Order { .. } | crate::event::Body::Activity(_) => {
                self.evaluated(state, shared, event, &mut room)?
            }
            // What a return or an opening does shows only when it is booked; the states are left aside.
            crate::event::Body::Return(_) | crate::event::Body::Other => {
                self.posted(state, shared, event, &mut room)?.0
            }
        };
        self.tell(event.wire.id(), &draft)
    }

    /// Books an event: its outcome, the entries, and the states after it. The states given are left as they are.
    ///
    /// # Errors
    /// As for [`Program::preview`]; nothing is half done.
    ///
    /// ```
    /// # let text = r#"{ "earnest": 1, "id": "club", "currency": "EUR", "timeZone": "UTC",
    /// #   "versions": [{ "from": "2026-01-01", "rules": [{ "id": "spend", "earn": { "points": 1, "per": "1.00" } }] }] }"#;
    /// # let program = earnest::Program::read(text).unwrap();
    /// # let event = program.event(r#"{ "order": { "id": "1", "at": "2026-03-01", "lines": [{ "sku": "A", "amount": "10.50" }] } }"#).unwrap();
    /// let fresh = program.fresh("acme");
    /// let posted = program.post(&fresh, &earnest::Shared::default(), &event).unwrap();
    /// assert_eq!(posted.state.revision(), 1);
    /// assert_eq!(posted.entries.len(), 1);
    /// // A second time the same event is refused.
    /// let again = program.post(&posted.state, &posted.shared, &event).unwrap_err();
    /// assert_eq!(again.code().as_str(), "duplicate");
    /// ```
    pub fn post(&self, state: &State, shared: &Shared, event: &Event) -> Result<Posting, Refusal> {
        let (draft, state, shared) = self.posted(state, shared, event, &mut Room::default())?;
        let outcome = self.tell(event.wire.id(), &draft)?;
        let entries = self.entries(state.id(), event.wire.id(), &draft, Some(&event.wire));
        let onward = self.onward(event.wire.id(), state.id(), &draft);
        Ok(Posting { outcome, entries, onward, state, shared })
    }

    /// Runs the midnights that are due up to a moment, and nothing else: settlements, changes of tier, points that become
    /// available or lapse.
    ///
    /// # Errors
    /// `backdated` where the moment lies before the state's.
    pub fn advance(&self, state: &State, shared: &Shared, to: Moment) -> Result<Advanced, Refusal> {
        let (mut state, booking) = self.advanced(state, shared, to)?;
        let draft = crate::ledger::Draft { at: to, booking, ..crate::ledger::Draft::default() };
        let id = format!("midnight-{}", to.date());
        let entries = self.entries(state.id(), &id, &draft, None);
        let onward = self.onward(&id, state.id(), &draft);
        if state.at.is_some() {
            state.at = Some(to);
        }
        Ok(Advanced { entries, onward, state })
    }

    /// Why the rules that did not pay did not, and what would make them pay.
    ///
    /// # Errors
    /// As for [`Program::preview`].
    pub fn unpaid(&self, state: &State, shared: &Shared, event: &Event) -> Result<Vec<Unpaid>, Refusal> {
        let draft = self.evaluated(state, shared, event, &mut Room::default())?;
        self.unpaid_of(&draft, event, shared)
    }

    /// The smallest additions to an order that win more, cheapest first. The gain of each is the preview of its order
    /// less this order's.
    ///
    /// # Errors
    /// As for [`Program::preview`].
    pub fn hints(&self, state: &State, shared: &Shared, event: &Event) -> Result<Vec<Hint>, Refusal> {
        let mut room = Room::default();
        let draft = self.evaluated(state, shared, event, &mut room)?;
        self.hints_of(state, shared, event, &draft, &mut room)
    }

    /// One event with a scenario's changes and without, on the same account.
    ///
    /// # Errors
    /// As for [`Program::preview`].
    pub fn what_if(
        &self,
        scenario: &Program,
        state: &State,
        shared: &Shared,
        event: &Event,
    ) -> Result<Comparison, Refusal> {
        let mut room = Room::default();
        let without = self.evaluated(state, shared, event, &mut room)?;
        let state = scenario.adopt(self, state);
        let mut findings = Findings::default();
        let event = scenario.resolve(Arc::clone(&event.wire), &mut findings).unwrap_or_else(|| event.clone());
        let with = scenario.evaluated(&state, shared, &event, &mut room)?;
        let id = event.wire.id();
        Ok(Comparison {
            difference: Difference {
                total: gain(scenario, &with, self, &without),
                lines: line_differences(scenario, &with, &without),
            },
            without: self.tell(id, &without)?,
            with: scenario.tell(id, &with)?,
        })
    }
}
