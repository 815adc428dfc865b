//! Fuzzes the reader of the bundle.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| banso_hostile::bundle(bytes));
