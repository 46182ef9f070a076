//! Every case of `tests/corpus/*.json`, run natively; `tests/js/corpus.test.mjs` runs the same files through the package.
//!
//! With `EARNEST_WRITE_RESULTS=<file>` all outcomes are written there, one to a line, for the byte-for-byte comparison.
//! With `EARNEST_WRITE_SEEDS=<folder>` the cases are written there as inputs of the fuzz targets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops at what it did not expect"
)]

#[path = "support/checks.rs"]
mod checks;
#[path = "support/matching.rs"]
mod matching;
#[path = "support/seeds.rs"]
mod seeds;

use checks::Units;
use earnest::wire::entry::Entry;
use earnest::{Program, Shared, State};
use seeds::Played;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// One case, with the document it runs.
struct Case {
    file: String,
    id: String,
    document: String,
    data: Value,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn cases() -> Vec<Case> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "json"));
    files.sort();
    let mut documents: BTreeMap<String, String> = BTreeMap::new();
    let mut cases = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let list: Vec<Value> = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for data in list {
            let id = data["id"].as_str().expect("a case has an id").to_owned();
            if let Some(text) = data.get("text") {
                documents.insert(id.clone(), text.as_str().unwrap().to_owned());
            } else if let Some(name) = data.get("programFile") {
                documents.insert(id.clone(), std::fs::read_to_string(folder().join(name.as_str().unwrap())).unwrap());
            } else if let Some(program) = data.get("program") {
                documents.insert(id.clone(), program.to_string());
            }
            cases.push(Case {
                file: path.file_name().unwrap().to_string_lossy().into(),
                id,
                document: String::new(),
                data,
            });
        }
    }
    for case in &mut cases {
        let owner = case.data.get("programOf").map_or(case.id.as_str(), |of| of.as_str().unwrap());
        case.document = documents.get(owner).unwrap_or_else(|| panic!("{}: no program of {owner}", case.id)).clone();
    }
    cases
}

/// Runs one case; gives back what was wrong and the outcomes as lines.
fn run(case: &Case, lines: &mut String, played: &mut Played) -> Vec<String> {
    let read = Program::read(&case.document);
    if let Some(expected) = case.data.get("findings") {
        let found: Vec<Value> = match &read {
            Ok(_) => return vec!["/findings: the document was taken".into()],
            Err(findings) => findings.iter().map(|f| serde_json::to_value(f).unwrap()).collect(),
        };
        return checks::findings(expected, &found);
    }
    let program = match read {
        Ok(program) => program,
        Err(findings) => return findings.iter().map(|f| format!("/program: {f}")).collect(),
    };
    let units = Units::of(&case.document);
    let mut wrong = reviewed(&program, case);
    let mut states: BTreeMap<String, State> = BTreeMap::new();
    let mut shared = Shared::default();
    let mut kept = checks::Kept::default();
    let default = json!({ "account": "acme" });
    let mut account = case.data.get("account").unwrap_or(&default);
    played.account = account.to_string();
    for (index, item) in case.data["events"].as_array().expect("a case has events").iter().enumerate() {
        account = item.get("account").unwrap_or(account);
        let id = account["account"].as_str().unwrap().to_owned();
        let state = states.entry(id.clone()).or_insert_with(|| {
            let state =
                program.account(&account.to_string()).unwrap_or_else(|f| panic!("{}: account: {}", case.id, f[0]));
            kept.start(&id, &serde_json::from_str(&state.to_json(&program)).unwrap());
            state
        });
        let mut out = Vec::new();
        let entries = step(&program, state, &mut shared, item, &units, &mut out, |outcome| {
            writeln!(lines, "{}\t{index}\t{outcome}", case.id).unwrap();
        });
        played.events.push(item["event"].to_string());
        played.state = Some(state.to_json(&program));
        kept.entries.extend(entries);
        kept.rename(&id, &item["expect"]["renamed"]);
        statement(&program, &id, state, &kept, &units, &mut out);
        wrong.extend(out.into_iter().map(|what| format!("/events/{index}{what}")));
    }
    for (index, item) in case.data["books"].as_array().into_iter().flatten().enumerate() {
        let mut out = Vec::new();
        let state = account["account"].as_str().and_then(|id| states.get(id)).unwrap();
        books(&program, &kept.entries, (state, &shared), item, &mut out);
        wrong.extend(out.into_iter().map(|what| format!("/books/{index}{what}")));
    }
    wrong
}

