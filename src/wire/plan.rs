//! Plans that accounts choose and pay for, and how accounts come in.

use super::decode::{wire, words};
use super::document::Benefits;
use super::scalars::Length;
use super::text::Text;
use crate::amounts::Decimal;

wire! {
    /// A plan that an account takes by the event `enrol`, and pays for.
    pub struct Plan {
        /// Its id, different from all levels of the version.
        pub id: String,
        /// A note for the operator; the engine reads over it.
        pub note: Option<String>,
        /// Its name as members read it.
        pub name: Option<Text>,
        /// A message for who takes it.
        pub message: Option<Text>,
        /// What it costs for its whole time, in money.
        pub fee: Decimal,
        /// How long it lasts. Default: 12 months.
        pub lasts: Option<Length>,
        /// What it brings.
        pub benefits: Option<Benefits>,
    }
}

words! {
    /// How accounts come into the program.
    pub enum EntryBy {
        /// With their first event.
        Open = "open",
        /// By a `join` that somebody approved.
        Application = "application",
        /// By a `join` that names its invitation.
        Invitation = "invitation",
    }
}
