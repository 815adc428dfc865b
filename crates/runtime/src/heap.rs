//! The heap: blocks of powers of two, each size with a list of its free ones.
//!
//! A list that grows doubles, so the blocks fit what is asked of them; a page allocates a few hundred and
//! mostly keeps them. A general allocator joins free neighbours, which costs more code than the memory that it
//! saves here: its functions were 4 % of the core.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::Cell;
use core::ptr::{NonNull, null_mut};

/// The unit in which memory grows, in bytes: a page of WebAssembly.
pub(crate) const PAGE: usize = 64 * 1024;
/// The smallest block holds 1 << 4 bytes. Every block begins at a multiple of it, which is enough for every type
/// that the modules have.
const SMALLEST: u32 = 4;
/// Beyond 1 << 31 bytes nothing is allocated.
const LARGEST: u32 = 31;

/// Where memory comes from.
pub(crate) trait Source {
    /// Adds pages behind all others. Answers the address of the first, a multiple of 16; None when there are no more.
    fn grow(&self, pages: usize) -> Option<NonNull<u8>>;
}

/// A heap for one thread.
pub(crate) struct Heap<S> {
    source: S,
    /// For each size, the first free block; its first bytes say which is next.
    free: [Cell<*mut u8>; LARGEST as usize + 1],
    /// What no block has been cut from yet.
    rest: Cell<*mut u8>,
    left: Cell<usize>,
}

// SAFETY: the modules are compiled without the `atomics` feature, so each instance has one thread.
unsafe impl<S> Sync for Heap<S> {}

impl<S: Source> Heap<S> {
    pub(crate) const fn new(source: S) -> Self {
        Self {
            source,
            free: [const { Cell::new(null_mut()) }; LARGEST as usize + 1],
            rest: Cell::new(null_mut()),
            left: Cell::new(0),
        }
    }

    /// Cuts a block of `size` bytes from the rest; null when memory has come to its end.
    fn cut(&self, size: usize) -> *mut u8 {
        if size > self.left.get() {
            let pages = size.div_ceil(PAGE);
            let Some(grown) = self.source.grow(pages) else {
                return null_mut();
            };
            // What is left of the last page is given up, unless the new ones follow it.
            if grown.as_ptr() != self.rest.get().wrapping_add(self.left.get()) {
                self.rest.set(grown.as_ptr());
                self.left.set(0);
            }
            self.left.set(self.left.get() + pages * PAGE);
        }
        let block = self.rest.get();
        self.rest.set(block.wrapping_add(size));
        self.left.set(self.left.get() - size);
        block
    }
}

/// The class of blocks that hold `size` bytes: the binary logarithm of theirs.
fn class(size: usize) -> u32 {
    (usize::BITS - size.saturating_sub(1).leading_zeros()).max(SMALLEST)
}

// SAFETY: a block is in one place at a time: cut off and never part of the rest again, or in the list of its class,
// or with the caller. It has 1 << class bytes, no fewer than the layout asks for, and begins at a multiple of 16.
unsafe impl<S: Source> GlobalAlloc for Heap<S> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let class = class(layout.size());
        if class > LARGEST || layout.align() > 1 << SMALLEST {
            return null_mut();
        }
        let list = &self.free[class as usize];
        let block = list.get();
        if block.is_null() {
            return self.cut(1 << class);
        }
        // SAFETY: a block in a list is 16 bytes or more that nobody uses, and begins with what `dealloc` wrote.
        list.set(unsafe { block.cast::<*mut u8>().read() });
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let list = &self.free[class(layout.size()) as usize];
        // SAFETY: the caller gives the block up; it has room for an address and is aligned for one.
        unsafe { block.cast::<*mut u8>().write(list.get()) };
        list.set(block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Memory from the system, so many pages of it and in pieces.
    struct Scattered(Cell<usize>);

    impl Source for Scattered {
        fn grow(&self, pages: usize) -> Option<NonNull<u8>> {
            let left = self.0.get().checked_sub(pages)?;
            self.0.set(left);
            let layout = Layout::from_size_align(pages * PAGE, 16).ok()?;
            // SAFETY: the layout is not empty.
            NonNull::new(unsafe { std::alloc::alloc(layout) })
        }
    }

    fn layout(size: usize) -> Layout {
        Layout::from_size_align(size, 8).unwrap()
    }

    #[test]
    fn a_class_is_the_next_power_of_two() {
        for (size, expected) in [
            (0, 4),
            (1, 4),
            (16, 4),
            (17, 5),
            (32, 5),
            (33, 6),
            (65_537, 17),
        ] {
            assert_eq!(class(size), expected, "{size}");
        }
    }

    #[test]
    fn a_freed_block_is_used_again() {
        let heap = Heap::new(Scattered(Cell::new(1)));
        // SAFETY: each layout is not empty, and each block is freed once with its own.
        unsafe {
            let first = heap.alloc(layout(100));
            heap.dealloc(first, layout(100));
            assert_eq!(heap.alloc(layout(128)), first);
            assert_ne!(heap.alloc(layout(128)), first);
        }
    }

    #[test]
    fn the_end_of_memory_is_null() {
        let heap = Heap::new(Scattered(Cell::new(1)));
        // SAFETY: the layouts are not empty.
        unsafe {
            assert!(!heap.alloc(layout(PAGE)).is_null());
            assert!(heap.alloc(layout(1)).is_null());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// Blocks in use never overlap: each keeps the byte that it was filled with.
        #[test]
        fn blocks_never_overlap(steps in prop::collection::vec((any::<prop::sample::Index>(), 1usize..5_000, 0u8..3), 1..300)) {
            let heap = Heap::new(Scattered(Cell::new(1_000)));
            let mut live: Vec<(*mut u8, usize, u8)> = Vec::new();
            for (at, (which, size, what)) in steps.into_iter().enumerate() {
                let fill = at as u8;
                // SAFETY: `live` holds the blocks in use with their sizes; each is read and written inside its size.
                unsafe {
                    if what == 0 && !live.is_empty() {
                        let (block, size, _) = live.swap_remove(which.index(live.len()));
                        heap.dealloc(block, layout(size));
                    } else if what == 1 && !live.is_empty() {
                        let at = which.index(live.len());
                        let (block, old, kept) = live[at];
                        let moved = heap.realloc(block, layout(old), size);
                        prop_assert!((0..old.min(size)).all(|at| moved.add(at).read() == kept));
                        moved.write_bytes(kept, size);
                        live[at] = (moved, size, kept);
                    } else {
                        let block = heap.alloc(layout(size));
                        block.write_bytes(fill, size);
                        live.push((block, size, fill));
                    }
                    for (block, size, fill) in &live {
                        prop_assert!((0..*size).all(|at| block.add(at).read() == *fill));
                    }
                }
            }
        }
    }
}
