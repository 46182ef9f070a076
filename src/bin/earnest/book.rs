//! An order book in memory: every line of the source, under its invoice.

use earnest::amounts::Decimal;
use earnest::time::Moment;
use flate2::read::GzDecoder;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read as _;
use std::path::Path;

/// What is sold.
pub struct Product {
    pub sku: String,
    pub category: String,
}

/// A line of the source.
pub struct Line {
    /// Its product's place in the book.
    pub product: usize,
    pub quantity: i64,
    pub price: Decimal,
    /// Quantity times price in thousandths, exact.
    pub worth: i64,
}

/// An invoice or a cancellation of goods.
pub struct Invoice {
    pub id: String,
    pub at: Moment,
    pub customer: String,
    pub country: String,
    pub lines: Vec<Line>,
}

/// An order book.
#[derive(Default)]
pub struct Book {
    pub products: Vec<Product>,
    /// By time; of one time, in the source's sequence.
    pub invoices: Vec<Invoice>,
}

/// The figures by which a book is known to be whole.
#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    pub lines: usize,
    pub invoices: usize,
    pub cancellations: usize,
    pub customers: usize,
    pub lines_without_customer: usize,
    /// The sum of quantity times price.
    pub worth: Worth,
    /// The part of it that is below zero.
    pub negative_worth: Worth,
}

/// A sum of quantities times prices, in thousandths.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Worth(i128);

impl Worth {
    /// Sums of 64-bit numbers do not reach the end of 128 bits.
    pub fn add(&mut self, thousandths: i64) {
        self.0 = self.0.saturating_add(i128::from(thousandths));
    }

    pub fn add_all(&mut self, other: Worth) {
        self.0 = self.0.saturating_add(other.0);
    }
}

impl std::fmt::Display for Worth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs().div_euclid(1000), self.0.unsigned_abs().rem_euclid(1000));
        write!(f, "{sign}{whole}.{part:03}")
    }
}

impl serde::Serialize for Worth {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Book {
    /// Reads the packed book, or the source as CSV; either may be gzipped.
    pub fn read(path: &Path) -> Result<Book, String> {
        let wrong = |what: String| format!("{}: {what}", path.display());
        let bytes = std::fs::read(path).map_err(|e| wrong(e.to_string()))?;
        let text = plain(bytes).map_err(wrong)?;
        let book = if text.starts_with('{') { crate::packed::read(&text) } else { crate::source::read(&text) };
        let mut book = book.map_err(wrong)?;
        book.invoices.sort_by_key(|invoice| invoice.at);
        Ok(book)
    }

    pub fn figures(&self) -> Figures {
        let lines = || self.invoices.iter().flat_map(|i| &i.lines);
        let (mut worth, mut negative_worth) = (Worth::default(), Worth::default());
        for line in lines() {
            worth.add(line.worth);
            negative_worth.add(line.worth.min(0));
        }
        let ids: BTreeSet<&str> = self.invoices.iter().map(|i| i.id.as_str()).collect();
        let homeless = self.invoices.iter().filter(|i| i.customer.is_empty());
        Figures {
            lines: lines().count(),
            invoices: ids.len(),
            cancellations: ids.iter().filter(|id| id.starts_with('C')).count(),
            customers: self.customers().len(),
            lines_without_customer: homeless.map(|i| i.lines.len()).sum(),
            worth,
            negative_worth,
        }
    }

    /// The customers' ids, sorted.
    pub fn customers(&self) -> BTreeSet<&str> {
        self.invoices.iter().map(|i| i.customer.as_str()).filter(|id| !id.is_empty()).collect()
    }
}

fn plain(bytes: Vec<u8>) -> Result<String, String> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return String::from_utf8(bytes).map_err(|e| e.to_string());
    }
    let mut text = String::new();
    GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).map_err(|e| e.to_string())?;
    Ok(text)
}

/// The first four fields of a line, which it shares with its whole invoice.
pub struct Head<'t> {
    pub invoice: &'t str,
    pub time: &'t str,
    pub customer: &'t str,
    pub country: &'t str,
}

/// Collects lines under their invoices. The parts of an invoice over which the clock moved on become one, at the first
/// part's time and place.
#[derive(Default)]
pub struct Shelf {
    invoices: Vec<Invoice>,
    places: HashMap<(String, String), usize>,
}

impl Shelf {
    pub fn invoice(&mut self, head: &Head<'_>) -> Result<&mut Invoice, String> {
        let key = (head.invoice.to_owned(), head.customer.to_owned());
        let at = match self.places.get(&key) {
            Some(at) => *at,
            None => {
                let time = Moment::parse(head.time).ok_or_else(|| format!("'{}' is no time", head.time))?;
                self.invoices.push(Invoice {
                    id: head.invoice.to_owned(),
                    at: time,
                    customer: head.customer.to_owned(),
                    country: head.country.to_owned(),
                    lines: Vec::new(),
                });
                let at = self.invoices.len().saturating_sub(1);
                self.places.insert(key, at);
                at
            }
        };
        self.invoices.get_mut(at).ok_or_else(|| format!("the invoice '{}' is lost", head.invoice))
    }

    pub fn into_book(self, products: Vec<Product>) -> Book {
        Book { products, invoices: self.invoices }
    }
}

impl Line {
    pub fn read(product: usize, quantity: &str, price: &str) -> Result<Line, String> {
        let wrong = || format!("'{quantity}' at '{price}' is no line");
        let quantity: i64 = quantity.parse().map_err(|_| wrong())?;
        let price = Decimal::parse(price).map_err(|_| wrong())?;
        let worth = price.at(3).ok().and_then(|price| price.checked_mul(quantity)).ok_or_else(wrong)?;
        Ok(Line { product, quantity, price, worth })
    }
}

/// Counts by name, in the names' order.
pub type Counts = BTreeMap<String, usize>;
