//! An order book in columns: who bought what and when. It knows no program, so that several can be run over it.

use crate::findings::{Code, Finding, Findings, Path};
use crate::names::{Kind, Kinds, Names, Sym};
use crate::time::{Date, Moment};
use std::sync::Arc;

/// The columns of a book beside its numbers: what the texts of a row tell about its line, its order and its account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Attributes of lines, such as "sku", "category", "brand".
    pub line: Vec<String>,
    /// Attributes of orders, such as "channel".
    pub order: Vec<String>,
    /// Attributes of accounts, such as "country".
    pub account: Vec<String>,
    /// Measures that orders carry, such as "km".
    pub measures: Vec<String>,
}

/// Many rows of a book, column by column: each column has as many entries as there are rows. Texts are numbers that
/// [`Book::name`] gave; 0 stands for none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rows<'c> {
    /// Who bought.
    pub accounts: &'c [u32],
    /// The order, by any number: rows of one account with the same are one.
    pub orders: &'c [u32],
    /// When: civil seconds since 1970-01-01.
    pub at: &'c [i64],
    /// How many, in millionths; below zero of goods that come back.
    pub quantities: &'c [i64],
    /// The price of one, in millionths of the currency.
    pub prices: &'c [i64],
    /// The discount that a line comes with, in millionths of the currency; empty where there is none.
    pub discounts: &'c [i64],
    /// A column for each attribute of lines, in the order of [`Columns`].
    pub line: &'c [&'c [u32]],
    /// A column for each attribute of orders.
    pub order: &'c [&'c [u32]],
    /// A column for each attribute of accounts.
    pub account: &'c [&'c [u32]],
    /// A column for each measure of orders, in millionths; the order's first row tells it.
    pub measures: &'c [&'c [i64]],
}

/// Why a row is in no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// It names no account.
    NoAccount,
    /// Its quantity is zero.
    NoQuantity,
    /// Its price is zero.
    ZeroPrice,
    /// Its price is below zero.
    NegativePrice,
}

impl Left {
    /// Every reason.
    pub const ALL: [Left; 4] = [Left::NoAccount, Left::NoQuantity, Left::ZeroPrice, Left::NegativePrice];

    /// Why a row of this account (0 for none), quantity and price is left out; none where it is taken.
    #[must_use]
    pub fn of(account: u32, quantity: i64, price: i64) -> Option<Left> {
        match () {
            () if account == 0 => Some(Left::NoAccount),
            () if quantity == 0 => Some(Left::NoQuantity),
            () if price == 0 => Some(Left::ZeroPrice),
            () if price < 0 => Some(Left::NegativePrice),
            () => None,
        }
    }

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Left::NoAccount => "no-account",
            Left::NoQuantity => "no-quantity",
            Left::ZeroPrice => "zero-price",
            Left::NegativePrice => "negative-price",
        }
    }
}

/// An order, or goods that came back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    pub account: u32,
    /// The number by which the book tells it from others of its account.
    pub id: u32,
    pub at: Moment,
    pub back: bool,
    /// Of goods that come back: whether a purchase has the same number.
    pub named_twice: bool,
    /// What it tells of the account, and of itself.
    pub profile: Kind,
    pub own: Kind,
    /// Its lines: from here, so many.
    pub first: u32,
    pub lines: u32,
}

