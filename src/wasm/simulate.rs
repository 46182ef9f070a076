//! The simulator at the border: a book comes in as columns, sums go out as text.

use super::memory::whole;
use super::{Program, found, refused, to_js};
use crate::simulate::{self, Columns, Rows};
use crate::wire::figures::Assumptions;
use crate::wire::read;
use crate::wire::simulate::{SimulateOptions, Tally};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// An order book.
#[wasm_bindgen(js_name = WasmBook)]
pub struct Book {
    book: RefCell<Option<simulate::Book>>,
    /// Kept from one simulation for the next of the same book.
    closed: RefCell<Option<Rc<simulate::Closed>>>,
    columns: Columns,
    /// Of each column of texts the numbers of its texts, accounts first.
    known: RefCell<Vec<Vec<u32>>>,
}

#[wasm_bindgen(js_class = WasmBook)]
impl Book {
    /// An empty book; the names of its columns of texts and measures, each list on lines of its own.
    #[wasm_bindgen(constructor)]
    pub fn new(line: &str, order: &str, account: &str, measures: &str) -> Book {
        let list = |names: &str| names.lines().map(str::to_owned).collect();
        let columns =
            Columns { line: list(line), order: list(order), account: list(account), measures: list(measures) };
        let texts = [&columns.line, &columns.order, &columns.account].map(Vec::len).into_iter().sum::<usize>();
        Book {
            book: RefCell::new(Some(simulate::Book::new(columns.clone()))),
            closed: RefCell::default(),
            columns,
            known: RefCell::new(vec![Vec::new(); texts.saturating_add(1)]),
        }
    }

    /// Adds texts to those of a column: accounts are 0, attributes follow. False past the bound on names.
    pub fn texts(&self, column: usize, texts: Vec<String>) -> bool {
        let (book, mut known) = (self.book.borrow(), self.known.borrow_mut());
        let (Some(book), Some(known)) = (book.as_ref(), known.get_mut(column)) else { return false };
        let before = known.len();
        known.extend(texts.iter().map_while(|text| book.name(text)));
        known.len().saturating_sub(before) == texts.len()
    }

    /// Adds rows: columns of texts one after the other, by the places of the texts, accounts first; then those of
    /// measures. A place that has no text is none. Gives the rows that are in no order, each with the place of its reason.
    #[allow(clippy::too_many_arguments, reason = "one for each column")]
    pub fn add(
        &self,
        orders: &[u32],
        at: &[f64],
        quantities: &[f64],
        prices: &[f64],
        discounts: &[f64],
        mut texts: Vec<u32>,
        measures: &[f64],
    ) -> Result<Vec<u32>, JsValue> {
        let mut slot = self.book.borrow_mut();
        let Some(book) = slot.as_mut() else { return Ok(Vec::new()) };
        let rows = orders.len();
        if rows == 0 {
            return Ok(Vec::new());
        }
        for (column, known) in texts.chunks_mut(rows).zip(self.known.borrow().iter()) {
            for code in column {
                *code = usize::try_from(*code).ok().and_then(|place| known.get(place)).copied().unwrap_or(0);
            }
        }
        let numbers = |column: &[f64]| column.iter().copied().map(whole).collect::<Vec<i64>>();
        let mut columns = texts.chunks(rows);
        let accounts = columns.next().unwrap_or_default();
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

    /// The day of the last order, if there is one. Nothing can be added from then on.
    pub fn close(&self) -> Option<String> {
        self.closed().book().last_day().map(|day| day.to_string())
    }

    /// A simulation of this book, to which nothing can be added from then on; throws `{findings}`.
    pub fn simulate(&self, program: &Program, options: &str) -> Result<Simulation, JsValue> {
        let options: SimulateOptions = read(options).map_err(found)?;
        let program = program.core.as_ref().clone();
        let simulation = simulate::Simulation::new(program, &self.closed(), &options);
        Ok(Simulation { simulation: RefCell::new(simulation) })
    }

    fn closed(&self) -> Rc<simulate::Closed> {
        let mut closed = self.closed.borrow_mut();
        let closed = closed.get_or_insert_with(|| {
            let book = self.book.borrow_mut().take().unwrap_or_else(|| simulate::Book::new(self.columns.clone()));
            Rc::new(book.close())
        });
        Rc::clone(closed)
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
