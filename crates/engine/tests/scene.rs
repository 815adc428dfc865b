//! The engine writes a view as bytes. Here they are read as typed, and say what was authored.
#![allow(clippy::unwrap_used)]

mod support;

use banso_content::bundle::{Bundle, Theme};
use banso_content::compiler::bundle_of;
use banso_content::drawing::Drawing;
use banso_content::help::HelpRef;
use banso_content::model::{Action, Side};
use banso_content::prose::{ChecklistText, HelpText, StepText, TaskText, Way, look, word};
use banso_engine::view::{ChecklistView, GuideView, HelpView, Press, TaskView, View};
use banso_engine::{Input, Value};
use support::{NOW, Visit};

/// Portuguese has hardly a word of its own: Japanese stands in.
const PROJECT: &str = r##"{
  "locales": [{ "id": "en" }, { "id": "ja" }, { "id": "pt", "fallback": ["ja"] }],
  "theme": { "accent": "#112233", "accent_dark": "#445566" },
  "themes": [{ "when": { "page": "/dark" }, "theme": { "accent": "#000000", "accent_dark": "#ffffff" } }],
  "help": {
    "title": { "en": "Help", "ja": "ヘルプ", "pt": "Ajuda" },
    "categories": [{ "id": "start", "name": { "en": "Start", "ja": "はじめに" } }]
  },
  "guides": [{
    "id": "tour", "name": { "en": "Tour", "ja": "ツアー" }, "kind": "tour", "snooze": "1d",
    "steps": [
      { "target": "#new", "side": "top", "title": { "en": "Hello", "ja": "こんにちは" }, "body": { "en": "Hi.", "ja": "どうも。" },
        "button": { "label": { "en": "Go", "ja": "進む" }, "action": { "page": "/new" } } },
      { "title": { "en": "End", "ja": "終わり", "pt": "Fim" }, "body": { "en": "Bye.", "ja": "では。" } }
    ]
  }],
  "checklists": [{
    "id": "start", "title": { "en": "Start", "ja": "準備" }, "intro": { "en": "Soon done.", "ja": "すぐです。" },
    "celebration": { "en": "Done.", "ja": "完了。", "pt": "Pronto." }, "order": "ordered", "deadline": "7d",
    "tasks": [
      { "id": "one", "title": { "en": "One", "ja": "一つ" }, "detail": { "en": "Why.", "ja": "理由。" }, "done": { "page": "/" },
        "action": { "article": "first" } },
      { "id": "two", "title": { "en": "Two", "ja": "二つ" }, "optional": true, "done": { "page": "/two" } }
    ]
  }]
}"##;

fn article(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nsummary: It is short.\ncategory: start\nupdated: 2026-09-14\n---\n\nRead.\n"
    )
}

fn content() -> Bundle {
    let (en, ja) = (article("First"), article("最初"));
    let files = [
        ("banso.json", PROJECT),
        ("articles/en/first.md", &*en),
        ("articles/ja/first.md", &*ja),
    ];
    bundle_of(&files).unwrap()
}

/// The first step, as far as the engine may hand it on: the drawing is the compiler's.
fn first_step(visit: &Visit, title: &str) -> GuideView {
    let shown = visit.view.guide.as_ref().unwrap();
    GuideView {
        id: "tour".into(),
        step: 0,
        said: StepText {
            title: title.into(),
            look: look::GRABS | look::SNOOZES,
            side: Side::Top,
            target: vec![Way::css("#new")],
            drawing: shown.said.drawing.clone(),
        },
    }
}

/// What the card of the visible step says, one after the other.
fn drawn(visit: &Visit) -> Vec<String> {
    let outline = visit.view.guide.as_ref().unwrap().said.drawing.outline();
    let texts = outline.split('>').filter_map(|part| part.split('<').next());
    texts
        .filter(|text| !text.is_empty())
        .map(Into::into)
        .collect()
}

/// A checklist of two tasks, the first done, with these texts: its title, intro and celebration, the
/// first task's title and detail, the second's title.
fn checklist(texts: [&str; 6], started: u64) -> ChecklistView {
    ChecklistView {
        id: "start".into(),
        ordered: true,
        due: Some(started + 7 * 86_400_000),
        tasks: vec![
            TaskView {
                id: "one".into(),
                done: true,
                optional: false,
                said: TaskText {
                    title: texts[3].into(),
                    detail: texts[4].into(),
                    action: Some(Action::Article("first".into())),
                },
            },
            TaskView {
                id: "two".into(),
                done: false,
                optional: true,
                said: TaskText {
                    title: texts[5].into(),
                    detail: String::new(),
                    action: None,
                },
            },
        ],
        said: ChecklistText {
            title: texts[0].into(),
            intro: texts[1].into(),
            celebration: texts[2].into(),
        },
    }
}

