//! The runtime of the browser modules: the allocator and the panic handler.
//!
//! Each module is `no_std` and links this crate once (`extern crate banso_runtime`), by its `module` feature.
//! Tests and native builds do not: they bring std's own.
//!
//! A panic becomes a WebAssembly trap. No message is formatted, because the formatting code would weigh more
//! than the engine's largest part; the facade in `js/` catches the trap and resets the instance.
#![no_std]

#[cfg(target_arch = "wasm32")]
mod wasm {
    use core::panic::PanicInfo;

    use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

    /// The heap: one thread, grown page by page from the module's own memory.
    #[global_allocator]
    static HEAP: WasmDynamicTalc = new_wasm_dynamic_allocator();

    /// Traps; the host sees a `WebAssembly.RuntimeError`.
    #[panic_handler]
    fn trap(_: &PanicInfo<'_>) -> ! {
        core::arch::wasm32::unreachable()
    }
}
