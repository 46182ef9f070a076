//! The engine natively, for the comparison with the package and with the second calculator: histories come in as lines
//! of JSON (`{document, accounts, events}`), and what posting their events gives goes out, a line to each.
//!
//! An event that another account gets is posted there at once. A `merge` names the account whose state it takes in.
//! `board`, `close` and `planWorth` are no events: they ask for what the engine tells besides.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a tool of the tests: it stops at what it did not expect"
)]

use earnest::time::Moment;
use earnest::{Program, Refusal, Shared, State};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead as _, Write as _};

struct Accounts<'p> {
    program: &'p Program,
    states: BTreeMap<String, State>,
    shared: Shared,
}

impl Accounts<'_> {
    fn post(&mut self, account: &str, event_of: &Value) -> Value {
        if let Some(told) = self.told(account, event_of) {
            return told.unwrap_or_else(|refusal| json!({ "refused": refusal.to_string() }));
        }
        let event = match self.program.event(&self.whole(event_of).to_string()) {
            Ok(event) => event,
            Err(findings) => return json!({ "refused": format!("[event] {}", findings[0].message()) }),
        };
        let Some(state) = self.states.get(account) else { return json!({ "refused": "no account" }) };
        let preview = self.program.preview(state, &self.shared, &event);
        let posting = match self.program.post(state, &self.shared, &event) {
            Ok(posting) => posting,
            Err(refusal) => return json!({ "refused": refusal.to_string() }),
        };
        let outcome = serde_json::to_value(&posting.outcome).unwrap();
        let seen = preview.ok().map(|seen| serde_json::to_value(&seen).unwrap());
        let (stored, shared) = (posting.state.to_json(self.program), posting.shared.to_json());
        if let Some(taken_in) = event_of.get("merge").and_then(|merge| merge["state"].as_str()) {
            self.states.remove(taken_in);
        }
        // The next event sees what a host would have kept.
        self.states.insert(account.to_owned(), self.program.account(&stored).expect("a stored state is taken"));
        self.shared = self.program.shared(&shared).expect("a stored shared state is taken");
        let onward: Vec<Value> = posting.onward.iter().map(|one| serde_json::to_value(one).unwrap()).collect();
        let then = self.handed_on(&onward);
        json!({
            "previewed": seen.as_ref() == Some(&outcome),
            "outcome": outcome,
            "entries": serde_json::to_value(&posting.entries).unwrap(),
            "onward": onward,
            "state": stored,
            "shared": shared,
            "then": then,
        })
    }

    /// Posts what was handed on, where the account is one of these.
    fn handed_on(&mut self, onward: &[Value]) -> Vec<Value> {
        let here: Vec<Value> =
            onward.iter().filter(|one| self.states.contains_key(one["account"].as_str().unwrap())).cloned().collect();
        here.iter().map(|one| self.post(one["account"].as_str().unwrap(), &one["event"])).collect()
    }

    /// What is asked for besides; none for an event.
    fn told(&mut self, account: &str, asked: &Value) -> Option<Result<Value, Refusal>> {
        let moment = |of: &Value| Moment::parse(of.as_str().unwrap()).unwrap();
        let text = |of: &Value| of.as_str().unwrap().to_owned();
        let state = self.states.get(account)?;
        if let Some(board) = asked.get("board") {
            let places = self.program.board(&self.shared, &text(&board["id"]), moment(&board["at"]).date(), account);
            return Some(places.map(|places| json!({ "told": places })));
        }
        if let Some(plan) = asked.get("planWorth") {
            let worth = self.program.plan_worth(state, &text(&plan["plan"]), moment(&plan["at"]));
            return Some(worth.map(|worth| json!({ "told": worth })));
        }
        let board = asked.get("close")?;
        let when = (moment(&board["day"]).date(), moment(&board["at"]));
        Some(self.program.close_board(&self.shared, &text(&board["id"]), when, account).map(|(_, onward)| {
            let onward: Vec<Value> = onward.iter().map(|one| serde_json::to_value(one).unwrap()).collect();
            let then = self.handed_on(&onward);
            json!({ "onward": onward, "then": then, "told": [] })
        }))
    }

    /// A merge with the state of the account that it names.
    fn whole(&self, event: &Value) -> Value {
        let mut event = event.clone();
        if let Some(merge) = event.get_mut("merge")
            && let Some(state) = merge["state"].as_str().and_then(|name| self.states.get(name))
        {
            merge["state"] = serde_json::from_str(&state.to_json(self.program)).unwrap();
        }
        event
    }
}

/// Findings as a list of texts.
fn told(found: &[earnest::findings::Finding]) -> Value {
    found.iter().map(|f| format!("{} [{}] {}", f.path(), f.code(), f.message())).collect()
}

fn run(history: &Value) -> Value {
    let program = match Program::read(&history["document"].to_string()) {
        Ok(program) => program,
        Err(found) => return told(&found),
    };
    let mut states = BTreeMap::new();
    for state in history["accounts"].as_array().unwrap() {
        match program.account(&state.to_string()) {
            Ok(read) => states.insert(state["account"].as_str().unwrap().to_owned(), read),
            Err(found) => return told(&found),
        };
    }
    let mut accounts = Accounts { program: &program, states, shared: Shared::default() };
    let events = history["events"].as_array().unwrap().iter();
    events.map(|item| accounts.post(item["account"].as_str().unwrap(), &item["event"])).collect()
}

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let history = serde_json::from_str(&line.unwrap()).unwrap();
        writeln!(out, "{}", run(&history)).unwrap();
        out.flush().unwrap();
    }
}
