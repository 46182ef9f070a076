//! Strict JSON as a tree with positions, numbers as they were typed.
//!
//! It stops at the first thing that is no JSON, and says what it would have to be.

use std::borrow::Cow;

/// A value and where it stands in the text, in bytes.
pub struct Value<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a value is.
pub enum Kind<'a> {
    /// null.
    Null,
    /// true or false.
    Flag(bool),
    /// A number, as it was typed.
    Number(&'a str),
    /// Text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Value<'a>>),
    /// An object.
    Object(Object<'a>),
}

/// The properties of an object, as they were typed.
pub struct Object<'a> {
    pub(super) properties: Vec<Property<'a>>,
}

/// A name with its value.
pub struct Property<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) start: usize,
    pub(super) value: Value<'a>,
}

/// Why a text is no JSON, and where.
pub(super) struct Fault {
    pub at: usize,
    pub what: Cow<'static, str>,
}

type Read<T> = Result<T, Fault>;

/// Reads a text; none where there is nothing in it.
pub(super) fn read(text: &str) -> Read<Option<Value<'_>>> {
    let mut reader = Reader { text, at: 0, start: 0, token: Token::End };
    reader.next()?;
    let value = reader.value(0, 0)?;
    reader.next()?;
    match reader.token {
        Token::End => Ok(value),
        Token::Mark(_) | Token::Text(_) | Token::Word | Token::Number(_) | Token::Flag(_) | Token::Null => {
            reader.refuse("text cannot contain more than one JSON value")
        }
    }
}

enum Token<'a> {
    End,
    /// One of `{}[],:`.
    Mark(u8),
    Text(Cow<'a, str>),
    Number(&'a str),
    Flag(bool),
    Null,
    /// Text without quotes.
    Word,
}

struct Reader<'a> {
    text: &'a str,
    /// Behind the token.
    at: usize,
    /// Where the token starts.
    start: usize,
    token: Token<'a>,
}

fn fault<T>(at: usize, what: &'static str) -> Read<T> {
    Err(Fault { at, what: Cow::Borrowed(what) })
}

const COMMAS: &str = "trailing commas are not allowed";
const POINTS: &str = "leading or trailing decimal points on numbers are not allowed";
const DIGIT: &str = "expected digit following negative sign";

impl<'a> Reader<'a> {
    /// Refuses the token.
    fn refuse<T>(&self, what: &'static str) -> Read<T> {
        fault(self.start, what)
    }

