//! The command line: `earnest check` reads documents, `earnest simulate` sums up an order book under programs, `earnest tally` adds up
//! its parts, `earnest replay` posts this repository's book one by one.

mod accounts;
mod assume;
mod book;
mod categories;
mod check;
mod events;
mod packed;
mod parts;
mod read;
mod replay;
mod report;
mod simulate;
mod source;
mod sums;
mod tables;
mod tally;
mod totals;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "earnest", version, about = "Checks loyalty programs and runs order books through them")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says what is wrong with program documents.
    Check(check::Options),
    /// Posts a whole order book through a program and prints what it comes to.
    Replay(replay::Options),
    /// Runs a whole order book through one to four programs and sums up what it comes to.
    Simulate(Box<simulate::Options>),
    /// Adds up what parts of a book came to.
    Tally(tally::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Check(options) => check::run(&options),
        Command::Replay(options) => replay::run(&options),
        Command::Simulate(options) => simulate::run(&options),
        Command::Tally(options) => tally::run(&options),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("earnest: {message}");
            ExitCode::from(2)
        }
    }
}
