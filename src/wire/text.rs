//! Texts that members read, in one language or in several.

use super::decode::{Decode, Own, Slot, decode, put};
use super::leaf::wrong_type;
use super::show::{Show, Shown};
use super::tree::name_of;
use crate::findings::{Code, Findings, Path};
use crate::map::Map;
use jsonc_parser::ast::{Object, Value};

/// A text for members: one for everybody, or one for each language. Results tell it plain; who speaks to a member in
/// another language finds the table in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The text, or that of the language whose tag comes first in the alphabet: the order of a table's entries says
    /// nothing.
    pub plain: String,
    /// The texts by language tag; none where one text is for everybody.
    pub languages: Map<String, String>,
}

impl Decode for Text {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Own(self)
    }
}

impl Own for Text {
    fn fill(&mut self, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
        match value {
            Value::StringLit(_) => put(&mut self.plain, decode(value, path, findings)),
            Value::Object(object) => {
                let read = put(&mut self.languages, decode(value, path, findings));
                let known = are_languages(object, path, findings);
                self.plain = self.languages.values().next().cloned().unwrap_or_default();
                read && known
            }
            Value::Array(_) | Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {
                wrong_type(value, "text, or a table of texts by language", path, findings);
                false
            }
        }
    }
}

/// Is every key a language tag, and is there one?
fn are_languages(object: &Object<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
    let help = "write language tags such as \"en\" or \"ro-MD\"";
    if object.properties.is_empty() {
        findings.error(Code::MissingField, path, "the table of texts is empty", help);
    }
    let mut all = !object.properties.is_empty();
    for property in &object.properties {
        let tag = name_of(&property.name);
        if !is_language(tag) {
            findings.error(Code::UnknownValue, &path.key(tag), format!("'{tag}' is no language"), help);
            all = false;
        }
    }
    all
}

/// Has the tag the shape of one: two or three letters, and perhaps parts of letters and digits behind dashes?
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

impl Show for Text {
    fn show(&self) -> Shown<'_> {
        if self.languages.is_empty() { self.plain.show() } else { self.languages.show() }
    }
}

super::show::serializes!(Text);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A text that members read, or a table of it by language such as {\"en\": \"Silver\", \"ro\": \"Argint\"}.",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "additionalProperties": { "type": "string" },
                    "minProperties": 1,
                    "propertyNames": { "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" }
                }
            ]
        })
    }
}
