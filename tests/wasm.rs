//! The engine compiled to wasm, in Node and in a browser: the same cases as `tests/corpus.rs`, the same numbers.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops")]

use earnest::{Program, Shared};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

/// Files whose cases are sums of points and money: what arithmetic could get wrong on another machine.
const FILES: &[&str] = &[
    include_str!("corpus/A1.json"),
    include_str!("corpus/B4.json"),
    include_str!("corpus/D4.json"),
    include_str!("corpus/D7.json"),
    include_str!("corpus/P11.json"),
    include_str!("corpus/P16.json"),
];

/// Does `there` hold everything that `wanted` asks for?
fn holds(there: &Value, wanted: &Value) -> bool {
    match (there, wanted) {
        (Value::Object(there), Value::Object(wanted)) => {
            wanted.iter().all(|(key, value)| there.get(key).is_some_and(|own| holds(own, value)))
        }
        (Value::Array(there), Value::Array(wanted)) => {
            there.len() == wanted.len() && there.iter().zip(wanted).all(|(own, value)| holds(own, value))
        }
        (there, wanted) => there == wanted,
    }
}

#[wasm_bindgen_test]
fn outcomes_are_those_of_the_corpus() {
    let mut compared = 0;
    for file in FILES {
        for case in serde_json::from_str::<Vec<Value>>(file).unwrap() {
            let (Some(document), Some(events)) = (case.get("program"), case.get("events")) else { continue };
            let Ok(program) = Program::read(&document.to_string()) else { continue };
            let account = case.get("account").cloned().unwrap_or_else(|| json!({ "account": "a" }));
            let mut state = program.account(&account.to_string()).unwrap();
            let mut shared = Shared::default();
            for step in events.as_array().unwrap() {
                let event = program.event(&step["event"].to_string());
                let Ok(posting) = event.map_err(|_| ()).and_then(|e| program.post(&state, &shared, &e).map_err(|_| ()))
                else {
                    assert!(step["expect"].get("error").is_some(), "{} is refused", case["id"]);
                    continue;
                };
                let outcome = serde_json::to_value(&posting.outcome).unwrap();
                if let Some(wanted) = step["expect"].get("outcome") {
                    assert!(holds(&outcome, wanted), "{}: {outcome} is not {wanted}", case["id"]);
                    compared += 1;
                }
                (state, shared) = (posting.state, posting.shared);
            }
        }
    }
    assert!(compared > 40, "only {compared} outcomes were compared");
}
