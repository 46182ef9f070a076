//! The order book as its source publishes it: CSV with a header, one row to a line.

use crate::book::{Book, Head, Line, Product, Shelf};
use crate::categories::Rule;
use std::collections::HashMap;

const COLUMNS: [&str; 8] =
    ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

pub fn read(text: &str) -> Result<Book, String> {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut row = csv::StringRecord::new();
    let mut next = |row: &mut csv::StringRecord| rows.read_record(row).map_err(|e| e.to_string());
    if !next(&mut row)? || row != *COLUMNS.as_slice() {
        return Err(format!("it has not the columns {}", COLUMNS.join(",")));
    }
    let mut shelf = Shelf::default();
    let mut found = Found::default();
    while next(&mut row)? {
        let fields: Vec<&str> = row.iter().collect();
        let [invoice, sku, description, quantity, time, price, customer, country] = fields.as_slice() else {
            return Err(format!("a row has {} fields", fields.len()));
        };
        let product = found.product(sku, description);
        let invoice = shelf.invoice(&Head { invoice, time, customer, country })?;
        invoice.lines.push(Line::read(product, quantity, price)?);
    }
    Ok(shelf.into_book(found.into_products()?))
}

/// Whether these are the columns of the source.
pub fn is_own(header: &[String]) -> bool {
    header == COLUMNS
}

/// The products met so far, with how often each is described how, in the order met.
#[derive(Default)]
pub struct Found {
    places: HashMap<String, usize>,
    list: Vec<(String, Vec<(String, usize)>)>,
}

impl Found {
    pub fn product(&mut self, sku: &str, description: &str) -> usize {
        let at = match self.places.get(sku) {
            Some(at) => *at,
            None => {
                let at = self.list.len();
                self.places.insert(sku.to_owned(), at);
                self.list.push((sku.to_owned(), Vec::new()));
                at
            }
        };
        if let Some((_, names)) = self.list.get_mut(at) {
            match names.iter_mut().find(|(name, _)| name == description) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => names.push((description.to_owned(), 1)),
            }
        }
        at
    }

    pub fn into_products(self) -> Result<Vec<Product>, String> {
        let rule = Rule::own()?;
        let product = |(sku, names): (String, Vec<(String, usize)>)| {
            let category = rule.category(&sku, usual(&names)).to_owned();
            Product { sku, category }
        };
        Ok(self.list.into_iter().map(product).collect())
    }
}

/// The most frequent description that is not blank; of equals, the first met.
fn usual(names: &[(String, usize)]) -> &str {
    let mut usual = ("", 0);
    for (name, count) in names {
        if !name.trim().is_empty() && *count > usual.1 {
            usual = (name, *count);
        }
    }
    usual.0
}
