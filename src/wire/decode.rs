//! Decoding a tree into wire types, collecting every finding on the way.
//!
//! `serde`'s derive stops at the first error and forgets where it stood. A [`wire!`] type is declared once, with its
//! docs; from that come its decoder, its serializer and its JSON Schema.

use super::tree::{kind_of, name_of};
use crate::amounts::{Decimal, DecimalError};
use crate::findings::{Code, Findings, Path, did_you_mean};
use crate::map::Map;
use crate::time::{Date, Moment};
use jsonc_parser::ast::{Object, Value};

/// A type that reads itself from a tree.
pub trait Decode: Sized {
    /// Reads `value`; where it cannot, says so in `findings` and gives `None`.
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self>;

    /// What stands for a field that is not there; `None` where it must be.
    fn absent() -> Option<Self> {
        None
    }
}

pub(crate) fn wrong_type(value: &Value<'_>, wanted: &str, path: &Path<'_>, findings: &mut Findings) {
    findings.error(
        Code::WrongType,
        path,
        format!("{} stands here, {wanted} is needed", kind_of(value)),
        format!("write {wanted}"),
    );
}

impl Decode for String {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        match value {
            Value::StringLit(text) if text.value.len() > crate::bounds::STRING => {
                findings.error(
                    Code::TooLarge,
                    path,
                    format!("the text has {} bytes", text.value.len()),
                    format!("keep it within {} bytes", crate::bounds::STRING),
                );
                None
            }
            Value::StringLit(text) => Some(text.value.to_string()),
            Value::NumberLit(_) | Value::BooleanLit(_) | Value::Object(_) | Value::Array(_) | Value::NullKeyword(_) => {
                wrong_type(value, "text", path, findings);
                None
            }
        }
    }
}

impl Decode for bool {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        match value {
            Value::BooleanLit(literal) => Some(literal.value),
            Value::StringLit(_) | Value::NumberLit(_) | Value::Object(_) | Value::Array(_) | Value::NullKeyword(_) => {
                wrong_type(value, "true or false", path, findings);
                None
            }
        }
    }
}

impl Decode for i64 {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        let whole = Decimal::decode(value, path, findings)?;
        match whole.at(0) {
            Ok(number) => Some(number),
            Err(_) => {
                findings.error(Code::OutOfRange, path, "a whole number is needed", "write it without decimals");
                None
            }
        }
    }
}

impl Decode for u32 {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        let number = i64::decode(value, path, findings)?;
        match u32::try_from(number) {
            Ok(number) => Some(number),
            Err(_) => {
                findings.error(
                    Code::OutOfRange,
                    path,
                    format!("{number} is out of range"),
                    "write a whole number from 0",
                );
                None
            }
        }
    }
}

impl Decode for Decimal {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        let text = match value {
            Value::NumberLit(number) => number.value,
            Value::StringLit(text) => text.value.as_ref(),
            Value::BooleanLit(_) | Value::Object(_) | Value::Array(_) | Value::NullKeyword(_) => {
                wrong_type(value, "a number such as 12.50 or \"12.50\"", path, findings);
                return None;
            }
        };
        match Decimal::parse(text) {
            Ok(number) => Some(number),
            Err(DecimalError::NotANumber) => {
                findings.error(
                    Code::InvalidNumber,
                    path,
                    format!("'{text}' is no decimal number"),
                    "write digits with a point, such as 1250.00, or a rate such as '28 %'",
                );
                None
            }
            Err(DecimalError::TooManyDigits) => {
                findings.error(
                    Code::TooManyDigits,
                    path,
                    format!("'{text}' has too many decimals"),
                    "use 12 decimals at most",
                );
                None
            }
            Err(DecimalError::TooLarge) => {
                findings.error(Code::TooLarge, path, format!("'{text}' is too large"), "use 18 digits at most");
                None
            }
        }
    }
}

impl Decode for Date {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        let text = String::decode(value, path, findings)?;
        let date = Date::parse(&text);
        if date.is_none() {
            findings.error(
                Code::InvalidDate,
                path,
                format!("'{text}' is no date of the calendar"),
                "write year-month-day, such as 2026-03-31",
            );
        }
        date
    }
}

