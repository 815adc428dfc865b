//! One test for each kind of mistake in the form of content: its code, its file, its place, its mend.

use super::super::build;
use super::super::diagnostic::Code::*;
use super::super::diagnostic::Severity;
use super::Folder;
use super::expect::{Expected, expect, expect_feature, expect_step, expect_when};
use crate::bundle::Bundle;

#[test]
fn a_sound_project_has_no_mistake() {
    expect("more.json", "{}", &[]);
    expect_when("{ \"all\": [] }", &[]);
}

#[test]
fn json_syntax() {
    expect(
        "more.json",
        "{\n  \"features\": [\n",
        &[(JsonSyntax, 2, 15, "JSON")],
    );
    expect("more.json", "{ 'a': 1 }", &[(JsonSyntax, 1, 3, "JSON")]);
}

#[test]
fn a_broken_file_silences_references_but_nothing_else() {
    let folder = Folder::sound();
    folder.with("features.json", "{");
    folder.with("more.json", "{ \"featurs\": [] }");
    let codes: Vec<_> = folder.check().iter().map(|found| found.code).collect();
    assert_eq!(codes, [JsonSyntax, UnknownKey]);
}

#[test]
fn a_file_that_is_not_utf8() {
    let folder = Folder::sound();
    std::fs::write(folder.path().join("more.json"), [0xFF]).unwrap();
    let found = folder.check();
    assert_eq!(
        (found.len(), found[0].code, found[0].file.as_str()),
        (1, Unreadable, "more.json")
    );
}

#[test]
fn keys() {
    let any = "\"any\": [{ \"event\": \"x\" }]";
    expect(
        "more.json",
        "{\n  \"fetures\": []\n}",
        &[(UnknownKey, 2, 3, "did you mean `features`?")],
    );
    expect_feature(
        &format!("\"id\": \"b\", {any}, \"any\": []"),
        &[
            (DuplicateKey, 2, 39, "keep one"),
            (EmptyList, 2, 46, "one entry"),
        ],
    );
    expect_feature(
        "\"id\": \"b\"",
        &[(MissingKey, 1, 16, "add `any`: How a use")],
    );
}

#[test]
fn types_and_values() {
    let feature = |key: &str| format!("\"id\": \"b\", \"any\": [{{ \"event\": \"x\" }}],\n{key}");
    let wrong = |key: &str, mend| expect_feature(&feature(key), &[(WrongType, 3, 9, mend)]);
    wrong("\"core\": 1", "`true` or `false`");
    expect_feature(
        &feature("\"adoption\": { \"uses\": 2.5 }"),
        &[(WrongType, 3, 23, "whole number")],
    );
    expect_feature(
        &feature("\"adoption\": { \"uses\": 0, \"within_days\": 70000 }"),
        &[
            (OutOfRange, 3, 23, "from 1 to 65535"),
            (OutOfRange, 3, 41, "65535"),
        ],
    );
    expect_feature(
        "\"id\": \"b\", \"any\": []",
        &[(EmptyList, 2, 19, "at least one entry")],
    );
    expect_feature(
        "\"id\": \"b\", \"any\": [{ \"clik\": \"a\" }, 1]",
        &[
            (UnknownKey, 2, 22, "did you mean `click`?"),
            (WrongType, 2, 37, "`click`, `page`, `event`"),
        ],
    );
    expect("more.json", "[]", &[(WrongType, 1, 1, "map in braces")]);
    expect(
        "more.json",
        "{ \"guides\": {} }",
        &[(WrongType, 1, 13, "list in brackets")],
    );
}

#[test]
fn one_condition_has_one_key() {
    expect_when(
        r#"{ "page": "/", "locale": "en" }"#,
        &[(WrongType, 2, 1, "`{\"all\": [...]}`")],
    );
    expect_when("\"page\"", &[(WrongType, 2, 1, "write `{\"page\": ...}`")]);
    expect_when("{}", &[(WrongType, 2, 1, "all")]);
    expect_when(
        "{ \"any\": [] }",
        &[(EmptyList, 2, 10, "at least one entry")],
    );
    expect_when(
        r#"{ "user": { "name": "role", "test": "presnt" } }"#,
        &[(UnknownValue, 2, 37, "did you mean `present`?")],
    );
}

