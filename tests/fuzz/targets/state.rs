//! Any text as an account's state, on a program.
#![no_main]

use earnest::Program;

const ORDER: &str = r#"{ "order": { "id": "fuzz", "at": "2026-06-15T12:00:00",
    "lines": [{ "sku": "A", "quantity": 2, "unitPrice": "10.50" }] } }"#;

fn run(parts: &[&str]) {
    let [document, account, ..] = parts else { return };
    let Ok(program) = Program::read(document) else { return };
    let Ok(state) = program.account(account) else { return };
    let state = earnest_fuzz::same_again(&program, &state);
    earnest_fuzz::play(document, &program, state, &[ORDER]);
}

earnest_fuzz::target!(run);