impl Decode for Moment {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        let text = String::decode(value, path, findings)?;
        let moment = Moment::parse(&text);
        if moment.is_none() {
            findings.error(
                Code::InvalidDate,
                path,
                format!("'{text}' is no civil time"),
                "write the program's local time, such as 2026-03-31T23:59:59; convert an instant with an offset first",
            );
        }
        moment
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        match value {
            Value::NullKeyword(_) => Some(None),
            Value::StringLit(_) | Value::NumberLit(_) | Value::BooleanLit(_) | Value::Object(_) | Value::Array(_) => {
                T::decode(value, path, findings).map(Some)
            }
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        T::decode(value, path, findings).map(Box::new)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Box::new)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        let Value::Array(array) = value else {
            wrong_type(value, "a list", path, findings);
            return None;
        };
        if array.elements.len() > crate::bounds::LIST {
            findings.error(
                Code::TooLarge,
                path,
                format!("the list has {} items", array.elements.len()),
                format!("keep it within {} items", crate::bounds::LIST),
            );
            return None;
        }
        // Every item is read, so that all findings are told at once.
        let items: Vec<Option<T>> =
            array.elements.iter().enumerate().map(|(i, item)| T::decode(item, &path.index(i), findings)).collect();
        items.into_iter().collect()
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

impl<T: Decode> Decode for Map<String, T> {
    fn decode(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Self> {
        let object = object(value, path, findings)?;
        let mut all = Some(Map::new());
        for property in &object.properties {
            let key = name_of(&property.name);
            match (T::decode(&property.value, &path.key(key), findings), &mut all) {
                (Some(item), Some(map)) => {
                    map.insert(key.to_owned(), item);
                }
                (None, _) => all = None,
                (Some(_), None) => {}
            }
        }
        all
    }

    fn absent() -> Option<Self> {
        Some(Map::new())
    }
}

/// The object at `value`, with doubled keys noted.
pub(crate) fn object<'v, 'a>(value: &'v Value<'a>, path: &Path<'_>, findings: &mut Findings) -> Option<&'v Object<'a>> {
    let Value::Object(object) = value else {
        wrong_type(value, "an object", path, findings);
        return None;
    };
    let mut seen = std::collections::HashSet::new();
    for property in &object.properties {
        let name = name_of(&property.name);
        if !seen.insert(name) {
            findings.error(
                Code::DuplicateField,
                &path.key(name),
                format!("'{name}' stands here twice"),
                "keep one of them; which one counts would be a guess",
            );
        }
    }
    Some(object)
}

/// The field of `object` whose JSON name is the camel case of `field`.
pub(crate) fn field<T: Decode>(
    object: &Object<'_>,
    field: &str,
    path: &Path<'_>,
    findings: &mut Findings,
) -> Option<T> {
    match object.properties.iter().find(|p| is_camel_of(name_of(&p.name), field)) {
        Some(property) => T::decode(&property.value, &path.key(name_of(&property.name)), findings),
        None => {
            let absent = T::absent();
            if absent.is_none() {
                let name = camel(field);
                findings.error(Code::MissingField, path, format!("'{name}' is missing"), format!("add \"{name}\""));
            }
            absent
        }
    }
}

/// Notes every key of `object` that is the camel case of none of `fields`.
pub(crate) fn unknown_fields(object: &Object<'_>, fields: &[&str], path: &Path<'_>, findings: &mut Findings) {
    for property in &object.properties {
        let name = name_of(&property.name);
        if !fields.iter().any(|field| is_camel_of(name, field)) {
            let known: Vec<String> = fields.iter().map(|f| camel(f)).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            findings.error(
                Code::UnknownField,
                &path.key(name),
                format!("'{name}' is not a field here"),
                did_you_mean(name, &known),
            );
        }
    }
}

/// The word at `value` as one of `words`.
pub(crate) fn word<T: Copy>(
    value: &Value<'_>,
    words: &[(&str, T)],
    path: &Path<'_>,
    findings: &mut Findings,
) -> Option<T> {
    let text = String::decode(value, path, findings)?;
    let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
    if found.is_none() {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        findings.error(Code::UnknownValue, path, format!("'{text}' is not known here"), did_you_mean(&text, &known));
    }
    found
}

fn is_camel_of(name: &str, field: &str) -> bool {
    let field = field.strip_prefix("r#").unwrap_or(field);
    let mut name = name.bytes();
    let mut upper = false;
    for byte in field.bytes() {
        if byte == b'_' {
            upper = true;
            continue;
        }
        let wanted = if upper { byte.to_ascii_uppercase() } else { byte };
        if name.next() != Some(wanted) {
            return false;
        }
        upper = false;
    }
    name.next().is_none()
}

pub(crate) fn camel(field: &str) -> String {
    let field = field.strip_prefix("r#").unwrap_or(field);
    let mut upper = false;
    let mut out = String::with_capacity(field.len());
    for c in field.chars() {
        if c == '_' {
            upper = true;
        } else {
            out.push(if upper { c.to_ascii_uppercase() } else { c });
            upper = false;
        }
    }
    out
}

/// Declares a wire struct: documented fields, decoder, serializer and schema from one text.
macro_rules! wire {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $type:ty,)* })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
        pub struct $name { $($(#[$fmeta])* pub $field: $type,)* }

        impl $crate::wire::Decode for $name {
            fn decode(
                value: &jsonc_parser::ast::Value<'_>,
                path: &$crate::findings::Path<'_>,
                findings: &mut $crate::findings::Findings,
            ) -> Option<Self> {
                use $crate::wire::decode::{field, object, unknown_fields};
                let object = object(value, path, findings)?;
                unknown_fields(object, &[$(stringify!($field),)*], path, findings);
                $(let $field = field::<$type>(object, stringify!($field), path, findings);)*
                Some($name { $($field: $field?,)* })
            }
        }
    )+};
}

/// Declares an enum of words: documented variants, decoder, serializer and schema from one text.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every word with its value.
            pub const WORDS: &'static [(&'static str, $name)] = &[$(($word, $name::$variant),)+];

            /// The word itself.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl $crate::wire::Decode for $name {
            fn decode(
                value: &jsonc_parser::ast::Value<'_>,
                path: &$crate::findings::Path<'_>,
                findings: &mut $crate::findings::Findings,
            ) -> Option<Self> {
                $crate::wire::decode::word(value, $name::WORDS, path, findings)
            }
        }
    )+};
}

pub(crate) use {wire, words};
