//! The Northwind sample through three examples. Each figure is worked out a second time by a plain sum over the rows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops at what it did not expect"
)]

mod book;
mod customers;
mod sellers;
