//! What the targets do with their parts, and what must hold of a program, an account and the events posted on it.

use crate::checks::{self, Seen, Units};
use earnest::time::Moment;
use earnest::{Event, Program, Shared, State};
use serde_json::Value;

/// The most events that one input posts: more find nothing that fewer do not, only later.
const EVENTS: usize = 24;

const ORDER: &str = r#"{ "order": { "id": "fuzz", "at": "2026-06-15T12:00:00",
    "lines": [{ "sku": "A", "quantity": 2, "unitPrice": "10.50" }] } }"#;

/// Any text as a program document; a second part is the changes of a scenario.
pub fn document(parts: &[&str]) {
    let Ok(program) = Program::read(parts[0]) else { return };
    assert_eq!(program.text(), parts[0], "a program keeps its text");
    same_again(&program, &program.fresh("acme"));
    if let Some(changes) = parts.get(1) {
        let _ = program.scenario(changes);
    }
}

/// Any text as an account's state, on a program.
pub fn state(parts: &[&str]) {
    let [document, account, ..] = parts else { return };
    let Ok(program) = Program::read(document) else { return };
    let Ok(state) = program.account(account) else { return };
    let state = same_again(&program, &state);
    play(document, &program, state, &[ORDER]);
}

/// Any text as an event, on a program and a fresh account.
pub fn activity(parts: &[&str]) {
    let [document, event, ..] = parts else { return };
    let Ok(program) = Program::read(document) else { return };
    play(document, &program, program.fresh("acme"), &[event]);
}

/// Events posted one after the other on an account of a program.
pub fn posting(parts: &[&str]) {
    let [document, account, events @ ..] = parts else { return };
    let Ok(program) = Program::read(document) else { return };
    let state = program.account(account).unwrap_or_else(|_| program.fresh("acme"));
    play(document, &program, state, &events[..events.len().min(EVENTS)]);
}

/// A stored state reads back as itself.
fn same_again(program: &Program, state: &State) -> State {
    let stored = state.to_json(program);
    match program.account(&stored) {
        Ok(read) => {
            let again = read.to_json(program);
            assert!(again == stored, "the stored state {stored} is read as {again}");
            read
        }
        Err(findings) => panic!("the stored state is refused: {}\n{stored}", findings[0]),
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("what is stored is JSON")
}

/// Posts events on an account, each on the state before it as a host would have stored it.
fn play(document: &str, program: &Program, mut state: State, events: &[&str]) {
    let units = Units::of(document);
    let mut shared = Shared::default();
    for text in events {
        let Ok(event) = program.event(text) else { continue };
        post(program, &units, &mut state, &mut shared, &event);
    }
    later(program, &units, &state, &shared);
}

fn post(program: &Program, units: &Units, state: &mut State, shared: &mut Shared, event: &Event) {
    let preview = program.preview(state, shared, event);
    let posting = match program.post(state, shared, event) {
        Ok(posting) => posting,
        Err(refusal) => {
            let preview = preview.expect_err("posting refuses what previewing takes");
            assert_eq!(preview.code().as_str(), refusal.code().as_str(), "a preview is refused as posting is");
            return;
        }
    };
    let outcome = serde_json::to_value(&posting.outcome).unwrap();
    match preview {
        Ok(preview) => assert_eq!(outcome, serde_json::to_value(&preview).unwrap(), "a preview is what posting gives"),
        Err(refusal) => panic!("previewing refuses what posting takes: {refusal}"),
    }
    // Neither may fail where the event can be evaluated, whatever they find.
    let _ = program.hints(state, shared, event);
    let _ = program.unpaid(state, shared, event);
    for onward in &posting.onward {
        let onward = serde_json::to_value(onward).unwrap();
        let text = onward["event"].to_string();
        assert!(program.event(&text).is_ok(), "what goes to another account is no event: {text}");
    }
    let seen = Seen {
        outcome,
        entries: serde_json::to_value(&posting.entries).unwrap(),
        before: json(&state.to_json(program)),
        state: json(&posting.state.to_json(program)),
        shared: json(&posting.shared.to_json()),
    };
    let renamed = if let earnest::wire::event::Event::Erase(erase) = event.wire() {
        let (was, is) =
            (format!("person:{}", erase.participant), format!("person:erased-{}", posting.state.revision()));
        serde_json::json!({ "renamed": { was: is } })
    } else {
        Value::Null
    };
    adds_up(&seen, &renamed, units);
    *state = same_again(program, &posting.state);
    let stored = posting.shared.to_json();
    match program.shared(&stored) {
        Ok(read) => {
            assert_eq!(read.to_json(), stored, "the stored shared state reads back as itself");
            *shared = read;
        }
        Err(findings) => panic!("the stored shared state is refused: {}", findings[0]),
    }
}

fn adds_up(seen: &Seen, renamed: &Value, units: &Units) {
    let mut wrong = Vec::new();
    checks::all(renamed, seen, units, &mut wrong);
    assert!(wrong.is_empty(), "{wrong:?}\n{}\n{}", seen.outcome, seen.entries);
}

/// The midnights of the next year book what they say, whether they are run at once or in two goes.
fn later(program: &Program, units: &Units, state: &State, shared: &Shared) {
    let before = json(&state.to_json(program));
    let Some(at) = before["at"].as_str().and_then(Moment::parse) else { return };
    let day = 24 * 60 * 60;
    let to = Moment::from_seconds(at.seconds() + 400 * day);
    // The calendar ends with the year 9999.
    if Moment::parse(&to.to_string()).is_none() {
        return;
    }
    let Ok(whole) = program.advance(state, shared, to) else { return };
    let seen = Seen {
        outcome: Value::Null,
        entries: serde_json::to_value(&whole.entries).unwrap(),
        before,
        state: json(&whole.state.to_json(program)),
        shared: Value::Null,
    };
    adds_up(&seen, &Value::Null, units);
    same_again(program, &whole.state);
    let half = program.advance(state, shared, Moment::from_seconds(at.seconds() + 150 * day)).expect("half the way");
    let half = same_again(program, &half.state);
    let rest = program.advance(&half, shared, to).expect("the other half");
    assert_eq!(rest.state.to_json(program), whole.state.to_json(program), "in two goes");
}
