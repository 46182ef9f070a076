//! The packed order book; tests/data/README.md describes its form.

use crate::book::{Book, Head, Line, Product, Shelf};
use serde::Deserialize;

const FORM: &str = "earnest order book 1";

#[derive(Deserialize)]
struct Header {
    form: String,
    lines: usize,
    /// Stock code, name, category.
    products: Vec<(String, String, String)>,
    /// Index into products, description.
    items: Vec<(usize, String)>,
}

pub fn read(text: &str) -> Result<Book, String> {
    let (header, body) = text.split_once('\n').ok_or("there is nothing after the first line")?;
    let header: Header = serde_json::from_str(header).map_err(|e| format!("the first line: {e}"))?;
    if header.form != FORM {
        return Err(format!("its form is '{}', not '{FORM}'", header.form));
    }
    let mut shelf = Shelf::default();
    let mut lines = 0_usize;
    let mut rows = body.lines();
    while let Some(row) = rows.next() {
        let fields: Vec<&str> = row.split(',').collect();
        let [invoice, time, customer, country, count] = fields.as_slice() else {
            return Err(format!("'{row}' is no order"));
        };
        let count: usize = count.parse().map_err(|_| format!("'{row}' has no count"))?;
        let invoice = shelf.invoice(&Head { invoice, time, customer, country })?;
        for _ in 0..count {
            let row = rows.next().ok_or_else(|| format!("lines of the order '{row}' are missing"))?;
            invoice.lines.push(line(row, &header)?);
        }
        lines = lines.saturating_add(count);
    }
    if lines != header.lines {
        return Err(format!("it holds {lines} lines, and says {}", header.lines));
    }
    let products = header.products.into_iter().map(|(sku, _, category)| Product { sku, category });
    Ok(shelf.into_book(products.collect()))
}

fn line(row: &str, header: &Header) -> Result<Line, String> {
    let wrong = || format!("'{row}' is no line");
    let mut fields = row.split(',');
    let (Some(item), Some(quantity), Some(price), None) = (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(wrong());
    };
    let item: usize = item.parse().map_err(|_| wrong())?;
    let (product, _) = header.items.get(item).ok_or_else(wrong)?;
    Line::read(*product, quantity, price)
}
