//! Writing wire types out: to serializers, and as the text that states are stored in.
//!
//! As with reading, a type tells only what it is, and one routine writes them all. `serde`'s derive would be compiled
//! for every type again.

use super::amount::Points;
use super::decode::camel;
use crate::amounts::Decimal;
use crate::map::Map;
use crate::time::{Date, Moment};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// A type that is written out.
pub trait Show {
    /// What it is.
    fn show(&self) -> Shown<'_>;
}

/// A value by what is written for it.
pub enum Shown<'s> {
    /// Nothing is there.
    Null,
    /// True or false.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// Points.
    Points(Points),
    /// Text that is there.
    Text(&'s str),
    /// Text made for writing.
    Made(String),
    /// A list, one by one.
    List(&'s dyn Items),
    /// Values by name.
    Table(&'s dyn Entries),
    /// Named fields.
    Record(&'static [Field], &'s dyn Fields),
    /// An object of one field.
    Keyed(&'static str, &'s dyn Show),
}

/// A field of a record.
pub struct Field {
    /// Its name in Rust; its JSON name is the camel case of it.
    pub name: &'static str,
    /// Is it left out where nothing is there?
    pub left_out: bool,
}

/// The values of a list.
pub trait Items {
    /// The item at this place.
    fn item(&self, at: usize) -> Option<&dyn Show>;
}

/// Values by name.
pub trait Entries {
    /// The name and value at this place.
    fn entry(&self, at: usize) -> Option<(&str, &dyn Show)>;
}

/// The values of a record.
pub trait Fields {
    /// The value of the field at this place.
    fn value(&self, at: usize) -> Option<&dyn Show>;
}

impl Shown<'_> {
    /// Is nothing there: null, or a list or table without a value?
    fn is_nothing(&self) -> bool {
        match self {
            Shown::Null => true,
            Shown::List(items) => items.item(0).is_none(),
            Shown::Table(entries) => entries.entry(0).is_none(),
            Shown::Flag(_)
            | Shown::Whole(_)
            | Shown::Points(_)
            | Shown::Text(_)
            | Shown::Made(_)
            | Shown::Record(..)
            | Shown::Keyed(..) => false,
        }
    }
}

/// The fields of an object by their JSON names, in order: whoever writes them writes the same.
fn fields_of<'s>(shown: &Shown<'s>) -> Map<String, &'s dyn Show> {
    let mut all = Map::new();
    match *shown {
        Shown::Record(fields, record) => {
            for (at, field) in fields.iter().enumerate() {
                let Some(value) = record.value(at) else { continue };
                if !(field.left_out && value.show().is_nothing()) {
                    all.insert(camel(field.name), value);
                }
            }
        }
        Shown::Table(entries) => {
            let mut at = 0_usize;
            while let Some((name, value)) = entries.entry(at) {
                all.insert(name.to_owned(), value);
                at = at.saturating_add(1);
            }
        }
        Shown::Keyed(name, value) => {
            all.insert(name.to_owned(), value);
        }
        Shown::Null
        | Shown::Flag(_)
        | Shown::Whole(_)
        | Shown::Points(_)
        | Shown::Text(_)
        | Shown::Made(_)
        | Shown::List(_) => {}
    }
    all
}

/// A shown value for serializers.
pub(crate) struct Seen<'s>(pub &'s dyn Show);

impl Serialize for Seen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown = self.0.show();
        match shown {
            Shown::Null => serializer.serialize_none(),
            Shown::Flag(flag) => serializer.serialize_bool(flag),
            Shown::Whole(number) => serializer.serialize_i64(number),
            Shown::Points(points) => match points.whole() {
                // A whole number is written as one, as JavaScript writes it.
                Some(number) => serializer.serialize_i64(number),
                None => serializer.serialize_f64(points.number()),
            },
            Shown::Text(text) => serializer.serialize_str(text),
            Shown::Made(text) => serializer.serialize_str(&text),
            Shown::List(items) => {
                let mut list = serializer.serialize_seq(None)?;
                let mut at = 0_usize;
                while let Some(item) = items.item(at) {
                    list.serialize_element(&Seen(item))?;
                    at = at.saturating_add(1);
                }
                list.end()
            }
            Shown::Table(_) | Shown::Record(..) | Shown::Keyed(..) => {
                let mut map = serializer.serialize_map(None)?;
                for (name, value) in &fields_of(&shown) {
                    map.serialize_entry(name, &Seen(*value))?;
                }
                map.end()
            }
        }
    }
}

/// JSON on one line, keys in order.
pub(crate) fn to_text(value: &dyn Show) -> String {
    let mut out = String::new();
    write(value, true, &mut out);
    out
}

/// As [`to_text`], without what is not there: absent fields read the same.
pub(crate) fn to_short_text(value: &dyn Show) -> String {
    let mut out = String::new();
    write(value, false, &mut out);
    out
}

