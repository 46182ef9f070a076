//! Events posted one after the other.
#![no_main]

earnest_fuzz::target!(posting);
