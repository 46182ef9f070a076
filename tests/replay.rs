//! The whole order book through the contractor example, by the command that docs/replay.md describes.
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
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of this test alone; the name says whose.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("replay-{}-{name}", std::process::id()))
}

fn earnest(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_earnest")).args(arguments).current_dir(root()).output().unwrap()
}

/// Runs a replay and gives its totals.
fn replay(name: &str, arguments: &[&str]) -> Value {
    let path = scratch(name);
    let mut all = vec!["replay", "--write-expected", path.to_str().unwrap()];
    all.extend(arguments);
    let output = earnest(&all);
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let totals = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    std::fs::remove_file(&path).unwrap();
    totals
}

/// Thousandths of `"9747747.934"`.
fn thousandths(worth: &Value) -> i64 {
    let (whole, part) = worth.as_str().unwrap().split_once('.').unwrap();
    assert_eq!(part.len(), 3);
    format!("{whole}{part}").parse().unwrap()
}

/// Pence of `"8911407.90"`.
fn pence(amount: &Value) -> i64 {
    amount.as_str().unwrap().replace('.', "").parse().unwrap()
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

/// The parts of what was read: posted, refused, outside the sample.
fn parts(totals: &Value) -> Vec<&Value> {
    let refused = totals["refused"].as_object().unwrap().values();
    [&totals["orders"], &totals["returns"], &totals["notSampled"]].into_iter().chain(refused).collect()
}

/// The balance of each unit is the sum of its entries.
fn balances(units: &Value, read: fn(&Value) -> i64) {
    for kinds in units.as_object().unwrap().values().map(|kinds| kinds.as_object().unwrap()) {
        let sum: i64 = kinds.iter().filter(|(kind, _)| *kind != "balance").map(|(_, amount)| read(amount)).sum();
        assert_eq!(sum, read(&kinds["balance"]));
    }
}

#[test]
fn the_whole_book() {
    let totals = replay("whole", &[]);

    let read = &totals["read"];
    assert_eq!(number(&read["lines"]), 541_909);
    assert_eq!(number(&read["invoices"]), 25_900);
    assert_eq!(number(&read["cancellations"]), 3_836);
    assert_eq!(number(&read["customers"]), 4_372);
    assert_eq!(number(&read["linesWithoutCustomer"]), 135_080);
    assert_eq!(thousandths(&read["worth"]), 9_747_747_934);
    assert_eq!(thousandths(&read["negativeWorth"]), -918_936_610);

    // Nothing is lost on the way.
    assert_eq!(parts(&totals).iter().map(|part| number(&part["lines"])).sum::<i64>(), 541_909);
    assert_eq!(parts(&totals).iter().map(|part| thousandths(&part["worth"])).sum::<i64>(), 9_747_747_934);
    assert_eq!(number(&totals["notSampled"]["lines"]), 0);
    assert_eq!(number(&totals["refused"]["no-customer"]["lines"]), 135_080);
    let events = number(&totals["orders"]["events"]) + number(&totals["returns"]["events"]);
    assert_eq!(events + number(&totals["emptyInvoices"]), 25_900);

    // Four lines have prices of three decimals; each is rounded once.
    let booked = pence(&totals["orders"]["gross"]) * 10;
    assert!((booked - thousandths(&totals["orders"]["worth"])).abs() <= 4 * 5);

    balances(&totals["points"], number);
    balances(&totals["money"], pence);
    for levels in totals["tiers"].as_object().unwrap().values() {
        // A customer whose every line is refused stands on no ladder.
        let standing: i64 = levels.as_object().unwrap().values().map(number).sum();
        assert!(standing <= number(&totals["accounts"]));
    }

    let path = root().join("tests/data/replay-expected.json");
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(totals, expected, "if the change is meant: npm run replay -- --write-expected");
}

#[test]
fn a_sample_leaves_the_others_out_and_reads_back() {
    let totals = replay("sample", &["--customers", "40", "--reread"]);
    assert_eq!(number(&totals["accounts"]), 40);
    assert_eq!(parts(&totals).iter().map(|part| number(&part["lines"])).sum::<i64>(), 541_909);
    assert!(number(&totals["notSampled"]["lines"]) > 300_000);
}

const COLUMNS: &str = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

/// Replays a few lines of the source's form; gives the totals, and what was named.
fn source(name: &str, lines: &[&str]) -> (Value, Vec<String>) {
    let (book, named) = (scratch(&format!("{name}.csv")), scratch(&format!("{name}-named.csv")));
    std::fs::write(&book, format!("{COLUMNS}\n{}\n", lines.join("\n"))).unwrap();
    let totals = replay(name, &["--book", book.to_str().unwrap(), "--named", named.to_str().unwrap()]);
    let text = std::fs::read_to_string(&named).unwrap();
    std::fs::remove_file(&book).unwrap();
    std::fs::remove_file(&named).unwrap();
    (totals, text.lines().skip(1).map(str::to_owned).collect())
}

#[test]
fn every_line_that_is_not_posted_is_named() {
    let (totals, named) = source(
        "named",
        &[
            "1,A,PAPER CHAIN KIT,2,2011-01-03 09:00:00,2.5,17000,France",
            "1,B,\"TIN, ROUND\",1,2011-01-03 09:00:00,0.0,17000,France",
            "1,A,PAPER CHAIN KIT,-1,2011-01-03 09:00:00,2.5,17000,France",
            "1,A,PAPER CHAIN KIT,0,2011-01-03 09:00:00,2.5,17000,France",
            "2,A,PAPER CHAIN KIT,1,2011-01-03 10:00:00,2.5,,France",
            "A3,B,Adjust bad debt,1,2011-01-04 09:00:00,-11062.06,17000,France",
            "4,A,PAPER CHAIN KIT,1,2011-01-04 10:00:00,-1.0,17000,France",
            "C5,A,PAPER CHAIN KIT,-3,2011-01-05 09:00:00,2.5,17000,France",
            "C5,A,PAPER CHAIN KIT,1,2011-01-05 09:00:00,2.5,17000,France",
            "1,A,PAPER CHAIN KIT,10,2011-01-03 09:01:00,2.5,17001,France",
        ],
    );
    assert_eq!(
        named,
        [
            "zero-price,1,17000,B,1,0",
            "negative-quantity,1,17000,A,-1,2.5",
            "no-quantity,1,17000,A,0,2.5",
            "no-customer,2,,A,1,2.5",
            "adjustment,A3,17000,B,1,-11062.06",
            "negative-price,4,17000,A,1,-1",
            "positive-quantity,C5,17000,A,1,2.5",
            "unmatched,C5,17000,A,1,",
        ]
    );
    assert_eq!(number(&totals["orders"]["lines"]), 2);
    assert_eq!(number(&totals["returns"]["lines"]), 1);
    assert_eq!(number(&totals["emptyInvoices"]), 3);
    // 5 + 25 points, less the 5 of the order and the 2 of one piece that nobody bought.
    assert_eq!(number(&totals["points"]["points"]["balance"]), 30 - 5 - 2);
}

#[test]
fn what_the_program_refuses_is_counted_and_told() {
    let (totals, named) = source("refused", &["1,A,TIN,1,2009-12-31 09:00:00,2.5,17000,France"]);
    assert_eq!(number(&totals["refused"]["not-in-force"]["lines"]), 1);
    assert_eq!(named, ["not-in-force,1,17000,A,1,2.5"]);
}

#[test]
fn a_book_of_another_form_is_refused() {
    let path = scratch("other.csv");
    std::fs::write(&path, "a,b\n1,2\n").unwrap();
    let output = earnest(&["replay", "--book", path.to_str().unwrap()]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("it has not the columns InvoiceNo,"));
}

#[test]
fn check_tells_every_finding_with_its_place() {
    let path = scratch("wrong.json");
    std::fs::write(&path, "{ \"earnest\": 1,\n  \"id\": 5 }").unwrap();
    let output = earnest(&["check", path.to_str().unwrap()]);
    std::fs::remove_file(&path).unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains(":2:3 $.id [wrong-type] "), "{said}");
    let output = earnest(&["check", "examples/contractor.json", "examples/simple.json"]);
    assert!(output.status.success());
}
