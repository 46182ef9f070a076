//! Days and times as files of others write them, as civil seconds since 1970-01-01.

use earnest::time::Date;
use jiff::civil::DateTime;
use std::collections::HashMap;

/// How days are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Year, month, day.
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// As said, such as `%d %b %y %H:%M`.
    Said(String),
}

impl Form {
    pub fn read(text: &str) -> Result<Form, String> {
        match text {
            "ymd" => Ok(Form::Ymd),
            "dmy" => Ok(Form::Dmy),
            "mdy" => Ok(Form::Mdy),
            _ if text.contains('%') => Ok(Form::Said(text.to_owned())),
            _ => Err(format!("'{text}' is no form of dates; write ymd, dmy, mdy or such as '%d %b %y %H:%M'")),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Form::Ymd => "ymd",
            Form::Dmy => "dmy",
            Form::Mdy => "mdy",
            Form::Said(form) => form,
        }
    }

    /// The same with day and month the other way round.
    pub fn other(&self) -> Option<Form> {
        match self {
            Form::Dmy => Some(Form::Mdy),
            Form::Mdy => Some(Form::Dmy),
            Form::Ymd | Form::Said(_) => None,
        }
    }
}

/// How the days of a sample are written: what no day contradicts.
pub fn form_of<'t>(sample: impl Iterator<Item = &'t str> + Clone) -> Form {
    let mut others = sample.clone().filter_map(|text| parts(text.trim())).filter(|parts| !parts.year_first).peekable();
    if others.peek().is_none() {
        return Form::Ymd;
    }
    let mut month_first = false;
    for parts in others {
        if parts.one > 12 {
            return Form::Dmy;
        }
        month_first |= parts.two > 12;
    }
    if !month_first && sample.clone().any(|text| text.contains('.')) { Form::Dmy } else { Form::Mdy }
}

/// Different texts that are kept at hand.
const KEPT: usize = 1 << 16;

/// Reads days in the forms that were said, or in one that was guessed.
pub struct Days {
    forms: Vec<Form>,
    guessed: bool,
    known: HashMap<String, Option<i64>>,
    /// Whether day and month the other way round would have read as much, and something else; whether it read less.
    pub unsure: bool,
    worse: bool,
}

/// A text shows that day and month stand the other way round.
#[derive(Debug, PartialEq, Eq)]
pub struct TheOtherWay(pub Form);

impl Days {
    pub fn new(forms: Vec<Form>, guessed: bool) -> Days {
        Days { forms, guessed, known: HashMap::new(), unsure: false, worse: false }
    }

    pub fn forms(&self) -> String {
        self.forms.iter().map(Form::name).collect::<Vec<_>>().join(", ")
    }

    /// Civil seconds; none where the text is no such day.
    pub fn read(&mut self, text: &str) -> Result<Option<i64>, TheOtherWay> {
        if let Some(seconds) = self.known.get(text) {
            return Ok(*seconds);
        }
        let seconds = self.forms.iter().find_map(|form| seconds(text.trim(), form));
        if let (true, Some(other)) = (self.guessed, self.forms.first().and_then(Form::other)) {
            let then = self::seconds(text.trim(), &other);
            if seconds.is_none() && then.is_some() && !self.worse {
                return Err(TheOtherWay(other));
            }
            self.worse |= then.is_none() && seconds.is_some();
            self.unsure = !self.worse && (self.unsure || then != seconds);
        }
        if self.known.len() < KEPT {
            self.known.insert(text.to_owned(), seconds);
        }
        Ok(seconds)
    }
}

fn seconds(text: &str, form: &Form) -> Option<i64> {
    if let Form::Said(form) = form {
        let parsed = jiff::fmt::strtime::parse(form, text).ok()?;
        let at = parsed
            .to_datetime()
            .or_else(|_| parsed.to_date().map(|date| date.to_datetime(jiff::civil::Time::midnight())));
        return Some(of_civil(at.ok()?));
    }
    let parts = parts(text)?;
    let (year, month, day) = match form {
        _ if parts.year_first => (parts.one, parts.two, parts.three),
        Form::Mdy => (parts.three, parts.one, parts.two),
        Form::Ymd | Form::Dmy | Form::Said(_) => (parts.three, parts.two, parts.one),
    };
    let date = Date::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    date.midnight().seconds().checked_add(parts.of_day)
}

/// The civil seconds of a civil time.
pub fn of_civil(at: DateTime) -> i64 {
    let time = at.time();
    let of_day = i64::from(time.hour()).saturating_mul(3600);
    let of_day =
        of_day.saturating_add(i64::from(time.minute()).saturating_mul(60)).saturating_add(i64::from(time.second()));
    let date = at.date();
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Date::new(i32::from(date.year()), month, day).map_or(0, |date| date.midnight().seconds().saturating_add(of_day))
}

/// A day as it is written, whatever its parts are.
struct Parts {
    one: u32,
    two: u32,
    three: u32,
    year_first: bool,
    of_day: i64,
}

fn parts(text: &str) -> Option<Parts> {
    let whole = |text: &str| {
        let digits = !text.is_empty() && text.len() < 5 && text.bytes().all(|b| b.is_ascii_digit());
        if digits { text.parse::<u32>().ok() } else { None }
    };
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let part = |from: usize, to: usize| text.get(from..to).and_then(whole);
        return Some(Parts { one: part(0, 4)?, two: part(4, 6)?, three: part(6, 8)?, year_first: true, of_day: 0 });
    }
    let end = text.find(['T', ' ', ',']).unwrap_or(text.len());
    let (day, time) = text.split_at_checked(end)?;
    let mut list = day.split(['-', '/', '.']);
    let (one, two, three, None) = (list.next()?, list.next()?, list.next()?, list.next()) else { return None };
    let year_first = one.len() == 4;
    let (year, short) = if year_first { (one, three) } else { (three, one) };
    if year.len() != 4 || two.len() > 2 || short.len() > 2 {
        return None;
    }
    let of_day = of_day(time.trim_start_matches(['T', ' ', ',']), year_first)?;
    Some(Parts { one: whole(one)?, two: whole(two)?, three: whole(three)?, year_first, of_day })
}

/// The seconds of a day; an offset is left out: civil time is what is written.
fn of_day(text: &str, has_offset: bool) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let text = if has_offset { without_offset(text) } else { text };
    let bare = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.' || c == ' ');
    let half = text.get(bare.len()..)?.chars().find(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase());
    if half.is_some_and(|half| has_offset || !matches!(half, 'a' | 'p')) {
        return None;
    }
    let mut list = bare.split(':');
    let (hours, minutes, seconds) = (list.next()?, list.next()?, list.next().unwrap_or("00"));
    let seconds = seconds.split(['.', ',']).next()?;
    let number = |text: &str, least: usize| {
        let digits = (least..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if digits { text.parse::<i64>().ok() } else { None }
    };
    let (hours, minutes, seconds) = (number(hours, 1)?, number(minutes, 2)?, number(seconds, 2)?);
    let hours = match half {
        None => hours,
        Some('p') => hours.checked_rem(12)?.checked_add(12)?,
        Some(_) => hours.checked_rem(12)?,
    };
    if list.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)
}

fn without_offset(text: &str) -> &str {
    let text = text.strip_suffix('Z').unwrap_or(text);
    text.find(['+', '-']).and_then(|at| text.get(..at)).unwrap_or(text).trim_end()
}
