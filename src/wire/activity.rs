//! What happens to an account: orders, returns, activities, openings, grants, uses of benefits.

use super::decode::{Decode, Own, Slot, decode, object, put, unknown_fields, wire};
use super::show::{Show, Shown};
use crate::amounts::Decimal;
use crate::findings::{Code, Findings, Path};
use crate::map::Map;
use crate::time::{Date, Moment};
use jsonc_parser::ast::Value;

/// One thing that happens to an account.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AccountEvent"))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase"))]
pub enum Event {
    /// Goods are bought.
    Order(Order),
    /// Goods come back.
    Return(Return),
    /// Something else that the program rewards.
    Activity(Activity),
    /// Balances, tiers and counts are brought from another system.
    Opening(Opening),
    /// A tier is given by hand.
    Grant(Grant),
    /// A benefit that is counted is used.
    Use(Use),
}

impl Event {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Event::Order(o) => &o.id,
            Event::Return(o) => &o.id,
            Event::Activity(o) => &o.id,
            Event::Opening(o) => &o.id,
            Event::Grant(o) => &o.id,
            Event::Use(o) => &o.id,
        }
    }

    /// Its time.
    #[must_use]
    pub fn at(&self) -> Moment {
        match self {
            Event::Order(o) => o.at,
            Event::Return(o) => o.at,
            Event::Activity(o) => o.at,
            Event::Opening(o) => o.at,
            Event::Grant(o) => o.at,
            Event::Use(o) => o.at,
        }
    }
}

const EVENTS: &[&str] = &["order", "return", "activity", "opening", "grant", "use"];

impl Show for Event {
    fn show(&self) -> Shown<'_> {
        match self {
            Event::Order(o) => Shown::Keyed("order", o),
            Event::Return(o) => Shown::Keyed("return", o),
            Event::Activity(o) => Shown::Keyed("activity", o),
            Event::Opening(o) => Shown::Keyed("opening", o),
            Event::Grant(o) => Shown::Keyed("grant", o),
            Event::Use(o) => Shown::Keyed("use", o),
        }
    }
}

super::show::serializes!(Event);

impl Default for Event {
    fn default() -> Self {
        Event::Order(Order::default())
    }
}

impl Decode for Event {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Own(self)
    }
}

impl Own for Event {
    fn fill(&mut self, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
        let Some(object) = object(value, path, findings) else { return false };
        unknown_fields(object, EVENTS, path, findings);
        let [property] = object.properties.as_slice() else {
            findings.error(
                Code::Contradiction,
                path,
                format!("{} things happen here", object.properties.len()),
                "give exactly one of order, return, activity, opening, grant, use",
            );
            return false;
        };
        let (name, value) = (super::tree::name_of(&property.name), &property.value);
        let path = path.key(name);
        let read = match name {
            "order" => decode(value, &path, findings).map(Event::Order),
            "return" => decode(value, &path, findings).map(Event::Return),
            "activity" => decode(value, &path, findings).map(Event::Activity),
            "opening" => decode(value, &path, findings).map(Event::Opening),
            "grant" => decode(value, &path, findings).map(Event::Grant),
            "use" => decode(value, &path, findings).map(Event::Use),
            _ => None,
        };
        put(self, read)
    }
}

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

    /// A use of a counted benefit.
    pub struct Use {
        /// Its id.
        pub id: String,
        /// When it was used.
        pub at: Moment,
        /// The service's id.
        pub service: String,
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
