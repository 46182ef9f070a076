//! The simulator at the border: a book comes in as columns, sums go out as text.

use super::memory::whole;
use super::{Program, found, refused, to_js};
use crate::simulate::{self, Columns, Rows};
use crate::wire::read;
use crate::wire::simulate::{Assumptions, SimulateOptions, Tally};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// An order book.
#[wasm_bindgen(js_name = WasmBook)]
pub struct Book {
    book: RefCell<Option<simulate::Book>>,
    /// Kept from one simulation for the next of the same book.
    ran: RefCell<Option<Rc<simulate::Closed>>>,
    columns: Columns,
}

#[wasm_bindgen(js_class = WasmBook)]
impl Book {
    /// An empty book; the names of its columns of texts and measures, each list on lines of its own.
    #[wasm_bindgen(constructor)]
    pub fn new(line: &str, order: &str, account: &str, measures: &str) -> Book {
        let list = |names: &str| names.lines().map(str::to_owned).collect();
        let columns =
            Columns { line: list(line), order: list(order), account: list(account), measures: list(measures) };
        Book { book: RefCell::new(Some(simulate::Book::new(columns.clone()))), ran: RefCell::default(), columns }
    }

    /// The numbers of texts; 0 past the bound on names.
    pub fn names(&self, texts: Vec<String>) -> Vec<u32> {
        let book = self.book.borrow();
        let Some(book) = book.as_ref() else { return Vec::new() };
        texts.iter().map(|text| book.name(text).unwrap_or(0)).collect()
    }

    /// Adds rows: the columns of texts one after the other, then those of measures. Gives the rows that are in no order, each
    /// with the place of its reason.
    #[allow(clippy::too_many_arguments, reason = "one for each column")]
    pub fn add(
        &self,
        accounts: &[u32],
        orders: &[u32],
        at: &[f64],
        quantities: &[f64],
        prices: &[f64],
        discounts: &[f64],
        texts: &[u32],
        measures: &[f64],
    ) -> Result<Vec<u32>, JsValue> {
        let mut slot = self.book.borrow_mut();
        let Some(book) = slot.as_mut() else { return Ok(Vec::new()) };
        let numbers = |column: &[f64]| column.iter().copied().map(whole).collect::<Vec<i64>>();
        let rows = accounts.len().max(1);
        let mut columns = texts.chunks(rows);
        let mut take = |names: &[String]| columns.by_ref().take(names.len()).collect::<Vec<&[u32]>>();
        let (line, order) = (take(&self.columns.line), take(&self.columns.order));
        let account = take(&self.columns.account);
        let own = numbers(measures);
        let own: Vec<&[i64]> = own.chunks(rows).collect();
        let (at, quantities, prices) = (numbers(at), numbers(quantities), numbers(prices));
        let rows = Rows {
            accounts,
            orders,
            at: &at,
            quantities: &quantities,
            prices: &prices,
            discounts: &numbers(discounts),
            line: &line,
            order: &order,
            account: &account,
            measures: &own,
        };
        let left = book.add(&rows).map_err(found)?;
        let place = |left: simulate::Left| simulate::Left::ALL.iter().position(|one| *one == left).unwrap_or(0);
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Ok(left.into_iter().flat_map(|(row, why)| [number(row), number(place(why))]).collect())
    }

    /// Orders and returns, lines, accounts.
    pub fn counts(&self) -> Vec<u32> {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let of = |book: &simulate::Book| vec![number(book.orders()), number(book.lines()), number(book.accounts())];
        match (&*self.book.borrow(), &*self.ran.borrow()) {
            (Some(book), _) => of(book),
            (None, Some(closed)) => of(closed.book()),
            (None, None) => Vec::new(),
        }
    }

    /// A simulation of this book, to which nothing can be added from then on; throws `{findings}`.
    pub fn simulate(&self, program: &Program, options: &str) -> Result<Simulation, JsValue> {
        let options: SimulateOptions = read(options).map_err(found)?;
        let mut ran = self.ran.borrow_mut();
        let closed = ran.get_or_insert_with(|| {
            let book = self.book.borrow_mut().take().unwrap_or_else(|| simulate::Book::new(self.columns.clone()));
            Rc::new(book.close())
        });
        let program = program.core.as_ref().clone();
        Ok(Simulation { simulation: RefCell::new(simulate::Simulation::new(program, closed, &options)) })
    }
}

/// A simulation on its way.
#[wasm_bindgen(js_name = WasmSimulation)]
pub struct Simulation {
    simulation: RefCell<simulate::Simulation>,
}

#[wasm_bindgen(js_class = WasmSimulation)]
impl Simulation {
    /// Goes on for so many orders; true where all are done. Throws `{code, message, help}`.
    pub fn run(&self, orders: usize) -> Result<bool, JsValue> {
        self.simulation.borrow_mut().run(orders).map_err(|refusal| refused(&refusal))
    }

    /// How many orders and returns are done, and how many there are.
    pub fn progress(&self) -> Vec<usize> {
        let (done, all) = self.simulation.borrow().progress();
        vec![done, all]
    }

    /// The sums so far.
    pub fn tally(&self) -> JsValue {
        to_js(&self.simulation.borrow().tally())
    }
}

/// The sums of parts, added up: a list of tallies as text.
#[wasm_bindgen(js_name = addTallies)]
pub fn add_tallies(parts: &str) -> Result<JsValue, JsValue> {
    let mut all = Tally::default();
    for part in read::<Vec<Tally>>(parts).map_err(found)? {
        all.absorb(part).map_err(|refusal| refused(&refusal))?;
    }
    Ok(to_js(&all))
}

/// Key figures of sums under assumptions.
#[wasm_bindgen]
pub fn figures(program: &Program, tally: &str, assumptions: &str) -> Result<JsValue, JsValue> {
    let tally: Tally = read(tally).map_err(found)?;
    let assumptions: Assumptions = read(assumptions).map_err(found)?;
    program.core.figures(&tally, &assumptions).map(|told| to_js(&told)).map_err(|refusal| refused(&refusal))
}

/// Whether accounts of a program share anything, so that they cannot be simulated apart.
#[wasm_bindgen(js_name = couplesAccounts)]
pub fn couples_accounts(program: &Program) -> bool {
    program.core.couples_accounts()
}