/// An order book.
///
/// ```
/// use earnest::simulate::{Book, Columns, Rows};
/// let mut book = Book::new(Columns { line: vec!["sku".into()], ..Columns::default() });
/// let (acme, order, nut) = (book.name("acme").unwrap(), book.name("1").unwrap(), book.name("nut").unwrap());
/// let left = book.add(&Rows {
///     accounts: &[acme, acme],
///     orders: &[order, order],
///     at: &[0, 0],
///     quantities: &[2_000_000, 0],
///     prices: &[1_250_000, 1_000_000],
///     line: &[&[nut, nut]],
///     ..Rows::default()
/// });
/// assert_eq!(left.unwrap().len(), 1);
/// assert_eq!((book.orders(), book.lines(), book.accounts()), (1, 1, 1));
/// ```
#[derive(Debug)]
pub struct Book {
    pub(super) columns: Columns,
    pub(super) names: Names,
    /// Goods, and what orders and accounts tell: by the values of their attributes.
    pub(super) goods: Kinds,
    pub(super) told: Kinds,
    pub(super) accounts: Vec<Sym>,
    /// Of each account: does anything come back?
    pub(super) returning: Vec<bool>,
    /// Of each account the highest number of an order and one; and whether any came after a higher one, and may have come
    /// before.
    pub(super) highest: Vec<u64>,
    pub(super) is_mixed: bool,
    /// By text: its account's place and one.
    pub(super) places: Vec<u32>,
    pub(super) list: Vec<Order>,
    /// Of each line: its goods, millionths of how many, millionths of money. Lines of an order stand beside one another.
    pub(super) kinds: Vec<Kind>,
    pub(super) quantities: Vec<i64>,
    pub(super) prices: Vec<i64>,
    /// In millionths of the currency; empty where no line has one.
    pub(super) discounts: Vec<i64>,
    /// What orders carry that is not zero: order, measure, millionths.
    pub(super) measures: Vec<(u32, u16, i64)>,
    /// Room for the attributes of a row.
    values: Vec<Sym>,
    /// Account, number and direction of the row before.
    last: Option<(u32, u32, bool)>,
}

impl Book {
    /// An empty book with these columns.
    #[must_use]
    pub fn new(columns: Columns) -> Book {
        Book {
            columns,
            names: Names::default(),
            goods: Kinds::default(),
            told: Kinds::default(),
            accounts: Vec::new(),
            returning: Vec::new(),
            highest: Vec::new(),
            is_mixed: false,
            places: Vec::new(),
            list: Vec::new(),
            kinds: Vec::new(),
            quantities: Vec::new(),
            prices: Vec::new(),
            discounts: Vec::new(),
            measures: Vec::new(),
            values: Vec::new(),
            last: None,
        }
    }

    /// The number of a text; none past the bound on names.
    #[must_use]
    pub fn name(&self, text: &str) -> Option<u32> {
        if text.is_empty() { Some(0) } else { self.names.intern(text).map(|sym| sym.0) }
    }

    /// The text of a number that [`Book::name`] gave.
    #[must_use]
    pub fn text(&self, name: u32) -> Option<Arc<str>> {
        self.names.text(Sym(name))
    }

    /// How many orders and returns. Before the book is closed, one whose rows came apart counts each time.
    #[must_use]
    pub fn orders(&self) -> usize {
        self.list.len()
    }