fn write(value: &dyn Show, whole: bool, out: &mut String) {
    let shown = value.show();
    match &shown {
        Shown::Null => out.push_str("null"),
        Shown::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Shown::Whole(number) => out.push_str(&number.to_string()),
        Shown::Points(points) => out.push_str(&Decimal::new(points.units, points.decimals).to_string()),
        Shown::Text(text) => write_text(text, out),
        Shown::Made(text) => write_text(text, out),
        Shown::List(items) => {
            let mut at = 0_usize;
            out.push('[');
            while let Some(item) = items.item(at) {
                if at > 0 {
                    out.push(',');
                }
                write(item, whole, out);
                at = at.saturating_add(1);
            }
            out.push(']');
        }
        Shown::Table(_) | Shown::Record(..) | Shown::Keyed(..) => {
            let mut before = '{';
            for (name, value) in &fields_of(&shown) {
                let shown = value.show();
                if whole || !shown.is_nothing() || matches!(shown, Shown::Table(_)) {
                    out.push(before);
                    write_text(name, out);
                    out.push(':');
                    write(*value, whole, out);
                    before = ',';
                }
            }
            if before == '{' {
                out.push('{');
            }
            out.push('}');
        }
    }
}

/// A text in quotes, as JSON has it.
pub(crate) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..='\u{1f}' => {
                let digit = |n: u32| char::from_digit(n & 15, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.push(digit(u32::from(c) >> 4));
                out.push(digit(u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

macro_rules! shown_as {
    ($($type:ty: $value:ident => $shown:expr;)+) => {$(
        impl Show for $type {
            fn show(&self) -> Shown<'_> {
                let $value = self;
                $shown
            }
        }
    )+};
}

shown_as! {
    String: text => Shown::Text(text);
    &str: text => Shown::Text(text);
    bool: flag => Shown::Flag(*flag);
    i64: number => Shown::Whole(*number);
    u32: number => Shown::Whole(i64::from(*number));
    u16: number => Shown::Whole(i64::from(*number));
    u8: number => Shown::Whole(i64::from(*number));
    Decimal: number => Shown::Made(number.to_string());
    Date: day => Shown::Made(day.to_string());
    Moment: moment => Shown::Made(moment.to_string());
    Points: points => Shown::Points(*points);
}

impl<T: Show> Show for Option<T> {
    fn show(&self) -> Shown<'_> {
        self.as_ref().map_or(Shown::Null, Show::show)
    }
}

impl<T: Show> Show for Box<T> {
    fn show(&self) -> Shown<'_> {
        self.as_ref().show()
    }
}

macro_rules! lists {
    ($([$($of:tt)+] $type:ty;)+) => {$(
        impl<$($of)+> Show for $type {
            fn show(&self) -> Shown<'_> {
                Shown::List(self)
            }
        }

        impl<$($of)+> Items for $type {
            fn item(&self, at: usize) -> Option<&dyn Show> {
                self.get(at).map(|item| -> &dyn Show { item })
            }
        }
    )+};
}

lists! {
    [T: Show] Vec<T>;
    [T: Show] &[T];
    [T: Show, const N: usize] [T; N];
}

impl<T: Show> Show for Map<String, T> {
    fn show(&self) -> Shown<'_> {
        Shown::Table(self)
    }
}

impl<T: Show> Entries for Map<String, T> {
    fn entry(&self, at: usize) -> Option<(&str, &dyn Show)> {
        self.iter().nth(at).map(|(name, value)| -> (&str, &dyn Show) { (name, value) })
    }
}

/// Makes types that are shown serializable.
macro_rules! serializes {
    ($($type:ty),+) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::wire::show::Seen(self).serialize(serializer)
            }
        }
    )+};
}

/// Shows a struct by its fields, each with what its `#[serde(...)]` says.
macro_rules! shows {
    ($name:ident $(<$life:lifetime>)? { $($field:ident ($($serde:tt)*),)* }) => {
        impl $(<$life>)? $name $(<$life>)? {
            const FIELDS: &'static [$crate::wire::show::Field] = &[$($crate::wire::show::Field {
                name: stringify!($field),
                left_out: $crate::wire::show::left_out!($($serde)*),
            },)*];
        }

        impl $(<$life>)? $crate::wire::show::Show for $name $(<$life>)? {
            fn show(&self) -> $crate::wire::show::Shown<'_> {
                $crate::wire::show::Shown::Record(Self::FIELDS, self)
            }
        }

        impl $(<$life>)? $crate::wire::show::Fields for $name $(<$life>)? {
            fn value(&self, at: usize) -> Option<&dyn $crate::wire::show::Show> {
                let mut left = at;
                $(
                    if left == 0 {
                        return Some(&self.$field);
                    }
                    left = left.wrapping_sub(1);
                )*
                let _ = left;
                None
            }
        }
    };
}

/// Does `serde`'s attribute leave a field out where nothing is there?
macro_rules! left_out {
    () => {
        false
    };
    (default) => {
        false
    };
    ($(default,)? skip_serializing_if = $how:literal) => {
        true
    };
}

pub(crate) use {left_out, serializes, shows};
