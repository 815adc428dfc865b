//! Onboarding, guides, help and the live list.

use jiff::civil::date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::query::testkit::{DAY, HOUR, Log, MINUTE, at, bundle, week};
use crate::query::{Filter, Share, StepRow, Window, guides, help, latest, onboarding, progress};

fn share(part: u64, whole: u64) -> Share {
    Share { part, whole }
}

fn about(task: &str) -> Value {
    json!({"checklist": "start", "task": task})
}

/// Four people start: ann and bob on Monday the 2nd, cy on Wednesday the 4th, dee on the 20th.
fn onboarding_log() -> Log {
    let mut log = Log::default();
    let start = json!({"checklist": "start", "tasks": 2});
    for (who, day) in [
        ("ann@acme", 0),
        ("bob@acme", 0),
        ("cy@beta", 2),
        ("dee@beta", 18),
    ] {
        log.track(at(day, 9), who, "Checklist Started", start.clone());
    }
    // Started again on another device: the first counts.
    log.track(at(5, 9), "ann@acme", "Checklist Started", start);
    // ann: both tasks, complete after 2 days.
    log.track(
        at(1, 9),
        "ann@acme",
        "Checklist Task Completed",
        about("create"),
    );
    log.track(
        at(2, 9),
        "ann@acme",
        "Checklist Task Completed",
        about("capture"),
    );
    log.track(
        at(2, 9),
        "ann@acme",
        "Checklist Completed",
        json!({"checklist": "start"}),
    );
    // bob: one task, after 3 days. cy: nothing. dee: both after an hour, the last message is missing.
    log.track(
        at(3, 9),
        "bob@acme",
        "Checklist Task Completed",
        about("create"),
    );
    log.track(
        at(18, 10),
        "dee@beta",
        "Checklist Task Completed",
        about("create"),
    );
    log.track(
        at(18, 10),
        "dee@beta",
        "Checklist Task Completed",
        about("capture"),
    );
    // Another checklist is another matter.
    log.track(
        at(3, 9),
        "cy@beta",
        "Checklist Task Completed",
        json!({"checklist": "other", "task": "create"}),
    );
    log
}

#[test]
fn onboarding_by_starters_of_the_window() {
    // 30 days up to the 22nd at noon.
    let window = Window::last(30, at(20, 12), &TimeZone::UTC);
    let row = onboarding_log()
        .stored()
        .ask(move |conn| onboarding(conn, &bundle().checklists[0], &window));
    assert_eq!((row.started, row.completed), (4, 2));
    // ann, bob and cy have had 14 days; ann made it.
    assert_eq!(row.rate, share(1, 3));
    assert_eq!(
        row.median,
        Some(DAY + HOUR / 2),
        "the middle of 2 days and 1 hour"
    );
    let create = &row.tasks[0];
    assert_eq!(create.done, share(3, 4));
    assert_eq!(create.median, Some(DAY), "of 1 hour, 1 day, 3 days");
    assert_eq!(create.stopped, 1, "bob");
    assert_eq!((row.tasks[1].done, row.tasks[1].stopped), (share(2, 4), 0));
    let weeks: Vec<_> = row
        .cohorts
        .iter()
        .map(|cohort| (cohort.week, cohort.started, cohort.open))
        .collect();
    assert_eq!(
        weeks,
        [(date(2026, 11, 2), 3, false), (date(2026, 11, 16), 1, true)]
    );
    assert_eq!(row.cohorts[0].completed, share(1, 3));
    assert_eq!(row.cohorts[0].tasks, [share(2, 3), share(1, 3)]);
}

#[test]
fn onboarding_of_a_window_with_young_starters_only_has_no_rate() {
    let window = Window::last(7, at(20, 12), &TimeZone::UTC);
    let row = onboarding_log()
        .stored()
        .ask(move |conn| onboarding(conn, &bundle().checklists[0], &window));
    assert_eq!((row.started, row.completed, row.rate.ratio()), (1, 1, None));
}

#[test]
fn progress_of_an_account_is_what_anyone_of_it_did() {
    let progress = onboarding_log()
        .stored()
        .ask(|conn| progress(conn, &bundle().checklists[0]));
    assert_eq!(progress.accounts["acme"].len(), 2);
    assert_eq!(progress.users["bob"].len(), 1);
    assert!(
        !progress.users.contains_key("cy"),
        "the other checklist's task"
    );
}

#[test]
fn guides_count_people_who_were_shown_them() {
    let mut log = Log::default();
    let mut say = |ts, who: &str, event: &str, more: &[(&str, u64)]| {
        let mut properties = json!({"guide": "tour"});
        for (name, value) in more {
            properties[*name] = json!(value);
        }
        log.track(ts, who, event, properties);
    };
    // ann finishes after 40 s. bob leaves at step 1. ?cy, who never signs in, leaves at step 0.
    say(at(8, 9), "ann@acme", "Guide Shown", &[]);
    for step in 0..3 {
        say(
            at(8, 9) + 1 + step as i64,
            "ann@acme",
            "Guide Step Viewed",
            &[("step", step)],
        );
    }
    say(
        at(8, 9) + 40_000,
        "ann@acme",
        "Guide Completed",
        &[("duration_ms", 40_000)],
    );
    say(at(8, 9), "bob@acme", "Guide Shown", &[]);
    say(at(8, 9), "bob@acme", "Guide Step Viewed", &[("step", 0)]);
    say(
        at(8, 9) + 1,
        "bob@acme",
        "Guide Step Viewed",
        &[("step", 1)],
    );
    say(at(8, 9) + 2, "bob@acme", "Guide Dismissed", &[("step", 1)]);
    say(at(8, 9), "?cy", "Guide Shown", &[]);
    say(at(8, 9), "?cy", "Guide Step Viewed", &[("step", 0)]);
    say(at(8, 9) + 2, "?cy", "Guide Dismissed", &[("step", 0)]);
    // dee never saw it: its first element was missing.
    say(at(8, 9), "dee@beta", "Guide Target Missing", &[("step", 0)]);
    // Before the window.
    say(at(1, 9), "eve@beta", "Guide Shown", &[]);
    let rows = log
        .stored()
        .ask(|conn| guides(conn, &bundle().guides, &week()));
    let tour = &rows[0];
    assert_eq!(
        (tour.shown, tour.completed, tour.dismissed),
        (3, share(1, 3), share(2, 3))
    );
    assert_eq!((tour.median, tour.missing), (Some(40_000), 1));
    let step = |viewed, dismissed, missing| StepRow {
        viewed: share(viewed, 3),
        dismissed,
        missing,
    };
    assert_eq!(tour.steps, [step(3, 1, 1), step(2, 1, 0), step(1, 0, 0)]);
}

