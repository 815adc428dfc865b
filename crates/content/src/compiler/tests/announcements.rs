//! Announcements and the other ways to help: what is said of mistakes in them.

use super::super::diagnostic::Code::{self, *};
use super::Folder;

/// The codes and keys of what is found in an announcement with these keys, and these of its step.
fn found(keys: &str, step: &str) -> Vec<(Code, String)> {
    let folder = Folder::sound();
    let text = format!(
        r#"{{ "guides": [{{ "id": "news", "name": {{ "en": "a", "ja": "あ" }}, "kind": "announcement", {keys}
"steps": [{{ {step} "title": {{ "en": "a", "ja": "あ" }}, "body": {{ "en": "a", "ja": "あ" }} }}] }}] }}"#
    );
    folder.with("more.json", &text);
    let found = folder.check().into_iter();
    let last = |path: &str| path.rsplit('.').next().map_or(String::new(), Into::into);
    found.map(|one| (one.code, last(&one.path))).collect()
}

const DAY: &str = r#""published": "2026-11-16","#;

#[test]
fn an_announcement_says_its_day() {
    assert_eq!(found(DAY, ""), []);
    assert_eq!(found("", ""), [(MissingKey, "published".into())]);
    let late = found(r#""published": "2026-11-31","#, "");
    assert_eq!(late.len(), 1, "{late:?}");
}

#[test]
fn no_announcement_appears_by_itself() {
    for key in [
        r#""triggers": ["load"],"#,
        r#""frequency": "once","#,
        r#""snooze": "1d","#,
        r#""experiment": { "holdout": 10 },"#,
        r#""anonymous": true,"#,
    ] {
        let found = found(&format!("{DAY}{key}"), "");
        assert_eq!(found[0].0, Misplaced, "{key} {found:?}");
        assert_eq!(found.len(), 1, "{key} {found:?}");
    }
}

#[test]
fn its_step_stands_nowhere_and_leads_nowhere() {
    for key in [
        r##""target": "#a","##,
        r#""page": "/","#,
        r#""button": { "label": { "en": "a", "ja": "あ" }, "action": "next" },"#,
        r#""buttons": [{ "label": { "en": "a", "ja": "あ" }, "action": "dismiss" }],"#,
    ] {
        let found = found(DAY, key);
        assert_eq!(found[0].0, Misplaced, "{key} {found:?}");
        assert_eq!(found.len(), 1, "{key} {found:?}");
    }
}

#[test]
fn no_element_decides_what_help_lists() {
    let when = r##""when": { "not": { "any": [{ "element": { "selector": "#a", "is": "present" } }] } },"##;
    let found = found(&format!("{DAY}{when}"), "");
    assert!(found.contains(&(Misplaced, "element".into())), "{found:?}");
}
