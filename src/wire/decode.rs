//! Decoding a tree into wire types, collecting every finding on the way.
//!
//! `serde`'s derive stops at the first error and forgets where it stood. A [`wire!`] type is declared once, with its
//! docs; from that come its places to fill, what is written for it, and its JSON Schema. Every type starts blank and tells only
//! which [`Slot`] it is; [`fill`] is the one reader for all of them.

use super::leaf::{count, day, flag, moment, number, text, whole, word, wrong_type};
use super::show::Field;
use super::tree::name_of;
use crate::amounts::Decimal;
use crate::findings::{Code, Findings, Path, did_you_mean};
use crate::map::Map;
use crate::time::{Date, Moment};
use jsonc_parser::ast::{Object, Value};

/// A type that is read from a tree.
pub trait Decode {
    /// What it is, and the place to fill.
    fn slot(&mut self) -> Slot<'_>;
}

/// A place to be filled, by what may stand there.
pub enum Slot<'s> {
    Text(&'s mut String),
    Flag(&'s mut bool),
    Whole(&'s mut i64),
    Count(&'s mut u32),
    Number(&'s mut Decimal),
    Day(&'s mut Date),
    Moment(&'s mut Moment),
    Word(&'static [&'static str], &'s mut dyn Word),
    Optional(&'s mut dyn Optional),
    List(&'s mut dyn List),
    Table(&'s mut dyn Table),
    Record(&'static [Field], &'s mut dyn Record),
    Own(&'s mut dyn Own),
}

/// One of a few words.
pub trait Word {
    /// Becomes the word at this place.
    fn choose(&mut self, at: usize);
}

/// A value that may be null or absent.
pub trait Optional {
    /// The value, there from now on.
    fn some(&mut self) -> &mut dyn Decode;
}

/// Any number of values.
pub trait List {
    /// One more.
    fn more(&mut self) -> Option<&mut dyn Decode>;
}

/// Values by name.
pub trait Table {
    /// The value of a name, new where it is not there.
    fn entry(&mut self, name: &str) -> Option<&mut dyn Decode>;
}

/// Named fields.
pub trait Record {
    /// The place of the field at this place.
    fn place(&mut self, at: usize) -> Option<&mut dyn Decode>;
}

/// A value that looks at what stands there before it knows what it is.
pub trait Own {
    /// Reads itself; whether it could.
    fn fill(&mut self, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool;
}

/// Reads a `T`; where it cannot, says so in `findings` and gives `None`.
pub(crate) fn decode<T: Decode + Default>(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<T> {
    let mut blank = T::default();
    fill(&mut blank, value, path, findings).then_some(blank)
}

/// Fills a place with what stands at `value`; where it cannot, says so in `findings` and gives `false`.
pub(crate) fn fill(place: &mut dyn Decode, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
    match place.slot() {
        Slot::Text(place) => put(place, text(value, path, findings).map(str::to_owned)),
        Slot::Flag(place) => put(place, flag(value, path, findings)),
        Slot::Whole(place) => put(place, whole(value, path, findings)),
        Slot::Count(place) => put(place, count(value, path, findings)),
        Slot::Number(place) => put(place, number(value, path, findings)),
        Slot::Day(place) => put(place, day(value, path, findings)),
        Slot::Moment(place) => put(place, moment(value, path, findings)),
        Slot::Word(words, place) => match word(words, value, path, findings) {
            Some(at) => {
                place.choose(at);
                true
            }
            None => false,
        },
        Slot::Optional(place) => matches!(value, Value::NullKeyword(_)) || fill(place.some(), value, path, findings),
        Slot::List(place) => list(place, value, path, findings),
        Slot::Table(place) => table(place, value, path, findings),
        Slot::Record(fields, place) => record(fields, place, value, path, findings),
        Slot::Own(place) => place.fill(value, path, findings),
    }
}

/// Puts in what was read; whether anything was.
pub(crate) fn put<T>(place: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}

fn list(place: &mut dyn List, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
    let Value::Array(array) = value else {
        wrong_type(value, "a list", path, findings);
        return false;
    };
    if array.elements.len() > crate::bounds::LIST {
        findings.error(
            Code::TooLarge,
            path,
            format!("the list has {} items", array.elements.len()),
            format!("keep it within {} items", crate::bounds::LIST),
        );
        return false;
    }
    // Every item is read, so that all findings are told at once.
    let mut whole = true;
    for (index, item) in array.elements.iter().enumerate() {
        whole &= place.more().is_some_and(|place| fill(place, item, &path.index(index), findings));
    }
    whole
}

fn table(place: &mut dyn Table, value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> bool {
    let Some(object) = object(value, path, findings) else { return false };
    let mut whole = true;
    for property in &object.properties {
        let name = name_of(&property.name);
        whole &= place.entry(name).is_some_and(|place| fill(place, &property.value, &path.key(name), findings));
    }
    whole
}

fn record(
    fields: &[Field],
    place: &mut dyn Record,
    value: &Value<'_>,
    path: &Path<'_>,
    findings: &mut Findings,
) -> bool {
    let Some(object) = object(value, path, findings) else { return false };
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    unknown_fields(object, &names, path, findings);
    let mut whole = true;
    for (at, field) in names.into_iter().enumerate() {
        let Some(place) = place.place(at) else { continue };
        match object.properties.iter().find(|p| is_camel_of(name_of(&p.name), field)) {
            Some(property) => {
                whole &= fill(place, &property.value, &path.key(name_of(&property.name)), findings);
            }
            None if matches!(place.slot(), Slot::Optional(_) | Slot::List(_) | Slot::Table(_)) => {}
            None => {
                let name = camel(field);
                findings.error(Code::MissingField, path, format!("'{name}' is missing"), format!("add \"{name}\""));
                whole = false;
            }
        }
    }
    whole
}

/// The object at `value`, with doubled keys noted.
pub(crate) fn object<'v, 'a>(value: &'v Value<'a>, path: &Path<'_>, findings: &mut Findings) -> Option<&'v Object<'a>> {
    let Value::Object(object) = value else {
        wrong_type(value, "an object", path, findings);
        return None;
    };
    let mut seen = Map::new();
    for property in &object.properties {
        let name = name_of(&property.name);
        if seen.insert(name, ()).is_some() {
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

/// Does `object` have the field `key`?
pub(crate) fn has(object: &Object<'_>, key: &str) -> bool {
    object.properties.iter().any(|p| name_of(&p.name) == key)
}

macro_rules! scalars {
    ($($type:ty => $slot:ident,)+) => {$(
        impl Decode for $type {
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
        }
    )+};
}

scalars! {
    String => Text,
    bool => Flag,
    i64 => Whole,
    u32 => Count,
    Decimal => Number,
    Date => Day,
    Moment => Moment,
}

impl<T: Decode> Decode for Box<T> {
    fn slot(&mut self) -> Slot<'_> {
        self.as_mut().slot()
    }
}

impl<T: Decode + Default> Decode for Option<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }
}

impl<T: Decode + Default> Optional for Option<T> {
    fn some(&mut self) -> &mut dyn Decode {
        self.get_or_insert_default()
    }
}

impl<T: Decode + Default> Decode for Vec<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Decode + Default> List for Vec<T> {
    fn more(&mut self) -> Option<&mut dyn Decode> {
        self.push(T::default());
        self.last_mut().map(|place| -> &mut dyn Decode { place })
    }
}

impl<T: Decode + Default> Decode for Map<String, T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Table(self)
    }
}

impl<T: Decode + Default> Table for Map<String, T> {
    fn entry(&mut self, name: &str) -> Option<&mut dyn Decode> {
        self.insert(name.to_owned(), T::default());
        self.get_mut(name).map(|place| -> &mut dyn Decode { place })
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

pub(super) fn is_camel_of(name: &str, field: &str) -> bool {
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

/// Declares a wire struct: documented fields, reader, writer and schema from one text.
macro_rules! wire {
    ($($(#[doc = $doc:literal])+ pub struct $name:ident { $(
        $(#[doc = $fdoc:literal])+
        $(#[serde($($serde:tt)*)])?
        pub $field:ident: $type:ty,
    )* })+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Default, PartialEq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", serde(rename_all = "camelCase"))]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
        pub struct $name { $(
            $(#[doc = $fdoc])+
            $(#[cfg_attr(feature = "schema", serde($($serde)*))])?
            pub $field: $type,
        )* }

        $crate::wire::show::shows!($name { $($field ($($($serde)*)?),)* });
        $crate::wire::show::serializes!($name);

        impl $crate::wire::Decode for $name {
            fn slot(&mut self) -> $crate::wire::decode::Slot<'_> {
                $crate::wire::decode::Slot::Record($name::FIELDS, self)
            }
        }

        impl $crate::wire::decode::Record for $name {
            fn place(&mut self, at: usize) -> Option<&mut dyn $crate::wire::Decode> {
                let mut left = at;
                $(
                    if left == 0 {
                        return Some(&mut self.$field);
                    }
                    left = left.wrapping_sub(1);
                )*
                let _ = left;
                None
            }
        }
    )+};
}

/// Declares an enum of words: documented variants, reader, writer and schema from one text. It is blank as the
/// first word.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vmeta])* #[cfg_attr(feature = "schema", serde(rename = $word))] $variant,)+ }

        impl $name {
            /// Every value, in the order of its words.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// Every word.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word itself.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                let [first, ..] = [$($name::$variant,)+];
                first
            }
        }

        impl $crate::wire::Decode for $name {
            fn slot(&mut self) -> $crate::wire::decode::Slot<'_> {
                $crate::wire::decode::Slot::Word($name::WORDS, self)
            }
        }

        impl $crate::wire::show::Show for $name {
            fn show(&self) -> $crate::wire::show::Shown<'_> {
                $crate::wire::show::Shown::Text(self.word())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::wire::decode::serialize_word($name::WORDS, self.word(), serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let at = <u8 as serde::Deserialize>::deserialize(from)?;
                let known = $name::ALL.get(usize::from(at)).copied();
                known.ok_or_else(|| serde::de::Error::custom("a word that is not known"))
            }
        }

        impl $crate::wire::decode::Word for $name {
            fn choose(&mut self, at: usize) {
                if let Some(word) = $name::ALL.get(at) {
                    *self = *word;
                }
            }
        }
    )+};
}

/// A word: text for people, its place among the words in compact bytes.
pub(crate) fn serialize_word<S: serde::Serializer>(words: &[&str], word: &str, to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() {
        return to.serialize_str(word);
    }
    let place = words.iter().position(|known| *known == word).and_then(|at| u8::try_from(at).ok());
    to.serialize_u8(place.unwrap_or(u8::MAX))
}

pub(crate) use {wire, words};
