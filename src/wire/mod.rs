//! The shapes of documents, activities, states and results. No behaviour lives here but reading and writing them.

pub(crate) mod decode;
mod either;
mod leaf;
mod plain;
pub(crate) mod show;
mod tree;
mod words;

pub mod account;
pub mod activity;
pub mod condition;
pub mod document;
pub mod event;
pub mod life;
pub mod prices;
pub mod result;
pub mod rule;
pub mod scalars;
pub mod state;

pub use decode::Decode;
pub(crate) use plain::Plain;
pub use tree::Tree;
pub(crate) use tree::{quote, read_with};
