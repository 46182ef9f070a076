//! The rows of the sample, and their way through a program.

use earnest::{Program, Shared, State};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// A line of an order; amounts in cents.
#[derive(Debug, Clone)]
pub struct Line {
    pub product: String,
    pub category: String,
    pub price: String,
    pub quantity: i64,
    pub amount: i64,
    /// The line's own discount, rounded to cents.
    pub discount: i64,
}

impl Line {
    pub fn net(&self) -> i64 {
        self.amount - self.discount
    }
}

#[derive(Debug, Clone)]
pub struct Sold {
    pub id: String,
    pub customer: String,
    pub seller: String,
    pub day: String,
    pub lines: Vec<Line>,
}

impl Sold {
    pub fn net(&self) -> i64 {
        self.lines.iter().map(Line::net).sum()
    }

    /// `1997-03`
    pub fn month(&self) -> &str {
        &self.day[..7]
    }

    pub fn year(&self) -> &str {
        &self.day[..4]
    }

    /// `1997-1`: the first quarter.
    pub fn quarter(&self) -> String {
        quarter(&self.day)
    }

    pub fn event(&self) -> Value {
        let lines: Vec<Value> = self
            .lines
            .iter()
            .map(|line| {
                json!({
                    "sku": line.product, "category": line.category, "quantity": line.quantity, "unitPrice": line.price,
                    "discount": money(line.discount),
                })
            })
            .collect();
        json!({ "order": { "id": self.id, "at": format!("{}T10:00:00", self.day), "lines": lines, "participant": self.seller } })
    }
}

pub fn quarter(day: &str) -> String {
    let month: i64 = day[5..7].parse().unwrap();
    format!("{}-{}", &day[..4], (month + 2) / 3)
}

/// A decimal in units of ten to the minus `places`.
pub fn units(text: &str, places: usize) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    assert!(part.len() <= places, "{text}");
    format!("{whole}{part:0<places$}").parse().unwrap()
}

/// Cents of `"12.34"` or of a whole number.
pub fn cents(amount: &Value) -> i64 {
    let text = amount.as_str().unwrap();
    text.strip_prefix('-').map_or_else(|| units(text, 2), |text| -units(text, 2))
}

pub fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Half up.
pub fn rounded(number: i64, by: i64) -> i64 {
    (2 * number + by) / (2 * by)
}

pub struct Book {
    pub orders: Vec<Sold>,
    /// The employees with their manager; the team is called by its manager.
    managers: BTreeMap<String, String>,
}

fn rows(book: &Value, table: &str) -> Vec<Vec<Value>> {
    book[table].as_array().unwrap().iter().map(|row| row.as_array().unwrap().clone()).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Book {
    pub fn read() -> Book {
        let book = std::fs::read_to_string(root().join("tests/data/northwind.json")).unwrap();
        let book: Value = serde_json::from_str(&book).unwrap();
        let categories: BTreeMap<String, String> =
            rows(&book, "products").iter().map(|row| (text(&row[0]), text(&row[2]))).collect();
        let line = |row: &Value| {
            let [product, price, quantity, share] = [0, 1, 2, 3].map(|at| text(&row[at]));
            let quantity: i64 = quantity.parse().unwrap();
            let amount = units(&price, 2) * quantity;
            let discount = rounded(amount * units(&share, 2), 100);
            Line { category: categories[&product].clone(), product, price, quantity, amount, discount }
        };
        let orders = rows(&book, "orders")
            .iter()
            .map(|row| Sold {
                id: text(&row[0]),
                customer: text(&row[1]),
                seller: text(&row[2]),
                day: text(&row[3]),
                lines: row[6].as_array().unwrap().iter().map(line).collect(),
            })
            .collect();
        let managers = rows(&book, "employees").iter().map(|row| (text(&row[0]), text(&row[2]))).collect();
        Book { orders, managers }
    }

    fn is_manager(&self, id: &str) -> bool {
        self.managers.values().any(|manager| manager == id)
    }

    /// A manager is of the team that reports to them, everybody else of the one that they report to.
    pub fn team(&self, id: &str) -> String {
        if self.is_manager(id) { id.to_owned() } else { self.managers[id].clone() }
    }

    /// Northwind itself as an account, with its employees as people.
    pub fn account(&self) -> Value {
        let people: BTreeMap<&String, Value> = self
            .managers
            .keys()
            .map(|id| {
                let role = if self.is_manager(id) { "sales-manager" } else { "sales-rep" };
                (id, json!({ "role": role, "team": self.team(id) }))
            })
            .collect();
        json!({ "account": "NORTHWIND", "people": people })
    }
}

/// An account on its way: its state, and all that was booked.
pub struct Run<'p> {
    pub program: &'p Program,
    pub state: State,
    pub shared: Shared,
    pub entries: Vec<Value>,
}

/// An example, in force from the year of the first orders on.
pub fn example(name: &str) -> Program {
    let text = std::fs::read_to_string(root().join(format!("examples/{name}.json"))).unwrap();
    Program::read(&text.replacen("\"from\": \"2026-01-01\"", "\"from\": \"1996-01-01\"", 1)).unwrap()
}

impl<'p> Run<'p> {
    pub fn new(program: &'p Program, account: &Value) -> Run<'p> {
        let state = program.account(&account.to_string()).unwrap();
        Run { program, state, shared: Shared::default(), entries: Vec::new() }
    }

    /// Posts an event; gives its outcome.
    pub fn post(&mut self, event: &Value) -> Value {
        let event = self.program.event(&event.to_string()).unwrap();
        let posting = self.program.post(&self.state, &self.shared, &event).unwrap();
        self.entries.extend(posting.entries.iter().map(|entry| serde_json::to_value(entry).unwrap()));
        (self.state, self.shared) = (posting.state, posting.shared);
        serde_json::to_value(&posting.outcome).unwrap()
    }

    /// Lets the days go on to a day on which nothing happens.
    pub fn close(&mut self, day: &str) {
        let event = json!({ "activity": { "id": "end", "at": day, "type": "nothing" } });
        self.post(&event);
    }

    /// Sums of entries of a kind by a rule, by what `key` says of them.
    pub fn sums<K: Ord>(&self, kind: &str, rule: &str, key: impl Fn(&Value) -> K) -> BTreeMap<K, i64> {
        let mut sums = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry["kind"] == kind && entry["rule"] == rule) {
            let amount = entry["amount"].as_i64().unwrap_or_else(|| cents(&entry["amount"]));
            *sums.entry(key(entry)).or_insert(0) += amount;
        }
        sums
    }
}

/// The month in which an entry was booked, and who has it.
pub fn month_and_holder(entry: &Value) -> (String, String) {
    (entry["at"].as_str().unwrap()[..7].to_owned(), entry["holder"].as_str().unwrap_or_default().to_owned())
}

/// The first day of the period that an entry settles, and who has it.
pub fn period_and_holder(entry: &Value) -> (String, String) {
    (entry["period"].as_str().unwrap()[..10].to_owned(), entry["holder"].as_str().unwrap_or_default().to_owned())
}

/// Plain sums of what `each` gives for an order, where it is not nothing.
pub fn plain<K: Ord>(book: &Book, each: impl Fn(&Sold) -> Vec<(K, i64)>) -> BTreeMap<K, i64> {
    let mut sums = BTreeMap::new();
    for (key, amount) in book.orders.iter().flat_map(each).filter(|(_, amount)| *amount != 0) {
        *sums.entry(key).or_insert(0) += amount;
    }
    sums
}
