//! Any text as a program document; a second part is the changes of a scenario.
#![no_main]

use earnest::Program;

fn run(parts: &[&str]) {
    let Ok(program) = Program::read(parts[0]) else { return };
    assert_eq!(program.text(), parts[0], "a program keeps its text");
    earnest_fuzz::same_again(&program, &program.fresh("acme"));
    if let Some(changes) = parts.get(1) {
        let _ = program.scenario(changes);
    }
}

earnest_fuzz::target!(run);