    /// The value at the token; none at the end. `inside` is where the innermost thing starts that is open, `depth` how
    /// many are.
    fn value(&mut self, inside: usize, depth: usize) -> Read<Option<Value<'a>>> {
        if depth > crate::bounds::DEPTH {
            return fault(inside, "maximum nesting depth exceeded");
        }
        let start = self.start;
        let kind = match std::mem::replace(&mut self.token, Token::End) {
            Token::End => return Ok(None),
            Token::Mark(b'{') => self.object(start, depth)?,
            Token::Mark(b'[') => self.list(start, depth)?,
            Token::Text(text) => Kind::Text(text),
            Token::Flag(flag) => Kind::Flag(flag),
            Token::Number(number) => Kind::Number(number),
            Token::Null => Kind::Null,
            Token::Mark(b']') => return self.refuse("unexpected close bracket"),
            Token::Mark(b'}') => return self.refuse("unexpected close brace"),
            Token::Mark(b',') => return self.refuse("unexpected comma"),
            Token::Mark(_) => return self.refuse("unexpected colon"),
            Token::Word => return self.refuse("unexpected word"),
        };
        Ok(Some(Value { kind, start, end: self.at }))
    }

    fn object(&mut self, start: usize, depth: usize) -> Read<Kind<'a>> {
        let mut properties = Vec::new();
        self.next()?;
        loop {
            match std::mem::replace(&mut self.token, Token::End) {
                Token::Mark(b'}') => return Ok(Kind::Object(Object { properties })),
                Token::Text(name) => properties.push(self.property(name, depth.saturating_add(2))?),
                Token::End => return fault(start, "unterminated object"),
                Token::Mark(_) => return self.refuse("unexpected token in object"),
                Token::Word | Token::Number(_) | Token::Flag(_) | Token::Null => {
                    return self.refuse("expected string for object property");
                }
            }
            let behind = self.at;
            self.next()?;
            match self.token {
                Token::Mark(b',') => self.comma(b'}')?,
                Token::Mark(_) | Token::End => {}
                Token::Text(_) | Token::Word | Token::Number(_) | Token::Flag(_) | Token::Null => {
                    return fault(behind, "expected comma");
                }
            }
        }
    }

    fn property(&mut self, name: Cow<'a, str>, depth: usize) -> Read<Property<'a>> {
        let start = self.start;
        self.next()?;
        if !matches!(self.token, Token::Mark(b':')) {
            return self.refuse("expected colon after the string or word in object property");
        }
        self.next()?;
        match self.value(start, depth)? {
            Some(value) => Ok(Property { name, start, value }),
            None => self.refuse("expected value after colon in object property"),
        }
    }

    fn list(&mut self, start: usize, depth: usize) -> Read<Kind<'a>> {
        let mut items = Vec::new();
        self.next()?;
        loop {
            match self.token {
                Token::Mark(b']') => return Ok(Kind::List(items)),
                Token::End => return fault(start, "unterminated array"),
                Token::Mark(_) | Token::Text(_) | Token::Word | Token::Number(_) | Token::Flag(_) | Token::Null => {
                    items.extend(self.value(start, depth.saturating_add(1))?);
                }
            }
            let behind = self.at;
            self.next()?;
            match self.token {
                Token::Mark(b',') => self.comma(b']')?,
                Token::Mark(b'{' | b'[') | Token::Text(_) | Token::Number(_) | Token::Flag(_) | Token::Null => {
                    return fault(behind, "expected comma");
                }
                Token::Mark(_) | Token::Word | Token::End => {}
            }
        }
    }

    /// Goes on behind a comma, which may not be the last thing before `end`.
    fn comma(&mut self, end: u8) -> Read<()> {
        let comma = self.start;
        self.next()?;
        if matches!(self.token, Token::Mark(mark) if mark == end) { fault(comma, COMMAS) } else { Ok(()) }
    }

    fn next(&mut self) -> Read<()> {
        self.token = self.scan()?;
        Ok(())
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn at_digit(&self) -> bool {
        self.byte().is_some_and(|byte| byte.is_ascii_digit())
    }

    fn digits(&mut self) {
        while self.at_digit() {
            self.step();
        }
    }

    /// Steps over `word`, if it is what stands here.
    fn word(&mut self, word: &str) -> bool {
        let Some(behind) = self.rest().strip_prefix(word) else { return false };
        if behind.starts_with(|c: char| c == '$' || c.is_alphanumeric()) {
            return false;
        }
        self.at = self.at.saturating_add(word.len());
        true
    }

    fn scan(&mut self) -> Read<Token<'a>> {
        let rest = self.rest().trim_start();
        self.at = self.text.len().saturating_sub(rest.len());
        self.start = self.at;
        let mut bytes = rest.as_bytes().iter();
        let Some(&byte) = bytes.next() else { return Ok(Token::End) };
        match byte {
            b'{' | b'}' | b'[' | b']' | b',' | b':' => {
                self.step();
                Ok(Token::Mark(byte))
            }
            b'"' => self.string().map(Token::Text),
            b'-' | b'+' | b'0'..=b'9' => self.number(),
            b't' if self.word("true") => Ok(Token::Flag(true)),
            b'f' if self.word("false") => Ok(Token::Flag(false)),
            b'n' if self.word("null") => Ok(Token::Null),
            b'\'' => self.refuse("single-quoted strings are not allowed"),
            b'.' if bytes.next().is_some_and(|byte| byte.is_ascii_digit()) => self.refuse(POINTS),
            b'/' => match bytes.next() {
                Some(b'*') if !bytes.as_slice().windows(2).any(|end| end == b"*/") => {
                    self.refuse("unterminated comment block")
                }
                Some(b'/' | b'*') => self.refuse("comments are not allowed"),
                _ => self.refuse("unexpected token"),
            },
            _ => self.loose_word(rest),
        }
    }

    fn loose_word(&mut self, rest: &str) -> Read<Token<'a>> {
        for c in rest.chars() {
            if c == ':' || c.is_whitespace() {
                break;
            }
            if !(c.is_alphanumeric() || matches!(c, '-' | '_' | '$')) {
                return self.refuse("unexpected token");
            }
            self.at = self.at.saturating_add(c.len_utf8());
        }
        if self.at == self.start { self.refuse("unexpected token") } else { Ok(Token::Word) }
    }

    fn number(&mut self) -> Read<Token<'a>> {
        match self.byte() {
            Some(b'+') => return self.refuse("unary plus on numbers is not allowed"),
            Some(b'-') => self.step(),
            _ => {}
        }
        match self.byte() {
            Some(b'0') => {
                self.step();
                if let Some(b'x' | b'X') = self.byte() {
                    return self.refuse("hexadecimal numbers are not allowed");
                }
            }
            Some(b'1'..=b'9') => self.digits(),
            Some(b'I' | b'N') if self.word("Infinity") || self.word("NaN") => {
                return self.refuse("infinity and NaN are not allowed");
            }
            Some(b'.') => {
                let sign = self.at;
                self.step();
                return if self.at_digit() { self.refuse(POINTS) } else { fault(sign, DIGIT) };
            }
            _ => return fault(self.at, DIGIT),
        }
        if self.byte() == Some(b'.') {
            self.step();
            if !self.at_digit() {
                return self.refuse(POINTS);
            }
            self.digits();
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.step();
            if let Some(b'-' | b'+') = self.byte() {
                self.step();
                if !self.at_digit() {
                    return fault(self.at, "expected digit");
                }
            } else if !self.at_digit() {
                return fault(self.at, "expected plus, minus, or digit in number literal");
            }
            self.digits();
        }
        Ok(Token::Number(self.text.get(self.start..self.at).unwrap_or_default()))
    }

    fn string(&mut self) -> Read<Cow<'a, str>> {
        let mut made = Cow::Borrowed("");
        self.step();
        loop {
            let rest = self.rest();
            let end = rest.find(['"', '\\']).and_then(|end| rest.split_at_checked(end));
            let Some((piece, rest)) = end else { return self.refuse("unterminated string literal") };
            self.at = self.at.saturating_add(piece.len());
            if made.is_empty() {
                made = Cow::Borrowed(piece);
            } else {
                made.to_mut().push_str(piece);
            }
            if rest.starts_with('"') {
                self.step();
                return Ok(made);
            }
            made.to_mut().push(self.escape()?);
        }
    }

    /// The character that the escape here stands for.
    fn escape(&mut self) -> Read<char> {
        let start = self.at;
        self.step();
        let c = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(start),
            Some(b'\'') => return fault(start, "invalid escape in double quote string"),
            Some(_) => return fault(start, "invalid escape"),
            None => return self.refuse("unterminated string literal"),
        };
        self.step();
        Ok(c)
    }

    /// The character of `\u0000`, or of two of these that are a pair of surrogates; `start` is where it starts.
    fn code_point(&mut self, start: usize) -> Read<char> {
        let (typed, first) = self.four_digits(start)?;
        let wrong = |why: &str| {
            let what = format!("invalid unicode escape sequence. '{typed} ({why})' is not a valid UTF8 character");
            Err(Fault { at: start, what: Cow::Owned(what) })
        };
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).map_or_else(|| wrong("unpaired low surrogate"), Ok);
        }
        if !self.rest().starts_with("\\u") {
            return wrong("unpaired high surrogate");
        }
        self.step();
        let (_, second) = self.four_digits(start)?;
        if !(0xdc00..0xe000).contains(&second) {
            return wrong("high surrogate not followed by low surrogate");
        }
        let beyond = ((first & 0x3ff) << 10) | (second & 0x3ff);
        char::from_u32(beyond.saturating_add(0x1_0000)).map_or_else(|| wrong("invalid surrogate pair"), Ok)
    }

    /// Four digits behind a `u`.
    fn four_digits(&mut self, start: usize) -> Read<(&'a str, u32)> {
        self.step();
        let four = self.rest().get(..4).filter(|four| four.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let read = four.and_then(|four| Some((four, u32::from_str_radix(four, 16).ok()?)));
        let Some(read) = read else { return fault(start, "expected four hex digits") };
        self.at = self.at.saturating_add(4);
        Ok(read)
    }
}
