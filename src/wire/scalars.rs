//! How single values look in JSON: decimals, dates, matches, periods.

use super::decode::{Decode, Own, Slot, decode, fill, has, put, wire, words};
use super::leaf::wrong_type;
use super::show::{Seen, Show, Shown};
use crate::amounts::Decimal;
use crate::findings::{Findings, Path};
use crate::time::{Date, Moment};
use jsonc_parser::ast::Value;

macro_rules! as_text {
    ($($type:ty, $name:literal, $schema:tt;)+) => {$(
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    )+};
}

super::show::serializes!(Decimal);

/// A day or moment: text for people, a number in compact bytes.
macro_rules! in_time {
    ($($type:ty, $number:ty, $to:ident, $from:ident;)+) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() { Seen(self).serialize(serializer) } else { self.$to().serialize(serializer) }
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <$number>::deserialize(from).map(<$type>::$from)
            }
        }
    )+};
}

in_time! {
    Date, i32, days, from_days;
    Moment, i64, seconds, from_seconds;
}

as_text! {
    Decimal, "Decimal", {
        "description": "An exact decimal: a number such as 12.5, text such as \"12.50\", or a rate such as \"28 %\".",
        "anyOf": [{ "type": "number" }, { "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?( ?%)?$" }]
    };
    Date, "Day", {
        "description": "A day of the program's calendar, such as 2026-03-31.",
        "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    };
    Moment, "Moment", {
        "description": "A civil time in the program's zone, such as 2026-03-31T23:59:59; no offset.",
        "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$"
    };
}

/// Which texts a condition takes: one, several, or all but some.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Match {
    /// The texts named.
    pub names: Vec<String>,
    /// Whether a text must be none of them.
    pub not: bool,
}

impl Decode for Match {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Own(self)
    }
}

impl Own for Match {
    fn fill(&mut self, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
        match value {
            Value::StringLit(_) => {
                self.names.push(String::new());
                self.names.last_mut().is_some_and(|name| fill(name, value, path, findings))
            }
            Value::Array(_) => fill(&mut self.names, value, path, findings),
            Value::Object(_) => {
                let Some(Not { not }) = decode(value, path, findings) else { return false };
                *self = Match { names: not.names, not: !not.not };
                true
            }
            Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {
                wrong_type(value, "text, a list of texts or {\"not\": ...}", path, findings);
                false
            }
        }
    }
}

wire! {
    /// All but the texts named.
    pub struct Not {
        /// The texts that do not count.
        pub not: Box<Match>,
    }
}

impl Show for Match {
    fn show(&self) -> Shown<'_> {
        if self.not { Shown::Keyed("not", &self.names) } else { self.names.show() }
    }
}

super::show::serializes!(Match, Period);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Match {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Match".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let not = generator.subschema_for::<Not>();
        schemars::json_schema!({
            "description": "A text, a list of texts of which one must be met, or {\"not\": ...} for all but these.",
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }, not]
        })
    }
}

wire! {
    /// Limits on a number; all that are given must hold.
    pub struct Range {
        /// This or more.
        pub at_least: Option<Decimal>,
        /// More than this.
        pub above: Option<Decimal>,
        /// This or less.
        pub at_most: Option<Decimal>,
        /// Less than this.
        pub below: Option<Decimal>,
        /// Exactly this.
        pub is: Option<Decimal>,
    }

    /// A length of time; give one of the two.
    pub struct Length {
        /// So many days.
        pub days: Option<u32>,
        /// So many months.
        pub months: Option<u32>,
    }

    /// A window of days, both ends included.
    pub struct Window {
        /// The first day.
        pub from: Option<Date>,
        /// The last day; all of it belongs to the window.
        pub to: Option<Date>,
    }

    /// The last so many days or months, today included.
    pub struct Rolling {
        /// How long the window is.
        pub rolling: Length,
    }
}

words! {
    /// A named period.
    pub enum PeriodName {
        /// A line of the order.
        Line = "line",
        /// The order.
        Order = "order",
        /// A civil day.
        Day = "day",
        /// A week from Monday.
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// A quarter of the fiscal year.
        Quarter = "quarter",
        /// A half of the fiscal year.
        HalfYear = "half-year",
        /// A fiscal year.
        Year = "year",
        /// A year from the day the account joined.
        MembershipYear = "membership-year",
        /// The account's whole life.
        Lifetime = "lifetime",
    }
}

/// Over what a measure is taken: a named period, a rolling window, or the days of a campaign.
#[derive(Debug, Clone, PartialEq)]
pub enum Period {
    /// A named period.
    Named(PeriodName),
    /// The last so many days or months.
    Rolling(Length),
    /// Fixed days.
    Fixed(Window),
}

impl Default for Period {
    fn default() -> Self {
        Period::Named(PeriodName::default())
    }
}

impl Decode for Period {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Own(self)
    }
}

impl Own for Period {
    fn fill(&mut self, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
        let read = match value {
            Value::StringLit(_) => decode(value, path, findings).map(Period::Named),
            Value::Object(object) if has(object, "rolling") => {
                decode(value, path, findings).map(|Rolling { rolling }| Period::Rolling(rolling))
            }
            Value::Object(_) => decode(value, path, findings).map(Period::Fixed),
            Value::Array(_) | Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {
                wrong_type(value, "a period such as \"month\" or {\"rolling\": {\"days\": 90}}", path, findings);
                None
            }
        };
        put(self, read)
    }
}

impl Show for Period {
    fn show(&self) -> Shown<'_> {
        match self {
            Period::Named(name) => name.show(),
            Period::Rolling(length) => Shown::Keyed("rolling", length),
            Period::Fixed(window) => window.show(),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let named = generator.subschema_for::<PeriodName>();
        let rolling = generator.subschema_for::<Rolling>();
        let fixed = generator.subschema_for::<Window>();
        schemars::json_schema!({
            "description": "A named period, {\"rolling\": {\"days\": 90}}, or fixed days {\"from\": ..., \"to\": ...}.",
            "anyOf": [named, rolling, fixed]
        })
    }
}
