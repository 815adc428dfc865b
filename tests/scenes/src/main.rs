//! Writes what the browser tests of the view paint: views and asks, and the help packs of
//! the demo's content under their hashes.
//!
//! `cargo run -p banso-scenes -- <content folder> <output folder>`

mod matrix;

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs, io};

use banso_content::bundle::{Bundle, Entry, Theme};
use banso_content::codec::{self, Decode, Encode};
use banso_content::compiler::{build, bundle_of, container, load};
use banso_content::drawing::Drawing;
use banso_content::model::Action;
use banso_content::prose::{HelpText, Prose, TaskText, Way};
use banso_engine::view::{
    Ask, ChecklistView, EntryFate, EntryView, GuideView, HelpView, TaskView, View,
};

fn main() -> io::Result<()> {
    let folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, out] = folders.as_slice() else {
        return Err(io::Error::other(
            "usage: scenes <content folder> <output folder>",
        ));
    };
    fs::create_dir_all(out)?;
    let bundle = packs(content, out)?;
    for locale in ["en", "ja"] {
        for (name, view) in scenes(&bundle, locale) {
            write(&out.join(format!("{name}.{locale}")), &view)?;
        }
    }
    for locale in ["en", "ja", "ar"] {
        for (name, view) in surveys(locale) {
            write(&out.join(format!("{name}.{locale}")), &view)?;
        }
    }
    for (name, view) in matrix::views(out)? {
        write(&out.join(name), &view)?;
    }
    for (name, view) in themed(&bundle) {
        write(&out.join(name), &view)?;
    }
    for (name, ask) in asks() {
        write(&out.join(name), &ask)?;
    }
    Ok(())
}

fn write(path: &Path, value: &impl Encode) -> io::Result<()> {
    fs::write(path, codec::encode(value))
}

/// Compiles the content, writes its help packs, and returns its bundle.
fn packs(content: &Path, out: &Path) -> io::Result<Bundle> {
    let output = build(&load(content)?)
        .map_err(|diagnostics| io::Error::other(format!("{diagnostics:#?}")))?;
    let container = container::read(&output.container())
        .map_err(|error| io::Error::other(format!("{error:?}")))?;
    for part in &container.parts {
        fs::write(out.join(&part.hash), &part.bytes)?;
    }
    Bundle::open(&container.bundle).map_err(|error| io::Error::other(format!("{error:?}")))
}

fn scenes(bundle: &Bundle, locale: &str) -> Vec<(&'static str, View)> {
    let ja = locale == "ja";
    let tour = guide(bundle, locale, "welcome-tour", 1);
    let first = guide(bundle, locale, "welcome-tour", 0);
    let modal = guide(bundle, locale, "card-import-news", 0);
    let tip = guide(bundle, locale, "bulk-edit-tip", 0);
    let mut late = tour.clone();
    late.said.target = vec![Way::css("#late")];
    let own = |id, step| guide(&own_guides(), locale, id, step);
    let mut later = own("later", 1);
    later.said.target.clone_from(&tour.said.target);
    let rich = own("rich", 0);
    let banner = own("closing-banner", 0);
    let bottom = own("closing-banner-bottom", 0);
    let slideout = own("closing-soon", 0);
    let mut hotspot = own("closing-hint", 0);
    hotspot.said.target.clone_from(&tip.said.target);
    let with = |guide: Option<GuideView>, done: usize| View {
        locale: locale.into(),
        theme: Theme::default(),
        words: said(&bundle.words, locale),
        guide,
        fixtures: vec![],
        checklist: Some(checklist(bundle, locale, done)),
        help: help(bundle, locale),
        feed: Vec::new(),
        links: Drawing::default(),
    };
    let bare = |guide| View {
        checklist: None,
        help: None,
        ..with(guide, 0)
    };
    let fixtures = ["tips", "start-here", "feedback", "notice"].map(|id| own(id, 0));
    let by = |ways: Vec<Way>| {
        let mut tip = tip.clone();
        tip.said.target = ways;
        bare(Some(tip))
    };
    let mut elsewhere = with(None, 3);
    if let Some(help) = &mut elsewhere.help {
        help.path = "/cards".into();
    }
    let mut anonymous = with(None, 2);
    if let Some(help) = &mut anonymous.help {
        help.known = false;
    }
    let centre = View {
        feed: feed(bundle, locale),
        links: said(&bundle.links, locale),
        ..with(None, 2)
    };
    let mut centre_read = centre.clone();
    for entry in &mut centre_read.feed {
        entry.fate = EntryFate::Done;
    }
    let centre_alone = View {
        checklist: None,
        help: None,
        ..centre.clone()
    };
    let mut centre_empty = centre_alone.clone();
    centre_empty.feed.clear();
    let mut lost = with(None, 2);
    if let Some(help) = &mut lost.help {
        help.said.pack.hash = "0000000000000000".into();
    }
    vec![
        ("none", bare(None)),
        ("help-anonymous", anonymous),
        (
            "fixtures",
            View {
                fixtures: fixtures.to_vec(),
                ..with(None, 2)
            },
        ),
        ("tour", with(Some(tour), 0)),
        ("tour-first", with(Some(first), 0)),
        ("modal", with(Some(modal), 0)),
        ("tip", with(Some(tip.clone()), 0)),
        ("banner", with(Some(banner), 0)),
        ("banner-bottom", with(Some(bottom), 0)),
        ("slideout", with(Some(slideout.clone()), 0)),
        ("slideout-alone", bare(Some(slideout))),
        ("hotspot", with(Some(hotspot), 0)),
        ("later", bare(Some(later))),
        ("late", bare(Some(late))),
        ("by-name", by(by_name())),
        ("by-text", by(vec![way("*", "Here", true)])),
        ("in-root", by(vec![Way::css("my-bar >>> .new")])),
        ("in-frame", by(vec![Way::css("iframe >>> .new")])),
        ("rich", bare(Some(rich))),
        ("help", with(None, 2)),
        ("help-done", with(None, usize::MAX)),
        ("ordered", in_order(&with(None, 1), 3, ja)),
        ("overdue", in_order(&with(None, 1), -2, ja)),
        ("ordered-done", in_order(&with(None, 5), 3, ja)),
        ("help-elsewhere", elsewhere),
        ("help-lost", lost),
        ("centre", centre),
        ("centre-read", centre_read),
        ("centre-alone", centre_alone),
        ("centre-empty", centre_empty),
        (
            "help-only",
            View {
                checklist: None,
                ..with(None, 0)
            },
        ),
    ]
}

