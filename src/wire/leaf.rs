//! Single values: texts, numbers, days, words. What is none of its kind is found.

use super::tree::kind_of;
use crate::amounts::{Decimal, DecimalError};
use crate::findings::{Code, Findings, Path, did_you_mean};
use crate::time::{Date, Moment};
use jsonc_parser::ast::Value;

pub(crate) fn wrong_type(value: &Value<'_>, wanted: &str, path: &Path<'_>, findings: &mut Findings) {
    findings.error(
        Code::WrongType,
        path,
        format!("{} stands here, {wanted} is needed", kind_of(value)),
        format!("write {wanted}"),
    );
}

pub(super) fn text<'v>(value: &'v Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<&'v str> {
    let Value::StringLit(text) = value else {
        wrong_type(value, "text", path, findings);
        return None;
    };
    if text.value.len() > crate::bounds::STRING {
        findings.error(
            Code::TooLarge,
            path,
            format!("the text has {} bytes", text.value.len()),
            format!("keep it within {} bytes", crate::bounds::STRING),
        );
        return None;
    }
    Some(&text.value)
}

pub(super) fn flag(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<bool> {
    let Value::BooleanLit(literal) = value else {
        wrong_type(value, "true or false", path, findings);
        return None;
    };
    Some(literal.value)
}

pub(super) fn whole(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<i64> {
    let whole = number(value, path, findings)?.at(0);
    if whole.is_err() {
        findings.error(Code::OutOfRange, path, "a whole number is needed", "write it without decimals");
    }
    whole.ok()
}

pub(super) fn count(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<u32> {
    let number = whole(value, path, findings)?;
    let count = u32::try_from(number);
    if count.is_err() {
        findings.error(Code::OutOfRange, path, format!("{number} is out of range"), "write a whole number from 0");
    }
    count.ok()
}

pub(crate) fn number(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Decimal> {
    let text = match value {
        Value::NumberLit(number) => number.value,
        Value::StringLit(text) => text.value.as_ref(),
        Value::BooleanLit(_) | Value::Object(_) | Value::Array(_) | Value::NullKeyword(_) => {
            wrong_type(value, "a number such as 12.50 or \"12.50\"", path, findings);
            return None;
        }
    };
    let (code, what, help) = match Decimal::parse(text) {
        Ok(number) => return Some(number),
        Err(DecimalError::NotANumber) => (
            Code::InvalidNumber,
            "is no decimal number",
            "write digits with a point, such as 1250.00, or a rate such as '28 %'",
        ),
        Err(DecimalError::TooManyDigits) => (Code::TooManyDigits, "has too many decimals", "use 12 decimals at most"),
        Err(DecimalError::TooLarge) => (Code::TooLarge, "is too large", "use 18 digits at most"),
    };
    findings.error(code, path, format!("'{text}' {what}"), help);
    None
}

pub(super) fn day(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Date> {
    let text = text(value, path, findings)?;
    let date = Date::parse(text);
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

pub(super) fn moment(value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<Moment> {
    let text = text(value, path, findings)?;
    let moment = Moment::parse(text);
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

/// The place of the word at `value` among `words`.
pub(super) fn word(words: &[&str], value: &Value<'_>, path: &Path<'_>, findings: &mut Findings) -> Option<usize> {
    let text = text(value, path, findings)?;
    let found = words.iter().position(|word| *word == text);
    if found.is_none() {
        findings.error(Code::UnknownValue, path, format!("'{text}' is not known here"), did_you_mean(text, words));
    }
    found
}