/// The statement of an account is what its state holds.
fn statement(
    program: &Program,
    account: &str,
    state: &State,
    kept: &checks::Kept,
    units: &Units,
    out: &mut Vec<String>,
) {
    let own: Vec<Entry> = kept.entries.iter().filter(|e| e.account.as_deref() == Some(account)).cloned().collect();
    // What is stored as text is read back as it was.
    let text = serde_json::to_string(&own).unwrap();
    let read: Vec<Entry> = earnest::wire::read(&text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    match program.statement(&own, None, None) {
        Ok(told) => {
            let state = serde_json::from_str(&state.to_json(program)).unwrap();
            kept.compare(account, &serde_json::to_value(&told).unwrap(), &state, units, out);
        }
        Err(refusal) => out.push(format!("/statement: {refusal}")),
    }
}

/// What is made of all entries of a case.
fn books(
    program: &Program,
    entries: &[Entry],
    (state, shared): (&State, &Shared),
    item: &Value,
    out: &mut Vec<String>,
) {
    let at = || earnest::time::Moment::parse(item["at"].as_str().unwrap()).unwrap();
    fn told<T: serde::Serialize>(made: Result<T, earnest::Refusal>) -> Value {
        match made {
            Ok(made) => serde_json::to_value(&made).unwrap(),
            Err(refusal) => json!({ "error": refusal.code().as_str() }),
        }
    }
    fn terms<T: earnest::wire::Decode + Default>(item: &Value, what: &str) -> Option<T> {
        let text = item.get(what)?.to_string();
        Some(earnest::wire::read(&text).unwrap_or_else(|found: Vec<earnest::findings::Finding>| panic!("{}", found[0])))
    }
    let made = if let Some(period) = terms(item, "coalition") {
        told(program.coalition(entries, &period))
    } else if let Some(period) = terms(item, "claims") {
        told(program.claims(entries, &period))
    } else if let Some(terms) = terms(item, "close") {
        let closing = program.close(entries, &terms);
        if let Ok(closing) = &closing {
            checks::balances(&serde_json::to_value(closing).unwrap(), out);
        }
        told(closing)
    } else if let Some(period) = terms::<earnest::wire::books::BooksPeriod>(item, "statement") {
        told(program.statement(entries, period.from, period.to))
    } else if let Some(terms) = terms(item, "notices") {
        told(program.notices(state, shared, at(), &terms))
    } else if item.get("accrued").is_some() {
        told(program.accrued(state, shared, at()))
    } else {
        panic!("no books: {item}")
    };
    matching::differences(&item["expect"], &made, "/expect", out);
}

/// What the checks find, all of it.
#[cfg(feature = "checks")]
fn reviewed(program: &Program, case: &Case) -> Vec<String> {
    let Some(expected) = case.data.get("review") else { return Vec::new() };
    let found: Vec<Value> = program.review().iter().map(|f| serde_json::to_value(f).unwrap()).collect();
    let mut wrong = checks::findings(expected, &found);
    if found.len() != expected.as_array().unwrap().len() {
        wrong.push(format!("/review: expected {expected}, found {}", Value::from(found)));
    }
    wrong
}

#[cfg(not(feature = "checks"))]
fn reviewed(_: &Program, _: &Case) -> Vec<String> {
    Vec::new()
}

fn day(value: &Value) -> earnest::time::Date {
    earnest::time::Date::parse(value.as_str().unwrap()).unwrap()
}

/// Posts one event and checks what came out.
fn step(
    program: &Program,
    state: &mut State,
    shared: &mut Shared,
    item: &Value,
    units: &Units,
    out: &mut Vec<String>,
    mut note: impl FnMut(&str),
) -> Vec<Entry> {
    let expect = &item["expect"];
    let event = match program.event(&item["event"].to_string()) {
        Ok(event) => event,
        Err(found) => {
            let found: Vec<Value> = found.iter().map(|f| serde_json::to_value(f).unwrap()).collect();
            out.extend(checks::refused(expect, &found));
            return Vec::new();
        }
    };
    let preview = program.preview(state, shared, &event);
    let posting = match program.post(state, shared, &event) {
        Ok(posting) => posting,
        Err(refusal) => {
            assert!(preview.is_err(), "posting refuses what previewing takes");
            let code = refusal.code().as_str();
            match expect.get("error").or(expect.get("refused")) {
                Some(Value::String(wanted)) if wanted == code => {}
                Some(Value::Bool(true)) => {}
                wanted => out.push(format!("/expect/error: refused with {code}: {refusal}; expected {wanted:?}")),
            }
            return Vec::new();
        }
    };
    for refusing in ["error", "refused", "findings"] {
        if let Some(wanted) = expect.get(refusing) {
            out.push(format!("/expect/{refusing}: taken, expected {wanted}"));
        }
    }
    let text = serde_json::to_string(&posting.outcome).unwrap();
    // With its fields in order of their names: how JavaScript writes them is its own affair.
    note(&serde_json::to_value(&posting.outcome).unwrap().to_string());
    match preview {
        Ok(preview) if serde_json::to_string(&preview).unwrap() == text => {}
        Ok(preview) => {
            out.push(format!(": the preview differs from the posting: {}", serde_json::to_string(&preview).unwrap()))
        }
        Err(refusal) => out.push(format!(": the preview is refused with {}", refusal.code().as_str())),
    }
    let seen = checks::Seen {
        outcome: serde_json::to_value(&posting.outcome).unwrap(),
        entries: serde_json::to_value(&posting.entries).unwrap(),
        before: serde_json::from_str(&state.to_json(program)).unwrap(),
        state: serde_json::from_str(&posting.state.to_json(program)).unwrap(),
        shared: serde_json::from_str(&posting.shared.to_json()).unwrap(),
    };
    checks::all(expect, &seen, units, out);
    if expect.get("hints").or(expect.get("hintsInclude")).is_some() {
        match program.hints(state, shared, &event) {
            Ok(hints) => checks::lists(expect, "hints", &serde_json::to_value(&hints).unwrap(), out),
            Err(refusal) => out.push(format!("/expect/hints: refused with {}", refusal.code().as_str())),
        }
    }
    if expect.get("unpaid").or(expect.get("unpaidInclude")).is_some() {
        match program.unpaid(state, shared, &event) {
            Ok(unpaid) => checks::lists(expect, "unpaid", &serde_json::to_value(&unpaid).unwrap(), out),
            Err(refusal) => out.push(format!("/expect/unpaid: refused with {}", refusal.code().as_str())),
        }
    }
    net_prices(program, (state, shared), &event, expect, out);
    if let Some(wanted) = expect.get("board") {
        let (id, day) = (wanted["id"].as_str().unwrap(), day(&wanted["at"]));
        let (places, onward) = program
            .close_board(&posting.shared, id, (day, day.midnight()), posting.state.id())
            .unwrap_or_else(|refusal| panic!("/expect/board: {refusal}"));
        let found = json!({ "places": places, "onward": onward });
        matching::differences(wanted.get("found").unwrap(), &found, "/expect/board", out);
    }
    if let Some(wanted) = expect.get("planWorth") {
        let (plan, at) = (wanted["plan"].as_str().unwrap(), day(&wanted["at"]).midnight());
        let found = program.plan_worth(&posting.state, plan, at).unwrap_or_else(|refusal| panic!("{refusal}"));
        let found = serde_json::to_value(&found).unwrap();
        matching::differences(wanted.get("found").unwrap(), &found, "/expect/planWorth", out);
    }
    // What is stored is all there is: the next event sees what a host would have kept.
    let stored = posting.state.to_json(program);
    match program.account(&stored) {
        Ok(read) if read.to_json(program) == stored => *state = read,
        Ok(read) => out.push(format!(": the stored state {stored} is read as {}", read.to_json(program))),
        Err(findings) => out.push(format!(": the stored state is refused: {}", findings[0])),
    }
    *shared = program.shared(&posting.shared.to_json()).unwrap_or(posting.shared);
    posting.entries
}

/// Every order has net prices; a case may expect some, or why an event has none.
fn net_prices(
    program: &Program,
    (state, shared): (&State, &Shared),
    event: &earnest::Event,
    expect: &Value,
    out: &mut Vec<String>,
) {
    let wanted = expect.get("netPrices");
    if wanted.is_none() && event.wire().kind() != "order" {
        return;
    }
    let told = match program.net_prices(state, shared, event) {
        Ok(prices) => serde_json::to_value(&prices).unwrap(),
        Err(refusal) => json!({ "error": refusal.code().as_str() }),
    };
    match wanted {
        Some(wanted) => matching::differences(wanted, &told, "/expect/netPrices", out),
        None if told["error"].is_null() => {}
        None => out.push(format!("/netPrices: {told}")),
    }
    checks::prices_add_up(&told, out);
}

#[test]
fn every_case_holds() {
    let cases = cases();
    let mut lines = String::new();
    let mut failed = String::new();
    let mut count = 0;
    for case in &cases {
        let mut played = Played::default();
        let wrong = run(case, &mut lines, &mut played);
        if let Some(folder) = std::env::var_os("EARNEST_WRITE_SEEDS") {
            seeds::write(Path::new(&folder), &case.id, &case.document, &played);
        }
        count += usize::from(!wrong.is_empty());
        for what in wrong {
            writeln!(failed, "{} {}{what}", case.file, case.id).unwrap();
        }
    }
    if let Some(path) = std::env::var_os("EARNEST_WRITE_RESULTS") {
        std::fs::write(path, lines).unwrap();
    }
    assert!(failed.is_empty(), "{count} of {} cases differ:\n{failed}", cases.len());
}

#[test]
fn ids_are_different_and_rows_are_named() {
    let mut seen = std::collections::BTreeSet::new();
    for case in cases() {
        assert!(seen.insert(case.id.clone()), "{} twice", case.id);
        for field in ["row", "source"] {
            assert!(case.data[field].is_string(), "{} names no {field}", case.id);
        }
    }
}
