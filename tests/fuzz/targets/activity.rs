//! Any text as an event, on a program and a fresh account.
#![no_main]

use earnest::Program;

fn run(parts: &[&str]) {
    let [document, event, ..] = parts else { return };
    let Ok(program) = Program::read(document) else { return };
    earnest_fuzz::play(document, &program, program.fresh("acme"), &[event]);
}

earnest_fuzz::target!(run);
