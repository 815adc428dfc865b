//! Selectors that browsers take and that authors are warned of.

use super::super::diagnostic::Code::*;
use super::super::diagnostic::Severity;
use super::expect::{expect_feature, expect_step};
use super::{Folder, demo, lines};
use crate::compiler::{check, load};

const TEXT: &str = r#""title": { "en": "a", "ja": "あ" }, "body": { "en": "a", "ja": "あ" }"#;

#[test]
fn a_target_is_one_lasting_element() {
    let step = |target: &str| format!("\"target\": \"{target}\", {TEXT}");
    expect_step(&step(".btn"), &[(AmbiguousSelector, 2, 11, "data-banso")]);
    expect_step(
        &step(".css-1a2b3c"),
        &[(BrittleSelector, 2, 11, "data-testid")],
    );
    expect_step(&step("[data-testid='save']"), &[]);
}

#[test]
fn a_click_may_land_on_many_elements_but_must_last() {
    let feature = |click: &str| format!("\"id\": \"b\", \"any\": [\n{{ \"click\": \"{click}\" }}]");
    expect_feature(&feature(".btn"), &[]);
    expect_feature(
        &feature("#row-4711"),
        &[(BrittleSelector, 3, 12, "data-testid")],
    );
}

#[test]
fn they_are_warnings() {
    let folder = Folder::sound();
    folder.with(
        "features.json",
        &super::FEATURES.replace("[data-testid=\\\"export\\\"]", ".jss42"),
    );
    let found = folder.check();
    assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
}

#[test]
fn the_selectors_of_the_demo_last() {
    let found = check(&load(&demo()).unwrap());
    assert!(found.is_empty(), "{}", lines(&found));
}
