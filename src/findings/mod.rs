//! Findings: everything that is to be said about a text somebody wrote, all at once, each with its place.

mod checks;
mod code;
mod path;

pub use checks::CHECKS;
pub use code::{CODES, Code};
pub use path::Path;

use crate::wire::Tree;
use crate::wire::show::{Show, Shown, serializes, shows};
use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", serde(rename_all = "kebab-case"))]
pub enum Severity {
    /// The document is refused; where a check says so, it is not to be published.
    Error,
    /// The document is taken; its author should look.
    Warning,
    /// The document is taken and may well be meant so; it is good to know.
    Advice,
}

/// One thing found in a document, a state or an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase"))]
pub struct Finding {
    code: Code,
    severity: Severity,
    path: String,
    line: u32,
    column: u32,
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Option::is_none"))]
    value: Option<String>,
    message: String,
    help: String,
}

impl Show for Severity {
    fn show(&self) -> Shown<'_> {
        Shown::Text(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        })
    }
}

impl Show for Code {
    fn show(&self) -> Shown<'_> {
        Shown::Text(self.as_str())
    }
}

serializes!(Severity, Code, Finding);
shows!(Finding {
    code(),
    severity(),
    path(),
    line(),
    column(),
    value(skip_serializing_if = "Option::is_none"),
    message(),
    help(),
});

impl Finding {
    /// The stable name of what was found.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }
    /// Does it refuse the document?
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }
    /// The JSON path its author typed, such as `$.versions[0].rules[2].earn`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
    /// Line of the text, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }
    /// Column of the text in characters, from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.column
    }
    /// The offending value as it was typed, shortened where long.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {} [{}] {}; {}", self.line, self.column, self.path, self.code, self.message, self.help)
    }
}

/// The findings of one text, collected while it is read and compiled.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    /// Whether an error was found behind the last that is kept.
    refused: bool,
}

impl Findings {
    /// Notes an error at `path`.
    #[inline(always)]
    pub fn error(&mut self, code: Code, path: &Path<'_>, message: impl Into<String>, help: impl Into<String>) {
        self.note(Severity::Error, code, path, message, help);
    }

    /// Notes a warning at `path`.
    #[inline(always)]
    pub fn warning(&mut self, code: Code, path: &Path<'_>, message: impl Into<String>, help: impl Into<String>) {
        self.note(Severity::Warning, code, path, message, help);
    }

    #[cfg(feature = "full")]
    fn note(
        &mut self,
        severity: Severity,
        code: Code,
        path: &Path<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(severity, code, path.to_string(), message.into(), help.into());
    }

    /// Without sentences: inlined, so that those that nobody reads are not built in.
    #[cfg(not(feature = "full"))]
    #[inline(always)]
    fn note(&mut self, severity: Severity, code: Code, path: &Path<'_>, _: impl Into<String>, _: impl Into<String>) {
        self.bare(severity, code, path);
    }

    #[cfg(not(feature = "full"))]
    #[cold]
    #[inline(never)]
    fn bare(&mut self, severity: Severity, code: Code, path: &Path<'_>) {
        self.push(severity, code, path.to_string(), String::new(), String::new());
    }

    /// Notes a finding of any weight.
    pub(crate) fn push(&mut self, severity: Severity, code: Code, path: String, message: String, help: String) {
        // Whoever mends a thousand finds the rest when they check again.
        if self.list.len() >= crate::bounds::FINDINGS {
            self.refused |= severity == Severity::Error;
            return;
        }
        self.list.push(Finding { code, severity, path, line: 0, column: 0, value: None, message, help });
    }

    /// Notes that the text itself is no JSON, at a byte offset.
    pub(crate) fn syntax(&mut self, text: &str, offset: usize, message: String) {
        let (line, column) = line_column(text, &line_starts(text), offset);
        self.list.push(Finding {
            code: Code::InvalidJson,
            severity: Severity::Error,
            path: "$".into(),
            line,
            column,
            value: None,
            message,
            help: "mend the JSON at this place; nothing after it was read".into(),
        });
    }

