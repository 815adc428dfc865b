//! Mistakes in pictures, films, players and values of the reader, and what is made of them.

use super::super::build;
use super::super::diagnostic::Code::{self, *};
use super::expect::{FRONT, expect_body, expect_step};
use super::{Folder, lines};

#[track_caller]
fn one(body: &str, code: Code, column: usize, mend: &str) {
    expect_body(body, &[(code, 7, column, mend)]);
}

#[test]
fn images() {
    let image = |rest: &str| format!("![A](/a.png){rest}");
    expect_body(&image("{width=2 height=1}"), &[]);
    one(
        "![](/a.png){width=2 height=1}",
        NoAlternative,
        1,
        "`{decorative}`",
    );
    one(
        &image("{decorative width=2 height=1}"),
        Contradiction,
        1,
        "`decorative`",
    );
    one(&image("{width=2}"), BadMedia, 1, "{width=640 height=360}");
    one(
        &image("{width=2 height=1 widht=2}"),
        BadMedia,
        31,
        "did you mean `width`?",
    );
    one(
        &image("{width=2 height=1 width=2}"),
        BadMedia,
        31,
        "keep one",
    );
    one(
        &image("{width=2 height=100%}"),
        BadMedia,
        22,
        "whole number",
    );
    one(&image("{width=0 height=1}"), BadMedia, 14, "from 1 to 8192");
    one(
        "![](/a.png){width=2 height=1 decorative=no}",
        BadMedia,
        30,
        "leave out",
    );
    one(
        &image("{width=2 height=1 dark=a.png}"),
        BadMedia,
        31,
        "files of the application",
    );
    one(&image(""), BadMedia, 1, "{width");
    one(
        "精算 ![A](/a.png){width=2 height=1}",
        BadMedia,
        4,
        "a line of its own",
    );
    one(
        "![A](/a.png){width=2 height=1} a",
        BadMedia,
        1,
        "a line of its own",
    );
    one("| ![A](/a.png) |\n|---|", BadMedia, 3, "a line of its own");
    one("## ![A](/a.png)", BadMedia, 4, "a line of its own");
    one("[![A](/a.png)](/a)", BadMedia, 2, "a line of its own");
}

#[test]
fn addresses() {
    let image = |address: &str| format!("![A]({address}){{width=2 height=1}}");
    for address in [
        "/a.png",
        "https://x.test/a",
        "https://x.test:8443/a.svg?b=c#d",
        "</a b.png>",
    ] {
        let strange = address.contains(' ');
        let expected = [(BadMedia, 7, 1, "%20")];
        expect_body(&image(address), if strange { &expected } else { &[] });
    }
    for address in ["a.png", "./a.png", "../img/a.png", ""] {
        one(&image(address), BadMedia, 1, "files of the application");
    }
    for address in [
        "http://x.test/a.png",
        "//x.test/a.png",
        "data:image/png;base64,aaaa",
        "javascript:alert",
        "https://",
        "https://u@x.test/a.png",
    ] {
        one(&image(address), BadMedia, 1, "`https:` address");
    }
    one(
        "![A](/a/{{user.id|0}}.png){width=2 height=1}",
        BadPlaceholder,
        1,
        "without",
    );
}

#[test]
fn a_banner_has_no_room_for_a_picture() {
    let guide = |kind: &str| {
        let text = r#"{ "en": "a", "ja": "あ" }"#;
        let image = "![A](/a.png){width=2 height=1}";
        format!(
            "{{ \"guides\": [{{ \"id\": \"a\", \"name\": {text}, \"kind\": \"{kind}\", \"steps\": [{{ \"title\": {text}, \"body\":\n{{ \"ja\": \"あ\", \"en\": \"{image}\" }} }}] }}] }}"
        )
    };
    super::expect::expect("more.json", &guide("slideout"), &[]);
    super::expect::expect(
        "more.json",
        &guide("banner"),
        &[(TooLong, 2, 20, "`slideout`")],
    );
}

