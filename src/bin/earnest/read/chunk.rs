//! Rows in columns, as many as are added to a book at once.

use super::mapping::Mapping;
use earnest::findings::Finding;
use earnest::simulate::{Book, Rows};
use std::collections::BTreeSet;

/// Rows in columns.
#[derive(Default)]
pub struct Chunk {
    pub accounts: Vec<u32>,
    pub orders: Vec<u32>,
    pub at: Vec<i64>,
    pub quantities: Vec<i64>,
    pub prices: Vec<i64>,
    pub discounts: Vec<i64>,
    pub line: Vec<Vec<u32>>,
    pub order: Vec<Vec<u32>>,
    pub account: Vec<Vec<u32>>,
    pub measures: Vec<Vec<i64>>,
}

impl Chunk {
    pub fn new(mapping: &Mapping, derived: bool) -> Chunk {
        let columns = &mapping.columns;
        Chunk {
            line: vec![Vec::new(); columns.line.len().saturating_add(usize::from(derived))],
            order: vec![Vec::new(); columns.order.len()],
            account: vec![Vec::new(); columns.account.len()],
            measures: vec![Vec::new(); columns.measures.len()],
            ..Chunk::default()
        }
    }
}

/// Drops the rows of other accounts.
pub fn keep(chunk: &mut Chunk, accounts: &BTreeSet<u32>) {
    let wanted: Vec<bool> = chunk.accounts.iter().map(|account| accounts.contains(account)).collect();
    fn cut<T>(list: &mut Vec<T>, wanted: &[bool]) {
        let mut wanted = wanted.iter();
        list.retain(|_| wanted.next().copied().unwrap_or(false));
    }
    let texts = [&mut chunk.line, &mut chunk.order, &mut chunk.account].into_iter().flatten();
    texts.chain([&mut chunk.accounts, &mut chunk.orders]).for_each(|list| cut(list, &wanted));
    let numbers = [&mut chunk.at, &mut chunk.quantities, &mut chunk.prices, &mut chunk.discounts];
    chunk.measures.iter_mut().chain(numbers).for_each(|list| cut(list, &wanted));
}

/// Adds the rows to a book.
pub fn add(book: &mut Book, chunk: &Chunk) -> Result<(), String> {
    fn refs<T>(columns: &[Vec<T>]) -> Vec<&[T]> {
        columns.iter().map(Vec::as_slice).collect()
    }
    let (line, order, account) = (refs(&chunk.line), refs(&chunk.order), refs(&chunk.account));
    let rows = Rows {
        accounts: &chunk.accounts,
        orders: &chunk.orders,
        at: &chunk.at,
        quantities: &chunk.quantities,
        prices: &chunk.prices,
        discounts: &chunk.discounts,
        line: &line,
        order: &order,
        account: &account,
        measures: &refs(&chunk.measures),
    };
    let told = |findings: Vec<Finding>| findings.iter().map(|f| format!("\n  {f}")).collect::<String>();
    book.add(&rows).map(|_| ()).map_err(told)
}