/// A survey with a question of each type, by its step: `survey-nps`; and two of it in the middle.
fn surveys(locale: &str) -> Vec<(String, View)> {
    let bundle = bundle_of(&[("banso.json", include_str!("surveys.json"))]);
    let bundle = bundle.expect("surveys without a mistake");
    let steps = [
        "intro", "nps", "csat", "ces", "stars", "choice", "choices", "alone", "text", "long",
        "ranking", "matrix", "thanks",
    ];
    let corner = steps.iter().enumerate().map(|step| ("survey", step));
    let centred = ["nps", "matrix"];
    let centred = centred.iter().enumerate().map(|step| ("centred", step));
    let all = corner.chain(centred).map(|(id, (at, name))| {
        let view = View {
            locale: locale.into(),
            words: said(&bundle.words, locale),
            guide: Some(guide(&bundle, locale, id, at)),
            ..View::default()
        };
        (format!("{id}-{name}"), view)
    });
    all.collect()
}

/// Two looks that have nothing in common, and one that is dark wherever it is.
const LOOKS: [(&str, &str); 3] = [
    (
        "sharp",
        r##"{ "accent": "#facc15", "surface": "#fefce8", "surface_dark": "#0b1120", "text": "#1e1b4b",
            "text_dark": "#e0e7ff", "radius": 0, "font": "Georgia, 'Noto Serif CJK JP', serif",
            "density": "compact", "shadow": "none" }"##,
    ),
    (
        "round",
        r##"{ "accent": "#7c3aed", "accent_text": "#ffffff", "surface": "#faf5ff", "border": "#d8b4fe",
            "radius": 24, "density": "roomy", "shadow": "strong" }"##,
    ),
    ("night", r#"{ "scheme": "dark" }"#),
];

/// The tour, the news and help in each look: `tour-sharp.en`.
fn themed(bundle: &Bundle) -> Vec<(String, View)> {
    let mut all = Vec::new();
    for locale in ["en", "ja"] {
        for (name, mut view) in scenes(bundle, locale) {
            if !["tour", "modal", "help"].contains(&name) {
                continue;
            }
            for (look, theme) in LOOKS {
                view.theme = theme_of(theme);
                all.push((format!("{name}-{look}.{locale}"), view.clone()));
            }
        }
    }
    all
}

