//! Changes for some: terms of their own for some accounts, and pilots that draw accounts by lot.

use super::condition::Condition;
use super::decode::{wire, words};
use super::document::Ladder;
use super::either::either;
use super::rule::Rule;
use super::scalars::Window;
use super::text::Text;
use crate::amounts::Decimal;
use jsonc_parser::ast::Value;

wire! {
    /// Terms of their own for some accounts: rules changed, added and removed, ladders replaced.
    pub struct Terms {
        /// Their id, different from all other terms of the version.
        pub id: String,
        /// Their name as members read it.
        pub name: Option<Text>,
        /// Why they were agreed; explanations tell it.
        pub reason: String,
        /// For whom: a condition on the account.
        pub when: Condition,
        /// The days on which they hold. Default: as long as the version.
        pub window: Option<Window>,
        /// Rules and promotions that are changed: by id, with the fields that change; those that are null go.
        #[serde(default)]
        pub change: Vec<Rule>,
        /// Rules that hold beside the others, as promotions.
        #[serde(default)]
        pub add: Vec<Rule>,
        /// The ids of rules and promotions that do not hold.
        #[serde(default)]
        pub remove: Vec<String>,
        /// Ladders in place of those with their ids: the same levels, with other thresholds and benefits.
        #[serde(default)]
        pub tiers: Vec<Ladder>,
    }

    /// A part of the accounts, drawn by lot, and a part to compare them with.
    pub struct Pilot {
        /// Its id, as conditions name it.
        pub id: String,
        /// Its name.
        pub name: Option<Text>,
        /// The share of accounts in the test group, such as "10 %".
        pub share: Decimal,
        /// The share of accounts in the control group. Default: there is none.
        pub control: Option<Decimal>,
        /// What the lot is drawn with; pilots with the same salt draw the same accounts. Default: the id.
        pub salt: Option<String>,
        /// Which accounts take part: a condition on their id and attributes. Default: all.
        pub when: Option<Condition>,
        /// The days on which conditions find accounts in its groups. Default: as long as the version.
        pub window: Option<Window>,
    }

    /// A group of a pilot.
    pub struct InPilot {
        /// The pilot.
        pub of: String,
        /// The group. Default "test".
        pub group: Option<PilotGroup>,
    }
}

words! {
    /// A group of a pilot.
    pub enum PilotGroup {
        /// Those who try it.
        Test = "test",
        /// Those they are compared with.
        Control = "control",
    }
}

/// Which pilot an account takes part in.
#[derive(Debug, Clone, PartialEq)]
pub enum PilotMatch {
    /// The test group of a pilot.
    Test(String),
    /// A group of a pilot.
    Group(InPilot),
}

either! {
    PilotMatch = Test:
        {Value::StringLit(_)} => Test(String),
        {Value::Object(_)} => Group(InPilot),
        or "a pilot, or {\"of\": pilot, \"group\": \"control\"}";
        "The id of a pilot, for its test group, or {\"of\": pilot, \"group\": \"control\"}."
}
