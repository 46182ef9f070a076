//! The account: its counters, its standing at a moment, the orders on record, and what posting books.

mod anniversary;
mod awarding;
mod boards;
mod buckets;
mod by_hand;
mod count;
mod draft;
mod goods;
mod ladders;
mod midnight;
mod net;
mod plans;
mod points;
mod post;
mod record;
mod restate;
mod returns;
mod settle;
mod shared;
mod standing;
mod state;
mod stored;
mod stored_record;

pub(crate) use buckets::Buckets;
pub(crate) use draft::Draft;
#[cfg(feature = "simulate")]
pub(crate) use draft::{Booking, Label, Movement};
pub(crate) use points::{Awarded, Given, Holder};
pub(crate) use post::{people_of, sharing};
pub(crate) use settle::{settled_of, whole_period};
pub use shared::Shared;
pub(crate) use standing::{Prepared, Standing, TierStanding};
pub use state::State;
