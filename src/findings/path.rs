//! The path to a place in a document, built on the stack and written out only when something is found there.

use std::fmt;

/// A JSON path such as `$.versions[0].rules[2].earn`.
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// The whole document: `$`.
    pub const ROOT: Path<'static> = Path { parent: None, step: Step::Root };

    /// The member `key` of this place.
    #[must_use]
    pub fn key(&'a self, key: &'a str) -> Path<'a> {
        Path { parent: Some(self), step: Step::Key(key) }
    }

    /// The member `key` beside this place, in the same object.
    #[must_use]
    pub fn beside(&self, key: &'a str) -> Path<'a> {
        Path { parent: self.parent, step: Step::Key(key) }
    }

    /// The item `index` of this place.
    #[must_use]
    pub fn index(&'a self, index: usize) -> Path<'a> {
        Path { parent: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Root => f.write_str("$"),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Key(key) if is_plain(key) => write!(f, ".{key}"),
            Step::Key(key) => write!(f, "[{}]", crate::wire::quote(key)),
        }
    }
}

/// Can the key stand behind a dot?
pub(crate) fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
