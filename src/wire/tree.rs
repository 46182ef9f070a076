//! Text as a tree with positions.

use crate::findings::{Findings, Path};
use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// A JSON text and the tree read from it.
pub struct Tree<'a> {
    text: &'a str,
    root: Value<'a>,
}

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

impl<'a> Tree<'a> {
    /// Reads strict JSON; `None` with a finding where it is none.
    pub fn read(text: &'a str, findings: &mut Findings) -> Option<Tree<'a>> {
        if let Some(offset) = outside_json(text) {
            findings.syntax(text, offset, "unexpected character".into());
            return None;
        }
        match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
            Ok(parsed) => match parsed.value {
                Some(root) => Some(Tree { text, root }),
                None => {
                    findings.syntax(text, 0, "the text is empty".into());
                    None
                }
            },
            Err(error) => {
                let mut message = error.kind().to_string();
                // Its first letter is an English one; the tables of all other letters are large.
                if let Some(first) = message.get_mut(..1) {
                    first.make_ascii_lowercase();
                }
                findings.syntax(text, error.range().start, message);
                None
            }
        }
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
        let mut offset = value.start();
        let mut rest = path.strip_prefix('$').unwrap_or(path);
        while !rest.is_empty() {
            let Some((step, after)) = next_step(rest) else { break };
            rest = after;
            let found = match (value, &step) {
                (Value::Object(object), PathStep::Key(key)) => {
                    // The last of doubled keys is the one a finding is about.
                    object
                        .properties
                        .iter()
                        .rev()
                        .find(|p| name_of(&p.name) == key.as_str())
                        .map(|p| (p.start(), &p.value))
                }
                (Value::Object(object), PathStep::Quoted(quoted)) => {
                    let named = |p: &&jsonc_parser::ast::ObjectProp<'_>| quote(name_of(&p.name)) == *quoted;
                    object.properties.iter().rev().find(named).map(|p| (p.start(), &p.value))
                }
                (Value::Array(array), PathStep::Index(index)) => array.elements.get(*index).map(|v| (v.start(), v)),
                _ => None,
            };
            let Some((start, next)) = found else { return (offset, None) };
            (offset, value) = (start, next);
        }
        let text = self.text.get(value.start()..value.end()).unwrap_or("");
        let short: String = text.chars().take(80).collect();
        (offset, Some(if short.len() < text.len() { format!("{short}…") } else { short }))
    }
}

/// The first byte that the JSON of browsers does not take and our reader would: other white space between values, and
/// control characters within texts.
fn outside_json(text: &str) -> Option<usize> {
    let (mut within, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        let odd = if within { byte < b' ' } else { byte >= 0x80 || matches!(byte, 0x0b | 0x0c) };
        if odd {
            return Some(at);
        }
        match byte {
            _ if escaped => escaped = false,
            b'\\' if within => escaped = true,
            b'"' => within = !within,
            _ => {}
        }
    }
    None
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

/// The text of an object's key.
pub(crate) fn name_of<'v>(name: &'v ObjectPropName<'_>) -> &'v str {
    name.as_str()
}

/// What a value is, in the words of a person.
pub(crate) fn kind_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "text",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(_) => "true or false",
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::NullKeyword(_) => "null",
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
