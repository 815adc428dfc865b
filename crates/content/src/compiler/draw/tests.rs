//! What is drawn, read back as an outline.

use serde_json::{Value, json};

use crate::bundle::Bundle;
use crate::compiler::bundle_of;
use crate::drawing::{ATTRIBUTES, TAGS};
use crate::model::Guide;
use crate::prose::{StepText, look};

/// The same text in both locales.
fn both(text: &str) -> Value {
    json!({ "en": text, "ja": text })
}

fn one(title: &str, body: &str) -> Value {
    json!({ "title": both(title), "body": both(body) })
}

fn by_a(mut step: Value) -> Value {
    step["target"] = "a".into();
    step
}

fn bundle() -> Bundle {
    let mut below = one("Bar", "Read.");
    below["position"] = "bottom".into();
    let first = by_a(one("One", "**Bold** [on](/next)"));
    let project = json!({
        "locales": [{ "id": "en" }, { "id": "ja" }],
        "guides": [
            { "id": "tour", "name": both("Tour"), "kind": "tour", "snooze": "1d", "steps": [first, one("Two", "Read.")] },
            { "id": "news", "name": both("News"), "kind": "modal", "steps": [one("News", "Read.")] },
            { "id": "bar", "name": both("Bar"), "kind": "banner", "steps": [below] },
            { "id": "hint", "name": both("Hint"), "kind": "hotspot", "steps": [by_a(one("Hint", "Read."))] },
        ],
    });
    let built = bundle_of(&[("banso.json", &project.to_string())]);
    built.unwrap_or_else(|found| panic!("{found:#?}"))
}

fn guide<'a>(bundle: &'a Bundle, id: &str) -> &'a Guide {
    let found = bundle.guides.iter().find(|guide| guide.id == id);
    found.unwrap_or_else(|| panic!("no guide {id}"))
}

fn step(bundle: &Bundle, id: &str, at: usize, locale: &str) -> StepText {
    let said = guide(bundle, id).steps[at].said.read(locale);
    said.unwrap_or_else(|| panic!("{id} says nothing in {locale}"))
}

#[test]
fn a_step_has_its_texts_as_texts_and_its_buttons_with_what_they_do() {
    let bundle = bundle();
    let first = step(&bundle, "tour", 0, "en").drawing.outline();
    assert!(
        first.starts_with(r#"<div class="spot"></div><div class="card" part="card" role="dialog""#),
        "{first}"
    );
    for part in [
        r#"<h2 part="title" id="tour-title">One</h2>"#,
        "<p><strong>Bold</strong> ",
        r#"<a href="/next" {[Page("/next")]}>on</a>"#,
        r#"<span class="count">1 of 2</span>"#,
        "{[Snooze]}>Later</button>",
        "{[Next]}>Next</button>",
        r#"data-act="dismiss" aria-label="Close">"#,
        r#"<i class="arrow"></i>"#,
    ] {
        assert!(first.contains(part), "{part} is not in {first}");
    }
    assert!(
        !first.contains("[Back]") && !first.contains("data-free"),
        "{first}"
    );
}

#[test]
fn the_last_step_leads_back_and_ends_and_stands_free_without_a_target() {
    let last = step(&bundle(), "tour", 1, "ja").drawing.outline();
    for part in [
        "{[Back]}>戻る</button>",
        "{[Next]}>完了</button>",
        "data-free=\"\"",
    ] {
        assert!(last.contains(part), "{part} is not in {last}");
    }
}

#[test]
fn each_kind_is_treated_in_its_own_way() {
    let bundle = bundle();
    let of = |id| step(&bundle, id, 0, "en");
    assert_eq!(of("tour").look, look::GRABS | look::SNOOZES);
    assert_eq!(of("news").look, look::MODAL | look::GRABS);
    assert_eq!(of("bar").look, look::STAYS | look::LIFTS);
    assert_eq!(of("hint").look, 0);
    assert!(
        of("news")
            .drawing
            .outline()
            .starts_with("<dialog class=\"card\"")
    );
    for single in ["bar", "news", "hint"] {
        assert!(of(single).drawing.outline().contains(">Got it</button>"));
    }
    assert!(
        of("hint")
            .drawing
            .outline()
            .starts_with("<button class=\"beacon\"")
    );
}

#[test]
fn nothing_can_be_drawn_that_the_compiler_does_not_draw() {
    let painters = [
        include_str!("blocks.rs"),
        include_str!("card.rs"),
        include_str!("centre.rs"),
        include_str!("element.rs"),
        include_str!("media.rs"),
        include_str!("question.rs"),
    ]
    .concat();
    for name in TAGS.iter().chain(ATTRIBUTES) {
        assert!(
            painters.contains(&format!("{name:?}")),
            "{name} is not used"
        );
    }
}