fn help(pack: &HelpRef, version: &str) -> HelpView {
    HelpView {
        path: "/".into(),
        unadopted: Vec::new(),
        known: false,
        version: version.into(),
        said: HelpText { pack: pack.clone() },
    }
}

#[test]
fn the_view_says_what_was_authored_in_the_language_of_the_page() {
    let bundle = content();
    let (packs, version) = (bundle.packs(), bundle.version.clone());
    let bundle_theme: Theme = bundle.theme.read().unwrap();
    assert!(bundle_theme.css.contains("--accent:#112233"));
    assert_eq!((packs.len(), &*packs[1].locale), (2, "ja"));
    let mut visit = Visit::with(bundle, None, "/");
    let started = NOW + 3_000;
    let mut japanese = ["準備", "すぐです。", "完了。", "一つ", "理由。", "二つ"];
    let mut expected = View {
        locale: "ja".into(),
        theme: bundle_theme,
        words: visit.view.words.clone(),
        guide: Some(first_step(&visit, "こんにちは")),
        fixtures: Vec::new(),
        checklist: Some(checklist(japanese, started)),
        help: Some(help(&packs[1], &version)),
        feed: Vec::new(),
        links: Drawing::default(),
    };
    assert_eq!(visit.view, expected);
    let japanese_card = ["こんにちは", "どうも。", "ステップ 1 / 2", "あとで", "進む"];
    assert_eq!(drawn(&visit), japanese_card);
    assert_eq!(visit.view.word(word::ALL_DONE), "すべて完了しました");

    // Japanese stands in for Portuguese, where that has no text.
    visit.input(Input::Locale("pt-BR".into()));
    expected.locale = "pt".into();
    expected.words.clone_from(&visit.view.words);
    assert_eq!(visit.view.word(word::HELP), "Ajuda");
    japanese[2] = "Pronto.";
    expected.checklist = Some(checklist(japanese, started));
    expected.help = Some(help(&packs[1], &version));
    assert_eq!(visit.view, expected);

    let english = ["Start", "Soon done.", "Done.", "One", "Why.", "Two"];
    visit.input(Input::Locale("fr".into()));
    expected.locale = "en".into();
    expected.guide = Some(first_step(&visit, "Hello"));
    expected.words.clone_from(&visit.view.words);
    expected.checklist = Some(checklist(english, started));
    expected.help = Some(help(&packs[0], &version));
    assert_eq!(visit.view, expected);
    assert_eq!(drawn(&visit), ["Hello", "Hi.", "1 of 2", "Later", "Go"]);
}

#[test]
fn a_step_without_a_target_or_a_button_says_neither() {
    let mut visit = Visit::with(content(), None, "/dark");
    visit.input(Input::Locale("pt".into()));
    assert!(visit.view.theme.css.contains("--accent:#000000"));
    visit.shown();
    visit.press(Press::Next);
    let said = ["Fim", "では。", "ステップ 2 / 2", "あとで", "戻る", "完了"];
    assert_eq!(drawn(&visit), said);
    let guide = visit.view.guide.unwrap();
    assert_eq!((guide.step, guide.said.target), (1, Vec::new()));
    assert_eq!(&*guide.said.title, "Fim");
}

#[test]
fn help_knows_what_the_user_may_use_and_has_not_adopted() {
    let features = r#""features": [
        { "id": "create", "name": { "en": "a", "ja": "b" }, "any": [{ "event": "Created" }], "adoption": { "uses": 1 } },
        { "id": "export", "name": { "en": "a", "ja": "b" }, "any": [{ "event": "Exported" }] },
        { "id": "policy", "name": { "en": "a", "ja": "b" }, "any": [{ "event": "Saved" }],
          "eligible": { "user": { "name": "role", "test": { "is": "admin" } } } }
    ], "guides""#;
    let project = PROJECT.replacen("\"guides\"", features, 1);
    let article = article("First");
    let files = [
        ("banso.json", &*project),
        ("articles/en/first.md", &*article),
        ("articles/ja/first.md", &*article),
    ];
    let mut visit = Visit::with(bundle_of(&files).unwrap(), None, "/");
    let unadopted = |visit: &Visit| visit.view.help.clone().unwrap().unadopted;
    assert_eq!(unadopted(&visit), ["create", "export"]);
    visit.track("Created");
    assert_eq!(unadopted(&visit), ["export"]);
    let role = ("role".into(), Value::Text("admin".into()));
    visit.input(Input::Identify {
        user: Some("ana".into()),
        traits: vec![role],
        body: 2,
    });
    assert_eq!(unadopted(&visit), ["export", "policy"]);
}

#[test]
fn content_without_articles_has_no_help() {
    let visit = Visit::begin(None, "/");
    assert_eq!(visit.view.help, None);
}
