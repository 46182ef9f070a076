//! For whom and for what a rule runs.

use super::decode::{Decode, Own, Slot, decode, has, put, wire};
use super::either::either;
use super::leaf::wrong_type;
use super::rule::{Against, Of, TenureIn};
use super::scalars::{Length, Match, Period, Range};
use super::show::{Show, Shown};
use crate::findings::{Findings, Path};
use crate::map::Map;
use jsonc_parser::ast::Value;

wire! {
    /// A condition: everything that is given must hold. Fields about a line choose the lines that count; all other
    /// fields say whether the rule runs at all.
    pub struct Condition {
        /// The line's SKU.
        pub sku: Option<LineMatch>,
        /// The line's category.
        pub category: Option<LineMatch>,
        /// The line's brand.
        pub brand: Option<LineMatch>,
        /// One of the line's tags.
        pub tag: Option<Match>,
        /// The line's own attributes, by name.
        #[serde(default)]
        pub attributes: Map<String, LineMatch>,
        /// The line's quantity.
        pub quantity: Option<Range>,
        /// The line's unit price.
        pub unit_price: Option<Range>,
        /// The line's amount after discounts.
        pub amount: Option<Range>,
        /// The discount that the line came with.
        pub line_discount: Option<Range>,
        /// The line's value of an attribute that the account has not bought for a while, or ever. The first order of
        /// an account opens the history and counts for nothing here.
        pub new_to_account: Option<NewTo>,
        /// The whole order.
        pub order: Option<OrderCondition>,
        /// The order's lines of some kind, taken together.
        #[serde(default)]
        pub contains: Vec<Contains>,
        /// The account.
        pub account: Option<AccountCondition>,
        /// The person who placed the order or did the activity.
        pub participant: Option<ParticipantCondition>,
        /// The activity.
        pub activity: Option<ActivityCondition>,
        /// What the account has done over a period, this order included.
        #[serde(default)]
        pub history: Vec<History>,
        /// Consecutive months with an order, or with `atLeast` so many: holds on the order that completes each run.
        pub streak: Option<Streak>,
        /// All of these hold.
        #[serde(default)]
        pub all: Vec<Condition>,
        /// One of these holds.
        #[serde(default)]
        pub any: Vec<Condition>,
        /// This does not hold.
        pub not: Option<Box<Condition>>,
    }

    /// What must hold of the whole order.
    pub struct OrderCondition {
        /// Its amount after discounts, without tax and shipping.
        pub amount: Option<Range>,
        /// Its units.
        pub quantity: Option<Range>,
        /// Its lines.
        pub lines: Option<Range>,
        /// Its different categories.
        pub categories: Option<Range>,
        /// Its place among the account's orders.
        pub number: Option<OrderNumber>,
        /// Its own attributes, by name, such as the channel.
        #[serde(default)]
        pub attributes: Map<String, Match>,
    }

    /// The place of an order among the account's orders.
    pub struct OrderNumber {
        /// Exactly this one; 1 is the first.
        pub is: Option<u32>,
        /// Every so many: 5 is the 5th, the 10th and so on.
        pub every: Option<u32>,
    }

    /// What the order must hold of lines of some kind.
    pub struct Contains {
        /// Which lines: a condition on lines.
        pub lines: Box<Condition>,
        /// Their amount together, after discounts.
        pub amount: Option<Range>,
        /// Their units together.
        pub quantity: Option<Range>,
        /// How many lines they are.
        pub count: Option<Range>,
    }

    /// What must hold of the account.
    pub struct AccountCondition {
        /// Its id: an invitation list.
        pub id: Option<Match>,
        /// Its tier, by level id, or {"atLeast": level}.
        pub tier: Option<TierMatch>,
        /// The pilot whose test group it is in, or {"of": pilot, "group": "control"}.
        pub pilot: Option<super::terms::PilotMatch>,
        /// Its own attributes, by name, such as segment or region.
        #[serde(default)]
        pub attributes: Map<String, Match>,
        /// What other accounts are to it, such as "referrer": it has a link of this name.
        pub linked: Option<Match>,
        /// Its plan, by id.
        pub plan: Option<Match>,
    }

    /// What must hold of the person who placed the order or did the activity.
    pub struct ParticipantCondition {
        /// The person's id.
        pub id: Option<Match>,
        /// The person's role, such as "sales-rep".
        pub role: Option<Match>,
        /// The person's team.
        pub team: Option<Match>,
    }

    /// What must hold of the activity.
    pub struct ActivityCondition {
        /// Its type, where a measure counts activities; a rule names the types that run it in `on`.
        pub r#type: Option<Match>,
        /// What it is about: the module, the product, the survey.
        pub subject: Option<Match>,
        /// Its own attributes, by name.
        #[serde(default)]
        pub attributes: Map<String, Match>,
    }

    /// What the account has done over a period.
    pub struct History {
        /// What is counted.
        pub of: Of,
        /// Over what.
        pub over: Period,
        /// Which lines or activities count. Default: all eligible ones.
        pub when: Option<Box<Condition>>,
        /// Whose the count is. Default: the account's.
        pub whose: Option<super::rule::Whose>,
        /// The attribute whose different values are counted, where those are. Default "category".
        pub by: Option<String>,
        /// The point currency, where points are counted. Default: the first.
        pub currency: Option<String>,
        /// Whether this order is left out. Default false; points are always counted before this order.
        pub before: Option<bool>,
        /// In what the length of membership is counted, where that is. Default "years".
        pub r#in: Option<TenureIn>,
        /// What the count stands beside: the same so long ago, another count, or the entries of a list.
        pub against: Option<Against>,
        /// What the count must be.
        pub is: Range,
    }

    /// The entries of a list that the account brings.
    pub struct OfList {
        /// The list's name, such as "assortment".
        pub list: String,
    }

    /// A value not bought for a while.
    pub struct NewTo {
        /// The attribute. Default "category".
        pub by: Option<String>,
        /// How long ago it may last have been bought at the latest. Default: never bought.
        pub within: Option<Length>,
    }

    /// Consecutive months with an order, or with several each.
    pub struct Streak {
        /// The length of a run.
        pub months: u32,
        /// How many orders each of the months must have. Default 1.
        pub at_least: Option<u32>,
    }

    /// A level of a ladder and all above it.
    pub struct AtLeast {
        /// The lowest level that counts.
        pub at_least: String,
    }
}

