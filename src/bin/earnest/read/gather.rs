//! Rows of a file on their way into an order book, in chunks of columns.

use super::bad::{Bad, Unread};
use super::chunk::{Chunk, add, keep};
use super::days::TheOtherWay;
use super::mapping::{Mapping, Role};
use super::{How, Taken};
use crate::source::Found;
use earnest::simulate::{Book, Left};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// Rows that are added to the book at once.
const CHUNK: usize = 1 << 14;

/// Why reading ends before its time.
pub enum Stop {
    /// The days have to be read the other way round, from the beginning.
    Days(TheOtherWay),
    Failed(String),
}

impl From<String> for Stop {
    fn from(message: String) -> Stop {
        Stop::Failed(message)
    }
}

/// A row of a file, whatever the file is.
pub trait Row {
    /// Why the row as a whole cannot be read.
    fn torn(&self) -> Option<Unread> {
        None
    }
    fn text(&self, column: usize) -> Cow<'_, str>;
    /// Whether there is anything in the column.
    fn is_blank(&self, column: usize) -> bool;
    /// In millionths.
    fn number(&self, column: usize) -> Option<i64>;
    /// Civil seconds.
    fn at(&mut self, column: usize) -> Result<Option<i64>, TheOtherWay>;
    /// The whole row as it stands.
    fn fields(&self) -> Vec<String>;
}

/// What a row comes to, before it is put into the columns.
#[derive(Default)]
struct Made {
    account: u32,
    order: u32,
    at: i64,
    quantity: i64,
    price: i64,
    discount: i64,
}

/// Puts rows into a book.
pub struct Gather {
    mapping: Mapping,
    book: Book,
    bad: Bad,
    chunk: Chunk,
    /// Chunks that wait for what only the whole file tells.
    held: Vec<Chunk>,
    holds: bool,
    /// All customers, also those whose rows are in no order: of them a sample is taken.
    seen: BTreeSet<u32>,
    /// By column: the text before, with its number.
    last: Vec<(String, u32)>,
    /// Orders by what they are called.
    orders: HashMap<Box<str>, u32>,
    /// Where categories are derived from descriptions: the columns of both, and what was found.
    derived: Option<(usize, usize, Found)>,
    rows: u64,
}

impl Gather {
    /// Rows of these columns. For the source of this repository's book, categories are derived from descriptions, where it is
    /// whole.
    pub fn new(mapping: Mapping, header: &[String], mut bad: Bad, how: &How) -> Result<Gather, String> {
        bad.begin(header)?;
        let mut columns = mapping.columns.clone();
        let place = |name: &str| header.iter().position(|column| column == name);
        let derived = match (crate::source::is_own(header) && !how.part, mapping.line("sku"), mapping.line("category"))
        {
            (true, Some(sku), None) => {
                let sku = mapping.place(Role::Line(sku));
                columns.line.push("category".to_owned());
                sku.zip(place("Description")).map(|(sku, told)| (sku, told, Found::default()))
            }
            (true | false, _, _) => None,
        };
        Ok(Gather {
            chunk: Chunk::new(&mapping, derived.is_some()),
            book: Book::new(columns),
            bad,
            held: Vec::new(),
            seen: BTreeSet::new(),
            holds: how.customers.is_some() || derived.is_some(),
            last: vec![(String::new(), 0); header.len().saturating_add(1)],
            orders: HashMap::new(),
            derived,
            rows: 0,
            mapping,
        })
    }

    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    pub fn row(&mut self, line: u64, row: &mut impl Row) -> Result<(), Stop> {
        self.rows = self.rows.saturating_add(1);
        if let Some(why) = row.torn() {
            return Ok(self.bad.unread(line, why, &row.fields())?);
        }
        let product = self.derived.as_mut().map(|(sku, told, found)| found.product(&row.text(*sku), &row.text(*told)));
        let made = match self.made(row)? {
            Ok(made) => made,
            Err(why) => {
                let fields = if self.bad.writes() { row.fields() } else { Vec::new() };
                return Ok(self.bad.unread(line, why, &fields)?);
            }
        };
        if self.holds && made.account != 0 {
            self.seen.insert(made.account);
        }
        if let Some(left) = Left::of(made.account, made.quantity, made.price) {
            let fields = if self.bad.writes() { row.fields() } else { Vec::new() };
            return Ok(self.bad.left(line, left.name(), &fields)?);
        }
        self.put(row, &made, product)?;
        if self.chunk.accounts.len() >= CHUNK { Ok(self.flush()?) } else { Ok(()) }
    }

    /// Reads what each row has; the inner error is why it cannot be read.
    fn made(&mut self, row: &mut impl Row) -> Result<Result<Made, Unread>, Stop> {
        let mut made = Made::default();
        let (mut order, mut at_column, mut account_column) = (None, 0, 0);
        for at in 0..self.mapping.used.len() {
            let Some((column, role)) = self.mapping.used.get(at).copied() else { continue };
            match role {
                Role::Account => {
                    made.account = self.name(column, &row.text(column))?;
                    account_column = column;
                }
                Role::Order => order = Some(column).filter(|column| !row.is_blank(*column)),
                Role::At => {
                    at_column = column;
                    match row.at(column).map_err(Stop::Days)? {
                        Some(seconds) => made.at = seconds,
                        None => return Ok(Err(Unread::Time)),
                    }
                }
                Role::Quantity | Role::Price | Role::Discount => {}
                Role::Line(_) | Role::OrderText(_) | Role::AccountText(_) | Role::Measure(_) => {}
            }
        }
        made.order = match order {
            Some(column) => self.number(column, &row.text(column))?,
            // Lines that name no order: what a customer bought at one time is one.
            None => {
                let text = format!("{} {}", row.text(account_column), row.text(at_column));
                self.number(self.last.len().saturating_sub(1), &text)?
            }
        };
        for (column, role) in &self.mapping.used {
            let (slot, why) = match role {
                Role::Quantity => (&mut made.quantity, Unread::Quantity),
                Role::Price => (&mut made.price, Unread::Price),
                Role::Discount if row.is_blank(*column) => continue,
                Role::Discount => (&mut made.discount, Unread::Discount),
                Role::Measure(_) if row.is_blank(*column) || row.number(*column).is_some() => continue,
                Role::Measure(_) => return Ok(Err(Unread::Measure)),
                Role::Account | Role::Order | Role::At => continue,
                Role::Line(_) | Role::OrderText(_) | Role::AccountText(_) => continue,
            };
            match row.number(*column) {
                Some(number) => *slot = number,
                None => return Ok(Err(why)),
            }
        }
        Ok(Ok(made))
    }

