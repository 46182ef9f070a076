//! What fuzzing found (`npm run fuzz`), run again: `tests/fuzz/found/<target>/*`, each named for what was wrong.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops at what it did not expect"
)]

#[path = "support/checks.rs"]
#[allow(dead_code, reason = "shared with the corpus")]
mod checks;
#[path = "support/matching.rs"]
#[allow(dead_code, reason = "shared with the corpus")]
mod matching;
#[path = "fuzz/src/play.rs"]
#[allow(dead_code, reason = "shared with the fuzz targets")]
mod play;

/// Runs every input of a target.
fn run(target: &str, play: fn(&[&str])) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found").join(target);
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        play(&text.split("\n%%\n").collect::<Vec<_>>());
    }
}

#[test]
fn states() {
    run("state", play::state);
}

#[test]
fn events() {
    run("activity", play::activity);
}

#[test]
fn histories() {
    run("posting", play::posting);
}
