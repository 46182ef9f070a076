//! The checks: near misses that they leave alone, what an author chooses, and how long they take.
#![cfg(feature = "checks")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use earnest::Program;
use earnest::findings::{CHECKS, Severity};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

fn list(file: &Path) -> Vec<Value> {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn tests() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn program(document: &Value) -> Program {
    Program::read(&document.to_string()).unwrap_or_else(|findings| panic!("{document}: {findings:#?}"))
}

#[test]
fn near_misses_are_left_alone() {
    let cases = list(&tests().join("near-misses.json"));
    for case in &cases {
        let found = program(&case["document"]).review();
        let told: Vec<String> =
            found.iter().filter(|f| f.code().as_str() == case["check"]).map(ToString::to_string).collect();
        assert!(told.is_empty(), "{}: {}: {told:#?}", case["check"], case["why"]);
    }
    for (check, _) in CHECKS {
        assert!(cases.iter().any(|case| case["check"] == check.as_str()), "no near miss of '{check}'");
    }
}

/// A document with a cliff, and what its author chose.
fn cliff(checks: &Value) -> Program {
    program(&json!({
        "earnest": 1, "id": "p", "currency": "EUR", "timeZone": "UTC", "checks": checks,
        "versions": [{ "from": "2026-01-01", "rules": [{ "id": "back", "rebate": { "over": "year", "mode": "whole",
            "bands": [{ "from": 0, "rate": "5 %" }, { "from": "1000.00", "rate": "4 %" }] } }] }],
    }))
}

#[test]
fn an_author_chooses_how_much_a_finding_weighs() {
    let weighs = |checks: &Value| cliff(checks).review().first().map(|finding| finding.severity());
    assert_eq!(weighs(&json!({})), Some(Severity::Warning));
    assert_eq!(weighs(&json!({ "cliff": "error" })), Some(Severity::Error));
    assert_eq!(weighs(&json!({ "cliff": "advice" })), Some(Severity::Advice));
    assert_eq!(weighs(&json!({ "cliff": "off" })), None);
    assert_eq!(weighs(&json!({ "cliff": { "severity": "error" } })), Some(Severity::Error));
    assert_eq!(weighs(&json!({ "cliff": { "except": ["back"] } })), None);
    // An exception that is about nothing is told, and the finding stays.
    let found = cliff(&json!({ "cliff": { "severity": "error", "except": ["bakc"] } })).review();
    let codes: Vec<&str> = found.iter().map(|finding| finding.code().as_str()).collect();
    assert_eq!(codes, ["no-effect", "cliff"]);
    assert_eq!(found[0].help(), "did you mean 'back'?");
}

#[test]
fn loading_runs_no_checks() {
    assert!(cliff(&json!({ "cliff": "error" })).findings().is_empty());
}

/// Builds of all tests share the machine: what takes a second there takes far less alone.
const AT_MOST: Duration = Duration::from_secs(1);

#[test]
fn no_document_of_the_corpus_takes_long() {
    let mut seen = 0;
    for entry in std::fs::read_dir(tests().join("corpus")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        for case in list(&path) {
            let Some(document) = case.get("program") else { continue };
            let Ok(program) = Program::read(&document.to_string()) else { continue };
            let start = Instant::now();
            let found = program.review();
            assert!(start.elapsed() < AT_MOST, "{}: {:?}", case["id"], start.elapsed());
            assert!(found.iter().all(|f| f.line() > 0 && f.column() > 0 && !f.help().is_empty()), "{}", case["id"]);
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} documents");
}

/// Many rules that are alike: every pair, every condition and every order would be too much.
#[test]
fn a_large_document_is_bounded() {
    let rule = |n: usize| {
        json!({ "id": format!("r{n}"), "when": { "any": [{ "sku": format!("A{n}") }, { "brand": format!("B{n}") }],
            "order": { "amount": { "below": "500.00" } } },
            "earn": { "points": 1 + n % 7, "per": "1.00" },
            "limits": { "group": "g", "caps": [{ "most": 500, "per": "order" }] } })
    };
    let off = |n: usize| {
        json!({ "id": format!("d{n}"), "when": { "order": { "amount": { "atLeast": 100 + n } } },
            "discount": { "rate": "3 %" } })
    };
    let rules: Vec<Value> = (0..4000).map(rule).chain((0..500).map(off)).collect();
    let program = program(&json!({
        "earnest": 1, "id": "p", "currency": "EUR", "timeZone": "UTC", "points": [{ "id": "points", "worth": "0.01" }],
        "versions": [{ "from": "2026-01-01", "groups": [{ "id": "g" }], "rules": rules }],
    }));
    let start = Instant::now();
    let found = program.review();
    // Without optimisation, beside other tests.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert!(found.iter().any(|finding| finding.code().as_str() == "partly-checked"));
}
