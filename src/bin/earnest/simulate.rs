//! `earnest simulate`: an order book through one to four programs, summed up.

use crate::assume::Assume;
use crate::parts;
use crate::read::{self, How};
use crate::sums::{Part, Told};
use crate::tables;
use earnest::Program;
use earnest::time::Date;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    /// The order book: .csv, .csv.gz, .parquet, .arrow, or packed; - for standard input.
    #[arg(long, default_value = "tests/data/order-book.gz")]
    book: PathBuf,
    #[command(flatten)]
    how: How,
    /// A program's document; up to four are compared.
    #[arg(long = "program", required = true)]
    programs: Vec<PathBuf>,
    /// The last day, to whose end every account is brought. Default: the year's end after the last order.
    #[arg(long, value_parser = day)]
    until: Option<Date>,
    #[command(flatten)]
    assume: Assume,
    /// Parts that are run at the same time. Default: one for each core. The sums are the same for any number.
    #[arg(long)]
    threads: Option<usize>,
    /// Prints sums and figures as JSON.
    #[arg(long)]
    json: bool,
    /// Prints the sums alone as one line of JSON, which `earnest tally` adds up.
    #[arg(long, conflicts_with = "json")]
    tally: bool,
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| format!("'{text}' is no day; write it as 2026-12-31"))
}

/// A document as it was read: each part of a run compiles its own.
pub struct Document {
    pub path: PathBuf,
    pub text: String,
    pub program: Program,
}

pub fn documents(paths: &[PathBuf]) -> Result<Vec<Document>, String> {
    if paths.len() > 4 {
        return Err("up to four programs are compared".to_owned());
    }
    paths.iter().map(|path| document(path)).collect()
}

fn document(path: &Path) -> Result<Document, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let program = compiled(&text).map_err(|findings| format!("{}: {findings}", path.display()))?;
    Ok(Document { path: path.to_owned(), text, program })
}

pub fn compiled(text: &str) -> Result<Program, String> {
    Program::read(text).map_err(|findings| findings.iter().map(|f| format!("\n  {f}")).collect::<String>())
}

pub fn run(options: &Options) -> Result<bool, String> {
    let documents = documents(&options.programs)?;
    if let Some(coupled) = documents.iter().find(|document| options.how.part && document.program.couples_accounts()) {
        let path = coupled.path.display();
        return Err(format!(
            "{path}: its accounts share something (a budget, a board, a group): run the whole book at once"
        ));
    }
    if options.how.part && options.until.is_none() {
        return Err("parts of a book have to end on the same day: give --until".to_owned());
    }
    let began = Instant::now();
    let taken = read::read(&options.book, &options.how)?;
    let took = began.elapsed();
    let closed = taken.book.close();
    let (orders, lines) = (closed.book().orders(), closed.book().lines());
    eprintln!(
        "{} rows: {lines} lines in {orders} orders and returns of {} accounts",
        taken.rows,
        closed.book().accounts()
    );
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let tallies = parts::run(&documents, &closed, options.until, options.threads.unwrap_or_else(cores))?;
    let ran = began.elapsed().saturating_sub(took);
    eprintln!("read in {took:.1?}, run in {ran:.1?}");
    let part = Part::new(taken.rows, &taken.bad, tallies);
    if options.tally {
        println!("{}", part.line()?);
        return Ok(true);
    }
    let told = Told::new(&documents, part, &options.assume.assumptions()?)?;
    if options.json {
        println!("{}", told.json()?);
    } else {
        print!("{}", tables::text(&told, Some(&taken.bad))?);
    }
    Ok(true)
}
