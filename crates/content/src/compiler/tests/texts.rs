//! The same for selectors, pages, texts, Markdown and articles.

use proptest::prelude::*;

use super::super::build;
use super::super::diagnostic::{Code::*, Severity};
use super::Folder;
use super::expect::{FRONT, expect, expect_article, expect_body, expect_feature, expect_step};

#[test]
fn selectors_and_pages() {
    expect_feature(
        "\"id\": \"b\", \"any\": [{ \"click\": \"[data-x=\\\"a\\\"\" },\n{ \"page\": \"expenses\" }]",
        &[
            (BadSelector, 2, 31, "querySelector"),
            (BadPage, 3, 11, "`/settings`"),
        ],
    );
}

#[test]
fn texts_too_long_or_empty() {
    let long = "あ".repeat(61);
    expect_step(
        &format!(
            "\"title\": {{ \"en\": \" \",\n\"ja\": \"{long}\" }}, \"body\": {{ \"en\": \"a\", \"ja\": \"\" }}"
        ),
        &[
            (EmptyText, 2, 18, "leave"),
            (TooLong, 3, 7, "60"),
            (EmptyText, 3, 101, "leave"),
        ],
    );
    let text = r#""title": { "en": "a", "ja": "あ" }, "body": { "en": "a", "ja": "あ" },"#;
    let label = "a".repeat(25);
    expect_step(
        &format!(
            "{text}\n\"button\": {{ \"label\": {{ \"en\": \"{label}\", \"ja\": \"次へ\" }} }}"
        ),
        &[(TooLong, 3, 30, "24")],
    );
    let summary = format!(
        "---\ntitle: a\nsummary: {}\ncategory: start\nupdated: 2026-01-01\n---\nx",
        "a".repeat(161)
    );
    expect_article(&summary, &[(TooLong, 3, 10, "160")]);
}

#[test]
fn width_is_counted_not_characters() {
    let title = |text: &str| {
        format!(
            r#""body": {{ "en": "a", "ja": "あ" }}, "title": {{ "en": "a",
"ja": "{text}" }}"#
        )
    };
    expect_step(&title(&"あ".repeat(30)), &[]);
    expect_step(&title(&"ｱ".repeat(60)), &[]);
    expect_step(
        &title(&"あ".repeat(31)),
        &[(
            TooLong,
            3,
            7,
            "60 columns; a full-width character takes two",
        )],
    );
}

#[test]
fn bodies_have_the_room_of_their_kind() {
    let guide = |kind: &str, body: &str| {
        let text = r#"{ "en": "a", "ja": "あ" }"#;
        let target = match kind {
            "tooltip" | "tour" | "hotspot" => r#""target": "[data-x]", "#,
            _ => "",
        };
        let steps = format!(
            r#"[{{ {target}"title": {text}, "body": {{ "en": "a",
"ja": "{body}" }} }}]"#
        );
        let variant = format!(r#"{{ "id": "other", "share": 50, "steps": {steps} }}"#);
        format!(
            r#"{{ "guides": [{{ "id": "tip", "name": {text}, "kind": "{kind}", "steps": {steps}, "experiment": {{ "variants": [{variant}] }} }}] }}"#
        )
    };
    let check = |kind: &str, count: usize| {
        let folder = Folder::sound();
        // The words count, their form does not.
        folder.with(
            "more.json",
            &guide(kind, &format!("**{}**", "あ".repeat(count))),
        );
        let found = folder.check();
        assert!(found.iter().all(|one| one.severity == Severity::Warning));
        found
            .iter()
            .map(|one| (one.code, one.line, one.column))
            .collect::<Vec<_>>()
    };
    let twice = [(TooLong, 2, 7), (TooLong, 3, 7)];
    for (kind, most) in [
        ("tooltip", 140),
        ("tour", 140),
        ("modal", 450),
        ("slideout", 140),
        ("hotspot", 140),
        ("banner", 70),
    ] {
        assert_eq!(check(kind, most), []);
        assert_eq!(check(kind, most + 1), twice, "{kind}");
    }
}

