//! `earnest simulate`: an order book through a program, as sums.

use crate::book::Book;
use crate::events::{product, sort};
use earnest::Program;
use earnest::simulate::{self, Columns, Rows, Simulation};
use earnest::time::Date;
use earnest::wire::simulate::{SimulateOptions, Tally};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    /// The order book: packed, or the source as .csv or .csv.gz.
    #[arg(long, default_value = "tests/data/order-book.gz")]
    book: PathBuf,
    /// The program's document.
    #[arg(long)]
    program: PathBuf,
    /// Only so many customers, chosen evenly from all in the order of their ids.
    #[arg(long)]
    customers: Option<usize>,
    /// The last day, to whose end every account is brought. Default: the year's end after the last invoice.
    #[arg(long)]
    until: Option<String>,
    /// Writes all sums as JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(options: &Options) -> Result<bool, String> {
    let text = std::fs::read_to_string(&options.program).map_err(|e| format!("{}: {e}", options.program.display()))?;
    let program =
        Program::read(&text).map_err(|findings| findings.iter().map(|f| format!("\n  {f}")).collect::<String>())?;
    let until = match &options.until {
        Some(text) => Some(Date::parse(text).ok_or_else(|| format!("'{text}' is no day"))?),
        None => None,
    };
    let began = Instant::now();
    let read = Book::read(&options.book)?;
    let sample = crate::replay::sample(&read, options.customers);
    let book = columns(&read, &sample)?;
    let took = began.elapsed();
    let orders = book.orders();
    let tally = simulated(program, book, &SimulateOptions { until, ..SimulateOptions::default() })?;
    if options.json {
        println!("{}", serde_json::to_string(&tally).map_err(|e| e.to_string())?);
    }
    eprintln!("{orders} orders and returns; read in {took:.1?}, run in {:.1?}", began.elapsed().saturating_sub(took));
    Ok(true)
}

fn simulated(program: Program, book: simulate::Book, options: &SimulateOptions) -> Result<Tally, String> {
    let mut simulation = Simulation::new(program, &book.close(), options);
    while !simulation.run(1000).map_err(|refusal| refusal.to_string())? {}
    Ok(simulation.tally())
}

/// The book in columns.
fn columns(book: &Book, sample: &BTreeSet<&str>) -> Result<simulate::Book, String> {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect();
    let mut made = simulate::Book::new(Columns {
        line: names(&["sku", "category"]),
        account: names(&["country"]),
        ..Columns::default()
    });
    let name = |made: &simulate::Book, text: &str| made.name(text).ok_or("there are too many different names");
    for invoice in book.invoices.iter().filter(|invoice| sample.contains(invoice.customer.as_str())) {
        let head = [name(&made, &invoice.customer)?, name(&made, &invoice.id)?, name(&made, &invoice.country)?];
        let [account, order, country] = head;
        for line in sort(invoice).taken {
            let product = product(book, line).ok_or("a product is lost")?;
            let (sku, category) = (name(&made, &product.sku)?, name(&made, &product.category)?);
            let price = line.price.at(6).map_err(|_| "a price is too long")?;
            let quantity = line.quantity.checked_mul(1_000_000).ok_or("a quantity is too large")?;
            made.add(&Rows {
                accounts: &[account],
                orders: &[order],
                at: &[invoice.at.seconds()],
                quantities: &[quantity],
                prices: &[price],
                line: &[&[sku], &[category]],
                account: &[&[country]],
                ..Rows::default()
            })
            .map_err(|findings| findings.iter().map(|f| format!("\n  {f}")).collect::<String>())?;
        }
    }
    Ok(made)
}