    fn put(&mut self, row: &impl Row, made: &Made, product: Option<usize>) -> Result<(), String> {
        for at in 0..self.mapping.used.len() {
            let Some((column, role)) = self.mapping.used.get(at).copied() else { continue };
            if let Role::Measure(place) = role {
                let amount = row.number(column).unwrap_or(0);
                self.chunk.measures.get_mut(place).into_iter().for_each(|list| list.push(amount));
                continue;
            }
            let (Role::Line(_) | Role::OrderText(_) | Role::AccountText(_)) = role else { continue };
            let name = self.name(column, &row.text(column))?;
            let list = match role {
                Role::Line(place) => self.chunk.line.get_mut(place),
                Role::OrderText(place) => self.chunk.order.get_mut(place),
                Role::AccountText(place) => self.chunk.account.get_mut(place),
                Role::Account | Role::Order | Role::At => None,
                Role::Quantity | Role::Price | Role::Discount | Role::Measure(_) => None,
            };
            list.into_iter().for_each(|list| list.push(name));
        }
        let chunk = &mut self.chunk;
        if let (Some(product), Some(list)) = (product, chunk.line.last_mut()) {
            // Until all is read: the place of the product.
            list.push(u32::try_from(product).unwrap_or(u32::MAX));
        }
        chunk.accounts.push(made.account);
        chunk.orders.push(made.order);
        chunk.at.push(made.at);
        chunk.quantities.push(made.quantity);
        chunk.prices.push(made.price);
        chunk.discounts.push(made.discount);
        Ok(())
    }

    fn name(&mut self, column: usize, text: &str) -> Result<u32, String> {
        match self.last.get(column) {
            Some((last, name)) if last == text && !text.is_empty() => return Ok(*name),
            Some(_) | None => {}
        }
        let name = named(&self.book, text)?;
        if let Some(last) = self.last.get_mut(column) {
            text.clone_into(&mut last.0);
            last.1 = name;
        }
        Ok(name)
    }

    /// The number of an order: the book has no use for its name.
    fn number(&mut self, column: usize, text: &str) -> Result<u32, String> {
        match self.last.get(column) {
            Some((last, number)) if last == text && !text.is_empty() => return Ok(*number),
            Some(_) | None => {}
        }
        let next = u32::try_from(self.orders.len().saturating_add(1)).map_err(|_| "there are too many orders")?;
        let number = match self.orders.get(text) {
            Some(number) => *number,
            None => *self.orders.entry(text.into()).or_insert(next),
        };
        if let Some(last) = self.last.get_mut(column) {
            text.clone_into(&mut last.0);
            last.1 = number;
        }
        Ok(number)
    }

    fn flush(&mut self) -> Result<(), String> {
        let chunk = std::mem::replace(&mut self.chunk, Chunk::new(&self.mapping, self.derived.is_some()));
        if self.holds {
            self.held.push(chunk);
            return Ok(());
        }
        add(&mut self.book, &chunk)
    }

    /// The book, of a sample of the customers where that is asked for.
    pub fn into_book(mut self, customers: Option<usize>) -> Result<Taken, String> {
        self.flush()?;
        self.bad.end()?;
        let mut categories = Vec::new();
        if let Some((_, _, found)) = self.derived.take() {
            for product in found.into_products()? {
                categories.push(named(&self.book, &product.category)?);
            }
        }
        let taken = customers.map(|wanted| sample(&self.book, &self.seen, wanted));
        for mut chunk in std::mem::take(&mut self.held) {
            if let (false, Some(list)) = (categories.is_empty(), chunk.line.last_mut()) {
                for one in list.iter_mut() {
                    let place = usize::try_from(*one).unwrap_or(usize::MAX);
                    *one = categories.get(place).copied().unwrap_or(0);
                }
            }
            if let Some(taken) = &taken {
                keep(&mut chunk, taken);
            }
            add(&mut self.book, &chunk)?;
        }
        Ok(Taken { book: self.book, rows: self.rows, bad: self.bad })
    }
}

fn named(book: &Book, text: &str) -> Result<u32, String> {
    book.name(text).ok_or_else(|| "there are more different names than a book takes: cut it by customer".to_owned())
}

/// Accounts chosen evenly from all in the order of their ids.
fn sample(book: &Book, accounts: &BTreeSet<u32>, wanted: usize) -> BTreeSet<u32> {
    let mut all: Vec<(String, u32)> =
        accounts.iter().filter_map(|name| Some((book.text(*name)?.to_string(), *name))).collect();
    all.sort();
    let wanted = wanted.min(all.len());
    let place = |at: usize| at.checked_mul(all.len())?.checked_div(wanted);
    (0..wanted).filter_map(|at| all.get(place(at)?).map(|(_, name)| *name)).collect()
}
