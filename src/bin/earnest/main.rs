//! The command line: `earnest check` reads documents, `earnest replay` posts an order book through a program.

mod accounts;
mod book;
mod categories;
mod check;
mod events;
mod packed;
mod replay;
mod report;
mod simulate;
mod source;
mod totals;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "earnest", version, about = "Checks loyalty programs and replays order books through them")]
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
    /// Runs a whole order book through a program and sums up what it comes to.
    Simulate(simulate::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Check(options) => check::run(&options),
        Command::Replay(options) => replay::run(&options),
        Command::Simulate(options) => simulate::run(&options),
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
