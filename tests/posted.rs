//! The simulator against posting one by one: the same order book through both comes to the same sums.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops at what it did not expect"
)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn earnest(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_earnest"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Sums of entries by unit and kind, as posting came to them: money in minor units.
fn posted(totals: &Value) -> BTreeMap<(String, String), i64> {
    let mut sums = BTreeMap::new();
    for (list, money) in [("points", false), ("money", true)] {
        for (unit, kinds) in totals[list].as_object().unwrap() {
            for (kind, amount) in kinds.as_object().unwrap().iter().filter(|(kind, _)| *kind != "balance") {
                let amount = match money {
                    true => amount.as_str().unwrap().replace('.', "").parse().unwrap(),
                    false => amount.as_i64().unwrap(),
                };
                sums.insert((unit.clone(), kind.clone()), amount);
            }
        }
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

fn simulated(tally: &Value) -> BTreeMap<(String, String), i64> {
    let mut sums = BTreeMap::new();
    for sum in tally["booked"].as_array().unwrap() {
        let key = (sum["unit"].as_str().unwrap().to_owned(), sum["kind"].as_str().unwrap().to_owned());
        *sums.entry(key).or_default() += sum["amount"].as_i64().unwrap();
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

/// One program over a share of the book, or all of it, both ways.
fn both(program: &str, customers: Option<&str>) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!(
        "simulate-{}-{}.json",
        std::process::id(),
        program.replace('/', "-")
    ));
    let sample: Vec<&str> = customers.map_or(vec![], |n| vec!["--customers", n]);
    earnest(&[&["replay", "--program", program, "--write-expected", path.to_str().unwrap()], &sample[..]].concat());
    let totals: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    std::fs::remove_file(&path).unwrap();
    let tally = earnest(&[&["simulate", "--program", program, "--tally"], &sample[..]].concat());
    let tally = serde_json::from_str::<Value>(&tally).unwrap()["tallies"][0].clone();
    assert_eq!(simulated(&tally), posted(&totals), "{program}");
    let sum = |field: &str| {
        tally["months"].as_array().unwrap().iter().map(|month| month[field].as_i64().unwrap()).sum::<i64>()
    };
    for field in ["gross", "net"] {
        let pence = |of: &str| totals[of][field].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
        assert_eq!(sum(field), pence("orders") + pence("returns"), "{program}: {field}");
    }
    assert_eq!(tally["orders"], totals["orders"]["events"], "{program}");
    assert_eq!(tally["returns"], totals["returns"]["events"], "{program}");
    for (id, drawn) in totals["budgets"].as_object().unwrap() {
        assert_eq!(tally["budgets"][id], *drawn, "{program}: {id}");
    }
    // Who trades stands on the same level in the end; the posted accounts have others, whose lines were all refused.
    let mut levels: BTreeMap<(String, String), i64> = BTreeMap::new();
    for account in tally["accounts"].as_array().unwrap() {
        for (ladder, level) in account["levels"].as_object().unwrap() {
            *levels.entry((ladder.clone(), level.as_str().unwrap().to_owned())).or_default() += 1;
        }
    }
    for ((ladder, level), accounts) in levels {
        let posted = totals["tiers"][&ladder][&level].as_i64().unwrap_or(0);
        assert!(accounts <= posted || posted == 0, "{program}: {accounts} on {ladder} {level}, {posted} posted");
    }
}

#[test]
fn the_whole_book_comes_to_what_posting_came_to() {
    both("examples/contractor.json", None);
}

#[test]
fn every_example_comes_to_what_posting_came_to() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".json") {
            both(&format!("examples/{name}"), Some("60"));
        }
    }
}