#[test]
fn conditions_nest_no_deeper_than_the_browser_reads() {
    let nots = |depth| {
        let (open, close) = ("{\"not\":".repeat(depth), "}".repeat(depth));
        format!("{open}{{\"page\":\"/\"}}{close}")
    };
    expect_when(&nots(36), &[]);
    expect_when(&nots(37), &[(TooDeep, 2, 268, "flatter")]);
    let folder = Folder::sound();
    let text = super::FEATURES.replace(
        "\n  ]\n}",
        &format!("\n  ], \"checklists\": [{}] }}", [
        r#"{ "id": "a", "title": { "en": "a", "ja": "a" }, "when": "#, &nots(36),
        r#", "tasks": [{ "id": "a", "title": { "en": "a", "ja": "a" }, "done": {"page":"/"} }] }"#,
    ].concat()),
    );
    folder.with("features.json", &text);
    let output = build(&folder.load()).unwrap();
    assert!(Bundle::open(&output.bundle).is_ok());
}

#[test]
fn ids() {
    let any = "\"any\": [{ \"event\": \"x\" }]";
    expect_feature(
        &format!("\"id\": \"exportPdf\", {any}"),
        &[(BadId, 2, 7, "write `export-pdf`")],
    );
    expect_feature(
        &format!("\"id\": \"export-csv\", {any}"),
        &[(DuplicateId, 2, 7, "another id")],
    );
}

#[test]
fn task_ids_are_unique_within_their_checklist() {
    let list = |id: &str, tasks: &str| {
        let title = r#""title": { "en": "a", "ja": "あ" }"#;
        let done = r#""done": { "page": "/" }"#;
        let tasks = tasks.replace("ID", &format!("{title}, {done}, \"id\""));
        format!("{{ \"id\": \"{id}\", {title}, \"tasks\": [\n{tasks}] }}")
    };
    let text = |one: String, two: String| format!("{{ \"checklists\": [\n{one},\n{two}] }}");
    let one = list("one", "{ ID: \"a\" }");
    expect(
        "more.json",
        &text(one.clone(), list("two", "{ ID: \"a\" }")),
        &[],
    );
    let folder = Folder::sound();
    let twice = list("two", "{ ID: \"a\" },\n{ ID: \"a\" }");
    folder.with("more.json", &text(one, twice));
    let found = folder.check();
    assert_eq!(
        (found.len(), found[0].code, found[0].line),
        (1, DuplicateId, 6)
    );
    assert_eq!(found[0].path, "checklists[1].tasks[1].id");
    assert!(found[0].message.contains("more.json:5:"));
}

#[test]
fn references_in_conditions_and_actions() {
    expect_when(
        r#"{ "all": [{ "feature": { "id": "expot-csv" } }, { "guide": { "id": "tap", "was": "seen" } }] }"#,
        &[
            (UnknownReference, 2, 32, "did you mean `export-csv`?"),
            (UnknownReference, 2, 68, "did you mean `tip`?"),
        ],
    );
    expect_when(
        r#"{ "any": [{ "checklist": { "id": "start" } }, { "locale": "jp" }] }"#,
        &[
            (UnknownReference, 2, 34, "define it in `checklists`"),
            (UnknownReference, 2, 59, "did you mean `ja`?"),
        ],
    );
    let text = r#""title": { "en": "a", "ja": "あ" }, "body": { "en": "a", "ja": "あ" },"#;
    let label = r#""label": { "en": "Go", "ja": "進む" }"#;
    expect_step(
        &format!("{text}\n\"button\": {{ {label}, \"action\": {{ \"article\": \"exports\" }} }}"),
        &[(UnknownReference, 3, 73, "did you mean `export`?")],
    );
    expect_step(
        &format!("{text}\n\"button\": {{ {label}, \"action\": {{ \"page\": \"reports\" }} }}"),
        &[(BadPage, 3, 70, "`/settings`")],
    );
}

#[test]
fn a_feature_is_met_and_used_on_paths_alone() {
    expect_feature(
        r#""id": "b", "any": [{ "page": "/reports?tab=csv" }, { "page": "/#/csv" }],
"exposed_on": ["/reports", "/a?b", "/a#b"]"#,
        &[
            (BadPage, 2, 30, "use `click` or `event`"),
            (BadPage, 2, 62, "write the path alone"),
            (BadPage, 3, 28, "write the path alone"),
            (BadPage, 3, 36, "write the path alone"),
        ],
    );
}

#[test]
fn what_banso_tracks_by_itself_is_no_use() {
    expect_feature(
        r#""id": "b", "any": [{ "event": "Guide Completed" }]"#,
        &[(UnknownValue, 2, 31, "your application tracks")],
    );
}

