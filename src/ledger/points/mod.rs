//! The points account: who holds what, award by award, and everything that is done with it by hand.

mod activity;
mod hand;
mod holder;
mod lots;
mod merge;
mod redeem;
mod stored;

pub(crate) use holder::{Awarded, Given, Holder, Received, Sharing};
pub(crate) use lots::{Lot, LotWay, next_due};
pub(crate) use redeem::{Redemption, back_of};
