//! The account: its counters, its standing at a moment, the orders on record, and what posting books.

mod buckets;
mod midnight;
mod post;
mod record;
mod returns;
mod state;

pub(crate) use buckets::Buckets;
pub(crate) use post::Draft;
#[cfg(target_arch = "wasm32")]
pub(crate) use state::Prepared;
pub use state::{Shared, State};
pub(crate) use state::{Standing, TierStanding};
