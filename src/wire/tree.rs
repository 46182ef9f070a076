//! Text as a tree with positions.

use super::json::{self, Kind, Property, Value};
use crate::findings::{Findings, Path};

/// A JSON text and the tree read from it.
pub struct Tree<'a> {
    text: &'a str,
    root: Value<'a>,
}

impl<'a> Tree<'a> {
    /// Reads strict JSON; `None` with a finding where it is none.
    pub fn read(text: &'a str, findings: &mut Findings) -> Option<Tree<'a>> {
        match json::read(text) {
            Ok(Some(root)) => return Some(Tree { text, root }),
            Ok(None) => findings.syntax(text, 0, "the text is empty".into()),
            Err(fault) => findings.syntax(text, fault.at, fault.what.into_owned()),
        }
        None
    }

    /// The text it was read from.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The outermost value.
    #[must_use]
    pub fn root(&self) -> &Value<'a> {
        &self.root
    }

    /// Byte offset and shortened text of the value at `path`, or of the nearest value around it.
    #[must_use]
    pub fn locate(&self, path: &str) -> (usize, Option<String>) {
        let mut value = &self.root;
        let mut offset = value.start;
        let mut rest = path.strip_prefix('$').unwrap_or(path);
        while !rest.is_empty() {
            let Some((step, after)) = next_step(rest) else { break };
            rest = after;
            let found = match (&value.kind, &step) {
                (Kind::Object(object), PathStep::Key(key)) => {
                    // The last of doubled keys is the one a finding is about.
                    object
                        .properties
                        .iter()
                        .rev()
                        .find(|p| p.name.as_ref() == key.as_str())
                        .map(|p| (p.start, &p.value))
                }
                (Kind::Object(object), PathStep::Quoted(quoted)) => {
                    let named = |p: &&Property<'_>| quote(p.name.as_ref()) == *quoted;
                    object.properties.iter().rev().find(named).map(|p| (p.start, &p.value))
                }
                (Kind::List(items), PathStep::Index(index)) => items.get(*index).map(|v| (v.start, v)),
                _ => None,
            };
            let Some((start, next)) = found else { return (offset, None) };
            (offset, value) = (start, next);
        }
        let text = self.text.get(value.start..value.end).unwrap_or("");
        let short: String = text.chars().take(80).collect();
        (offset, Some(if short.len() < text.len() { format!("{short}…") } else { short }))
    }
}

enum PathStep {
    Key(String),
    /// A key in quotes, as JSON writes it.
    Quoted(String),
    Index(usize),
}

fn next_step(path: &str) -> Option<(PathStep, &str)> {
    if let Some(rest) = path.strip_prefix('.') {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (key, rest) = rest.split_at_checked(end)?;
        return Some((PathStep::Key(key.into()), rest));
    }
    let rest = path.strip_prefix('[')?;
    if rest.starts_with('"') {
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find_map(|(at, c)| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends.then_some(at)
        })?;
        let (key, rest) = rest.split_at_checked(end.checked_add(1)?)?;
        return Some((PathStep::Quoted(key.into()), rest.strip_prefix(']')?));
    }
    let (index, rest) = rest.split_once(']')?;
    Some((PathStep::Index(index.parse().ok()?), rest))
}

/// A text as JSON writes it.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::new();
    super::show::write_text(text, &mut out);
    out
}

/// What a value is, in the words of a person.
pub(crate) fn kind_of(value: &Value<'_>) -> &'static str {
    match &value.kind {
        Kind::Text(_) => "text",
        Kind::Number(_) => "a number",
        Kind::Flag(_) => "true or false",
        Kind::Object(_) => "an object",
        Kind::List(_) => "a list",
        Kind::Null => "null",
    }
}

/// Reads `text` whole with `decode`, giving what came out and everything found.
pub(crate) fn read_with<T>(
    text: &str,
    decode: impl FnOnce(&Value<'_>, &Path<'_>, &mut Findings) -> Option<T>,
) -> (Option<T>, Vec<crate::findings::Finding>) {
    let mut findings = Findings::default();
    let Some(tree) = Tree::read(text, &mut findings) else {
        return (None, findings.located(None));
    };
    let value = decode(tree.root(), &Path::ROOT, &mut findings);
    let refused = findings.refuses();
    (value.filter(|_| !refused), findings.located(Some(&tree)))
}