#[test]
fn a_celebration_is_a_text_like_others() {
    let list = |celebration: &str| {
        format!(
            r#"{{ "checklists": [{{ "id": "a", "title": {{ "en": "a", "ja": "あ" }}, "tasks": [
{{ "id": "a", "title": {{ "en": "a", "ja": "あ" }}, "done": {{ "page": "/" }} }}],
"celebration": {celebration} }}] }}"#
        )
    };
    expect(
        "more.json",
        &list(r#"{ "en": "Well done", "ja": "お疲れさまでした" }"#),
        &[],
    );
    expect(
        "more.json",
        &list(r#"{ "en": "Well done" }"#),
        &[(MissingTranslation, 3, 16, "add `\"ja\"")],
    );
    let long = "a".repeat(161);
    expect(
        "more.json",
        &list(&format!(r#"{{ "en": "{long}", "ja": "" }}"#)),
        &[(TooLong, 3, 24, "160"), (EmptyText, 3, 195, "leave")],
    );
}

#[test]
fn steps_and_tasks_are_not_empty() {
    let guide = r#"{ "guides": [{ "id": "tip", "name": { "en": "a", "ja": "あ" }, "kind": "tour",
"steps": [] }] }"#;
    expect(
        "more.json",
        guide,
        &[(EmptyList, 2, 10, "at least one entry")],
    );
    let list = r#"{ "checklists": [{ "id": "a", "title": { "en": "a", "ja": "あ" },
"tasks": [] }] }"#;
    expect(
        "more.json",
        list,
        &[(EmptyList, 2, 10, "at least one entry")],
    );
}

#[test]
fn markdown_in_json_has_its_place_behind_escapes() {
    expect_step(
        r#""title": { "en": "a", "ja": "あ" }, "body": { "ja": "あ", "en": "\u3042 \"x\"\n\n<b>no</b> [x](article:exprt)" }"#,
        &[
            (Html, 2, 80, "&lt;"),
            (Html, 2, 85, "&lt;"),
            (DeadLink, 2, 90, "did you mean `export`?"),
        ],
    );
}

#[test]
fn markdown_in_articles() {
    let line = FRONT.matches('\n').count() + 1;
    let one = |body: &str, code, column, mend| {
        expect_body(
            &format!("精算\n\n{body}"),
            &[(code, line + 2, column, mend)],
        );
    };
    one("精算 <b>", Html, 4, "Markdown");
    one("<div>\nx\n</div>", Html, 1, "Markdown");
    one("<!-- note -->", Html, 1, "Markdown");
    one("# Title", HeadingLevel, 1, "`##`");
    one("#### Deep", HeadingLevel, 1, "`##` or `###`");
    one(
        "a ![x](https://x.test/a.png)",
        BadMedia,
        3,
        "a line of its own",
    );
    one("---", UnsupportedMarkdown, 1, "heading");
    one("- [ ] do", UnsupportedMarkdown, 3, "brackets");
    one("3. three", UnsupportedMarkdown, 1, "start it at 1");
    one("a ~~b~~", UnsupportedMarkdown, 1, "leave it out");
    one(
        "[x](article:exports)",
        DeadLink,
        1,
        "did you mean `export`?",
    );
    one("精算 [x](javascript:alert)", BadLink, 4, "https:");
    one("[x](http://x.test)", BadLink, 1, "https:");
    one("[x](//x.test)", BadLink, 1, "https:");
    one("[x](./other.md)", BadLink, 1, "article:slug");
}

#[test]
fn articles_have_front_matter() {
    expect_article("Body", &[(FrontMatter, 1, 1, "---")]);
    expect_article(
        "---\ntitle: [a\n---\nBody",
        &[(FrontMatter, 3, 1, "key: value")],
    );
    expect_article(
        "---\ntitle: a\nsumary: b\ncategory: strat\npages: [\"/\", reports]\nfeature: export\nupdated: 2026-02-30\n---\nx",
        &[
            (MissingKey, 2, 1, "add `summary`"),
            (UnknownKey, 3, 1, "did you mean `summary`?"),
            (UnknownReference, 4, 11, "did you mean `start`?"),
            (BadPage, 5, 14, "/settings"),
            (UnknownReference, 6, 10, "use one of these: `export-csv`"),
            (BadDate, 7, 10, "2026-09-14"),
        ],
    );
    expect_article(FRONT, &[(EmptyText, 7, 1, "below the front matter")]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = super::ARTICLE.replace('\n', "\r\n");
    expect_article(&format!("\u{FEFF}{text}"), &[]);
    let (unix, windows) = (Folder::sound(), Folder::sound());
    windows.with("articles/ja/export.md", &text);
    assert_eq!(build(&unix.load()), build(&windows.load()));
    expect(
        "more.json",
        "\u{FEFF}{\r\n\"x\": 1}",
        &[(UnknownKey, 2, 1, "leave it out")],
    );
}

#[test]
fn articles_have_their_place() {
    let folder = Folder::sound();
    folder.with("articles/lost.md", FRONT);
    folder.with("articles/en/Exporting_CSV.md", super::ARTICLE);
    folder.with("articles/jp/export.md", super::ARTICLE);
    let found = folder.check();
    let found: Vec<_> = found.iter().map(|d| (d.code, d.file.as_str())).collect();
    let expected = [
        (MissingTranslation, "articles/en/Exporting_CSV.md"),
        (BadId, "articles/en/Exporting_CSV.md"),
        (UnknownReference, "articles/jp/export.md"),
        (Misplaced, "articles/lost.md"),
    ];
    assert_eq!(found.len(), expected.len());
    assert!(expected.iter().all(|one| found.contains(one)), "{found:?}");
}

#[test]
fn a_tooltip_stands_by_a_target() {
    let text = r#"{ "guides": [{ "id": "tip", "name": { "en": "a", "ja": "あ" }, "kind": "tooltip", "steps": [
{ "title": { "en": "a", "ja": "あ" }, "body": { "en": "a", "ja": "あ" } }] }] }"#;
    expect("more.json", text, &[(MissingKey, 2, 1, "CSS selector")]);
}