    /// How many lines.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.kinds.len()
    }

    /// How many accounts.
    #[must_use]
    pub fn accounts(&self) -> usize {
        self.accounts.len()
    }

    /// The day of the last order; none in an empty book.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.list.iter().map(|order| order.at.date()).max()
    }

    /// Adds rows; gives those that are in no order, by their places, with the reason.
    ///
    /// # Errors
    /// Columns of unequal length, or more rows or different texts than a book takes. Then nothing is added.
    pub fn add(&mut self, rows: &Rows<'_>) -> Result<Vec<(usize, Left)>, Vec<Finding>> {
        self.fits(rows).map_err(|what| {
            let mut findings = Findings::default();
            findings.error(Code::TooLarge, &Path::ROOT, what, "give every column one entry for each row");
            findings.located(None)
        })?;
        let mut left = Vec::new();
        for row in 0..rows.accounts.len() {
            match self.row(rows, row) {
                Ok(()) => {}
                Err(why) => left.push((row, why)),
            }
        }
        Ok(left)
    }

    fn fits(&self, rows: &Rows<'_>) -> Result<(), String> {
        let count = rows.accounts.len();
        let texts =
            [(rows.line, &self.columns.line), (rows.order, &self.columns.order), (rows.account, &self.columns.account)];
        let lengths = [rows.orders.len(), rows.at.len(), rows.quantities.len(), rows.prices.len()];
        let own = rows.measures.iter().map(|column| column.len());
        if lengths.into_iter().chain(own).any(|length| length != count)
            || rows.measures.len() != self.columns.measures.len()
            || ![0, count].contains(&rows.discounts.len())
            || texts.iter().any(|(list, names)| list.len() != names.len() || list.iter().any(|one| one.len() != count))
        {
            return Err("the columns are not of one length".to_owned());
        }
        if u32::try_from(self.kinds.len().saturating_add(count)).is_err() {
            return Err("a book takes four thousand million lines".to_owned());
        }
        Ok(())
    }

    fn row(&mut self, rows: &Rows<'_>, row: usize) -> Result<(), Left> {
        let (account, id) = (at(rows.accounts, row), at(rows.orders, row));
        let quantity = whole(rows.quantities, row);
        let price = whole(rows.prices, row);
        if let Some(left) = Left::of(account, quantity, price) {
            return Err(left);
        }
        self.values.clear();
        self.values.extend(rows.line.iter().map(|column| Sym(at(column, row))));
        let goods = self.goods.add(&self.values);
        let back = quantity < 0;
        if self.last != Some((account, id, back)) {
            self.order(rows, row, (account, id, back));
            self.last = Some((account, id, back));
        }
        if let Some(order) = self.list.last_mut() {
            order.lines = order.lines.saturating_add(1);
        }
        let discount = whole(rows.discounts, row);
        if discount != 0 && self.discounts.is_empty() {
            self.discounts = vec![0; self.kinds.len()];
        }
        if discount != 0 || !self.discounts.is_empty() {
            self.discounts.push(discount);
        }
        self.kinds.push(goods);
        self.quantities.push(quantity.saturating_abs());
        self.prices.push(price);
        Ok(())
    }

    /// The order of a row that goes on with none.
    fn order(&mut self, rows: &Rows<'_>, row: usize, (account, id, back): (u32, u32, bool)) {
        let (profile, own) = (self.told(rows.account, row), self.told(rows.order, row));
        let account = self.account(account);
        if let Some(returning) = self.returning.get_mut(index(account)) {
            *returning |= back;
        }
        if let Some(highest) = self.highest.get_mut(index(account)) {
            self.is_mixed |= u64::from(id) < *highest;
            *highest = u64::from(id).saturating_add(1).max(*highest);
        }
        let at = Moment::from_seconds(whole(rows.at, row));
        let place = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        for (measure, column) in (0_u16..).zip(rows.measures) {
            let amount = whole(column, row);
            if amount != 0 {
                self.measures.push((place, measure, amount));
            }
        }
        let first = u32::try_from(self.kinds.len()).unwrap_or(u32::MAX);
        self.list.push(Order { account, id, at, back, named_twice: false, profile, own, first, lines: 0 });
    }

    /// What a row tells of its order or account.
    fn told(&mut self, columns: &[&[u32]], row: usize) -> Kind {
        self.values.clear();
        self.values.extend(columns.iter().map(|column| Sym(at(column, row))));
        self.told.add(&self.values)
    }

    fn account(&mut self, name: u32) -> u32 {
        let at = index(name);
        if self.places.len() <= at {
            self.places.resize(at.saturating_add(1), 0);
        }
        let next = u32::try_from(self.accounts.len().saturating_add(1)).unwrap_or(u32::MAX);
        let Some(place) = self.places.get_mut(at) else { return 0 };
        if *place == 0 {
            *place = next;
            self.accounts.push(Sym(name));
            self.returning.push(false);
            self.highest.push(0);
        }
        place.saturating_sub(1)
    }

    /// The id of an order. Goods that come back on an order's own id have an id of their own.
    pub(super) fn id_of(order: &Order) -> String {
        let id = order.id;
        if order.named_twice { format!("{id}:return") } else { id.to_string() }
    }

    /// What an order carries: measure and millionths.
    pub(super) fn measures_of(&self, order: u32) -> impl Iterator<Item = (u16, i64)> + '_ {
        let first = self.measures.partition_point(|(of, ..)| *of < order);
        let all = self.measures.get(first..).unwrap_or(&[]);
        all.iter().take_while(move |(of, ..)| *of == order).map(|(_, measure, amount)| (*measure, *amount))
    }

    /// What an order tells of its account, by column.
    pub(super) fn told_texts(&self, kind: Kind) -> impl Iterator<Item = Option<Arc<str>>> + '_ {
        self.told.values(kind).iter().map(|sym| self.names.text(*sym))
    }
}

/// The entry of a column of texts; 0 where there is none.
pub(super) fn at(column: &[u32], row: usize) -> u32 {
    column.get(row).copied().unwrap_or(0)
}

/// The entry of a column of numbers; 0 where there is none.
fn whole(column: &[i64], row: usize) -> i64 {
    column.get(row).copied().unwrap_or(0)
}

pub(super) fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
