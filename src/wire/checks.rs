//! How much the findings of each check weigh.

use super::decode::{Decode, Slot, wire, words};
use super::either::either;
use super::show::{Show, Shown};
use crate::map::Map;
use jsonc_parser::ast::Value;

/// What the operator chose, by the name of a check.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checks(pub Map<String, CheckChoice>);

/// A severity, or a severity with what is left out.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckChoice {
    /// For everything that the check finds.
    Weighs(CheckSeverity),
    /// With exceptions.
    Except(CheckTerms),
}

words! {
    /// How much what a check finds weighs.
    pub enum CheckSeverity {
        /// The document does not pass.
        Error = "error",
        /// Its author should look.
        Warning = "warning",
        /// Good to know.
        Advice = "advice",
        /// It is not told.
        Off = "off",
    }
}

wire! {
    /// How much a check's findings weigh, and what it is not told of.
    pub struct CheckTerms {
        /// How much they weigh. Default: the check's own severity.
        pub severity: Option<CheckSeverity>,
        /// The ids of rules, levels, ladders, groups, budgets, metrics and currencies that may be so.
        #[serde(default)]
        pub except: Vec<String>,
    }
}

either! {
    CheckChoice = Weighs:
        {Value::StringLit(_)} => Weighs(CheckSeverity),
        {Value::Object(_)} => Except(CheckTerms),
        or "a severity, or {\"severity\": ..., \"except\": [...]}";
        "How much a check's findings weigh: a severity, or a severity with exceptions."
}

impl Decode for Checks {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Table(&mut self.0)
    }
}

impl Show for Checks {
    fn show(&self) -> Shown<'_> {
        self.0.show()
    }
}

super::show::serializes!(Checks);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Checks {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Checks".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let check = generator.subschema_for::<CheckChoice>();
        let names =
            crate::findings::CHECKS.iter().map(|(code, _)| (code.as_str().to_owned(), check.clone().to_value()));
        let names: serde_json::Map<String, serde_json::Value> = names.collect();
        schemars::json_schema!({
            "description": "How much the findings of each check weigh, by the name of the check.",
            "type": "object",
            "properties": names,
            "additionalProperties": false
        })
    }
}
