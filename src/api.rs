//! What a host calls: preview, post, what-if, hints, reasons.

use crate::evaluate::Room;
use crate::event::Event;
use crate::explain::{gain, line_differences};
use crate::findings::{Code, Finding, Findings, Path, did_you_mean};
use crate::ledger::{Shared, State};
use crate::program::Program;
use crate::refusal::Refusal;
use crate::time::Moment;
use crate::wire::Plain;
use crate::wire::result::{Comparison, Difference, Entry, Hint, Outcome, Unpaid};
use crate::wire::show::to_text;
use std::sync::Arc;

/// What posting an event gives.
#[derive(Debug, Clone)]
pub struct Posting {
    /// What the event did: the same that a preview of it told.
    pub outcome: Outcome,
    /// What was booked, midnights that were due included. Keep these: balances are their sum.
    pub entries: Vec<Entry>,
    /// The account's state after it.
    pub state: State,
    /// The shared state after it.
    pub shared: Shared,
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
        let entries = self.entries(event.wire.id(), &draft, &event.wire);
        Ok(Posting { outcome, entries, state, shared })
    }

    /// Runs the midnights that are due up to a moment, and nothing else: settlements and changes of tier.
    ///
    /// # Errors
    /// `backdated` where the moment lies before the state's.
    pub fn advance(&self, state: &State, to: Moment) -> Result<(State, Vec<Entry>), Refusal> {
        let (mut state, booking) = self.advanced(state, to)?;
        let draft = crate::ledger::Draft { at: to, booking, ..crate::ledger::Draft::default() };
        let id = format!("midnight-{}", to.date());
        let wire = crate::wire::activity::Event::Return(crate::wire::activity::Return {
            id: id.clone(),
            at: to,
            order: None,
            lines: Vec::new(),
        });
        let entries = self.entries(&id, &draft, &wire);
        if state.at.is_some() {
            state.at = Some(to);
        }
        Ok((state, entries))
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

    /// The program with rules added, removed and changed: `{"add": [rule], "remove": [id], "change": [rule]}`.
    /// Added rules are promotions; a changed rule keeps every field that the change does not name.
    ///
    /// # Errors
    /// Everything that is wrong with the changes or with the document they make.
    pub fn scenario(&self, changes: &str) -> Result<Program, Vec<Finding>> {
        let changes = Plain::read(changes);
        let mut document = Plain::read(&self.text);
        let mut findings = Findings::default();
        let (add, remove, change) = (changes.list("add"), changes.list("remove"), changes.list("change"));
        for (key, _) in changes.table().into_iter().flatten() {
            let known = ["add", "remove", "change"];
            if !known.contains(&key.as_str()) {
                let root = Path::ROOT;
                let here = root.key(key);
                findings.error(Code::UnknownField, &here, format!("'{key}' is no change"), did_you_mean(key, &known));
            }
        }
        if changes.table().is_none() {
            let message = "the changes are no object";
            findings.error(
                Code::WrongType,
                &Path::ROOT,
                message,
                "write {\"add\": [...], \"remove\": [...], \"change\": [...]}",
            );
        }
        let mut unknown: Vec<String> = Vec::new();
        let named = remove.iter().filter_map(Plain::text).chain(change.iter().filter_map(Plain::id));
        unknown.extend(named.map(str::to_owned));
        let mut known: Vec<String> = Vec::new();
        for version in document.list_mut("versions").into_iter().flatten() {
            if let (Some(version), false) = (version.table_mut(), add.is_empty()) {
                version.change("promotions".to_owned(), |list| {
                    if matches!(list, Plain::Null) {
                        *list = Plain::List(Vec::new());
                    }
                });
            }
            for section in ["rules", "promotions"] {
                let Some(rules) = version.list_mut(section) else { continue };
                for rule in rules.iter_mut() {
                    let id = rule.id().unwrap_or_default().to_owned();
                    unknown.retain(|name| *name != id);
                    if let Some(change) = change.iter().find(|change| change.id().unwrap_or_default() == id) {
                        merge(rule, change);
                    }
                    known.push(id);
                }
                rules.retain(|rule| !remove.iter().any(|id| id.text() == Some(rule.id().unwrap_or_default())));
                if section == "promotions" {
                    rules.extend(add.iter().cloned());
                }
            }
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        for name in &unknown {
            let (message, help) = (format!("no rule is called '{name}'"), did_you_mean(name, &known));
            findings.error(Code::DanglingReference, &Path::ROOT, message, help);
        }
        if findings.refuses() {
            return Err(findings.located(None));
        }
        Program::read_beside(&to_text(&document), Some(self))
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

    /// The state of an account of another program as this one reads it.
    ///
    /// A program compiled beside another begins with its tables, so what the state holds stands where it stood; only
    /// what this program counts besides is filled in from the orders on record.
    pub(crate) fn adopt(&self, of: &Program, state: &State) -> State {
        let mut adopted = state.clone();
        adopted.who.attributes = self.account_attributes(&state.attributes, &mut Findings::default());
        for at in of.tables.counters.len()..self.tables.counters.len() {
            adopted.counters.push(crate::ledger::Buckets::default());
            if state.at.is_some() {
                self.recount(&mut adopted, at);
            }
        }
        adopted
    }
}

/// Puts the fields of `change` in place of the rule's own.
fn merge(rule: &mut Plain, change: &Plain) {
    if let (Some(rule), Some(change)) = (rule.table_mut(), change.table()) {
        for (key, value) in change {
            rule.insert(key.clone(), value.clone());
        }
    }
}
