//! The shapes of documents, activities, states and results. No behaviour lives here but reading and writing them.

pub(crate) mod decode;
mod either;
mod leaf;
pub(crate) mod over;
mod plain;
pub(crate) mod show;
mod tree;
mod words;

pub mod account;
pub mod activity;
pub mod amount;
pub mod board;
pub mod books;
pub mod checks;
pub mod compare;
pub mod condition;
pub mod document;
pub mod entry;
pub mod event;
#[cfg(feature = "simulate")]
pub mod figures;
pub mod life;
pub mod notices;
pub mod plan;
pub mod prices;
pub mod result;
pub mod rule;
pub mod scalars;
#[cfg(feature = "simulate")]
pub mod simulate;
pub mod state;
pub mod terms;
pub mod text;

pub use decode::Decode;
pub(crate) use plain::Plain;
pub use tree::Tree;
pub(crate) use tree::{quote, read_with};

/// Reads one wire type from a text: entries that were kept, or how they are to be summed up.
///
/// # Errors
/// Everything that is wrong with the text, with its place.
pub fn read<T: Decode + Default>(text: &str) -> Result<T, Vec<crate::findings::Finding>> {
    let (read, findings) = read_with(text, |value, path, findings| decode::decode(value, path, findings));
    read.ok_or(findings)
}
