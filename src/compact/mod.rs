//! The compact form: what a storefront loads in place of a document and a state.
//!
//! A storefront previews orders and nothing else. Reading documents, finding what is wrong with them, running midnights
//! and keeping counters is done before, where the whole engine is: [`Compact`] writes the compiled program, and an
//! account's standing on one day, as bytes. They follow the compiled types themselves, so that nothing of the format is
//! written down twice; in return one version of the package reads what the same version wrote, and refuses others.

#[cfg(all(target_arch = "wasm32", not(feature = "full")))]
mod read;
mod write;

#[cfg(all(target_arch = "wasm32", not(feature = "full")))]
pub(crate) use read::{OnDay, Set};
pub use write::{Compact, Visit};

use crate::evaluate::Who;
use crate::ledger::Standing;
use crate::names::Sym;
use crate::time::{Date, Moment};
use serde::{Deserialize, Serialize};

/// Why bytes cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// They are no compact form, or are damaged.
    Damaged,
    /// Another version of the package wrote them.
    OtherVersion,
    /// They are of an account of another program, or of other what-ifs.
    OtherProgram,
}

impl Unreadable {
    /// The stable text form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Unreadable::Damaged => "damaged",
            Unreadable::OtherVersion => "other-version",
            Unreadable::OtherProgram => "other-program",
        }
    }
}

/// A program and its what-ifs, with the names that they share. Written from references, read as values.
#[derive(Serialize, Deserialize)]
struct Programs<P> {
    names: Vec<String>,
    /// The program itself first; its own label is empty.
    list: Vec<Labelled<P>>,
}

#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Labelled<P> {
    pub label: String,
    /// How carts are packed and results are laid out, as JSON.
    pub layout: String,
    pub program: P,
}

/// An account on one day.
#[derive(Serialize, Deserialize)]
struct Account {
    /// The programs that it was read by.
    of: u64,
    revision: i64,
    /// Up to when it is booked.
    booked: Option<Moment>,
    day: Date,
    invoiced: Date,
    participant: String,
    /// The groups of pilots that it is in, as JSON.
    pilots: String,
    /// Names that the programs do not have: their numbers follow on theirs.
    names: Vec<String>,
    places: Vec<Place>,
}

/// What one of the programs knows of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Place {
    pub version: usize,
    pub who: Who,
    pub standing: Standing,
    /// Readings by value: reading, value, number.
    noted: Vec<(usize, Sym, i64)>,
    pub budgets: Vec<i64>,
    /// Points that it can pay with.
    pub points: i64,
    /// Whether it may not pay with any.
    pub suspended: bool,
}

/// Bytes that every compact form starts with.
const MARK: &[u8] = b"earnest compact ";
const VERSION: &[u8] = env!("CARGO_PKG_VERSION").as_bytes();

/// The number of bytes, by FNV-1a.
fn number_of(body: &[u8]) -> u64 {
    crate::pilot::hashed(crate::pilot::SEED, body)
}
