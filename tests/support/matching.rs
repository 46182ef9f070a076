//! Whether what came out holds everything that was expected: a subset match that names the first place that differs.

use serde_json::{Map, Value};

/// The JSON pointer of every place in `actual` that does not match `expected`, with both values.
pub fn differences(expected: &Value, actual: &Value, at: &str, out: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (key, wanted) in expected {
                let place = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                match actual.get(key) {
                    Some(value) => differences(wanted, value, &place, out),
                    None if is_nothing(wanted) => {}
                    None => out.push(format!("{place}: expected {wanted}, found nothing")),
                }
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            if expected.len() != actual.len() {
                out.push(format!(
                    "{at}: expected {} items, found {}: {}",
                    expected.len(),
                    actual.len(),
                    Value::from(actual.clone())
                ));
            }
            for (index, (wanted, value)) in expected.iter().zip(actual).enumerate() {
                differences(wanted, value, &format!("{at}/{index}"), out);
            }
        }
        (Value::Number(wanted), Value::Number(value)) if wanted.as_f64() == value.as_f64() => {}
        _ if expected == actual => {}
        _ => out.push(format!("{at}: expected {expected}, found {actual}")),
    }
}

/// Does every one of `expected` match some item of `actual`?
pub fn included(expected: &Value, actual: &Value, at: &str, out: &mut Vec<String>) {
    for wanted in expected.as_array().into_iter().flatten() {
        let found = actual.as_array().into_iter().flatten().any(|item| {
            let mut differing = Vec::new();
            differences(wanted, item, "", &mut differing);
            differing.is_empty()
        });
        if !found {
            out.push(format!("{at}: expected an item like {wanted}, found {actual}"));
        }
    }
}

/// What may be left out where a map holds only what is not zero.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => !text.is_empty() && text.bytes().all(|b| b == b'0' || b == b'.'),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Object(_) => false,
    }
}

/// Points or money, written as a number or as text, in millionths: exact for everything the format can hold.
pub fn millionths(value: &Value) -> i128 {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return 0,
    };
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{whole}{fraction:0<6}");
    assert!(fraction.len() <= 6, "{text} has too many decimals");
    sign * padded.parse::<i128>().unwrap_or_else(|_| panic!("{text} is no amount"))
}

/// `amount` added to `map[key]`, in millionths.
pub fn add(map: &mut Map<String, Value>, key: &str, amount: i128) {
    let before = map.get(key).map_or(0, whole);
    map.insert(key.to_owned(), Value::String((before + amount).to_string()));
}

/// The count that [`add`] keeps.
pub fn whole(value: &Value) -> i128 {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or(0)
}
