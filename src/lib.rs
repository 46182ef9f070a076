//! Earnest: an exact, explained engine for B2B loyalty programs.

pub mod amounts;
mod api;
#[cfg(feature = "books")]
mod books;
pub mod bounds;
pub mod compact;
mod compile;
mod evaluate;
mod event;
mod explain;
pub mod findings;
mod layout;
mod ledger;
pub mod map;
mod names;
mod pilot;
mod prices;
mod program;
mod refusal;
#[cfg(feature = "checks")]
mod review;
mod rule;
mod scenario;
#[cfg(feature = "simulate")]
pub mod simulate;
mod terms;
mod tier;
pub mod time;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod wire;

pub use api::{Advanced, Posting};
pub use event::Event;
pub use ledger::{Shared, State};
pub use program::Program;
pub use refusal::{Refusal, RefusalCode};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
