//! One object read over another, and the members of objects.

use super::decode::{Decode, Record, Slot, fill, is_camel_of};
use super::show::Field;
use super::tree::name_of;
use crate::findings::{Findings, Path};
use jsonc_parser::ast::Value;

/// Reads a `T` from two objects: what the first one has, null too, and the rest from the second. Both were read by
/// themselves before, so that nothing is to be found any more.
pub(crate) fn decode_over<T: Decode + Default>(first: &Value<'_>, second: &Value<'_>) -> T {
    let mut blank = T::default();
    if let Slot::Record(fields, place) = blank.slot() {
        fill_over(fields, place, first, second);
    }
    blank
}

fn fill_over(fields: &[Field], place: &mut dyn Record, first: &Value<'_>, second: &Value<'_>) {
    for (at, field) in fields.iter().enumerate() {
        let found = [first, second].into_iter().find_map(|value| member(value, |name| is_camel_of(name, field.name)));
        if let (Some(value), Some(place)) = (found, place.place(at)) {
            fill(place, value, &Path::ROOT, &mut Findings::default());
        }
    }
}

/// The value of the member of an object whose name is such a one.
pub(crate) fn member<'v, 'a>(value: &'v Value<'a>, such: impl Fn(&str) -> bool) -> Option<&'v Value<'a>> {
    let Value::Object(object) = value else { return None };
    object.properties.iter().find(|property| such(name_of(&property.name))).map(|property| &property.value)
}

/// The item of a list that is a member of an object.
pub(crate) fn item<'v, 'a>(value: &'v Value<'a>, list: &str, at: usize) -> Option<&'v Value<'a>> {
    let Value::Array(array) = member(value, |name| name == list)? else { return None };
    array.elements.get(at)
}
