//! Any text as an account's state.
#![no_main]

earnest_fuzz::target!(state);
