//! What the packages must be: few, of one version, and the same from every registry.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, fs, process::Command};

use banso_invariants::{root, sources};
use serde_json::Value;

/// Everything the engine links in a browser, all the way down. A new name is a decision: add it here with the reason.
const ENGINE: &[&str] = &["banso-content", "banso-engine", "banso-wire"];

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_engine_links_what_the_list_says() {
    let tree = cargo(&[
        "tree",
        "-p",
        "banso-engine",
        "-e",
        "normal,no-proc-macro",
        "--no-default-features",
        "--target",
        "wasm32-unknown-unknown",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let linked: BTreeSet<String> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(
        linked,
        ENGINE.iter().map(|name| (*name).to_owned()).collect()
    );
}

#[test]
fn crates_and_npm_packages_share_one_version() {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version", "1"])).unwrap();
    let crates = metadata["packages"].as_array().unwrap();
    let version = &crates[0]["version"];
    let strays: Vec<&Value> = crates
        .iter()
        .filter(|package| &package["version"] != version)
        .map(|package| &package["name"])
        .collect();
    assert!(strays.is_empty(), "{strays:?} must be {version}");
    for manifest in sources(&["js", "demo", "packages"], &["json"]) {
        if manifest.path.ends_with("/package.json") {
            let package: Value = serde_json::from_str(&manifest.text).unwrap();
            assert_eq!(
                package.get("version").unwrap_or(version),
                version,
                "{} has another version",
                manifest.path
            );
        }
    }
}

#[test]
fn the_npm_lock_names_no_registry() {
    let lock = fs::read_to_string(root().join("package-lock.json")).unwrap();
    assert!(
        !lock.contains("\"resolved\""),
        "run npm with the .npmrc of this repository, which leaves addresses out"
    );
}

#[test]
fn the_npm_tools_are_pinned_exactly() {
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(root().join("package.json")).unwrap()).unwrap();
    for (name, version) in manifest["devDependencies"].as_object().unwrap() {
        let exact = version
            .as_str()
            .unwrap()
            .split('.')
            .all(|part| part.parse::<u32>().is_ok());
        assert!(exact, "{name} must have one exact version, not {version}");
    }
}

/// A command that a document shows and that does not exist is the first thing a newcomer meets.
#[test]
fn the_documents_name_commands_that_exist() {
    let main = fs::read_to_string(root().join("xtask/src/main.rs")).unwrap();
    for document in sources(&["*.md"], &["md"])
        .iter()
        .filter(|document| !document.path.contains('/'))
    {
        let shown = document.text.split("cargo xtask ").skip(1);
        for word in shown.map(|rest| {
            rest.split(|c: char| !c.is_ascii_lowercase())
                .next()
                .unwrap()
        }) {
            let variant =
                word[..1.min(word.len())].to_uppercase() + word.get(1..).unwrap_or_default();
            let known = main.contains(&format!("    {variant}("))
                || main.contains(&format!("    {variant},"));
            assert!(
                word.is_empty() || known,
                "{} shows `cargo xtask {word}`, which does not exist",
                document.path
            );
        }
    }
}
