//! Fuzzes the compiler of content.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| banso_hostile::content(bytes));
