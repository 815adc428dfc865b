//! Simulations: whom guides reach, what holds them back, and what they take the place of.
#![allow(clippy::unwrap_used)]

use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_rehearsal::simulate::{Message, Prompts, Report, Respond, Said, Simulation};
use banso_wire::time::{DAY, HOUR, MINUTE};
use serde_json::{Value as Json, json};

/// When the window begins.
const START: u64 = 20_000 * DAY;

fn content(guides: Json) -> Bundle {
    let checklist = json!([{
        "id": "start", "title": { "en": "Start" },
        "tasks": [{ "id": "save", "title": { "en": "Save" }, "done": { "feature": { "id": "save" } } }]
    }]);
    let features =
        json!([{ "id": "save", "name": { "en": "Save" }, "any": [{ "click": "#save" }] }]);
    let project = json!({
        "locales": [{ "id": "en" }], "features": features, "checklists": checklist, "guides": guides
    });
    bundle_of(&[("banso.json", &project.to_string())]).unwrap()
}

fn guide(id: &str, priority: i16, when: Json) -> Json {
    let step = json!({ "title": { "en": id }, "body": { "en": id } });
    json!({
        "id": id, "name": { "en": id }, "kind": "modal", "priority": priority, "when": when, "steps": [step]
    })
}

fn news() -> Json {
    guide("news", 1, json!({ "page": "/" }))
}

/// For the team plan, and before the news.
fn offer() -> Json {
    let team = json!({ "account": { "name": "plan", "test": { "is": "team" } } });
    guide("offer", 2, json!({ "all": [{ "page": "/" }, team] }))
}

/// A message so many minutes after the window's beginning.
fn message(minutes: i64, said: Said) -> Message {
    let at = START.saturating_add_signed(minutes * MINUTE as i64);
    Message {
        at,
        session: Some(at / HOUR),
        account: Some("acme".into()),
        locale: Some("en".into()),
        path: Some("/".into()),
        said,
    }
}

fn page(minutes: i64, path: &str) -> Message {
    Message {
        path: Some(path.into()),
        ..message(minutes, Said::Page)
    }
}

fn plan(minutes: i64, plan: &str) -> Message {
    let traits = json!({ "plan": plan }).as_object().unwrap().clone();
    message(minutes, Said::Group("acme".into(), traits))
}

fn track(minutes: i64, name: &str, properties: &Json) -> Message {
    let properties = properties.as_object().unwrap().clone();
    message(minutes, Said::Track(name.into(), properties))
}

fn simulate(
    draft: Bundle,
    compare: Option<Bundle>,
    respond: Respond,
    people: &[(&str, Vec<Message>)],
) -> Report {
    let window = START..START + 30 * DAY;
    let mut simulation = Simulation::new(draft, compare, window, respond);
    for (id, messages) in people {
        for message in messages {
            simulation.message(id, true, message);
        }
    }
    simulation.finish()
}

fn day(days: i64) -> i64 {
    days * 24 * 60
}

#[test]
fn reach_and_reasons_are_counted() {
    let people = [
        ("team", vec![plan(0, "team"), page(1, "/")]),
        ("starter", vec![plan(0, "starter"), page(1, "/")]),
        ("elsewhere", vec![page(0, "/list"), page(1, "/other")]),
        ("gone", vec![page(day(-40), "/")]),
    ];
    let report = simulate(content(json!([offer()])), None, Respond::Complete, &people);
    assert_eq!((report.active_users, report.active_accounts), (3, 1));
    let offer = &report.guides[0];
    assert_eq!((offer.users, offer.accounts, offer.shown), (1, 1, 1));
    assert!((offer.percent - 33.3).abs() < 0.1);
    let held: Vec<_> = offer
        .held
        .iter()
        .map(|(hold, users)| (*hold, *users))
        .collect();
    assert_eq!(held, [("audience", 1), ("page", 1)]);
    assert_eq!(report.messages, 7);
}

