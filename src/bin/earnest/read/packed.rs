//! The packed book of this repository, row by row.

use super::days::TheOtherWay;
use super::days::{Days, Form};
use super::gather::{Row, Stop};
use super::mapping::Mapping;
use super::{Reading, Taken};
use crate::book::{Book, Invoice, Line};
use crate::events::product;
use std::borrow::Cow;
use std::io::Read;

const HEADER: [&str; 8] =
    ["InvoiceNo", "StockCode", "Category", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

pub fn read(mut source: impl Read, reading: &Reading<'_>) -> Result<Taken, Stop> {
    let mut text = String::new();
    source.read_to_string(&mut text).map_err(|e| e.to_string())?;
    let book = crate::packed::read(&text)?;
    let header = HEADER.map(str::to_owned);
    let mut gather = reading.gather(Mapping::new(&header, &reading.how.columns)?, &header)?;
    let mut line_number = 1_u64;
    for invoice in &book.invoices {
        for line in &invoice.lines {
            line_number = line_number.saturating_add(1);
            gather.row(line_number, &mut PackedRow { book: &book, invoice, line })?;
        }
    }
    reading.end(gather, &Days::new(vec![Form::Ymd], false))
}

struct PackedRow<'b> {
    book: &'b Book,
    invoice: &'b Invoice,
    line: &'b Line,
}

impl Row for PackedRow<'_> {
    fn text(&self, column: usize) -> Cow<'_, str> {
        let product =
            |of: fn(&crate::book::Product) -> &String| product(self.book, self.line).map_or("", |one| of(one));
        match column {
            0 => Cow::Borrowed(&self.invoice.id),
            1 => Cow::Borrowed(product(|product| &product.sku)),
            2 => Cow::Borrowed(product(|product| &product.category)),
            3 => Cow::Owned(self.line.quantity.to_string()),
            4 => Cow::Owned(self.invoice.at.to_string()),
            5 => Cow::Owned(self.line.price.to_string()),
            6 => Cow::Borrowed(&self.invoice.customer),
            _ => Cow::Borrowed(&self.invoice.country),
        }
    }

    fn is_blank(&self, column: usize) -> bool {
        self.text(column).is_empty()
    }

    fn number(&self, column: usize) -> Option<i64> {
        match column {
            3 => self.line.quantity.checked_mul(1_000_000),
            5 => self.line.price.at(6).ok(),
            _ => None,
        }
    }

    fn at(&mut self, _: usize) -> Result<Option<i64>, TheOtherWay> {
        Ok(Some(self.invoice.at.seconds()))
    }

    fn fields(&self) -> Vec<String> {
        (0..HEADER.len()).map(|column| self.text(column).into_owned()).collect()
    }
}
