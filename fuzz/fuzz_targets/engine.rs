//! Fuzzes the engine: content, state and inputs.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| banso_hostile::engine(bytes));
