//! Panics without their messages.
//!
//! A panic in a browser module is a trap: nobody reads its message (see `crates/runtime`). On stable Rust the
//! standard library formats one all the same, and the formatting code weighs several kilobytes. The functions in
//! which a panic begins never return, so their bodies can be the trap itself; wasm-opt then drops what only they
//! needed. Their names are in the module until it is bound.

use anyhow::{Context, Result};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module};

/// Parts of the mangled names of functions that return `!`.
const PANICS: [&str; 9] = [
    "4core9panicking",
    "4core3str16slice_error_fail",
    "4core3str19slice_error_fail_rt",
    "4core5slice5index16slice_index_fail",
    "4core6option13unwrap_failed",
    "4core6option13expect_failed",
    "4core6result13unwrap_failed",
    "5alloc7raw_vec12handle_error",
    "5alloc7raw_vec17capacity_overflow",
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
    Ok(module.emit_wasm())
}

fn is_panic(name: &str) -> bool {
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
