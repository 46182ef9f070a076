//! The reader of JSON against another one, on what people type and mistype.
#![expect(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test stops at what it did not expect")]

use earnest::Program;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

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

/// What `text` is refused with as no JSON: line, column, message.
fn ours(text: &str) -> Option<(u32, u32, String)> {
    let findings = Program::read(text).err()?;
    let told = findings.iter().find(|f| f.code().as_str() == "invalid-json")?;
    Some((told.line(), told.column(), told.message().to_owned()))
}

fn theirs(text: &str) -> Option<(u32, u32, String)> {
    let (at, message) = match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(parsed) if parsed.value.is_some() => return None,
        Ok(_) => (0, "the text is empty".to_owned()),
        Err(error) => (error.range().start, error.kind().to_string()),
    };
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    let message = message[..1].to_lowercase() + &message[1..];
    Some((line.try_into().unwrap(), column.try_into().unwrap(), message))
}

fn agree(text: &str) {
    assert_eq!(ours(text), theirs(text), "{text}");
}

#[test]
fn mistyped_texts_are_refused_alike() {
    let odd = [
        "",
        " ",
        "{",
        "[",
        "]",
        "}",
        ",",
        ":",
        "\"",
        "'a'",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "[1,]",
        "[1,,2]",
        "[1 2]",
        "[1 a]",
        "[a]",
        "{a:1}",
        "{1:1}",
        "{null:1}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1 {",
        "{\"a\":1 [",
        "{\"a\":}",
        "{,}",
        "[:]",
        "{} {}",
        "1 2",
        "01",
        "-",
        "-a",
        "-.5",
        "-.",
        ".5",
        ".",
        "5.",
        "5.a",
        "5.0e",
        "5e+",
        "5e+1",
        "5E-1",
        "5e1",
        "1e",
        "+1",
        "0x1",
        "-0X1",
        "-Infinity",
        "-NaN",
        "Infinity",
        "NaN",
        "-Inf",
        "true",
        "truex",
        "true_",
        "true$",
        "trueé",
        "tru",
        "null",
        "nul",
        "false",
        "falsé",
        "// a",
        "/* a */ 1",
        "/* a",
        "/*/",
        "/a",
        "/",
        "[1, // a\n 2]",
        "“a”",
        "größe",
        "{größe: 1}",
        "§",
        "\u{a0}1",
        "\u{feff}1",
        "\u{3000}",
        "a§",
        "a\"b",
        "a:b",
        "\"\\",
        "\"\\\"",
        "\"\\a\"",
        "\"\\'\"",
        "\"\\é\"",
        "\"\\u12\"",
        "\"\\u12",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ud83d\\n\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ud83d\\uzzzz\"",
        "\"\\ude00\"",
        "\"a\nb\"",
        "\"\t\"",
        "\0",
        "[\"é\\u00e9é\", 1 1]",
        "[true false]",
        "[null,null",
        "{\"a\":[1,{\"b\":2]}",
    ];
    odd.iter().for_each(|text| agree(text));
    for depth in [255, 256, 257, 511, 512, 513, 514, 2_000] {
        agree(&"[".repeat(depth));
        agree(&("[".repeat(depth) + "1" + &"]".repeat(depth)));
        agree(&"{\"a\":".repeat(depth));
        agree(&("{\"a\":".repeat(depth) + "1" + &"}".repeat(depth)));
    }
}

#[test]
fn broken_documents_are_refused_alike() {
    let text =
        r#"{ "earnest": 1, "id": "a\u00e9\n", "x": [1.50, -2e+3, "28 %", true, false, null, {}, []], "é": {"": ""} }"#;
    let extra =
        ["", ",", ":", "\"", "{", "}", "[", "]", "'", "\\", "a", "1", ".", "-", "+", "/", "//", "e", "é", "§", "\n"];
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (n, at) in places.iter().enumerate() {
        for insert in extra {
            for end in places.iter().skip(n).take(3) {
                agree(&format!("{}{insert}{}", &text[..*at], &text[*end..]));
            }
        }
        agree(&text[..*at]);
    }
}