/// A guide of a kind with these steps on line 2.
fn of_kind(kind: &str, steps: &str) -> String {
    format!(
        r#"{{ "guides": [{{ "id": "tip", "name": {{ "en": "a", "ja": "あ" }}, "kind": "{kind}", "steps": [
{steps}] }}] }}"#
    )
}

#[test]
fn a_banner_has_one_step_and_stands_at_an_edge() {
    let text = r#""title": { "en": "a", "ja": "あ" }, "body": { "en": "a", "ja": "あ" }"#;
    let step = |keys: &str| of_kind("banner", &format!("{{ {keys} {text} }}"));
    for position in ["", r#""position": "top","#, r#""position": "bottom","#] {
        expect("more.json", &step(position), &[]);
    }
    let file = step(r##""target": "#a", "side": "left","##);
    expect(
        "more.json",
        &file,
        &[(Misplaced, 2, 3, "tooltip"), (Misplaced, 2, 19, "position")],
    );
    let two = format!("{{ {text} }},\n{{ {text} }}");
    expect(
        "more.json",
        &of_kind("banner", &two),
        &[(Contradiction, 3, 1, "slideout")],
    );
}

#[test]
fn a_hotspot_has_one_step_on_its_target() {
    let text = r#""title": { "en": "a", "ja": "あ" }, "body": { "en": "a", "ja": "あ" }"#;
    let step = format!(r#"{{ "target": "[data-x]", "side": "left", {text} }}"#);
    expect("more.json", &of_kind("hotspot", &step), &[]);
    expect(
        "more.json",
        &of_kind(
            "hotspot",
            &format!("{step},\n{{ \"position\": \"top\", {text} }}"),
        ),
        &[
            (MissingKey, 3, 1, "CSS selector"),
            (Contradiction, 3, 1, "tour"),
            (Misplaced, 3, 3, "banner"),
        ],
    );
}

#[test]
fn a_slideout_stands_in_its_corner() {
    let text = r#""title": { "en": "a", "ja": "あ" }, "body": { "en": "a", "ja": "あ" }"#;
    let two = format!("{{ {text} }},\n{{ {text} }}");
    expect("more.json", &of_kind("slideout", &two), &[]);
    let step = format!(r##"{{ "target": "#a", "position": "top", {text} }}"##);
    expect(
        "more.json",
        &of_kind("slideout", &step),
        &[(Misplaced, 2, 3, "tooltip"), (Misplaced, 2, 19, "banner")],
    );
    for kind in ["modal", "tour"] {
        let step = format!(r#"{{ "position": "top", {text} }}"#);
        expect(
            "more.json",
            &of_kind(kind, &step),
            &[(Misplaced, 2, 3, "banner")],
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_file_is_checked_to_its_end(
        json in r#"(\PC|[{}\[\]:,"\\]|"id"|"guides":|"body":|\\u00e9|/\*|\n){0,40}"#,
        front in r"(\PC|[:\[\]{}&*!|>'-]|title: |pages: |\n){0,40}",
    ) {
        let folder = Folder::sound();
        folder.with("more.json", &json);
        folder.with("articles/en/export.md", &format!("---\n{front}\n---\n{json}"));
        let found = folder.check();
        prop_assert!(found.iter().all(|one| one.line > 0 && one.column > 0));
    }
}