#[test]
fn help_follows_a_search_to_its_article() {
    let mut log = Log::default();
    let mut search = |ts, who: &str, query: &str, results: u64| {
        log.track(
            ts,
            who,
            "Help Searched",
            json!({"query": query, "results": results}),
        );
    };
    search(at(8, 9), "ann@acme", "CSV", 3);
    search(at(8, 10), "bob@acme", "csv ", 3);
    search(at(8, 11), "bob@acme", "csv", 3);
    search(at(8, 12), "?cy", "Apple Pay", 0);
    search(at(8, 13), "dee@beta", "csv", 3);
    let mut view = |ts, who: &str, properties: Value| {
        log.track(ts, who, "Help Article Viewed", properties);
    };
    // ann opens from the search (typed otherwise), bob only from the second, dee too late.
    view(
        at(8, 9) + MINUTE,
        "ann@acme",
        json!({"article": "export", "query": "csv"}),
    );
    view(
        at(8, 11) + MINUTE,
        "bob@acme",
        json!({"article": "export", "query": "csv"}),
    );
    view(
        at(8, 13) + 31 * MINUTE,
        "dee@beta",
        json!({"article": "export", "query": "csv"}),
    );
    view(at(9, 9), "dee@beta", json!({"article": "start"}));
    log.track(
        at(9, 9),
        "ann@acme",
        "Help Article Rated",
        json!({"article": "export", "helpful": false}),
    );
    log.track(
        at(9, 10),
        "ann@acme",
        "Help Article Rated",
        json!({"article": "export", "helpful": true}),
    );
    log.track(
        at(9, 10),
        "bob@acme",
        "Help Article Rated",
        json!({"article": "export", "helpful": false}),
    );
    let help = log.stored().ask(|conn| help(conn, &week()));
    assert_eq!((help.people, help.searches), (4, 5));
    assert_eq!(help.clicked, share(2, 5), "ann's, and bob's second");
    assert_eq!(help.empty, share(1, 5));
    let queries: Vec<_> = help
        .queries
        .iter()
        .map(|row| (row.query.as_str(), row.searches, row.people))
        .collect();
    assert_eq!(queries, [("csv", 4, 3), ("Apple Pay", 1, 1)]);
    assert_eq!(
        (help.queries[0].clicked, help.queries[1].empty),
        (share(2, 4), share(1, 1))
    );
    let export = &help.articles[0];
    assert_eq!(
        (
            export.slug.as_str(),
            export.views,
            export.people,
            export.from_search
        ),
        ("export", 3, 3, 3)
    );
    assert_eq!(
        export.helpful,
        share(1, 2),
        "ann's latest answer, and bob's"
    );
    assert_eq!(
        (
            help.locales[0].locale.as_str(),
            help.locales[0].searches,
            help.locales[0].views
        ),
        ("en", 5, 4)
    );
}

#[test]
fn the_live_list_filters_and_continues() {
    let mut log = Log::default();
    log.identify(at(8, 9), "ann@acme", json!({"name": "Ann Lee"}));
    log.page(at(8, 9), "ann@acme", "/expenses");
    log.track(at(8, 10), "bob@beta", "Created", json!({"amount": 1}));
    log.track(
        at(8, 11),
        "?x",
        "Survey Answered",
        json!({"guide": "pulse"}),
    );
    let stored = log.stored();
    let found = |filter: Filter| -> Vec<String> {
        let events = stored.ask(move |conn| latest(conn, &filter, 10));
        events.into_iter().map(|event| event.what).collect()
    };
    let all = || Filter::default();
    let without = Filter {
        without: vec!["pulse".into()],
        ..all()
    };
    assert_eq!(found(without), ["Created", "/expenses", "identify"]);
    let pulse = found(all())
        .into_iter()
        .filter(|what| what == "Survey Answered");
    assert_eq!(pulse.count(), 1);
    let found = |filter| -> Vec<String> {
        let mut all = found(filter);
        all.retain(|what| what != "Survey Answered");
        all
    };
    assert_eq!(
        found(all()),
        ["Created", "/expenses", "identify"],
        "the latest first"
    );
    assert_eq!(
        found(Filter {
            event: "EXPEN".into(),
            ..all()
        }),
        ["/expenses"]
    );
    assert_eq!(
        found(Filter {
            user: "lee".into(),
            ..all()
        }),
        ["/expenses", "identify"],
        "by name"
    );
    assert_eq!(
        found(Filter {
            account: "beta".into(),
            ..all()
        }),
        ["Created"]
    );
    assert_eq!(
        found(Filter { after: 2, ..all() }),
        ["Created"],
        "only what is new"
    );
}