#[test]
fn films() {
    let film = |rest: &str| format!("![A](/a.mp4){{width=2 height=1{rest}}}");
    expect_body(&film(" poster=/a.jpg silent"), &[]);
    expect_body(&film(" poster=/a.jpg captions='en English /a.vtt'"), &[]);
    one(&film(" silent"), BadMedia, 1, "{poster=");
    one(&film(" poster=/a.jpg"), NoAlternative, 1, "`silent`");
    one(
        &film(" poster=/a.jpg captions=/a.vtt"),
        BadMedia,
        45,
        "en English",
    );
    one(
        &film(" poster=/a.jpg captions='english English /a.vtt' dark=/b.png"),
        BadMedia,
        79,
        "`captions`",
    );
    one(
        &film(" poster=/a.jpg captions='en English a.vtt'"),
        BadMedia,
        45,
        "files of the application",
    );
    one(
        &film(" poster=/a.jpg captions='en English https://cdn.test/a.vtt'"),
        BadMedia,
        45,
        "files of the application",
    );
    one(
        "![](/a.mp4){width=2 height=1 poster=/a.jpg silent}",
        NoAlternative,
        1,
        "say it",
    );
    one("![A](/a.mov){width=2 height=1}", BadMedia, 1, "`.mp4`");
    one("![A](/a.m3u8){width=2 height=1}", BadMedia, 1, "`.mp4`");
}

#[test]
fn films_and_players_come_from_allowed_origins() {
    let allowing = |origins: &str, body: &str| {
        let folder = Folder::sound();
        let media = format!("\"media\": {{ \"origins\": [{origins}] }},\n  \"help\"");
        folder.with("banso.json", &super::PROJECT.replace("\"help\"", &media));
        folder.with("articles/en/export.md", &format!("{FRONT}{body}"));
        folder.check()
    };
    let film =
        "![A](https://cdn.test/a.mp4){width=2 height=1 poster=https://any.test/a.jpg silent}";
    let player = "![A](https://play.test/1){embed width=2 height=1}";
    let both = format!("{film}\n\n{player}");
    let found = allowing("\"https://CDN.test\", \"https://play.test\"", &both);
    assert!(found.is_empty(), "{}", lines(&found));
    let mends = |found: &[super::Diagnostic]| -> Vec<(Code, usize, usize, String)> {
        let place = |one: &super::Diagnostic| (one.code, one.line, one.column, one.mend.clone());
        found.iter().map(place).collect()
    };
    let add = |origin: &str| {
        format!("add it to `media.origins` of `banso.json`, beside `https://{origin}`")
    };
    assert_eq!(
        mends(&allowing("\"https://videos.example\"", &both)),
        [
            (BadMedia, 7, 1, add("videos.example")),
            (BadMedia, 9, 1, add("videos.example")),
        ]
    );
    one(
        player,
        BadMedia,
        1,
        "`\"media\": { \"origins\": [\"https://play.test\"] }`",
    );
    let slip = allowing("\"https://plaz.test\"", player);
    assert_eq!(slip[0].mend, "did you mean `https://plaz.test`?");
    for origin in [
        "http://x.test",
        "https://",
        "https://x.test/",
        "https://*.x.test",
        "x.test",
    ] {
        let found = allowing(&format!("{origin:?}"), "a");
        assert_eq!((found.len(), found[0].code), (1, BadMedia), "{origin}");
        assert_eq!(found[0].path, "media.origins[0]");
    }
    let youtube = "![A](https://www.youtube.com/watch?v=a-b_c&t=1){embed width=2 height=1}";
    let found = allowing("\"https://www.youtube.com\"", youtube);
    assert_eq!(
        found[0].mend,
        "write `https://www.youtube-nocookie.com/embed/a-b_c`"
    );
    let vimeo = "![A](https://vimeo.com/12){embed width=2 height=1}";
    let found = allowing("\"https://vimeo.com\"", vimeo);
    assert_eq!(found[0].mend, "write `https://player.vimeo.com/video/12`");
}

#[test]
fn the_origins_are_the_projects() {
    let folder = Folder::sound();
    folder.with("more.json", "{ \"media\": { \"origins\": [] } }");
    let found = folder.check();
    assert_eq!((found.len(), found[0].code), (1, Misplaced));
}

