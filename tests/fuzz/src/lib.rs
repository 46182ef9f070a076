//! What the fuzz targets share.
//!
//! An input is text in parts, with a line of `%%` between them: a document, then what the target does with it. `document`
//! takes a document and the changes of a scenario, `state` an account's state, `activity` one event, `posting` an account
//! and any number of events. What was found lies in `found/`, by target, and `tests/found.rs` runs it again.

mod json;
mod mutate;
pub mod play;

#[path = "../../support/checks.rs"]
pub mod checks;
#[path = "../../support/matching.rs"]
pub mod matching;

pub use mutate::{cross, mutate};

/// Between two parts.
pub const BETWEEN: &str = "\n%%\n";

/// The parts of an input; none where it is no text.
pub fn parts(data: &[u8]) -> Option<Vec<&str>> {
    Some(std::str::from_utf8(data).ok()?.split(BETWEEN).collect())
}

/// A target with the mutator that knows JSON.
#[macro_export]
macro_rules! target {
    ($name:ident) => {
        libfuzzer_sys::fuzz_target!(|data: &[u8]| {
            if let Some(parts) = $crate::parts(data) {
                $crate::play::$name(&parts);
            }
        });
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            $crate::mutate(data, size, max_size, seed)
        });
        libfuzzer_sys::fuzz_crossover!(|data1: &[u8], data2: &[u8], out: &mut [u8], seed: u32| {
            $crate::cross(data1, data2, out, seed)
        });
    };
}
