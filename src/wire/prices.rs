//! Net prices: what an order's lines really cost the account, and what they leave to the operator.

use super::result::results;

results! {
    /// What the lines of an order really cost, and what they leave.
    pub struct NetPrices {
        /// The lines in the order's order; every amount of theirs adds up to that of the total.
        pub lines: Vec<NetPrice>,
        /// All lines together.
        pub total: NetPrice,
        /// The share of the net amount that is to be left to the operator, as the version says.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub floor: Option<String>,
        /// Point currencies that the order earns and of which no worth is known: they count as nothing here.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub unvalued: Vec<String>,
    }

    /// What a line, or all of them, really costs.
    pub struct NetPrice {
        /// The SKU.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sku: Option<String>,
        /// Amount before the program's discounts.
        pub gross: String,
        /// Amount after them.
        pub net: String,
        /// The account's rebates, margins and cash, what the order adds to accruals included.
        pub rebates: String,
        /// What the account's points are worth.
        pub points: String,
        /// What rewards are worth that the order gives the account.
        pub rewards: String,
        /// What the account really pays: net less the three.
        pub price: String,
        /// The price of one, with up to 6 decimals; none for the total.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub each: Option<String>,
        /// All that the program gives for it, to whom ever, at what it costs the operator.
        pub given: String,
        /// What the goods cost the operator, where the order tells it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cost: Option<String>,
        /// What is left to the operator: net less what is given and what the goods cost.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub contribution: Option<String>,
        /// That as a share of net, rounded down to hundredths of a percent.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub share: Option<String>,
        /// How much less than the floor is left; none where the floor holds or there is none.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub short: Option<String>,
    }
}
