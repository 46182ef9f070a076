//! Changes to an input that leave it JSON most of the time: bytes changed blindly die in the reader.

use crate::BETWEEN;
use crate::json::{Kind, Node, nodes};
use std::ops::Range;
use std::sync::LazyLock;

/// Every name and word of the format, from its schemas.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let schemas = [
        include_str!("../../../pkg-config/schema/program.json"),
        include_str!("../../../pkg-config/schema/state.json"),
        include_str!("../../../pkg-config/schema/event.json"),
    ];
    let all = schemas.iter().flat_map(|schema| schema.split('"').skip(1).step_by(2));
    let mut words: Vec<&str> =
        all.filter(|word| word.len() < 24 && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')).collect();
    words.sort_unstable();
    words.dedup();
    words
});

/// Single values at the edges of what the format takes.
const EDGES: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "12",
    "13",
    "31",
    "100",
    "101",
    "255",
    "256",
    "1000",
    "0.5",
    "0.01",
    "0.001",
    "0.000001",
    "0.0000001",
    "2147483647",
    "2147483648",
    "4294967296",
    "9007199254740991",
    "9007199254740992",
    "-9007199254740991",
    "9223372036854775807",
    "99999999999999999999",
    "1e3",
    "1e-3",
    "1e400",
    "-0",
    "0.10",
    "\"0\"",
    "\"1\"",
    "\"-1\"",
    "\"100 %\"",
    "\"0 %\"",
    "\"33.3333 %\"",
    "\"1 %\"",
    "\"1000000 %\"",
    "\"0.01\"",
    "\"0.001\"",
    "\"10.50\"",
    "\"90071992547409.91\"",
    "\"90071992547409.92\"",
    "\"\"",
    "\" \"",
    "\"*\"",
    "\"\\u0000\"",
    "\"\\ud83d\\ude00\"",
    "\"a\"",
    "\"b\"",
    "\"acme\"",
    "\"points\"",
    "\"EUR\"",
    "\"JPY\"",
    "\"KWD\"",
    "\"UTC\"",
    "\"2026-01-01\"",
    "\"2026-02-28\"",
    "\"2024-02-29\"",
    "\"2026-02-29\"",
    "\"2026-03-01\"",
    "\"2026-03-31\"",
    "\"2026-04-01\"",
    "\"2026-12-31\"",
    "\"2026-12-31T23:59:59\"",
    "\"2027-01-01\"",
    "\"2025-12-31\"",
    "\"2030-06-15\"",
    "\"0001-01-01\"",
    "\"9999-12-31\"",
    "\"1970-01-01T00:00:00\"",
    "\"2026-03-01T10:00\"",
    "\"2026-03-01T24:00\"",
    "null",
    "true",
    "false",
    "{}",
    "[]",
    "[{}]",
    "[\"a\"]",
];

struct Dice(u64);

impl Dice {
    fn new(seed: u32) -> Dice {
        Dice((u64::from(seed) << 20) ^ 0x9E37_79B9_7F4A_7C15)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound.max(1)
    }

    fn one<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        let at = self.below(list.len());
        list.get(at)
    }
}

/// Changes an input; most changes are to the JSON of one part, the others to the parts or blind.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut dice = Dice::new(seed);
    if dice.below(12) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let Some(text) = data.get(..size).and_then(|data| std::str::from_utf8(data).ok()) else {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    };
    let mut parts: Vec<String> = text.split(BETWEEN).map(str::to_owned).collect();
    for _ in 0..=dice.below(3) {
        // The document is not the only part that counts.
        let at = dice.below(parts.len());
        match dice.below(if parts.len() > 2 { 20 } else { 17 }) {
            17 if parts.len() < 30 => parts.insert(at.max(1), parts[at.max(1)].clone()),
            18 if at > 0 => {
                parts.remove(at);
            }
            19 if at > 1 => parts.swap(at, 1),
            _ => parts[at] = change(&parts[at], &mut dice).unwrap_or_else(|| parts[at].clone()),
        }
    }
    let text = parts.join(BETWEEN);
    if text.len() > max_size || text.is_empty() {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    data[..text.len()].copy_from_slice(text.as_bytes());
    text.len()
}

/// One input with a value of another.
pub fn cross(one: &[u8], other: &[u8], out: &mut [u8], seed: u32) -> usize {
    let mut dice = Dice::new(seed);
    let text = mix(one, other, &mut dice).filter(|text| text.len() <= out.len());
    let bytes = text.as_ref().map_or(one, String::as_bytes);
    let length = bytes.len().min(out.len());
    out[..length].copy_from_slice(&bytes[..length]);
    length
}

