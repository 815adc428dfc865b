//! The runtime of the browser modules: the allocator and the panic handler.
//!
//! Each module is `no_std` and links this crate once (`extern crate banso_runtime`), by its `module` feature.
//! Tests and native builds do not: they bring std's own. This is the one place with `unsafe` code: an allocator
//! cannot do without.
//!
//! A panic becomes a WebAssembly trap. No message is formatted, because the formatting code would weigh more
//! than the engine's largest part; the facade in `js/` catches the trap and resets the instance.
#![cfg_attr(not(test), no_std)]

#[cfg(any(target_arch = "wasm32", test))]
mod heap;

#[cfg(target_arch = "wasm32")]
mod wasm {
    use core::arch::wasm32::{memory_grow, unreachable};
    use core::panic::PanicInfo;
    use core::ptr::NonNull;

    use crate::heap::{Heap, PAGE, Source};

    #[global_allocator]
    static HEAP: Heap<Memory> = Heap::new(Memory);

    /// The module's own memory.
    struct Memory;

    impl Source for Memory {
        fn grow(&self, pages: usize) -> Option<NonNull<u8>> {
            let before = memory_grow::<0>(pages);
            (before != usize::MAX)
                .then(|| NonNull::new((before * PAGE) as *mut u8))
                .flatten()
        }
    }

    /// Traps; the host sees a `WebAssembly.RuntimeError`.
    #[panic_handler]
    fn trap(_: &PanicInfo<'_>) -> ! {
        unreachable()
    }
}
