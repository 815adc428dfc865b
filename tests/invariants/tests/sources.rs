//! What the sources must not say.
#![allow(clippy::unwrap_used)]

use banso_invariants::{Source, sources};

const RUST: &[&str] = &["rs"];
/// Everything that reaches a host page or a dashboard.
const SHIPPED: &[&str] = &["src", "js", "crates"];

fn places(sources: &[Source], needles: &[&str]) -> Vec<String> {
    sources
        .iter()
        .flat_map(|source| needles.iter().flat_map(|needle| source.places(needle)))
        .collect()
}

/// Whether `source` lies in one of `folders`.
fn within(source: &Source, folders: &[&str]) -> bool {
    folders.iter().any(|folder| source.path.starts_with(folder))
}

fn assert_none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}\n{}", found.join("\n"));
}

#[test]
fn only_the_rooms_of_the_browser_name_it() {
    let rooms = ["src/", "crates/help/", "crates/debug/", "tests/browser/"];
    let mut rust = sources(&["."], RUST);
    rust.retain(|source| {
        !within(source, &rooms) && !within(source, &["tests/invariants/", "xtask/"])
    });
    let found = places(&rust, &["web_sys", "js_sys", "gloo", "wasm_bindgen"]);
    assert_none(
        &found,
        "The browser's crates belong to src/, crates/help, crates/debug and tests/browser.",
    );
}

#[test]
fn nothing_writes_markup_styles_or_code_from_text() {
    let shipped = sources(SHIPPED, &["rs", "js", "mjs", "ts"]);
    let banned = [
        "innerHTML",
        "set_inner_html",
        "outerHTML",
        "set_outer_html",
        "insertAdjacentHTML",
        "insert_adjacent_html",
        "document.write",
        "eval(",
        "new Function",
        "Function::new_",
        "set_attribute(\"style\"",
        "setAttribute(\"style\"",
        "setAttribute('style'",
        "set_attribute(\"on",
        "setAttribute(\"on",
    ];
    assert_none(
        &places(&shipped, &banned),
        "Build nodes and style sheets; never parse markup, styles or code from text.",
    );
}

#[test]
fn unsafe_is_in_one_place() {
    let unsafe_code = [
        "unsafe {",
        "unsafe fn",
        "unsafe impl",
        "unsafe trait",
        "unsafe extern",
        "allow(unsafe_code",
    ];
    let mut rust = sources(&["."], RUST);
    rust.retain(|source| !within(source, &["crates/runtime/", "tests/invariants/"]));
    assert_none(
        &places(&rust, &unsafe_code),
        "Unsafe code belongs to crates/runtime, with a reason for each block.",
    );
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    let manifests = sources(&["."], &["toml"]);
    let crates = manifests
        .iter()
        .filter(|source| source.path.ends_with("Cargo.toml") && source.text.contains("[package]"));
    let loose: Vec<String> = crates
        .filter(|source| {
            !within(source, &["fuzz/", "crates/runtime/"])
                && !source.text.contains("[lints]\nworkspace = true")
        })
        .map(|source| source.path.clone())
        .collect();
    assert_none(
        &loose,
        "Add `[lints]\\nworkspace = true`; unsafe_code is forbidden there.",
    );
}

#[test]
fn the_engine_has_no_clock_no_chance_and_no_floats_of_time() {
    let pure = sources(
        &["crates/engine/src", "crates/wire/src", "crates/search/src"],
        RUST,
    );
    let impure = [
        "std::time",
        "SystemTime",
        "Instant::now",
        "rand::",
        "getrandom",
        "std::fs",
        "std::net",
        "thread_local",
    ];
    assert_none(
        &places(&pure, &impure),
        "`now` and the seed are arguments: same inputs, same effects.",
    );
}

#[test]
fn the_host_is_not_patched_and_never_asked_at_unload() {
    let browser = sources(&["src", "js", "crates/help"], &["rs", "js", "mjs"]);
    let banned = [
        "history.pushState =",
        "history.replaceState =",
        "beforeunload",
        "\"unload\"",
        "'unload'",
        "window.fetch =",
    ];
    assert_none(
        &places(&browser, &banned),
        "Host functions keep their identity; pages stay in the back/forward cache.",
    );
}

#[test]
fn no_text_of_the_page_is_read_and_nothing_is_kept_in_other_places() {
    let mut browser = sources(&["js"], &["js"]);
    // What these read, they have painted themselves.
    const OWN: [&str; 7] = [
        "js/card.js",
        "js/contact.js",
        "js/form.js",
        "js/guides.js",
        "js/help/",
        "js/preview/mark.js",
        "js/render",
    ];
    browser.retain(|source| !within(source, &OWN));
    let banned = [
        "innerText",
        "textContent",
        "nodeValue",
        "getSelection",
        "FormData",
        "clipboard",
        "document.title",
        "document.cookie",
        "indexedDB",
        "cookieStore",
    ];
    assert_none(
        &places(&browser, &banned),
        "docs/privacy.md says what is read and where it is kept; tests/e2e/privacy.spec.ts looks for it.",
    );
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let all = sources(&["."], &["rs", "js", "mjs", "ts", "css", "html"]);
    let long = all
        .iter()
        .filter(|source| source.text.lines().count() > 500);
    let found: Vec<String> = long
        .map(|source| format!("{} has {} lines", source.path, source.text.lines().count()))
        .collect();
    assert_none(&found, "Split the file where its subjects part.");
}
