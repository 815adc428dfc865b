//! What the documents must name, because the code does.
#![allow(clippy::unwrap_used)]

use std::fs;

use banso_invariants::root;

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The names of the events that Banso tracks: the constants of `event.rs` in title case.
fn events() -> Vec<String> {
    let source = text("crates/wire/src/event.rs");
    let constants = source.lines().filter(|line| line.starts_with("pub const"));
    let values = constants.filter_map(|line| line.split('"').nth(1));
    let title = |value: &&str| value.contains(' ') && value.starts_with(char::is_uppercase);
    values.filter(title).map(str::to_owned).collect()
}

#[test]
fn every_event_is_documented_and_typed() {
    let (docs, types) = (text("docs/sdk.md"), text("js/banso.d.ts"));
    let events = events();
    assert!(events.len() >= 14, "{events:?}");
    for event in events {
        assert!(
            docs.contains(&format!("| `{event}` |")),
            "docs/sdk.md misses {event}"
        );
        assert!(
            types.contains(&format!("| \"{event}\"")),
            "js/banso.d.ts misses {event}"
        );
    }
}

#[test]
fn the_readmes_name_the_same_commands() {
    let commands = |readme: &str| -> Vec<String> {
        let text = text(readme);
        let lines = text.lines().filter_map(|line| line.split('#').next());
        lines
            .map(str::trim)
            .filter(|line| line.starts_with("cargo xtask") || line.starts_with("banso "))
            .map(str::to_owned)
            .collect()
    };
    let english = commands("README.md");
    assert!(english.len() >= 6, "{english:?}");
    assert_eq!(english, commands("README.ja.md"));
}