/// Which texts of a line count: those named, or the entries of a list of the account.
#[derive(Debug, Clone, PartialEq)]
pub enum LineMatch {
    /// Texts by name.
    Texts(Match),
    /// The entries of a list.
    Listed(OfList),
}

either! {
    LineMatch = Texts:
        {Value::Object(object) if has(object, "list")} => Listed(OfList),
        {Value::StringLit(_) | Value::Array(_) | Value::Object(_)} => Texts(Match),
        or "text, a list of texts, {\"not\": ...} or {\"list\": ...}";
        "Texts by name, all but these, or the entries of a list of the account."
}

/// Which levels count.
#[derive(Debug, Clone, PartialEq)]
pub enum TierMatch {
    /// Levels by id.
    Levels(Match),
    /// A level and all above it in its ladder.
    AtLeast(AtLeast),
}

impl Default for TierMatch {
    fn default() -> Self {
        TierMatch::Levels(Match::default())
    }
}

impl Decode for TierMatch {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Own(self)
    }
}

impl Own for TierMatch {
    fn fill(&mut self, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
        let read = match value {
            Value::Object(object) if !has(object, "not") => decode(value, path, findings).map(TierMatch::AtLeast),
            Value::Object(_) | Value::StringLit(_) | Value::Array(_) => {
                decode(value, path, findings).map(TierMatch::Levels)
            }
            Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {
                wrong_type(value, "a level, a list of levels or {\"atLeast\": level}", path, findings);
                None
            }
        };
        put(self, read)
    }
}

impl Show for TierMatch {
    fn show(&self) -> Shown<'_> {
        match self {
            TierMatch::Levels(levels) => levels.show(),
            TierMatch::AtLeast(least) => least.show(),
        }
    }
}

super::show::serializes!(TierMatch);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TierMatch {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TierMatch".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let levels = generator.subschema_for::<Match>();
        let least = generator.subschema_for::<AtLeast>();
        schemars::json_schema!({
            "description": "A level, a list of levels, {\"not\": ...}, or {\"atLeast\": level} for it and all above.",
            "anyOf": [levels, least]
        })
    }
}
