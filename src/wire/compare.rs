//! What-ifs: why a rule did not pay, what would make it pay, and how two carts or programs differ.

use super::amount::Points;
use super::result::{Outcome, results};
use crate::map::Map;

results! {
    /// Why a rule did not pay, and what would make it pay.
    pub struct Unpaid {
        /// The rule.
        pub rule: String,
        /// The terms by which it holds for this account, where it is not everybody's.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub term: Option<String>,
        /// Its name.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// Why: a stable code.
        pub code: String,
        /// What the condition looks at.
        pub what: String,
        /// What it needs.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub needs: Option<String>,
        /// What there is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub has: Option<String>,
        /// What is missing.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub missing: Option<String>,
    }

    /// The smallest addition to an order that wins more.
    pub struct Hint {
        /// What it reaches: "rule", "tier" or "band".
        pub reaches: String,
        /// The rule, level or rebate reached.
        pub what: String,
        /// The line to buy more of, from 0; none for a bare amount.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub line: Option<u32>,
        /// How many more units of that line.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub units: Option<String>,
        /// The amount that is added to the order.
        pub amount: String,
        /// The changed order, ready to be previewed.
        pub order: super::activity::Order,
        /// What it wins: its preview less this one's.
        pub gain: Gain,
    }

    /// One event with a scenario's changes and without.
    pub struct Comparison {
        /// Without the changes.
        pub without: Outcome,
        /// With the changes.
        pub with: Outcome,
        /// What the changes make.
        pub difference: Difference,
    }

    /// What changes make.
    pub struct Difference {
        /// In total.
        pub total: Gain,
        /// By line; lines of which nothing differs are left out.
        pub lines: Vec<LineDifference>,
    }

    /// What changes make of one line.
    pub struct LineDifference {
        /// The line, from 0.
        pub line: u32,
        /// Points by currency.
        pub points: Map<String, Points>,
        /// Discount.
        pub discount: String,
    }

    /// What one outcome has more than another.
    pub struct Gain {
        /// Points by currency.
        pub points: Map<String, Points>,
        /// Rewards given, by id.
        #[serde(skip_serializing_if = "Map::is_empty")]
        pub rewards: Map<String, i64>,
        /// Money by kind.
        pub money: Map<String, String>,
        /// Discount.
        pub discount: String,
        /// Levels reached, by ladder.
        pub tiers: Map<String, String>,
    }
}
