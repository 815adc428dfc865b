//! The page of a person over real HTTP: every guide with why it was shown or not.
#![allow(clippy::unwrap_used)]

#[path = "support/browser.rs"]
mod browser;
mod support;

use browser::{demo, reader, text};
use serde_json::{Value, json};
use support::Collector;

const NAME: &str = "<b>Ann</b>";

/// Ann is a member on the starter plan; she created an expense and saw the welcome tour to its end.
fn ann(collector: &Collector) {
    let message = |id: &str, kind: &str, more: Value| {
        let mut message = json!({"type": kind, "messageId": id, "userId": "ann/1"});
        for (key, value) in more.as_object().unwrap() {
            message[key] = value.clone();
        }
        message
    };
    let tour = json!({"guide": "welcome-tour", "kind": "tour"});
    let held = json!({"held": {"page": ["bulk-edit-tip"]}});
    collector
        .batch(&[
            message(
                "i",
                "identify",
                json!({"traits": {"name": NAME, "role": "member"}}),
            ),
            message(
                "g",
                "group",
                json!({"groupId": "acme", "traits": {"name": "Acme", "plan": "starter"}}),
            ),
            message("e", "track", json!({"event": "Expense Created"})),
            message(
                "s",
                "track",
                json!({"event": "Guide Shown", "properties": tour}),
            ),
            message(
                "c",
                "track",
                json!({"event": "Guide Completed", "properties": tour}),
            ),
            message(
                "h",
                "track",
                json!({"event": "Guides Held Back", "properties": held}),
            ),
        ])
        .receipt();
}

/// The row of a guide, from its beginning to that of the next.
fn row<'p>(page: &'p str, guide: &str) -> &'p str {
    let mark = format!(r#"<details id="guide-{guide}""#);
    let from = page
        .find(&mark)
        .unwrap_or_else(|| panic!("{guide}: {page}"));
    let rest = &page[from..];
    &rest[..rest.find("</details>").unwrap()]
}

#[test]
fn a_persons_page_says_why_each_guide_was_shown_or_not() {
    let collector = demo();
    ann(&collector);
    let mut browser = reader(&collector);
    let page = text(&browser.get("/dashboard/users/ann%2F1"));
    let says = |guide: &str, parts: &[&str]| {
        let row = row(&page, guide);
        for part in parts {
            assert!(row.contains(part), "{guide}, {part}: {row}");
        }
    };
    says("welcome-tour", &["Was shown", "and finished"]);
    says(
        "card-import-news",
        &["Held back", "Only account plan is &quot;starter&quot;"],
    );
    says(
        "bulk-edit-tip",
        &[
            "Can appear",
            "it can appear on /expenses.",
            "not known here: decided in the browser",
            "found: 1 time",
        ],
    );
    says("accounting-export-tip", &["3 things hold it back", "role"]);
    assert!(
        page.contains("&lt;b&gt;Ann&lt;/b&gt; has seen 1 of ") && !page.contains(NAME),
        "{page}"
    );
    assert!(
        page.contains(r#"href="/dashboard/accounts/acme""#),
        "{page}"
    );
    assert!(
        !page.contains("style=") && !page.contains("onclick"),
        "{page}"
    );
    assert_eq!(browser.get("/dashboard/users/nobody").status, 404);
}

#[test]
fn a_persons_page_is_in_japanese_too_and_opens_the_guide_that_is_asked_for() {
    let collector = demo();
    ann(&collector);
    let mut browser = reader(&collector);
    let guide = text(&browser.get("/dashboard/guides/bulk-edit-tip?days=90"));
    let link = "/dashboard/users/ann%2F1?days=90&amp;guide=bulk-edit-tip#guide-bulk-edit-tip";
    assert!(guide.contains(link), "{guide}");
    browser.cookies.push(("banso_lang".into(), "ja".into()));
    let page = text(&browser.get("/dashboard/users/ann%2F1?guide=card-import-news"));
    assert!(
        row(&page, "card-import-news").contains(r#"id="guide-card-import-news" open"#),
        "{page}"
    );
    assert!(!row(&page, "bulk-edit-tip").contains("open>"), "{page}");
    for said in [
        "表示されない",
        "理由は1つです。",
        "ここでは不明（ブラウザーで判断）",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn a_guides_page_leads_to_those_whom_it_was_held_back_from() {
    let collector = demo();
    let held = json!({"type": "track", "messageId": "m", "userId": "bob", "event": "Guides Held Back",
        "properties": {"held": {"audience": ["bulk-edit-tip"]}}});
    collector.batch(&[held]).receipt();
    let mut browser = reader(&collector);
    let page = text(&browser.get("/dashboard/guides/bulk-edit-tip"));
    let link = r#"href="/dashboard/users/bob?guide=bulk-edit-tip#guide-bulk-edit-tip""#;
    assert!(page.contains(link), "{page}");
    let csv = text(&browser.get("/dashboard/guides/bulk-edit-tip?format=csv&table=held"));
    assert!(csv.contains("bob,,Not in its audience,"), "{csv}");
}
