//! The account: its counters, its standing at a moment, the orders on record, and what posting books.

mod anniversary;
mod boards;
mod buckets;
mod by_hand;
mod draft;
mod midnight;
mod net;
mod plans;
mod points;
mod post;
mod record;
mod restate;
mod returns;
mod state;
mod stored;

pub(crate) use buckets::Buckets;
pub(crate) use draft::Draft;
#[cfg(feature = "simulate")]
pub(crate) use draft::Movement;
pub(crate) use midnight::settled_of;
pub(crate) use points::{Awarded, Given, Holder};
pub(crate) use post::{people_of, sharing};
pub(crate) use state::{Prepared, Standing, TierStanding};
pub use state::{Shared, State};
