//! Where the values of a JSON text stand. Only the mutator uses it: it must be quick and need not be strict.

use std::ops::Range;

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Object,
    List,
    Single,
}

/// A value in a text.
pub struct Node {
    pub kind: Kind,
    /// The value.
    pub at: Range<usize>,
    /// With its key, where it has one.
    pub whole: Range<usize>,
    /// Its key with its quotes, or that of the list it stands in.
    pub key: Range<usize>,
    /// The value it stands in, by its place among the nodes.
    pub parent: Option<usize>,
}

impl Node {
    /// Has it a key of its own?
    pub fn is_member(&self) -> bool {
        self.whole.start != self.at.start
    }
}

/// All values of a text, outer ones first; as far as it is JSON.
pub fn nodes(text: &[u8]) -> Vec<Node> {
    let mut scan = Scan { text, at: 0, found: Vec::new() };
    scan.value(None, 0..0, None, 0);
    scan.found
}

struct Scan<'t> {
    text: &'t [u8],
    at: usize,
    found: Vec<Node>,
}

impl Scan<'_> {
    fn peek(&mut self) -> Option<u8> {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn string(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.at += 1;
        while *self.text.get(self.at)? != b'"' {
            self.at += if self.text[self.at] == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        Some(start..self.at)
    }

    fn value(
        &mut self,
        own: Option<Range<usize>>,
        key: Range<usize>,
        parent: Option<usize>,
        depth: usize,
    ) -> Option<()> {
        let first = self.peek()?;
        let start = self.at;
        let kind = match first {
            b'{' => Kind::Object,
            b'[' => Kind::List,
            _ => Kind::Single,
        };
        let whole = own.map_or(start, |own| own.start);
        let place = self.found.len();
        self.found.push(Node { kind, at: start..start, whole: whole..start, key: key.clone(), parent });
        match kind {
            Kind::Single if first == b'"' => {
                self.string()?;
            }
            Kind::Single => {
                while self.text.get(self.at).is_some_and(|b| b.is_ascii_alphanumeric() || b"+-._".contains(b)) {
                    self.at += 1;
                }
                (self.at > start).then_some(())?;
            }
            Kind::Object | Kind::List if depth < 64 => {
                self.at += 1;
                loop {
                    match self.peek()? {
                        b'}' | b']' => break,
                        b',' => self.at += 1,
                        b'"' if kind == Kind::Object => {
                            let own = self.string()?;
                            (self.peek()? == b':').then_some(())?;
                            self.at += 1;
                            self.value(Some(own.clone()), own, Some(place), depth + 1)?;
                        }
                        _ => self.value(None, key.clone(), Some(place), depth + 1)?,
                    }
                }
                self.at += 1;
            }
            Kind::Object | Kind::List => return None,
        }
        let node = &mut self.found[place];
        node.at.end = self.at;
        node.whole.end = self.at;
        Some(())
    }
}
