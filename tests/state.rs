//! Stored states: what is written reads back, and the account's attributes of then stay those of then.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

use earnest::wire::entry::Entry;
use earnest::{Program, Shared, State};

const DOCUMENT: &str = r#"{ "earnest": 1, "id": "club", "currency": "EUR", "timeZone": "UTC",
  "versions": [{ "from": "2026-01-01", "rules": [
    { "id": "spend", "earn": { "points": 1, "per": "1.00" } },
    { "id": "welcome", "when": { "account": { "attributes": { "country": "France" } } }, "earn": { "points": 200 } }
  ] }] }"#;

fn program() -> Program {
    Program::read(DOCUMENT).expect("a sound document")
}

/// The state after an event, and what was booked, by rule.
fn post(program: &Program, state: &State, event: &str) -> (State, Vec<String>) {
    let posting = program.post(state, &Shared::default(), &program.event(event).unwrap()).unwrap();
    let told = |e: &Entry| format!("{} {}", e.rule, serde_json::to_string(&e.amount).unwrap());
    let mut entries: Vec<String> = posting.entries.iter().map(told).collect();
    entries.sort();
    (posting.state, entries)
}

fn living_in(program: &Program, state: &State, country: &str) -> State {
    let attributes = [("country".to_owned(), country.to_owned())];
    program.with_attributes(state, attributes.into_iter().collect()).unwrap()
}

/// An account that ordered in France.
fn ordered(program: &Program) -> State {
    let state = living_in(program, &program.fresh("acme"), "France");
    let order = r#"{ "order": { "id": "1", "at": "2026-03-01", "lines": [{ "sku": "A", "amount": "10.00" }] } }"#;
    let (state, entries) = post(program, &state, order);
    assert_eq!(entries, ["spend 10", "welcome 200"]);
    state
}

const RETURN: &str = r#"{ "return": { "id": "2", "at": "2026-03-02", "order": "1" } }"#;
const PART: &str = r#"{ "return": { "id": "2", "at": "2026-03-02", "lines": [{ "sku": "A", "quantity": "0.5" }] } }"#;

#[test]
fn a_state_reads_back_as_itself_again_and_again() {
    let program = program();
    let mut state = ordered(&program);
    let text = state.to_json(&program);
    for _ in 0..3 {
        state = program.account(&text).unwrap();
        assert_eq!(state.to_json(&program), text);
    }
    let (_, entries) = post(&program, &state, PART);
    assert_eq!(entries, ["spend -5"], "the rest of the order is still one from France");
}

#[test]
fn an_order_keeps_the_attributes_of_its_day() {
    let program = program();
    let moved = living_in(&program, &ordered(&program), "Spain");
    let stored = program.account(&moved.to_json(&program)).unwrap();
    for state in [&moved, &stored] {
        assert_eq!(post(&program, state, PART).1, ["spend -5"]);
        assert_eq!(post(&program, state, RETURN).1, ["spend -10", "welcome -200"]);
        let order = r#"{ "order": { "id": "3", "at": "2026-03-03", "lines": [{ "sku": "A", "amount": "10.00" }] } }"#;
        assert_eq!(post(&program, state, order).1, ["spend 10"]);
    }
}

#[test]
fn an_order_goes_by_the_list_of_its_day() {
    let document = r#"{ "earnest": 1, "id": "p", "currency": "EUR", "timeZone": "Europe/Vienna",
        "versions": [{ "from": "2026-01-01", "rules": [
            { "id": "listed", "when": { "sku": { "list": "assortment" } }, "earn": { "points": 1, "per": "1.00" } }] }] }"#;
    let program = Program::read(document).unwrap();
    let listing = |state: &State, sku: &str| {
        let lists = [("assortment".to_owned(), vec![sku.to_owned()])];
        program.with_lists(state, lists.into_iter().collect()).unwrap()
    };
    let state = listing(&program.fresh("acme"), "A");
    let order = r#"{ "order": { "id": "1", "at": "2026-03-01", "lines": [{ "sku": "A", "amount": "10.00" }] } }"#;
    let (state, entries) = post(&program, &state, order);
    assert_eq!(entries, ["listed 10"]);
    let state = listing(&state, "B");
    let text = state.to_json(&program);
    let state = program.account(&text).unwrap();
    assert_eq!(state.to_json(&program), text);
    let (_, entries) = post(&program, &state, RETURN);
    assert_eq!(entries, ["listed -10"], "the order was one of the assortment of its day");
    let (_, entries) = post(&program, &state, &order.replace("\"1\"", "\"3\""));
    assert!(entries.is_empty(), "the assortment of today has other goods");
}
