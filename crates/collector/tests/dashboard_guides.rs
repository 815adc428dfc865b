//! The page of a guide over real HTTP: whom it reached, and what it caused.
#![allow(clippy::unwrap_used)]

#[path = "support/browser.rs"]
mod browser;
mod support;

use browser::{demo, reader, text};
use serde_json::json;

#[test]
fn a_guides_page_says_what_held_it_back_and_renders_any_reason() {
    let collector = demo();
    let mut browser = reader(&collector);
    let held = |id: &str, reason: &str| {
        json!({"type": "track", "messageId": id, "userId": id, "event": "Guides Held Back",
            "properties": {"held": {"bulk-edit-tip": reason}}})
    };
    let shown = json!({"type": "track", "messageId": "s", "userId": "s", "event": "Guide Shown",
        "properties": {"guide": "bulk-edit-tip"}});
    let odd = "<script>alert(1)</script>";
    collector
        .batch(&[held("a", "page"), held("b", "page"), held("c", odd), shown])
        .receipt();
    let list = text(&browser.get("/dashboard/guides"));
    assert!(
        list.contains(r#"href="/dashboard/guides/bulk-edit-tip""#),
        "{list}"
    );
    let page = text(&browser.get("/dashboard/guides/bulk-edit-tip"));
    assert!(page.contains("Was not on its page"), "{page}");
    assert!(
        page.contains("&lt;script&gt;alert(1)") && !page.contains(odd),
        "{page}"
    );
    let csv = text(&browser.get("/dashboard/guides/bulk-edit-tip?format=csv&table=reach"));
    assert!(csv.contains("Saw it,1,0.2500,1,4"), "{csv}");
    assert!(csv.contains("Was not on its page,2,0.5000,2,4"), "{csv}");
    assert_eq!(browser.get("/dashboard/guides/nothing").status, 404);
}

/// Messages of users assigned to a variation, each with one use of the tip's feature if `using`.
fn assigned(variation: &str, count: usize, using: bool) -> Vec<serde_json::Value> {
    let message = |at: usize, event: &str, properties| {
        json!({"type": "track", "messageId": format!("{variation} {at} {event}"),
            "userId": format!("{variation} {at}"), "event": event, "properties": properties,
            "timestamp": if event == "Feature Used" { "2026-01-01T00:00:01Z" } else { "2026-01-01T00:00:00Z" },
            "sentAt": "2026-01-01T00:00:02Z"})
    };
    (0..count)
        .flat_map(|at| {
            let viewed = json!({"experiment_id": "bulk-edit-tip", "variation_id": variation});
            let used = json!({"feature": "bulk-edit"});
            let used = using.then(|| message(at, "Feature Used", used));
            std::iter::once(message(at, "Experiment Viewed", viewed)).chain(used)
        })
        .collect()
}

#[test]
fn a_guides_page_says_what_it_caused_or_why_that_is_not_known() {
    let collector = demo();
    let mut browser = reader(&collector);
    let mut page = || text(&browser.get("/dashboard/guides/bulk-edit-tip"));
    assert!(page().contains("(not causal)"));
    collector.batch(&assigned("control", 25, true)).receipt();
    assert!(page().contains("(not causal)"));
    collector.batch(&assigned("holdout", 19, false)).receipt();
    assert!(page().contains("Not enough data: 25 users got the guide and 19 users were held out"));
    collector.batch(&assigned("holdout", 20, false)).receipt();
    let found = page();
    for said in [
        "Of those who got the guide 100% used “Bulk edit” later, of those held out 0%.",
        "The guide raised the share",
        "+100.0 points",
        "95% interval +",
    ] {
        assert!(found.contains(said), "{said}: {found}");
    }
    let csv = text(&browser.get("/dashboard/guides/bulk-edit-tip?format=csv&table=experiment"));
    assert!(
        csv.contains("As it is,25,0.0000,0,25,0.0000,0,25,1.0000,25,25"),
        "{csv}"
    );
    assert!(csv.contains("Held out,20,,0,0,,0,0,0.0000,0,20"), "{csv}");
}
