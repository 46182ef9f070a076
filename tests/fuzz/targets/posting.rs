//! Events posted one after the other on an account of a program.
#![no_main]

use earnest::Program;

fn run(parts: &[&str]) {
    let [document, account, events @ ..] = parts else { return };
    let Ok(program) = Program::read(document) else { return };
    let state = program.account(account).unwrap_or_else(|_| program.fresh("acme"));
    earnest_fuzz::play(document, &program, state, &events[..events.len().min(earnest_fuzz::EVENTS)]);
}

earnest_fuzz::target!(run);
