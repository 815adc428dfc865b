//! Panics without their messages.
//!
//! A panic in a browser module is a trap: nobody reads its message (see `crates/runtime`). On stable Rust the
//! standard library formats one all the same, and the formatting code weighs several kilobytes. The functions in
//! which a panic begins never return, so their bodies can be the trap itself; wasm-opt then drops what only they
//! needed. Their names are in the module until it is bound.
//!
//! What remains of a panic is what it would have said and where: texts, the paths of source files, and a table of
//! lines and columns. They are overwritten with zeros, which compress to nothing.

use std::ops::Range;

use anyhow::{Context, Result};
use walrus::{
    ConstExpr, Data, DataId, DataKind, FunctionBuilder, FunctionId, FunctionKind, LocalFunction,
    Module, ir::Value,
};

/// How the paths of source files begin: the standard library's, our crates', the root package's.
const ROOTS: [&[u8]; 3] = [b"/rustc/", b"crates/", b"src/"];

/// What the standard library says only in panics, and in words that are found nowhere else.
const WORDS: [&[u8]; 13] = [
    b"index out of bounds: the len is ",
    b" but the index is ",
    b"memory allocation of ",
    b" bytes failed",
    b"`at` split index (is ",
    b") should be <= len (is ",
    b"removal index (is ",
    b") should be < len (is ",
    b"Tried to shrink to a larger capacity",
    b"attempt to divide by zero",
    b"attempt to calculate the remainder with a divisor of zero",
    b"RefCell already mutably borrowed",
    b"RefCell already borrowed",
];

/// The bytes of a `core::panic::Location`: where its path is, how long it is, the line and the column.
const LOCATION: usize = 16;

/// Parts of the mangled names of functions that return `!`, or that only those call.
const PANICS: [&str; 10] = [
    "4core9panicking",
    "4core3str16slice_error_fail",
    "4core3str19slice_error_fail_rt",
    "4core5slice5index16slice_index_fail",
    "4core6option13unwrap_failed",
    "4core6option13expect_failed",
    "4core6result13unwrap_failed",
    "5alloc7raw_vec12handle_error",
    "5alloc7raw_vec17capacity_overflow",
    // Nothing but a panic formats in the browser's path; only tables of functions still name these.
    "4core3fmt",
];

/// The module with a trap in place of every function in which a panic begins.
pub(super) fn silence(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm).context("cannot read the compiled module")?;
    let panics: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| module.funcs.get(*id).name.as_deref().is_some_and(is_panic))
        .map(|(id, _)| id)
        .collect();
    for id in panics {
        let trap = trap(&mut module, id);
        module.funcs.get_mut(id).kind = FunctionKind::Local(trap);
    }
    let segments: Vec<DataId> = module.data.iter().map(Data::id).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        if let DataKind::Active { offset, .. } = &data.kind
            && let ConstExpr::Value(Value::I32(base)) = offset
        {
            forget_words(&mut data.value);
            forget_places(&mut data.value, *base as usize);
        }
    }
    // Relocations are of the module as it was.
    let stale: Vec<_> = module
        .customs
        .iter()
        .filter(|(_, section)| section.name() == "linking" || section.name().starts_with("reloc."))
        .map(|(id, _)| id)
        .collect();
    for id in stale {
        module.customs.delete(id);
    }
    Ok(module.emit_wasm())
}

/// Overwrites what panics would have said.
fn forget_words(data: &mut [u8]) {
    for words in WORDS {
        let found = data.windows(words.len()).position(|part| part == words);
        if let Some(at) = found {
            data[at..at + words.len()].fill(0);
        }
    }
}

/// Overwrites the paths of source files, and the locations that point to them, in `data` at the address `base`.
fn forget_places(data: &mut [u8], base: usize) {
    let paths = paths(data);
    for at in (0..data.len().saturating_sub(LOCATION - 1)).step_by(4) {
        let word = |at: usize| {
            data[at..at + 4]
                .iter()
                .rfold(0, |n, b| n << 8 | usize::from(*b))
        };
        let (start, length) = (word(at).wrapping_sub(base), word(at + 4));
        if paths
            .iter()
            .any(|path| path.contains(&start) && start + length == path.end)
        {
            data[at..at + LOCATION].fill(0);
        }
    }
    for path in paths {
        data[path].fill(0);
    }
}

/// Where `data` holds paths of source files, each with a zero behind it.
fn paths(data: &[u8]) -> Vec<Range<usize>> {
    let mut paths: Vec<Range<usize>> = Vec::new();
    for start in 0..data.len() {
        let rest = &data[start..];
        let within = paths.last().is_some_and(|path| start < path.end);
        if !within && ROOTS.iter().any(|root| rest.starts_with(root)) {
            let length = rest.iter().position(|byte| !byte.is_ascii_graphic());
            let end = start + length.unwrap_or_default();
            if data[start..end].ends_with(b".rs") && data[end] == 0 {
                paths.push(start..end);
            }
        }
    }
    paths
}

/// Whether a function of this mangled name is one that this leaves nothing of.
pub(super) fn is_panic(name: &str) -> bool {
    PANICS.iter().any(|part| name.contains(part))
}

/// A body for `function` that does nothing but trap.
fn trap(module: &mut Module, function: FunctionId) -> LocalFunction {
    let kind = module.types.get(module.funcs.get(function).ty());
    let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
    let args = params.iter().map(|kind| module.locals.add(*kind)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    builder.func_body().unreachable();
    builder.local_func(args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_forgotten_and_nothing_else() {
        let mut data = b"namesrc/app.rs\0\0src/word\0\0\0".to_vec();
        assert_eq!(data.len() % 4, 3);
        data.push(0);
        let location = [104u32, 10, 7, 9].map(u32::to_le_bytes).concat();
        let other = [104u32, 4, 7, 9].map(u32::to_le_bytes).concat();
        data.extend([&location[..], &other].concat());
        forget_places(&mut data, 100);
        let mut expected = b"name".to_vec();
        expected.extend([0; 12]);
        expected.extend(b"src/word");
        expected.extend([0; 4 + LOCATION]);
        assert_eq!(data, [expected, other].concat());
    }

    #[test]
    fn words_of_panics_are_forgotten_and_nothing_else() {
        let mut data = b"stepRefCell already borrowedkind".to_vec();
        forget_words(&mut data);
        assert_eq!(data, [&b"step"[..], &[0; 24], b"kind"].concat());
    }

    #[test]
    fn panics_are_known_by_their_mangled_names() {
        assert!(is_panic(
            "_RNvNtCsgXGp5Oqx2Ny_4core9panicking18panic_bounds_check"
        ));
        assert!(is_panic(
            "_ZN4core6option13expect_failed17h0123456789abcdefE"
        ));
        assert!(!is_panic(
            "_ZN10banso_view4card4Card5place17h0c4be2b588986835E"
        ));
    }
}
