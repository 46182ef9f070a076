//! Invoices as events: what of a book the program can take, and why it cannot take the rest.

use crate::book::{Book, Invoice, Line, Product};
use serde_json::{Value, json};

/// Why a line is left out before the program sees it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    NoCustomer,
    /// An invoice that corrects an account, not goods.
    Adjustment,
    NoQuantity,
    /// Below zero outside a cancellation.
    NegativeQuantity,
    /// Above zero in a cancellation.
    PositiveQuantity,
    ZeroPrice,
    NegativePrice,
}

impl Reason {
    pub fn name(self) -> &'static str {
        match self {
            Reason::NoCustomer => "no-customer",
            Reason::Adjustment => "adjustment",
            Reason::NoQuantity => "no-quantity",
            Reason::NegativeQuantity => "negative-quantity",
            Reason::PositiveQuantity => "positive-quantity",
            Reason::ZeroPrice => "zero-price",
            Reason::NegativePrice => "negative-price",
        }
    }
}

/// What an invoice is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Order,
    Return,
}

/// An invoice sorted into what is posted and what is not.
pub struct Sorted<'b> {
    pub kind: Kind,
    pub taken: Vec<&'b Line>,
    /// Each line that is left out, by the first reason that holds.
    pub refused: Vec<(&'b Line, Reason)>,
}

pub fn sort(invoice: &Invoice) -> Sorted<'_> {
    let kind = if invoice.id.starts_with('C') { Kind::Return } else { Kind::Order };
    let mut sorted = Sorted { kind, taken: Vec::new(), refused: Vec::new() };
    for line in &invoice.lines {
        match reason(invoice, kind, line) {
            Some(reason) => sorted.refused.push((line, reason)),
            None => sorted.taken.push(line),
        }
    }
    sorted
}

fn reason(invoice: &Invoice, kind: Kind, line: &Line) -> Option<Reason> {
    let letter = invoice.id.starts_with(|c: char| c.is_ascii_alphabetic());
    let reasons = [
        (invoice.customer.is_empty(), Reason::NoCustomer),
        (letter && kind == Kind::Order, Reason::Adjustment),
        (line.quantity == 0, Reason::NoQuantity),
        (line.quantity < 0 && kind == Kind::Order, Reason::NegativeQuantity),
        (line.quantity > 0 && kind == Kind::Return, Reason::PositiveQuantity),
        (line.price.units() == 0, Reason::ZeroPrice),
        (line.price.is_negative(), Reason::NegativePrice),
    ];
    reasons.into_iter().find_map(|(holds, reason)| holds.then_some(reason))
}

/// The event as a host would send it. A cancellation names no order: the book does not say which one it belongs to.
pub fn event(book: &Book, invoice: &Invoice, sorted: &Sorted<'_>) -> String {
    let lines: Vec<Value> = sorted.taken.iter().map(|line| event_line(product(book, line), line)).collect();
    let body = json!({ "id": invoice.id, "at": invoice.at.to_string(), "lines": lines });
    let name = match sorted.kind {
        Kind::Order => "order",
        Kind::Return => "return",
    };
    json!({ name: body }).to_string()
}

pub fn product<'b>(book: &'b Book, line: &Line) -> Option<&'b Product> {
    book.products.get(line.product)
}

fn event_line(product: Option<&Product>, line: &Line) -> Value {
    json!({
        "sku": product.map(|p| &p.sku),
        "quantity": line.quantity.unsigned_abs(),
        "unitPrice": line.price.to_string(),
        "category": product.map(|p| &p.category),
    })
}