fn mix(one: &[u8], other: &[u8], dice: &mut Dice) -> Option<String> {
    let mut parts: Vec<String> = crate::parts(one)?.into_iter().map(str::to_owned).collect();
    let others = crate::parts(other)?;
    let at = dice.below(parts.len());
    // Documents mix with documents, events with events.
    let from = *if at == 0 { others.first()? } else { dice.one(others.get(1..)?)? };
    if at > 0 && dice.below(4) == 0 {
        parts.insert(at, from.to_owned());
        return Some(parts.join(BETWEEN));
    }
    let (mine, theirs) = (nodes(parts[at].as_bytes()), nodes(from.as_bytes()));
    let taken = dice.one(&theirs)?;
    let name = |node: &Node, text: &str| text.get(node.key.clone()).unwrap_or("").to_owned();
    let wanted = name(taken, from);
    // Where something of the same name stands is the best place; beside it the next best.
    let same: Vec<&Node> = mine.iter().filter(|node| name(node, &parts[at]) == wanted).collect();
    let text = match dice.one(&same) {
        Some(place) if dice.below(3) > 0 || !taken.is_member() => {
            replaced(&parts[at], place.at.clone(), &from[taken.at.clone()])
        }
        _ => {
            let parent = theirs.get(taken.parent?)?;
            let owner = name(parent, from);
            let fits: Vec<&Node> =
                mine.iter().filter(|n| n.kind == parent.kind && name(n, &parts[at]) == owner).collect();
            let place = dice.one(&fits)?;
            inserted(&parts[at], place, &from[taken.whole.clone()])
        }
    };
    parts[at] = text;
    Some(parts.join(BETWEEN))
}

fn replaced(text: &str, at: Range<usize>, with: &str) -> String {
    let mut text = text.to_owned();
    if text.get(at.clone()).is_some() {
        text.replace_range(at, with);
    }
    text
}

/// With something more at the start of an object or a list.
fn inserted(text: &str, into: &Node, what: &str) -> String {
    let start = into.at.start + 1;
    let empty = text.get(start..into.at.end.saturating_sub(1)).is_none_or(|inner| inner.trim().is_empty());
    replaced(text, start..start, &if empty { what.to_owned() } else { format!("{what},") })
}

/// Without a value, its key and a comma.
fn removed(text: &str, node: &Node) -> String {
    let bytes = text.as_bytes();
    let space = |at: &usize| bytes.get(*at).is_some_and(u8::is_ascii_whitespace);
    let mut end = node.whole.end;
    while space(&end) {
        end += 1;
    }
    if bytes.get(end) == Some(&b',') {
        return replaced(text, node.whole.start..end + 1, "");
    }
    let mut start = node.whole.start;
    while start > 0 && (space(&(start - 1)) || bytes[start - 1] == b',') {
        start -= 1;
    }
    replaced(text, start..node.whole.end, "")
}

/// One change to the JSON of a part.
fn change(text: &str, dice: &mut Dice) -> Option<String> {
    let nodes = nodes(text.as_bytes());
    let edge = |dice: &mut Dice| match dice.below(6) {
        0 => format!("\"{}\"", dice.one(&WORDS).unwrap_or(&"a")),
        _ => (*dice.one(EDGES).unwrap_or(&"0")).to_owned(),
    };
    let of = |kind: Kind| nodes.iter().filter(move |node| node.kind == kind).collect::<Vec<_>>();
    let node = dice.one(&nodes)?;
    match dice.below(12) {
        0..=2 => Some(replaced(text, dice.one(&of(Kind::Single))?.at.clone(), &edge(dice))),
        3 => {
            // What else stands under that name.
            let name = text.get(node.key.clone())?;
            let same: Vec<&Node> = nodes.iter().filter(|n| text.get(n.key.clone()) == Some(name)).collect();
            Some(replaced(text, node.at.clone(), &text[dice.one(&same)?.at.clone()]))
        }
        4 => Some(replaced(text, node.at.clone(), &text[dice.one(&nodes)?.at.clone()])),
        5 | 6 => Some(removed(text, node)),
        7 => {
            // Twice, in a list.
            let listed = |n: &&Node| n.parent.and_then(|p| nodes.get(p)).is_some_and(|p| p.kind == Kind::List);
            let items: Vec<&Node> = nodes.iter().filter(listed).collect();
            let item = dice.one(&items)?;
            Some(inserted(text, nodes.get(item.parent?)?, &text[item.at.clone()]))
        }
        8 => {
            let word = dice.one(&WORDS)?;
            let value = if dice.below(2) == 0 { edge(dice) } else { text[dice.one(&nodes)?.at.clone()].to_owned() };
            Some(inserted(text, dice.one(&of(Kind::Object))?, &format!("\"{word}\":{value}")))
        }
        9 => {
            // A member of one object in another.
            let members: Vec<&Node> = nodes.iter().filter(|n| n.is_member()).collect();
            Some(inserted(text, dice.one(&of(Kind::Object))?, &text[dice.one(&members)?.whole.clone()]))
        }
        10 => {
            let members: Vec<&Node> = nodes.iter().filter(|n| n.is_member()).collect();
            let member = dice.one(&members)?;
            Some(replaced(text, member.key.clone(), &format!("\"{}\"", dice.one(&WORDS)?)))
        }
        _ => {
            // A digit.
            let digits: Vec<usize> =
                text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(i, _)| i).collect();
            let at = *dice.one(&digits)?;
            Some(replaced(text, at..at + 1, &dice.below(10).to_string()))
        }
    }
}
