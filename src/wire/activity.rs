//! What happens to an account from outside: orders, returns, activities, openings, grants, uses of benefits.

use super::decode::wire;
use crate::amounts::Decimal;
use crate::map::Map;
use crate::time::{Date, Moment};

wire! {
    /// Goods that are bought.
    pub struct Order {
        /// Its id, different from all others of the account.
        pub id: String,
        /// When it was placed, in the program's civil time.
        pub at: Moment,
        /// When it was invoiced. Default: the day it was placed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub invoiced: Option<Date>,
        /// Its lines.
        pub lines: Vec<OrderLine>,
        /// Shipping, in money.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub shipping: Option<Decimal>,
        /// The share of the order's amount that was paid with points, in money; it earns nothing.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub paid_with_points: Option<Decimal>,
        /// Its own attributes, such as the channel.
        #[serde(default, skip_serializing_if = "Map::is_empty")]
        pub attributes: Map<String, String>,
        /// Its own measures, such as kilometres delivered.
        #[serde(default, skip_serializing_if = "Map::is_empty")]
        pub measures: Map<String, Decimal>,
        /// The person who placed it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub participant: Option<String>,
        /// The last day on which its invoice may be paid.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub due: Option<Date>,
        /// The coalition partner where it was placed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub partner: Option<String>,
    }

    /// A line of an order.
    pub struct OrderLine {
        /// Its id, as a return names it. Default: its SKU.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        /// What was bought.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sku: Option<String>,
        /// How many, with up to 6 decimals. Default 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub quantity: Option<Decimal>,
        /// The price of one, with up to 6 decimals.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub unit_price: Option<Decimal>,
        /// The line's amount before its discount, where it is given rather than quantity times price.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub amount: Option<Decimal>,
        /// The discount that the line comes with, in money.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub discount: Option<Decimal>,
        /// What the line costs the operator, in money.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cost: Option<Decimal>,
        /// Tax added on top, in money.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub tax: Option<Decimal>,
        /// The category.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub category: Option<String>,
        /// The brand.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub brand: Option<String>,
        /// Tags.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub tags: Vec<String>,
        /// Other attributes.
        #[serde(default, skip_serializing_if = "Map::is_empty")]
        pub attributes: Map<String, String>,
        /// Other measures for the whole line, such as kilograms or cases.
        #[serde(default, skip_serializing_if = "Map::is_empty")]
        pub measures: Map<String, Decimal>,
    }

    /// Goods that come back.
    pub struct Return {
        /// Its id.
        pub id: String,
        /// When they came back.
        pub at: Moment,
        /// The order they belong to. Default: the account's latest purchases of each SKU.
        pub order: Option<String>,
        /// What came back. Default: everything that is left of the order.
        #[serde(default)]
        pub lines: Vec<ReturnLine>,
        /// The coalition partner that takes the goods back, where no order is named: they come of purchases there.
        pub partner: Option<String>,
    }

    /// Goods of one line that come back.
    pub struct ReturnLine {
        /// The id of the order's line, where the order is named.
        pub line: Option<String>,
        /// The SKU.
        pub sku: Option<String>,
        /// How many. Default: all of the line.
        pub quantity: Option<Decimal>,
        /// The price of one, for goods of which no purchase is found.
        pub unit_price: Option<Decimal>,
        /// The category, for goods of which no purchase is found.
        pub category: Option<String>,
        /// The brand, for goods of which no purchase is found.
        pub brand: Option<String>,
    }

    /// Something else that the program rewards.
    pub struct Activity {
        /// Its id.
        pub id: String,
        /// When it happened.
        pub at: Moment,
        /// Its type, such as "webinar".
        pub r#type: String,
        /// What it was about: the module, the product, the survey.
        pub subject: Option<String>,
        /// How much of it. Default 1.
        pub quantity: Option<Decimal>,
        /// Its own attributes.
        #[serde(default)]
        pub attributes: Map<String, String>,
        /// The person who did it.
        pub participant: Option<String>,
        /// The person it is for, where that is another.
        pub beneficiary: Option<String>,
        /// The coalition partner where it happened.
        pub partner: Option<String>,
    }

    /// What an account brings from another system.
    pub struct Opening {
        /// Its id.
        pub id: String,
        /// The moment at which these figures are true.
        pub at: Moment,
        /// The day the account joined. Default: the opening's.
        pub joined: Option<Date>,
        /// Balances by point currency.
        #[serde(default)]
        pub balances: Map<String, Decimal>,
        /// Levels by ladder.
        #[serde(default)]
        pub tiers: Map<String, OpeningTier>,
        /// Counts by counter, as `counters()` of the program names them, for the period that holds the opening.
        #[serde(default)]
        pub counters: Map<String, Decimal>,
        /// Counts of earlier periods, such as baselines.
        #[serde(default)]
        pub past: Vec<PastCounts>,
        /// What counters that are not named hold. Default "unknown": what needs them is refused, not guessed.
        pub others: Option<Others>,
    }

    /// Counts of an earlier period, brought from another system.
    pub struct PastCounts {
        /// A day of the period.
        pub on: Date,
        /// Counts by counter, as `counters()` of the program names them.
        pub counters: Map<String, Decimal>,
    }

    /// A level brought from another system.
    pub struct OpeningTier {
        /// The level's id.
        pub level: String,
        /// Its last day. Default: as if it had been earned in the period before.
        pub until: Option<Date>,
    }

    /// A tier given by hand.
    pub struct Grant {
        /// Its id.
        pub id: String,
        /// When it is given.
        pub at: Moment,
        /// The level's id.
        pub level: String,
        /// The last day it stands, whatever is earned.
        pub until: Date,
        /// Why.
        pub reason: Option<String>,
    }

    /// A use of a counted benefit, or of something that was given: give one of the two.
    pub struct Use {
        /// Its id.
        pub id: String,
        /// When it was used.
        pub at: Moment,
        /// The id of a service that the account's level or plan brings.
        pub service: Option<String>,
        /// The id of a reward that the account holds, such as a voucher.
        pub reward: Option<String>,
        /// The person whose reward it is. Default: the account's own.
        pub participant: Option<String>,
        /// How often. Default 1.
        pub count: Option<u32>,
    }
}

super::decode::words! {
    /// What counters hold that an opening does not name.
    pub enum Others {
        /// Nothing is known: a measure that needs them is refused.
        Unknown = "unknown",
        /// Zero.
        Zero = "zero",
    }
}
