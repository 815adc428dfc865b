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

/// A step with these ways to its target; they stand in column 13 of line 2.
fn by(ways: &str, expected: &[super::expect::Expected]) {
    expect_step(&format!("\"target\": {{ {ways} }}, {TEXT}"), expected);
}

const NAME: &str = r#""name": { "en": "New", "ja": "新規" }"#;

#[test]
fn a_target_may_be_found_several_ways() {
    by(
        &format!(
            "\"testId\": \"new\", \"role\": \"button\", {NAME}, \"css\": \"my-bar >>> .new\", \"text\": {{ \"en\": \"a\", \"ja\": \"b\" }}, \"within\": \"main\""
        ),
        &[],
    );
    by("\"role\": \"main\"", &[]);
}

#[test]
fn ways_that_say_nothing_are_mistakes() {
    by("", &[(MissingKey, 2, 11, "`testId`")]);
    by("\"within\": \"main\"", &[(MissingKey, 2, 11, "`testId`")]);
    by(
        "\"testid\": \"a\"",
        &[
            (MissingKey, 2, 11, "`testId`"),
            (UnknownKey, 2, 13, "`testId`"),
        ],
    );
    by(
        "\"testId\": \"\"",
        &[(EmptyText, 2, 23, "leave the key out")],
    );
    by(
        &format!("\"role\": \"buton\", {NAME}"),
        &[(UnknownValue, 2, 21, "`button`")],
    );
    by(
        &format!("\"css\": \"#a\", {NAME}"),
        &[(MissingKey, 2, 34, "`text`")],
    );
    by(
        "\"role\": \"button\", \"name\": { \"en\": \"\", \"ja\": \"b\" }",
        &[(EmptyText, 2, 47, "write it")],
    );
    by(
        "\"role\": \"button\", \"name\": { \"en\": \"a\" }",
        &[(MissingTranslation, 2, 39, "\"ja\"")],
    );
    by("\"css\": \"a >\"", &[(BadSelector, 2, 20, "data-testid")]);
}

#[test]
fn ways_that_will_not_last_are_warned_of() {
    by(
        "\"testId\": \"row-4711\"",
        &[(BrittleSelector, 2, 23, "same in every row")],
    );
    by(
        "\"role\": \"button\"",
        &[(AmbiguousSelector, 2, 21, "`name`")],
    );
    by(
        "\"css\": \".btn\"",
        &[(AmbiguousSelector, 2, 20, "data-banso")],
    );
    by(
        "\"text\": { \"en\": \"a\", \"ja\": \"b\" }",
        &[(BrittleSelector, 2, 21, "`testId`")],
    );
    by(
        "\"css\": \"#a\", \"within\": \".css-1a2b3c\"",
        &[(BrittleSelector, 2, 36, "data-testid")],
    );
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
