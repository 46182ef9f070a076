//! `earnest replay`: an order book through a program, all accounts in the order of time.

use crate::accounts::Accounts;
use crate::book::{Book, Invoice};
use crate::events::{Kind, Sorted, event, product, sort};
use crate::report;
use crate::totals::Totals;
use earnest::Program;
use earnest::time::{Date, Moment};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    /// The order book: packed, or the source as .csv or .csv.gz.
    #[arg(long, default_value = "tests/data/order-book.gz")]
    book: PathBuf,
    /// The program's document. Default: the contractor example.
    #[arg(long)]
    program: Option<PathBuf>,
    /// Only so many customers, chosen evenly from all in the order of their ids.
    #[arg(long)]
    customers: Option<usize>,
    /// The civil time to which every account is brought in the end. Default: the year's end after the last invoice.
    #[arg(long)]
    until: Option<String>,
    /// Reads each account's final state back from its stored text, and compares.
    #[arg(long)]
    reread: bool,
    /// Writes each account's entries and final state, as lines of JSON.
    #[arg(long)]
    results: Option<PathBuf>,
    /// Writes each line that is not posted, and all goods without a purchase, as CSV.
    #[arg(long)]
    named: Option<PathBuf>,
    /// Writes the totals as JSON.
    #[arg(long, num_args = 0..=1, default_missing_value = "tests/data/replay-expected.json")]
    write_expected: Option<PathBuf>,
}

/// Replays and prints; false where something does not hold that must.
pub fn run(options: &Options) -> Result<bool, String> {
    let began = Instant::now();
    let program = program(options)?;
    let book = Book::read(&options.book)?;
    let read = began.elapsed();

    let sample = sample(&book, options.customers);
    let until = until(options, &book)?;
    let mut replay = Replay {
        book: &book,
        accounts: Accounts::new(&program, &sample),
        totals: Totals::new(&program, book.figures(), until.to_string()),
        named: Vec::new(),
        messages: BTreeMap::new(),
    };
    for invoice in &book.invoices {
        replay.invoice(invoice)?;
    }
    replay.accounts.advance(until)?;
    let posted = began.elapsed().saturating_sub(read);

    let Replay { accounts, mut totals, named, messages, .. } = replay;
    let unbalanced = totals.add_accounts(&accounts).into_iter();
    let mut doubts: Vec<String> =
        unbalanced.map(|id| format!("{id}: the balances are not the sums of the entries")).collect();
    if options.reread {
        doubts.extend(accounts.reread());
    }
    if !totals.is_whole() {
        doubts.push("the lines posted and refused are not the lines read".to_owned());
    }
    let checked = began.elapsed().saturating_sub(read).saturating_sub(posted);
    report::print(&totals, &messages, &doubts);
    println!("\nread in {read:.1?}, posted in {posted:.1?}, checked in {checked:.1?}");
    report::write(
        &totals,
        &accounts,
        &named,
        &report::Files {
            results: options.results.as_deref(),
            named: options.named.as_deref(),
            expected: options.write_expected.as_deref(),
        },
    )?;
    Ok(doubts.is_empty())
}

fn program(options: &Options) -> Result<Program, String> {
    let text = match &options.program {
        Some(path) => std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?,
        None => include_str!("../../../examples/contractor.json").to_owned(),
    };
    Program::read(&text).map_err(|findings| findings.iter().map(|f| format!("\n  {f}")).collect())
}

/// Customers whose places in the sorted list are spread evenly over it.
pub fn sample(book: &Book, wanted: Option<usize>) -> BTreeSet<&str> {
    let all: Vec<&str> = book.customers().into_iter().collect();
    let wanted = wanted.unwrap_or(all.len()).min(all.len());
    let place = |at: usize| at.checked_mul(all.len())?.checked_div(wanted);
    (0..wanted).filter_map(|at| all.get(place(at)?).copied()).collect()
}

fn until(options: &Options, book: &Book) -> Result<Moment, String> {
    if let Some(text) = &options.until {
        return Moment::parse(text).ok_or_else(|| format!("'{text}' is no civil time"));
    }
    let last = book.invoices.last().map(|invoice| invoice.at).unwrap_or_default();
    let (year, _, _) = last.date().parts();
    let end = Date::new(year.saturating_add(1), 1, 1).ok_or("the book ends beyond the calendar")?;
    Ok(end.midnight())
}

struct Replay<'a> {
    book: &'a Book,
    accounts: Accounts<'a>,
    totals: Totals,
    named: Vec<report::Named<'a>>,
    /// What the program said when it refused, by code: the first of each.
    messages: BTreeMap<String, String>,
}

impl<'a> Replay<'a> {
    fn invoice(&mut self, invoice: &'a Invoice) -> Result<(), String> {
        if !invoice.customer.is_empty() && !self.accounts.has(&invoice.customer) {
            invoice.lines.iter().for_each(|line| self.totals.not_sampled.add(line.worth));
            return Ok(());
        }
        let sorted = sort(invoice);
        for (line, reason) in &sorted.refused {
            self.totals.refuse(reason.name(), line.worth);
            self.name(invoice, line, reason.name());
        }
        if sorted.taken.is_empty() {
            self.totals.empty_invoices = self.totals.empty_invoices.saturating_add(1);
            return Ok(());
        }
        self.post(invoice, &sorted)
    }

    fn post(&mut self, invoice: &'a Invoice, sorted: &Sorted<'a>) -> Result<(), String> {
        let event = event(self.book, invoice, sorted);
        let outcome = match self.accounts.post(&invoice.customer, &invoice.country, &event)? {
            Ok(outcome) => outcome,
            Err(refused) => {
                for line in &sorted.taken {
                    self.totals.refuse(&refused.code, line.worth);
                    self.name(invoice, line, &refused.code);
                }
                let message = format!("{} of {}: {}", invoice.id, invoice.customer, refused.message);
                self.messages.entry(refused.code).or_insert(message);
                return Ok(());
            }
        };
        let posted = match sorted.kind {
            Kind::Order => &mut self.totals.orders,
            Kind::Return => &mut self.totals.returns,
        };
        posted.events = posted.events.saturating_add(1);
        sorted.taken.iter().for_each(|line| posted.tally.add(line.worth));
        posted.gross.add(&outcome.gross)?;
        posted.net.add(&outcome.net)?;
        self.totals.note_unmatched(&outcome)?;
        for goods in &outcome.unmatched {
            self.named.push(report::Named {
                reason: "unmatched".to_owned(),
                invoice,
                sku: goods.sku.clone(),
                quantity: goods.quantity.clone(),
                price: String::new(),
            });
        }
        Ok(())
    }

    fn name(&mut self, invoice: &'a Invoice, line: &crate::book::Line, reason: &str) {
        self.named.push(report::Named {
            reason: reason.to_owned(),
            invoice,
            sku: product(self.book, line).map(|p| p.sku.clone()).unwrap_or_default(),
            quantity: line.quantity.to_string(),
            price: line.price.to_string(),
        });
    }
}
