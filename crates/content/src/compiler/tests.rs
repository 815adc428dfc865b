//! The compiler's promises, from a folder to the bytes.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use super::{build, container, load};

#[test]
fn the_demo_builds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/content");
    let output = build(&load(&folder).unwrap()).unwrap_or_else(|found| {
        let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    });
    let container = container::read(&output.container()).unwrap();
    assert_eq!(container.version, output.version);
    assert_eq!(container.bundle, output.bundle);
    assert_eq!(container.parts, output.parts);
}
