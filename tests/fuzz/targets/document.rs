//! Any text as a program document.
#![no_main]

earnest_fuzz::target!(document);
