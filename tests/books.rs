//! Order books as they come: whatever form a book has, it comes to the same sums.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops at what it did not expect"
)]

use arrow_array::{
    ArrayRef, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray, TimestampSecondArray,
};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde_json::Value;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

const PROGRAM: &str = "examples/contractor.json";

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_earnest"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who refuses a book may not read all of it.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = run(arguments, b"");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let output = run(arguments, b"");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// The sums of a book, as text.
fn sums(book: &str, more: &[&str]) -> String {
    said(&[&["simulate", "--program", PROGRAM, "--book", book, "--tally"], more].concat())
}

struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Temporary {
        Temporary(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id())))
    }

    fn of(name: &str, text: &str) -> Temporary {
        let file = Temporary::new(name);
        std::fs::write(&file.0, text).unwrap();
        file
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Invoice, stock code, description, category, quantity, time, price, customer, country.
type Row = [String; 9];

/// The rows of the packed book; tests/data/README.md describes it.
fn rows() -> Vec<Row> {
    let mut text = String::new();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/order-book.gz");
    GzDecoder::new(File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    let (header, body) = text.split_once('\n').unwrap();
    let header: Value = serde_json::from_str(header).unwrap();
    let mut rows = Vec::new();
    let mut lines = body.lines();
    while let Some(order) = lines.next() {
        let order: Vec<&str> = order.split(',').collect();
        for line in lines.by_ref().take(order[4].parse().unwrap()) {
            let line: Vec<&str> = line.split(',').collect();
            let item = &header["items"][line[0].parse::<usize>().unwrap()];
            let product = &header["products"][usize::try_from(item[0].as_u64().unwrap()).unwrap()];
            let [sku, description, category] = [&product[0], &item[1], &product[2]].map(|text| text.as_str().unwrap());
            rows.push(
                [order[0], sku, description, category, line[1], order[1], line[2], order[2], order[3]]
                    .map(str::to_owned),
            );
        }
    }
    rows
}

/// Some of them that have a customer, which columns of all types hold: those of a few days, then here and there one.
fn few() -> Vec<Row> {
    let all = rows().into_iter().filter(|row| !row[7].is_empty());
    all.enumerate().filter(|(at, _)| *at < 4000 || at % 200 == 0).map(|(_, row)| row).collect()
}

/// Long texts are not told in full.
#[track_caller]
fn same(sums: &str, wanted: &str, what: &str) {
    let at = sums.bytes().zip(wanted.bytes()).take_while(|(one, other)| one == other).count().saturating_sub(40);
    let near = |text: &str| text.get(at..(at + 160).min(text.len())).map(str::to_owned);
    assert!(sums == wanted, "{what}: {:?} instead of {:?}", near(sums), near(wanted));
}

fn csv(rows: &[Row], header: &str, columns: &[usize]) -> String {
    separated(rows, header, columns, b',')
}

fn separated(rows: &[Row], header: &str, columns: &[usize], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(header.split(',')).unwrap();
    for row in rows {
        writer.write_record(columns.iter().map(|at| &row[*at])).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

const HEADER: &str = "Invoice,SKU,Category,Qty,Date,Price,Customer,Country";
const COLUMNS: [usize; 8] = [0, 1, 3, 4, 5, 6, 7, 8];

#[test]
fn the_source_as_csv_comes_to_what_the_packed_book_comes_to() {
    let header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
    let source = Temporary::of("source.csv", &csv(&rows(), header, &[0, 1, 2, 4, 5, 6, 7, 8]));
    let packed = sums("tests/data/order-book.gz", &["--customers", "150"]);
    assert!(packed.contains("\"no-account\":135080"), "{packed:.200}");
    same(&sums(source.path(), &["--customers", "150"]), &packed, "");
}

fn texts(rows: &[Row], at: usize) -> ArrayRef {
    Arc::new(rows.iter().map(|row| Some(row[at].as_str()).filter(|text| !text.is_empty())).collect::<StringArray>())
}

fn seconds(text: &str) -> i64 {
    earnest::time::Moment::parse(text).unwrap().seconds()
}

/// The rows in columns of types; what can be told in several types is told in those of this `kind`.
fn batch(rows: &[Row], kind: &str) -> RecordBatch {
    let price = |row: &Row| earnest::amounts::Decimal::parse(&row[6]).unwrap().at(4).unwrap();
    let [quantity, at, prices, customer]: [ArrayRef; 4] = match kind {
        "decimals" => [
            Arc::new(rows.iter().map(|row| row[4].parse::<i64>().unwrap()).collect::<Int64Array>()),
            Arc::new(rows.iter().map(|row| Some(seconds(&row[5]))).collect::<TimestampSecondArray>()),
            Arc::new(
                Decimal128Array::from_iter_values(rows.iter().map(|row| i128::from(price(row))))
                    .with_precision_and_scale(18, 4)
                    .unwrap(),
            ),
            Arc::new(rows.iter().map(|row| row[7].parse::<i64>().unwrap()).collect::<Int64Array>()),
        ],
        "doubles" => [
            Arc::new(rows.iter().map(|row| row[4].parse::<f64>().unwrap()).collect::<Float64Array>()),
            texts(rows, 5),
            Arc::new(rows.iter().map(|row| row[6].parse::<f64>().unwrap()).collect::<Float64Array>()),
            Arc::new(rows.iter().map(|row| row[7].parse::<f64>().unwrap()).collect::<Float64Array>()),
        ],
        _ => [4, 5, 6, 7].map(|at| texts(rows, at)),
    };
    let columns = [texts(rows, 0), texts(rows, 1), texts(rows, 3), quantity, at, prices, customer, texts(rows, 8)];
    RecordBatch::try_from_iter(HEADER.split(',').zip(columns)).unwrap()
}

#[test]
fn csv_parquet_and_arrow_come_to_the_same() {
    let rows = few();
    let text = csv(&rows, HEADER, &COLUMNS);
    let plain = Temporary::of("few.csv", &text);
    let wanted = sums(plain.path(), &[]);
    assert!(wanted.starts_with("{\"left\":{},\"rows\":6"), "{wanted:.80}");

    let zipped = Temporary::new("few.csv.gz");
    let mut file = GzEncoder::new(File::create(&zipped.0).unwrap(), Compression::fast());
    file.write_all(text.as_bytes()).unwrap();
    file.finish().unwrap();
    same(&sums(zipped.path(), &[]), &wanted, "");
    let output = run(&["simulate", "--program", PROGRAM, "--book", "-", "--tally"], text.as_bytes());
    same(&String::from_utf8(output.stdout).unwrap(), &wanted, "");

    for kind in ["texts", "decimals", "doubles"] {
        let batch = batch(&rows, kind);
        let schema = batch.schema();
        let parquet = Temporary::new(&format!("{kind}.parquet"));
        let file = File::create(&parquet.0).unwrap();
        let mut writer = parquet::arrow::ArrowWriter::try_new(file, schema.clone(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        same(&sums(parquet.path(), &[]), &wanted, kind);

        let arrow = Temporary::new(&format!("{kind}.arrow"));
        let mut writer = arrow_ipc::writer::FileWriter::try_new(File::create(&arrow.0).unwrap(), &schema).unwrap();
        writer.write(&batch).unwrap();
        writer.finish().unwrap();
        same(&sums(arrow.path(), &[]), &wanted, kind);

        let mut stream = arrow_ipc::writer::StreamWriter::try_new(Vec::new(), &schema).unwrap();
        stream.write(&batch.slice(0, 2500)).unwrap();
        stream.write(&batch.slice(2500, batch.num_rows() - 2500)).unwrap();
        let stream = stream.into_inner().unwrap();
        let output = run(&["simulate", "--program", PROGRAM, "--book", "-", "--format", "arrow", "--tally"], &stream);
        same(&String::from_utf8(output.stdout).unwrap(), &wanted, kind);
    }
}

#[test]
fn other_separators_decimals_dates_and_names_come_to_the_same() {
    let rows = few();
    let wanted = sums(Temporary::of("plain.csv", &csv(&rows, HEADER, &COLUMNS)).path(), &[]);
    let written = |form: [usize; 3], mark: &str, decimal: &str| -> Vec<Row> {
        let mut rows = rows.clone();
        for row in &mut rows {
            let parts: Vec<&str> = row[5][..10].split('-').collect();
            row[5] = format!("{} {}", form.map(|at| parts[at]).join(mark), &row[5][11..]);
            row[6] = row[6].replace('.', decimal);
        }
        rows
    };
    let german = "Beleg,SKU,Category,Menge,Datum,Preis,Kunde,Land";
    let german = Temporary::of("german.csv", &separated(&written([2, 1, 0], ".", ","), german, &COLUMNS, b';'));
    let told = refused(&["simulate", "--program", PROGRAM, "--book", german.path()]);
    assert!(told.contains("no column is 'account'") && told.contains("Kunde"), "{told}");
    let columns =
        ["order=Beleg", "quantity=Menge", "at=Datum", "unitPrice=Preis", "account=Kunde", "account.country=Land"];
    let columns: Vec<&str> = columns.iter().flat_map(|column| ["--column", column]).collect();
    same(&sums(german.path(), &columns), &wanted, "");

    let american = Temporary::of("american.tsv", &separated(&written([1, 2, 0], "/", "."), HEADER, &COLUMNS, b'\t'));
    same(&sums(american.path(), &[]), &wanted, "");
    same(&sums(american.path(), &["--dates", "%m/%d/%Y %H:%M:%S", "--delimiter", "tab"]), &wanted, "");
    // The first thousand rows are of one day, and could be read either way.
    let british = Temporary::of("british.csv", &csv(&written([2, 1, 0], "/", "."), HEADER, &COLUMNS));
    same(&sums(british.path(), &[]), &wanted, "");
}

#[test]
fn rows_in_no_order_are_counted_written_and_stop_where_that_is_asked_for() {
    let rows = [
        "Order;Customer;Date;Qty;Price;Land",
        "1;ada;31.12.2010 09:00;2;1.250,50;DE",
        "1;ada;31.12.2010 09:00;x;3,00;DE",
        "2;;13.01.2011;1;3,00;DE",
        "3;bob;40.01.2011;1;3,00;DE",
        "",
        "4;bob",
        "5;bob;2.1.2011;4;1,0000005;D\u{e9}",
        "6;bob;2.1.2011;0;10,00;DE",
    ];
    let book = Temporary::of("bad.csv", &format!("\u{feff}{}\r\n", rows.join("\r\n")));
    let saved = Temporary::new("bad-rows.csv");
    let columns = ["--column", "account.country=Land", "--bad-rows", saved.path()];
    let told: Value = serde_json::from_str(&sums(book.path(), &columns)).unwrap();
    let left = serde_json::json!({
        "bad-fields": 1, "bad-price": 1, "bad-quantity": 1, "bad-time": 1, "no-account": 1, "no-quantity": 1
    });
    assert_eq!((&told["left"], &told["rows"]), (&left, &Value::from(7)));
    assert_eq!(told["tallies"][0]["months"][0]["gross"], 250_100);
    let saved = std::fs::read_to_string(&saved.0).unwrap();
    let lines: Vec<&str> = saved.lines().collect();
    assert_eq!(
        lines[..2],
        ["line,reason,Order,Customer,Date,Qty,Price,Land", "3,bad-quantity,1,ada,31.12.2010 09:00,x,\"3,00\",DE"]
    );
    let places: Vec<&str> = lines[1..].iter().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(places, ["3", "4", "5", "7", "8", "9"]);
    let told = refused(&["simulate", "--program", PROGRAM, "--book", book.path(), "--stop-on-bad"]);
    assert!(told.contains("line 3: bad-quantity: 1,ada,"), "{told}");
}

#[test]
fn an_older_encoding_is_read() {
    let head = "Customer,Date,Qty,Price,Category\n";
    let [utf8, latin] = ["caf\u{e9}".as_bytes().to_vec(), b"caf\xe9".to_vec()].map(|name| {
        let file = Temporary::new(&format!("letters-{}.csv", name.len()));
        let row = [head.as_bytes(), &name, b",2010-12-24,2,10.00,storage\n"].concat();
        std::fs::write(&file.0, row).unwrap();
        sums(file.path(), &[])
    });
    assert_eq!(utf8, latin);
    assert!(utf8.contains("caf\u{e9}"));
}

#[test]
fn threads_and_parts_of_a_book_come_to_the_whole() {
    let rows = few();
    let whole = Temporary::of("whole.csv", &csv(&rows, HEADER, &COLUMNS));
    let programs = ["--program", "examples/accumulative.json", "--program", "examples/simple.json"];
    let asked = |book: &str, more: &[&str]| {
        let until = ["--until", "2011-12-31", "--tally"];
        said(&[&["simulate", "--book", book], &programs[..], &until, more].concat())
    };
    let wanted = asked(whole.path(), &["--threads", "1"]);
    for threads in ["2", "5"] {
        same(&asked(whole.path(), &["--threads", threads]), &wanted, threads);
    }
    let parts = [0, 1].map(|odd| {
        let rows: Vec<Row> = rows.iter().filter(|row| row[7].parse::<u32>().unwrap() % 2 == odd).cloned().collect();
        let part = Temporary::of(&format!("part-{odd}.csv"), &csv(&rows, HEADER, &COLUMNS));
        Temporary::of(&format!("part-{odd}.jsonl"), &asked(part.path(), &["--part"]))
    });
    let sum = said(&[&["tally", parts[0].path(), parts[1].path(), "--json"], &programs[..]].concat());
    let once = Temporary::of("whole.jsonl", &wanted);
    same(&said(&[&["tally", once.path(), "--json"], &programs[..]].concat()), &sum, "parts");
    let simulated =
        said(&[&["simulate", "--book", whole.path(), "--until", "2011-12-31", "--json"], &programs[..]].concat());
    let programs_of = |text: &str| {
        let mut told: Value = serde_json::from_str(text).unwrap();
        told["programs"].take()
    };
    same(&programs_of(&simulated).to_string(), &programs_of(&sum).to_string(), "parts");
    assert_eq!(programs_of(&sum)[1]["file"], "examples/simple.json");

    let coupled = ["simulate", "--program", PROGRAM, "--book", whole.path(), "--part", "--until", "2011-12-31"];
    let told = refused(&coupled);
    assert!(told.contains("its accounts share something"), "{told}");
    let told = refused(&["tally", once.path(), "--program", "examples/simple.json"]);
    assert!(told.contains("sums of 2 programs, not of 1"), "{told}");
}

#[test]
fn figures_are_told_in_tables_with_differences_and_under_assumptions() {
    let book = Temporary::of("tables.csv", &csv(&few(), HEADER, &COLUMNS));
    let programs = ["--program", PROGRAM, "--program", "examples/accumulative.json"];
    let text =
        said(&[&["simulate", "--book", book.path(), "--margin", "25 %", "--uplift", "5 %"], &programs[..]].concat());
    assert!(text.contains("assumed: margin 25.00 %, uplift 5.00 %, redemption 80.00 %"), "{text}");
    let row = |name: &str| -> Vec<String> {
        let line =
            text.lines().find(|line| line.starts_with(&format!("| {name} "))).unwrap_or_else(|| panic!("{text}"));
        line.split('|').map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect()
    };
    let risen =
        said(&[&["simulate", "--book", book.path(), "--uplift-by", "country=France=8 %"], &programs[..]].concat());
    assert!(risen.contains("uplift 0.00 %") && !risen.contains("| extra margin             |     0.00"), "{risen}");
    let two = ["simulate", "--book", book.path(), "--uplift-by", "country=France=8 %", "--uplift-by", "size=L=1 %"];
    assert!(refused(&[&two[..], &programs[..]].concat()).contains("uplifts are by one attribute"));
    let part = ["simulate", "--book", book.path(), "--part", "--program", "examples/simple.json"];
    assert!(refused(&part).contains("give --until"));
    let cents = |text: &str| text.replace(['.', '+'], "").parse::<i64>().unwrap();
    for name in ["orders", "sales", "cost", "benefit"] {
        let row = row(name);
        assert_eq!(cents(&row[3]), cents(&row[2]) - cents(&row[1]), "{row:?}");
    }
}
