//! Every case of `tests/findings.json`, and documents that have nothing to find.
#![cfg(feature = "checks")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops at what it did not expect"
)]

use earnest::Program;
use earnest::findings::{CODES, Finding, Severity};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases() -> Vec<Value> {
    let text = std::fs::read_to_string(root().join("tests/findings.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The document of a case: given as it is, as a text, or built where it would be too long to write down.
fn document(case: &Value) -> String {
    match (case.get("text"), case.get("document"), case.get("repeat")) {
        (Some(text), None, None) => text.as_str().unwrap().to_owned(),
        (None, Some(document), None) => document.to_string(),
        (None, Some(document), Some(repeat)) => {
            let (mark, times) = (repeat["mark"].as_str().unwrap(), repeat["times"].as_u64().unwrap());
            // '#' is the number of the copy.
            let with = repeat["with"].as_str().unwrap();
            let many: String = (0..times).map(|copy| with.replace('#', &copy.to_string())).collect();
            document.to_string().replace(mark, &many)
        }
        _ => panic!("a case has a text or a document: {case}"),
    }
}

/// Errors where the document is refused, else its warnings.
fn found(text: &str) -> Vec<Finding> {
    match Program::read(text) {
        Ok(program) => program.findings().to_vec(),
        Err(findings) => findings,
    }
}

/// The same, with what the checks find.
fn found_by_all(text: &str) -> Vec<Finding> {
    match Program::read(text) {
        Ok(program) => [program.findings().to_vec(), program.review()].concat(),
        Err(findings) => findings,
    }
}

fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}

#[test]
fn every_case_is_found() {
    let mut wrong = Vec::new();
    for (index, case) in cases().iter().enumerate() {
        let list = found_by_all(&document(case));
        let weighs = case.get("severity").map_or("error", |severity| severity.as_str().unwrap());
        let (code, path, help) =
            (case["code"].as_str().unwrap(), case["path"].as_str().unwrap(), case["help"].as_str().unwrap());
        let hit = list.iter().any(|finding| {
            finding.code().as_str() == code
                && finding.path() == path
                && finding.help().contains(help)
                && weight(finding.severity()) == weighs
        });
        if !hit {
            let told: Vec<String> = list.iter().map(ToString::to_string).collect();
            wrong.push(format!("case {index}: [{code}] {path} … {help}; found {told:#?}"));
        }
        for finding in &list {
            assert!(finding.line() > 0 && finding.column() > 0, "case {index}: {finding} stands nowhere");
            assert!(!finding.message().is_empty() && !finding.help().is_empty(), "case {index}: {finding}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_warning_alone_does_not_refuse() {
    for case in cases().iter().filter(|case| case.get("severity").is_some()) {
        assert!(Program::read(&document(case)).is_ok(), "refused: {case}");
    }
}

#[test]
fn every_code_has_a_case_and_a_chapter() {
    let docs = std::fs::read_to_string(root().join("docs/findings.md")).unwrap();
    for (code, text) in CODES {
        assert_eq!(code.as_str(), *text);
        assert!(cases().iter().any(|case| case["code"] == *text), "no case for '{text}'");
        assert!(docs.contains(&format!("## `{text}`")), "docs/findings.md says nothing about '{text}'");
    }
    for case in cases() {
        assert!(CODES.iter().any(|(_, text)| case["code"] == *text), "no such code: {case}");
    }
}

/// Finds every case's message, help and path in the docs: what they show is what the engine says.
#[test]
fn the_docs_show_what_is_found() {
    let docs = std::fs::read_to_string(root().join("docs/findings.md")).unwrap();
    let rows: Vec<Vec<&str>> = docs
        .lines()
        .filter(|line| line.starts_with("| `$") || line.contains("| `$"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), cases().len(), "a row for each case");
    let everything: Vec<Finding> = cases().iter().flat_map(|case| found_by_all(&document(case))).collect();
    for row in &rows {
        let [_, place, message, cure] = row.as_slice() else { panic!("a row has four columns: {row:?}") };
        let place = place.trim_matches('`').trim_end_matches('…');
        let shown = everything.iter().any(|finding| {
            finding.path().starts_with(place) && finding.message() == *message && finding.help() == *cure
        });
        assert!(shown, "nothing says '{message}; {cure}' at {place}");
    }
}

#[test]
fn examples_have_nothing_to_find() {
    for path in examples() {
        let list = found_by_all(&std::fs::read_to_string(&path).unwrap());
        assert!(list.is_empty(), "{}: {list:#?}", path.display());
    }
}

fn examples() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("examples")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert!(paths.len() >= 13, "{} examples", paths.len());
    paths
}

/// The fenced blocks of a page, with the line they start on.
fn blocks(page: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in page.lines().enumerate() {
        match &mut open {
            None if line.trim() == "```json" => open = Some((number + 2, String::new())),
            None => {}
            Some(_) if line.trim() == "```" => blocks.extend(open.take()),
            Some((_, text)) => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    blocks
}

/// A block that is a part of a document, put into the smallest whole one.
fn completed(block: &Value) -> Value {
    let mut document = serde_json::json!({
        "earnest": 1, "id": "page", "currency": "EUR", "timeZone": "Europe/Bucharest",
        "points": [{"id": "points"}, {"id": "status"}],
        "versions": [{
            "from": "2026-01-01",
            "groups": [{"id": "autumn"}],
            "budgets": [{"id": "garden-clearance", "most": 60000}],
            "tiers": [{"id": "ladder", "metrics": [{"id": "spend", "of": "amount"}], "period": "year",
                "levels": [{"id": "bronze"}, {"id": "silver", "at": {"spend": 1000}}, {"id": "gold", "at": {"spend": 5000}}]}],
        }],
    });
    let part = block.as_object().unwrap();
    let version = |document: &mut Value, key: &str, value: &Value| document["versions"][0][key] = value.clone();
    if part.contains_key("earnest") {
        return block.clone();
    } else if ["points", "partners", "versions"].iter().any(|key| part.contains_key(*key)) {
        for (key, value) in part {
            document[key.as_str()] = value.clone();
        }
    } else if part.contains_key("id") {
        version(&mut document, "rules", &Value::Array(vec![block.clone()]));
    } else if part.keys().all(|key| ["when", "limits", "rounding"].contains(&key.as_str())) {
        let mut rule = part.clone();
        rule.insert("id".into(), "of-the-page".into());
        rule.insert("earn".into(), serde_json::json!({"points": 1, "per": 1}));
        // A subject belongs to activities.
        if block.to_string().contains("subject") {
            rule.insert("on".into(), serde_json::json!({"activity": "webinar"}));
        }
        version(&mut document, "rules", &Value::Array(vec![Value::Object(rule)]));
    } else if part.contains_key("bands") {
        let mut rebate = part.clone();
        rebate.insert("over".into(), "year".into());
        version(&mut document, "rules", &serde_json::json!([{"id": "of-the-page", "rebate": rebate}]));
    } else {
        for (key, value) in part {
            version(&mut document, key, value);
        }
    }
    document
}

#[test]
fn the_pages_about_the_format_have_nothing_to_find() {
    let page = std::fs::read_to_string(root().join("docs/format.md")).unwrap();
    let blocks = blocks(&page);
    assert!(blocks.iter().any(|(_, text)| text.contains("\"earnest\"")), "a whole document");
    for (line, text) in blocks {
        let block: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("docs/format.md:{line}: {error}"));
        let list = found(&completed(&block).to_string());
        assert!(list.is_empty(), "docs/format.md:{line}: {list:#?}");
    }
}

/// A sequence that is the same in every run: SplitMix64.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

/// Whatever is read, every finding has a place, and a refused document has an error.
fn reads(text: &str) {
    match Program::read(text) {
        Ok(program) => {
            assert!(program.findings().iter().all(|f| f.severity() == Severity::Warning));
            for finding in program.review() {
                assert!(finding.line() > 0 && finding.column() > 0, "a finding without a place: {finding}");
            }
        }
        Err(findings) => {
            assert!(findings.iter().any(|f| f.severity() == Severity::Error), "refused without an error: {text}");
            assert!(findings.iter().all(|f| f.line() > 0 && f.column() > 0), "a finding without a place: {text}");
        }
    }
}

#[test]
fn torn_and_mistyped_documents_never_panic() {
    const ROUNDS: usize = 80;
    let mut sequence = Sequence(20_261_122);
    for path in examples() {
        let text = std::fs::read_to_string(path).unwrap();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for _ in 0..ROUNDS {
            reads(&text[..places[sequence.below(places.len())]]);
            let mut bytes = text.clone().into_bytes();
            for _ in 0..=sequence.below(4) {
                let at = sequence.below(bytes.len());
                bytes[at] = u8::try_from(sequence.below(256)).unwrap();
            }
            reads(&String::from_utf8_lossy(&bytes));
        }
        // Bytes seldom hit a number or a word: those are exchanged for one another.
        let words: Vec<&str> = text.split_inclusive(['"', ',', ':', '{', '}', '[', ']']).collect();
        for _ in 0..ROUNDS {
            let mut words = words.clone();
            let (one, other) = (sequence.below(words.len()), sequence.below(words.len()));
            words.swap(one, other);
            reads(&words.concat());
        }
        let document: Value = serde_json::from_str(&text).unwrap();
        let mut leaves = Vec::new();
        pointers(&document, String::new(), &mut leaves);
        for _ in 0..ROUNDS {
            let mut changed = document.clone();
            let (one, other) = (&leaves[sequence.below(leaves.len())], &leaves[sequence.below(leaves.len())]);
            let taken = document.pointer(other).unwrap().clone();
            *changed.pointer_mut(one).unwrap() = taken;
            reads(&changed.to_string());
        }
    }
}

/// The pointers of all values but the whole.
fn pointers(value: &Value, here: String, list: &mut Vec<String>) {
    if !here.is_empty() {
        list.push(here.clone());
    }
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                pointers(inner, format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")), list);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                pointers(inner, format!("{here}/{index}"), list);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
