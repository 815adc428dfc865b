//! Fuzzes the reader of search indexes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| banso_hostile::search(bytes));