#[test]
fn what_was_before_the_window_counts_and_shows_nothing() {
    let shown = json!({ "guide": "news" });
    let people = [
        (
            "seen",
            vec![
                page(day(-3), "/"),
                track(day(-3) + 1, "Guide Shown", &shown),
                track(day(-3) + 2, "Guide Completed", &shown),
                page(0, "/"),
            ],
        ),
        (
            "saver",
            vec![
                track(day(-5), "Feature Used", &json!({ "feature": "save" })),
                page(0, "/"),
            ],
        ),
        (
            "new",
            vec![
                page(0, "/x"),
                track(1, "Feature Used", &json!({ "feature": "save" })),
            ],
        ),
    ];
    let unused = json!({ "all": [{ "page": "/" }, { "not": { "feature": { "id": "save" } } }] });
    let draft = content(json!([news(), guide("hint", 0, unused)]));
    let report = simulate(draft, None, Respond::Complete, &people);
    assert_eq!(report.guides[0].held.get("frequency"), Some(&1));
    assert_eq!(report.guides[0].users, 1, "the saver alone");
    assert_eq!(report.guides[1].held.get("audience"), Some(&1), "the saver");
    assert_eq!(report.guides[1].users, 1, "who has seen the news");
    let list = &report.checklists[0];
    assert_eq!((list.started, list.completed), (1, 1), "in the window");
}

#[test]
fn a_draft_takes_the_place_of_what_there_is_now() {
    let people = [
        ("team", vec![plan(0, "team"), page(1, "/")]),
        ("starter", vec![plan(0, "starter"), page(1, "/")]),
    ];
    let (draft, now) = (content(json!([offer(), news()])), content(json!([news()])));
    let report = simulate(draft, Some(now), Respond::Complete, &people);
    let reached: Vec<_> = report
        .guides
        .iter()
        .map(|one| (one.users, one.users_now))
        .collect();
    assert_eq!(reached, [(1, 0), (1, 2)]);
    assert_eq!(report.displaced.len(), 1);
    let displaced = &report.displaced[0];
    assert_eq!(
        (
            displaced.guide.as_str(),
            displaced.by.as_deref(),
            displaced.users
        ),
        ("news", Some("offer"), 1)
    );
}

#[test]
fn without_other_content_it_is_held_against_what_was_really_shown() {
    let people = [(
        "team",
        vec![
            page(0, "/x"),
            track(1, "Guide Shown", &json!({ "guide": "old" })),
        ],
    )];
    let report = simulate(content(json!([news()])), None, Respond::Complete, &people);
    assert_eq!(report.gone.get("old"), Some(&1));
    assert_eq!(report.displaced[0].by, None);
    assert_eq!((report.prompts.max, report.prompts_now.max), (0, 1));
}

#[test]
fn prompts_hang_on_how_users_respond() {
    let visits = |of: &[i64]| {
        of.iter()
            .map(|minutes| page(*minutes, "/"))
            .collect::<Vec<_>>()
    };
    let people = [("u", visits(&[0, 120, 240, day(1)]))];
    let with = |respond| simulate(content(json!([news()])), None, respond, &people).prompts;
    let once = Prompts {
        mean: 0.5,
        p95: 1,
        max: 1,
    };
    assert_eq!(with(Respond::Complete), once);
    assert_eq!(with(Respond::Dismiss), once);
    assert_eq!(
        with(Respond::Ignore),
        once,
        "it goes on where it was and is the same prompt"
    );
}

#[test]
fn the_tables_fit_into_a_hundred_columns() {
    let people = [("team", vec![plan(0, "team"), page(1, "/")])];
    let long = guide(
        "a-guide-with-a-name-that-goes-on-and-on",
        0,
        json!({ "page": "/never" }),
    );
    let (draft, now) = (
        content(json!([offer(), news(), long])),
        content(json!([news()])),
    );
    let report = simulate(draft, Some(now), Respond::Complete, &people);
    let mut out = Vec::new();
    report.write(&mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    for line in text.lines() {
        let bare: usize = line
            .split('\u{1b}')
            .enumerate()
            .map(|(at, part)| {
                let part = if at == 0 {
                    part
                } else {
                    part.split_once('m').unwrap().1
                };
                part.chars().count()
            })
            .sum();
        assert!(bare <= 100, "{bare} columns: {line}");
    }
    assert!(text.contains("offer instead"), "{text}");
}