/// What the compiler makes of a theme.
fn theme_of(theme: &str) -> Theme {
    // Content that shows nothing has no look.
    let list = r#"{ "id": "list", "title": { "en": "List" }, "tasks": [{ "id": "one", "title": { "en": "One" }, "done": { "page": "/" } }] }"#;
    let project =
        format!(r#"{{ "locales": [{{ "id": "en" }}], "theme": {theme}, "checklists": [{list}] }}"#);
    let bundle = bundle_of(&[("banso.json", &project)]).expect("a theme without a mistake");
    bundle.theme.read().expect("what the compiler packed")
}

/// Three ways: a test id, a button by its name, and a last resort.
fn by_name() -> Vec<Way> {
    let button = "[role~=\"button\"], :is(button, input:is([type=button])):not([role])";
    vec![
        Way::css("[data-testid=\"odd\"]"),
        way(button, "Add one", false),
        Way::css("#last"),
    ]
}

fn way(css: &str, name: &str, text: bool) -> Way {
    Way {
        css: css.into(),
        name: name.into(),
        text,
    }
}

fn asks() -> Vec<(&'static str, Ask)> {
    vec![
        ("ask-open", Ask::OpenHelp),
        ("ask-close", Ask::CloseHelp),
        ("ask-article", Ask::OpenArticle("create-an-expense".into())),
        ("ask-search", Ask::SearchHelp("card".into())),
        ("ask-home", Ask::SearchHelp(String::new())),
        ("ask-nothing", Ask::SearchHelp("zzyzx".into())),
        ("ask-rates", Ask::OpenArticle("exchange-rates".into())),
        ("ask-news", Ask::OpenNews(String::new())),
        ("ask-second", Ask::OpenNews("approvals-on-the-phone".into())),
    ]
}

/// What the demo has to announce and to start, all of it new.
fn feed(bundle: &Bundle, locale: &str) -> Vec<EntryView> {
    let entry = |entry: &Entry| EntryView {
        id: bundle.guides[usize::from(entry.guide)].id.clone(),
        fate: EntryFate::Untouched,
        said: said(&entry.said, locale),
    };
    bundle.feed.iter().map(entry).collect()
}

/// A step of a guide of the demo, by position.
fn guide(bundle: &Bundle, locale: &str, id: &str, step: usize) -> GuideView {
    let guide = bundle.guides.iter().find(|guide| guide.id == id);
    let guide = guide.unwrap_or_else(|| panic!("the demo has no guide {id}"));
    let at = &guide.steps[step];
    GuideView {
        id: id.into(),
        step: step as u16,
        said: said(&at.said, locale),
    }
}

/// The guides of other kinds than the demo has, and every block.
fn own_guides() -> Bundle {
    let article =
        "---\ntitle: It\nsummary: It.\ncategory: start\nupdated: 2026-09-14\n---\n\nRead.\n";
    let files = [
        ("banso.json", include_str!("scenes.json")),
        ("articles/en/create-an-expense.md", article),
        ("articles/ja/create-an-expense.md", article),
    ];
    bundle_of(&files).expect("guides without a mistake")
}

/// What is said in a locale.
fn said<'a, T: Decode<'a>>(prose: &'a Prose, locale: &str) -> T {
    prose.read(locale).expect("what the compiler packed")
}

fn checklist(bundle: &Bundle, locale: &str, done: usize) -> ChecklistView {
    let list = &bundle.checklists[0];
    let task = |(at, task): (usize, &banso_content::model::Task)| {
        let mut said: TaskText = said(&task.said, locale);
        said.action = said.action.or(Some(Action::Page("/".into())));
        TaskView {
            id: task.id.clone(),
            done: at < done,
            optional: task.optional,
            said,
        }
    };
    ChecklistView {
        id: list.id.clone(),
        ordered: list.ordered,
        due: None,
        tasks: list.tasks.iter().enumerate().map(task).collect(),
        said: said(&list.said, locale),
    }
}

/// The same checklist with tasks that wait for each other, the last one optional, and a deadline so
/// many days from now.
fn in_order(view: &View, days: i64, ja: bool) -> View {
    let mut view = view.clone();
    if let Some(list) = &mut view.checklist {
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let now = i64::try_from(now.as_millis()).unwrap_or_default();
        list.ordered = true;
        list.due = u64::try_from(now + days * 86_400_000).ok();
        list.said.celebration = if ja {
            "準備がすべて整いました。これからの精算は数分で終わります。"
        } else {
            "You are all set. Your next expense takes a minute."
        }
        .into();
        if let Some(last) = list.tasks.last_mut() {
            last.optional = true;
        }
    }
    view
}

fn help(bundle: &Bundle, locale: &str) -> Option<HelpView> {
    let said: HelpText = said(bundle.help.as_ref()?, locale);
    Some(HelpView {
        path: "/expenses/new".into(),
        unadopted: vec!["receipt-capture".into(), "export-accounting".into()],
        known: true,
        version: bundle.version.clone(),
        said,
    })
}
