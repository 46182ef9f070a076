//! Numbers as files of others write them, read as the decimals they are.

use earnest::amounts::Decimal;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Mark {
    Point,
    Comma,
}

/// Whether the numbers of a sample have a decimal comma: one with other digits than three behind it.
pub fn mark_of<'t>(sample: impl Iterator<Item = &'t str>) -> Mark {
    let mut four = false;
    for text in sample {
        let Some((before, behind)) = text.trim().rsplit_once(',') else { continue };
        if behind.is_empty() || !behind.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        if behind.len() < 3 || has_thousands(before) {
            return Mark::Comma;
        }
        four |= behind.len() > 3 && before.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit());
    }
    if four { Mark::Comma } else { Mark::Point }
}

/// Whether a text ends with a point and three digits.
fn has_thousands(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(_, group)| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

/// A number in millionths; none of a text that is no number, or has more than six places. Signs of currencies and separators
/// of thousands are left out.
pub fn millionths(text: &str, mark: Mark) -> Option<i64> {
    let asked = text.trim();
    if mark == Mark::Point && is_plain(asked) {
        return Decimal::parse(asked).ok()?.at(6).ok();
    }
    let below = (asked.starts_with('(') && asked.ends_with(')')) || is_minus_before(asked) || is_minus_behind(asked);
    let thousands = if mark == Mark::Comma { '.' } else { ',' };
    let mut digits = String::new();
    for letter in without_code(asked).chars() {
        match letter {
            ',' | '.' if letter == thousands => {}
            ',' => digits.push('.'),
            '\'' | '\u{2019}' | '(' | ')' | '\u{2212}' | '-' => {}
            _ if letter.is_whitespace() || is_currency(letter) => {}
            _ => digits.push(letter),
        }
    }
    if !is_plain(&digits) {
        return None;
    }
    let number = Decimal::parse(&digits).ok()?.at(6).ok()?;
    if below { number.checked_neg() } else { Some(number) }
}

/// `-12.50`: what needs no second look.
fn is_plain(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(part)
}

fn is_minus_before(text: &str) -> bool {
    text.chars().take_while(|letter| !letter.is_ascii_digit()).any(|letter| matches!(letter, '-' | '\u{2212}'))
}

fn is_minus_behind(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|rest| rest.ends_with(|letter: char| letter.is_ascii_digit()))
}

/// A number without the three letters of a currency before or behind it.
fn without_code(text: &str) -> &str {
    let is_code = |code: &str| code.bytes().all(|b| b.is_ascii_uppercase());
    let text = match text.split_at_checked(3) {
        Some((code, rest)) if is_code(code) => rest,
        Some(_) | None => text,
    };
    match text.len().checked_sub(3).and_then(|at| text.split_at_checked(at)) {
        Some((rest, code)) if is_code(code) => rest,
        Some(_) | None => text,
    }
}

fn is_currency(letter: char) -> bool {
    matches!(letter, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}' | '\u{58f}' | '\u{60b}' | '\u{e3f}' | '\u{fdfc}')
}

/// A whole number of so many places, such as a decimal of a Parquet file, in millionths; none where it has more than six.
pub fn rescaled(units: i128, places: i8) -> Option<i64> {
    let by = |lift: u32| 10_i128.checked_pow(lift);
    let lift = 6_i32.checked_sub(i32::from(places))?;
    let micro = match u32::try_from(lift) {
        Ok(lift) => units.checked_mul(by(lift)?)?,
        Err(_) => {
            let cut = by(lift.unsigned_abs())?;
            if units.checked_rem(cut)? != 0 {
                return None;
            }
            units.checked_div(cut)?
        }
    };
    // What the engine holds of a decimal is checked where it is a decimal.
    Decimal::new(i64::try_from(micro).ok()?, 6).at(6).ok()
}