#[test]
fn values_in_articles() {
    expect_body("Hello {{user.name|there}}, `{{x}}`", &[]);
    one(
        "精算 {{user.name}}",
        BadPlaceholder,
        4,
        "`{{user.name|there}}`",
    );
    one("a {{name|b}}", BadPlaceholder, 3, "`{{user.name|there}}`");
    one("a {{user.name|b", BadPlaceholder, 3, "`}}`");
    one("[a](/b?c={{user.id|0}})", BadPlaceholder, 1, "without");
    let front = FRONT.replace("title: a", "title: a {{user.name|b}}");
    super::expect::expect_article(&format!("{front}x"), &[(BadPlaceholder, 2, 10, "without")]);
}

#[test]
fn values_in_texts() {
    let step = |title: &str| {
        format!(
            "\"title\": {{ \"en\": \"{title}\", \"ja\": \"あ\" }}, \"body\": {{ \"en\": \"a\", \"ja\": \"あ\" }}"
        )
    };
    expect_step(&step("Hello, {{user.name|there}}"), &[]);
    expect_step(&step("a \\\\{{b}}"), &[]);
    let error = |title: &str, column, mend| {
        expect_step(&step(title), &[(BadPlaceholder, 2, column, mend)]);
    };
    error("\\u0041\\n{{user.name}}", 27, "`{{user.name|there}}`");
    error("{{user.name|a : dat}}", 19, "did you mean `date`?");
    let name = r#""id": "b", "any": [{ "event": "x" }], "name": "#;
    let text = format!(
        "{{ \"features\": [{{ {name} {{ \"en\": \"{{{{user.name|a}}}}\", \"ja\": \"b\" }} }}] }}"
    );
    super::expect::expect("more.json", &text, &[(BadPlaceholder, 1, 74, "without")]);
}

#[test]
fn the_width_of_a_text_is_that_of_its_fallback() {
    let value = "{{user.a_very_long_name_of_a_trait_that_is_never_shown|you}}";
    let title = |text: &str| {
        format!(
            "\"title\": {{ \"en\": \"{text}\", \"ja\": \"あ\" }}, \"body\": {{ \"en\": \"a\", \"ja\": \"あ\" }}"
        )
    };
    expect_step(&title(&format!("{value}{}", "a".repeat(57))), &[]);
    let long = format!("{value}{}", "a".repeat(58));
    expect_step(&title(&long), &[(TooLong, 2, 18, "60 columns")]);
}

#[test]
fn values_are_those_of_the_plan() {
    let judged = |body: &str| {
        let folder = Folder::sound();
        let plan = r#"{ "tracking_plan": { "user": [{ "name": "name", "type": "text" }, { "name": "since", "type": "date" }], "account": [{ "name": "seats", "type": "number" }, { "name": "trial", "type": "flag" }] } }"#;
        folder.with("plan.json", plan);
        folder.with("articles/en/export.md", &format!("{FRONT}{body}"));
        folder.check()
    };
    for body in [
        "{{user.name|a}} {{user.since|a : date}} {{account.seats|1}}",
        "{{account.seats|1 : number}} {{account.seats|seats : one # seat / other # seats}}",
    ] {
        let found = judged(body);
        assert!(found.is_empty(), "{}", lines(&found));
    }
    for (body, code, mend) in [
        ("{{user.nam|a}}", UnknownReference, "did you mean `name`?"),
        (
            "{{account.name|a}}",
            UnknownReference,
            "use one of these: `seats`, `trial`",
        ),
        ("{{user.since|a}}", BadPlaceholder, "` : date`"),
        (
            "{{user.name|a : number}}",
            BadPlaceholder,
            "leave the format out",
        ),
        ("{{account.seats|a : date}}", BadPlaceholder, "` : number`"),
        ("{{account.trial|a}}", BadPlaceholder, "a guide for each"),
    ] {
        let found = judged(body);
        let places: Vec<_> = found
            .iter()
            .map(|one| (one.code, one.line, one.column))
            .collect();
        assert_eq!(places, [(code, 7, 1)], "{}", lines(&found));
        assert!(found[0].mend.contains(mend), "{}", found[0]);
    }
}

#[test]
fn rich_content_is_built() {
    let folder = Folder::sound();
    folder.with(
        "articles/en/export.md",
        &format!("{FRONT}![A](/a.png){{width=2 height=1}}\n\nHello {{{{user.name|there}}}}"),
    );
    let built = build(&folder.load());
    assert!(built.is_ok(), "{}", lines(&built.unwrap_err()));
}
