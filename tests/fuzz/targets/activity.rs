//! Any text as an event.
#![no_main]

earnest_fuzz::target!(activity);
