//! The simulator: an order book through a program, columns in, sums out, by the same evaluation as preview and posting.

mod book;
mod closed;
mod figures;
mod ladders;
mod liability;
mod returned;
mod run;
mod segments;
mod tally;

pub use book::{Book, Columns, Left, Rows};
pub use closed::Closed;
pub use run::Simulation;
