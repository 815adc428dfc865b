//! Holds nothing: the tests are in `tests/`. Run them with `cargo xtask test --only browser`.
