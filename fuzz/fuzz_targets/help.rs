//! Fuzzes the reader of help packs.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| banso_hostile::help(bytes));
