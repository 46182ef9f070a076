//! The yardstick's book through the native engine: columns come in a file that the benchmark writes, the time and the sums
//! go out as JSON.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    reason = "a benchmark"
)]

use earnest::Program;
use earnest::simulate::{Book, Columns, Rows, Simulation};
use earnest::wire::simulate::SimulateOptions;
use serde_json::Value;
use std::time::Instant;

/// Numbers of eight bytes each, one column after the other.
fn column(bytes: &[u8], at: usize, rows: usize) -> Vec<i64> {
    let cells = bytes[at * rows * 8..(at + 1) * rows * 8].chunks_exact(8);
    cells.map(|cell| i64::from_le_bytes(cell.try_into().unwrap())).collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let program = Program::read(&std::fs::read_to_string(&arguments[1]).unwrap()).unwrap();
    let head: Value =
        serde_json::from_str(&std::fs::read_to_string(format!("{}.json", arguments[2])).unwrap()).unwrap();
    let bytes = std::fs::read(&arguments[2]).unwrap();
    let rows = usize::try_from(head["rows"].as_u64().unwrap()).unwrap();
    let numbers: Vec<Vec<i64>> =
        (0..head["columns"].as_array().unwrap().len()).map(|at| column(&bytes, at, rows)).collect();
    drop(bytes);
    let start = Instant::now();
    let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut book = Book::new(Columns {
        line: texts(&["sku", "category", "brand"]),
        order: texts(&["channel"]),
        account: texts(&["segment"]),
        measures: texts(&["review", "referral", "profile"]),
    });
    let mut codes = Vec::new();
    for (at, names) in head["names"].as_array().unwrap().iter().enumerate() {
        // Orders have no names.
        let names: Option<Vec<u32>> =
            names.as_array().map(|names| names.iter().map(|name| book.name(name.as_str().unwrap()).unwrap()).collect());
        let number = |code: &i64| usize::try_from(*code).unwrap();
        let of = |code: &i64| names.as_ref().map_or(u32::try_from(*code).unwrap(), |names| names[number(code)]);
        codes.push(numbers[at].iter().map(of).collect::<Vec<u32>>());
    }
    let of = |at: usize| numbers[codes.len() + at].as_slice();
    let left = book.add(&Rows {
        accounts: &codes[0],
        orders: &codes[1],
        line: &[&codes[2], &codes[3], &codes[4]],
        order: &[&codes[5]],
        account: &[&codes[6]],
        at: of(0),
        quantities: of(1),
        prices: of(2),
        discounts: of(3),
        measures: &[of(4), of(5), of(6)],
    });
    assert!(left.unwrap().is_empty(), "every row is in an order");
    let options = earnest::wire::read::<SimulateOptions>(r#"{ "until": "2026-12-31" }"#).unwrap();
    let mut simulation = Simulation::new(program, &book.close(), &options);
    while !simulation.run(10_000).unwrap() {}
    let tally = simulation.tally();
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    println!("{}", serde_json::json!({ "ms": ms, "tally": serde_json::to_value(&tally).unwrap() }));
}
