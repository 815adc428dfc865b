//! Fuzzes what a browser remembers.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| banso_hostile::memory(bytes));