    /// Forgets warnings since there were so many findings, where `known` says so of their path.
    pub(crate) fn forget_warnings(&mut self, since: usize, known: impl Fn(&str) -> bool) {
        let mut at = 0_usize;
        self.list.retain(|finding| {
            at = at.saturating_add(1);
            at <= since || finding.severity == Severity::Error || !known(&finding.path)
        });
    }

    /// Is there an error among them?
    #[must_use]
    pub fn refuses(&self) -> bool {
        self.refused || self.list.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Nothing found?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// All of them in the order of the text, with line, column and value looked up in it.
    #[must_use]
    pub fn located(mut self, tree: Option<&Tree<'_>>) -> Vec<Finding> {
        if let Some(tree) = tree {
            let starts = line_starts(tree.text());
            for finding in self.list.iter_mut().filter(|f| f.line == 0) {
                let (offset, value) = tree.locate(&finding.path);
                (finding.line, finding.column) = line_column(tree.text(), &starts, offset);
                finding.value = value;
            }
        }
        let mut list = crate::map::sorted(self.list, |f| (u64::from(f.line) << 32) | u64::from(f.column));
        list.dedup();
        list
    }
}

/// Findings of a text that was made from another: those below a path of the first of each pair stand below the second,
/// where the tree of the other text shows their place. All others keep their path and have no place.
pub(crate) fn moved(found: Vec<Finding>, places: &[(String, String)], tree: Option<&Tree<'_>>) -> Vec<Finding> {
    let (mut own, mut others) = (Findings::default(), Vec::new());
    for mut finding in found {
        (finding.line, finding.column) = (0, 0);
        let below = |(from, to): &(String, String)| {
            let rest = finding.path.strip_prefix(from.as_str())?;
            (rest.is_empty() || rest.starts_with(['.', '['])).then(|| format!("{to}{rest}"))
        };
        match places.iter().find_map(below) {
            Some(path) => own.list.push(Finding { path, ..finding }),
            None => others.push(finding),
        }
    }
    let mut list = own.located(tree);
    list.extend(others);
    list
}

/// Where the lines of a text start, in bytes.
fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0).chain(ends.map(|(at, _)| at.saturating_add(1))).collect()
}

/// Line and column of a byte, both from 1; columns are characters.
fn line_column(text: &str, starts: &[usize], offset: usize) -> (u32, u32) {
    let line = starts.partition_point(|start| *start <= offset);
    let start = line.checked_sub(1).and_then(|before| starts.get(before)).copied().unwrap_or(0);
    let column = text.get(start..offset).map_or(0, |before| before.chars().count()).saturating_add(1);
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// How far a mistyped word may be from one that is known: a third of the longer one's letters.
fn most(word: &str, known: &str) -> usize {
    word.len().max(known.len()).div_ceil(3)
}

/// The nearest of `known` to a mistyped `word`, as a help line.
///
/// ```
/// assert_eq!(earnest::findings::did_you_mean("categroy", &["category", "brand"]), "did you mean 'category'?");
/// ```
#[must_use]
pub fn did_you_mean(word: &str, known: &[&str]) -> String {
    if cfg!(not(feature = "full")) {
        return String::new();
    }
    let word = word.to_ascii_lowercase();
    // Letters put in, left out, replaced or swapped with their neighbour.
    let far = |known: &str| strsim::osa_distance(&word, &known.to_ascii_lowercase());
    let near = |known: &&&str| {
        let most = most(&word, known);
        known.len().abs_diff(word.len()) <= most && far(known) <= most
    };
    let nearest = known.iter().filter(near).map(|known| (far(known), *known)).min();
    match nearest {
        Some((_, candidate)) => format!("did you mean '{candidate}'?"),
        None if known.is_empty() => "remove it".into(),
        None => {
            let list: Vec<&str> = known.iter().take(24).copied().collect();
            format!("known here: {}", list.join(", "))
        }
    }
}