#[test]
fn locales_and_translations() {
    let folder = Folder::sound();
    let text = super::PROJECT.replace(r#"{ "id": "ja" }"#, r#"{ "id": "ja", "fallback": ["e"] }"#);
    let text = text.replace(r#""en": "Help", "ja": "ヘルプ""#, r#""jp": "ヘルプ""#);
    folder.with("banso.json", &text);
    let found = folder.check();
    let found: Vec<_> = found
        .iter()
        .map(|d| (d.code, d.line, d.column, d.path.as_str()))
        .collect();
    let title = "help.title";
    let expected = [
        (UnknownReference, 2, 58, "locales[1].fallback[0]"),
        (MissingTranslation, 4, 14, title),
        (MissingTranslation, 4, 14, title),
        (UnknownReference, 4, 16, "help.title.jp"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_fallback_makes_a_missing_text_a_warning() {
    let folder = Folder::sound();
    let text = super::PROJECT.replace(r#"{ "id": "ja" }"#, r#"{ "id": "ja", "fallback": ["en"] }"#);
    folder.with("banso.json", &text.replace(r#", "ja": "ヘルプ""#, ""));
    let found = folder.check();
    assert_eq!((found.len(), found[0].code), (1, TranslationFallsBack));
    assert_eq!(found[0].severity, Severity::Warning);
}

#[test]
fn the_project_file() {
    let folder = Folder::sound();
    folder.with("banso.json", "{}");
    let found = folder.check();
    assert!(
        found
            .iter()
            .any(|d| d.code == NoProject && d.file == "banso.json")
    );
    std::fs::remove_file(folder.path().join("banso.json")).unwrap();
    let found = folder.check();
    assert_eq!((found.len(), found[0].code), (1, NoProject));
    expect(
        "sub/more.json",
        "{\n\"theme\": {} }",
        &[(Misplaced, 2, 1, "banso.json")],
    );
    let theme = super::PROJECT.replace(
        "{\n  \"loc",
        "{ \"theme\": { \"accent\": \"teal\" },\n\"loc",
    );
    expect("banso.json", &theme, &[(BadColor, 1, 24, "#rrggbb")]);
}

/// A project whose theme, on line 2, has these tokens.
fn themed(tokens: &str) -> String {
    super::PROJECT.replacen('{', &format!("{{ \"theme\":\n{{ {tokens} }},"), 1)
}

#[test]
fn the_tokens_of_a_theme() {
    for (tokens, code, mend) in [
        (r#""surface": "white""#, BadColor, "#rrggbb"),
        (r##""text_dark": "#12345""##, BadColor, "#rrggbb"),
        (r#""radius": 25"#, OutOfRange, "from 0 to 24"),
        (r#""radius": "10px""#, WrongType, "whole number"),
        (r#""density": "dense""#, UnknownValue, "`compact`"),
        (r#""shadow": "hard""#, UnknownValue, "`none`"),
        (r#""scheme": "automatic""#, UnknownValue, "`auto`"),
        (r#""font": "url(x.woff2)""#, BadFont, "@font-face"),
        (r#""font": "a; color: red""#, BadFont, "names of families"),
        (r#""font": "'Inter, serif""#, BadFont, "close the quote"),
        (r#""font": "Inter,, serif""#, BadFont, "on both sides"),
        (r#""font": "Source Sans 3""#, BadFont, "in quotes"),
    ] {
        let column = tokens.find(": ").unwrap() + 5;
        expect("banso.json", &themed(tokens), &[(code, 2, column, mend)]);
    }
    let sound = r##""accent": "#facc15", "surface": "#0b1120", "font": "Inter, 'Noto Sans JP'", "radius": 0"##;
    expect("banso.json", &themed(sound), &[]);
}

#[test]
fn text_that_cannot_be_read() {
    for (tokens, key, mend) in [
        (r##""text": "#777777""##, "text", "`#767676`"),
        (
            r##""text_dark": "#222222", "accent": "#000000""##,
            "text_dark",
            "to 1",
        ),
        (r##""muted": "#eeeeee""##, "muted", "nearest"),
        (r##""accent_text": "#0f766e""##, "accent_text", "nearest"),
        (
            r##""surface": "#000000", "text": "#111111""##,
            "text",
            "nearest",
        ),
    ] {
        let text = themed(tokens);
        let column = tokens.find(&format!("\"{key}\"")).unwrap() + key.len() + 7;
        expect("banso.json", &text, &[(LowContrast, 2, column, mend)]);
    }
    let folder = Folder::sound();
    folder.with(
        "banso.json",
        &themed(r##""text": "#777777", "text_dark": "#222222", "scheme": "light""##),
    );
    let found = folder.check();
    assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
    assert_eq!(found[0].path, "theme.text");
    assert!(
        found[0].message.contains("4.47 to 1"),
        "{}",
        found[0].message
    );
    let other = r##"{ "when": { "locale": "ja" }, "theme": { "muted": "#ffffff" } }"##;
    let text = super::PROJECT.replacen('{', &format!("{{ \"themes\": [{other}],"), 1);
    folder.with("banso.json", &text);
    assert_eq!(folder.check()[0].path, "themes[0].theme.muted");
}

#[test]
fn every_mistake_is_found_in_one_run() {
    let folder = Folder::sound();
    folder.with("a.json", "{");
    folder.with("b.json", "{ \"x\": 1 }");
    folder.with(
        "articles/en/export.md",
        &super::ARTICLE.replace("**", "<b>"),
    );
    let files: Vec<String> = folder.check().into_iter().map(|found| found.file).collect();
    assert_eq!(
        files,
        [
            "a.json",
            "articles/en/export.md",
            "articles/en/export.md",
            "b.json"
        ]
    );
}

#[test]
fn a_mistake_reads_like_that_of_a_good_compiler() {
    let folder = Folder::sound();
    let text = super::ARTICLE.replace("feature: export-csv", "feature: expot-csv");
    folder.with("articles/en/export.md", &text);
    assert_eq!(
        folder.check()[0].to_string(),
        "articles/en/export.md:7:10: error[unknown-reference]: there is no feature `expot-csv`\n  \
         at: feature\n  mend: did you mean `export-csv`?"
    );
}

/// A guide whose first step has these keys on line 3 ff., and whose second is called `b`.
fn steps(keys: &str) -> String {
    let said = r#""title": { "en": "A", "ja": "あ" }, "body": { "en": "A", "ja": "あ" }"#;
    format!(
        "{{ \"guides\": [{{ \"id\": \"g\", \"kind\": \"modal\", \"name\": {{ \"en\": \"A\", \"ja\": \"あ\" }},\n\
         \"steps\": [{{ {said},\n{keys} }}, {{ \"id\": \"b\", {said} }}] }}] }}"
    )
}

#[test]
fn buttons_and_branches() {
    let in_steps = |keys: &str, expected: &[Expected]| expect("more.json", &steps(keys), expected);
    let button = |does: &str| {
        let label = r#""label": { "en": "A", "ja": "あ" }"#;
        format!("\"button\": {{ {label},\n{does} }}")
    };
    in_steps(
        &button(r#""actions": [{ "call": "x" }, { "go": "b" }]"#),
        &[],
    );
    in_steps(
        &button(r#""action": { "go": "c" }"#),
        &[(UnknownReference, 4, 19, "did you mean `b`?")],
    );
    in_steps(
        &button(r#""actions": ["next", "back"]"#),
        &[(Contradiction, 4, 21, "one way")],
    );
    in_steps(
        &button(r#""action": "snooze""#),
        &[(Contradiction, 4, 11, "add `snooze`")],
    );
    in_steps(
        &button(r#""action": "help", "actions": ["next"]"#),
        &[(Contradiction, 4, 19, "keep one")],
    );
    in_steps(
        &button(r#""action": { "link": "http://x.test" }"#),
        &[(BadLink, 4, 21, "`https://`")],
    );
    in_steps(
        &button(r#""action": { "track": "Guide Shown" }"#),
        &[(UnknownValue, 4, 22, "your application tracks")],
    );
    in_steps(
        r#""id": "end", "next": [{ "when": { "page": "/" }, "to": "end" }, { "when": { "page": "/a" }, "to": "x" }]"#,
        &[
            (BadId, 3, 7, "another id"),
            (UnknownReference, 3, 99, "`b`"),
        ],
    );
    in_steps(r#""id": "b""#, &[(DuplicateId, 3, 22, "another id")]);
    in_steps(
        r#""next": [{ "when": { "answer": { "survey": "g", "question": "c", "test": "present" } }, "to": "b" }]"#,
        &[(UnknownReference, 3, 61, "did you mean `b`?")],
    );
}
