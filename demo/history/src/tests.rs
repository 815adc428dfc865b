//! What the history promises, read from its lines as the collector would read them.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::LazyLock;

use banso_wire::decode::{Kind, Message};
use banso_wire::time::DAY;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::archetype::Archetype;
use crate::data::Data;
use crate::history::{Content, Settings, generate};
use crate::out::{LIBRARY, Line};
use crate::world::{Account, accounts};

/// 22 November 2026, 05:20 UTC: a Sunday.
const SETTINGS: Settings = Settings {
    accounts: 41,
    days: 120,
    seed: 7,
    until: 1_795_324_800_000,
};

static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    Content::build(&folder).unwrap()
});

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| lines(SETTINGS));

fn lines(settings: Settings) -> Vec<Line> {
    generate(&CONTENT, settings).unwrap()
}

fn world() -> Vec<Account> {
    let data = Data::load().unwrap();
    accounts(&data, SETTINGS.seed, SETTINGS.accounts, SETTINGS.days)
}

fn of(archetype: Archetype) -> Vec<Account> {
    let all = world().into_iter();
    all.filter(|account| account.story.archetype == archetype)
        .collect()
}

fn read(line: &Line) -> Message<'_> {
    Message::read(&line.json, None).unwrap_or_else(|why| panic!("{why}: {}", line.json))
}

fn json(text: Option<&str>) -> Value {
    serde_json::from_str(text.unwrap_or("{}")).unwrap()
}

/// A track, as the collector reads it.
struct Track {
    account: String,
    person: String,
    event: String,
    properties: Value,
    /// 0 is the last 24 hours.
    day: u64,
}

static TRACKS: LazyLock<Vec<Track>> = LazyLock::new(|| LINES.iter().filter_map(track).collect());

fn track(line: &Line) -> Option<Track> {
    let message = read(line);
    Some(Track {
        event: message.event?.into_owned(),
        account: json(message.context)["groupId"].as_str()?.to_owned(),
        person: message.user_id?.into_owned(),
        properties: json(message.properties),
        day: (SETTINGS.until - line.at) / DAY,
    })
}

/// The tracks of an event.
fn tracked(event: &str) -> impl Iterator<Item = &'static Track> {
    TRACKS.iter().filter(move |track| track.event == event)
}

/// How many people came, by account and by day before the end.
type Visitors = BTreeMap<u64, usize>;

static VISITORS: LazyLock<BTreeMap<String, Visitors>> = LazyLock::new(|| {
    let mut seen = BTreeSet::new();
    let mut visitors: BTreeMap<String, Visitors> = BTreeMap::new();
    for line in LINES.iter() {
        let message = read(line);
        let context = json(message.context);
        let day = (SETTINGS.until - line.at) / DAY;
        let Some((account, person)) = context["groupId"].as_str().zip(message.user_id) else {
            continue;
        };
        if seen.insert((person.into_owned(), day)) {
            *visitors
                .entry(account.to_owned())
                .or_default()
                .entry(day)
                .or_default() += 1;
        }
    }
    visitors
});

/// How far a week, counted back from the last one, stands to the baseline of the 90 days before
/// the last two weeks: by days with a login, and by logins of persons.
fn against_baseline(days: &Visitors, week: u64) -> (f64, f64) {
    let sum = |from: u64, to: u64| {
        let span = days.range(from..to);
        span.fold((0.0, 0.0), |(days, logins), (_, people)| {
            (days + 1.0, logins + *people as f64)
        })
    };
    let (base, now) = (sum(14, 104), sum(week * 7, week * 7 + 7));
    let weeks = 90.0 / 7.0;
    (now.0 / (base.0 / weeks), now.1 / (base.1 / weeks))
}

fn hash(lines: &[Line]) -> String {
    let mut hash = Sha256::new();
    for line in lines {
        hash.update(line.json.as_bytes());
    }
    format!("{:?}", hash.finalize())
}

#[test]
fn the_same_seed_makes_the_same_bytes_and_another_does_not() {
    let few = Settings {
        accounts: 5,
        days: 30,
        ..SETTINGS
    };
    assert_eq!(hash(&lines(few)), hash(&lines(few)));
    let other = Settings { seed: 8, ..few };
    assert_ne!(hash(&lines(few)), hash(&lines(other)));
}

#[test]
fn every_line_is_a_message_with_an_id_of_its_own_in_the_order_of_time() {
    let mut ids = HashSet::new();
    let mut before = SETTINGS.from();
    for line in LINES.iter() {
        let message = read(line);
        assert_eq!(
            message.timestamp.as_deref(),
            Some(banso_wire::time::rfc3339(line.at).as_str())
        );
        let id = message.message_id.unwrap().into_owned();
        assert_eq!((id.len(), &id[14..15]), (36, "7"), "{id}");
        assert!(ids.insert(id), "an id came twice: {}", line.json);
        assert!(
            (before..=SETTINGS.until).contains(&line.at),
            "{}",
            line.json
        );
        before = line.at;
    }
}

#[test]
fn everything_is_marked_as_demo_data() {
    for line in LINES.iter() {
        let message = read(line);
        assert_eq!(json(message.context)["library"]["name"], LIBRARY);
        if matches!(message.kind, Kind::Identify | Kind::Group) {
            let traits = json(message.traits);
            assert_eq!(traits["demo"], true, "{}", line.json);
            let email = traits["email"].as_str().unwrap_or("@.example");
            assert!(email.ends_with(".example"), "{email}");
        }
    }
}

#[test]
fn the_people_of_the_demo_app_have_a_past() {
    let people: BTreeSet<&str> = TRACKS.iter().map(|track| track.person.as_str()).collect();
    for id in [
        "usr_misaki",
        "usr_daisuke",
        "usr_ren",
        "usr_oliver",
        "usr_emma",
        "usr_haruna",
    ] {
        assert!(people.contains(id), "{id}");
    }
}

#[test]
fn declining_accounts_fall_below_their_baseline_for_two_weeks() {
    let declining = of(Archetype::Declining);
    assert!(declining.len() >= 3);
    for account in declining {
        let days = &VISITORS[&account.id];
        for week in [0, 1] {
            let (days, logins) = against_baseline(days, week);
            assert!(
                days < 0.6 && logins < 0.6,
                "{}: {days} {logins}",
                account.id
            );
        }
    }
}

#[test]
fn healthy_accounts_do_not_look_like_declining_ones() {
    let healthy = [Archetype::Steady, Archetype::Power, Archetype::Growing].map(of);
    for account in healthy.iter().flatten() {
        let days = &VISITORS[&account.id];
        let weeks = [0, 1].map(|week| against_baseline(days, week));
        assert!(
            weeks.iter().any(|(days, _)| *days >= 0.6),
            "{}: {weeks:?}",
            account.id
        );
    }
}

#[test]
fn churned_accounts_are_silent() {
    for account in of(Archetype::Churned) {
        let latest = VISITORS[&account.id].keys().min();
        assert!(
            latest.is_some_and(|day| *day > 20),
            "{}: {latest:?}",
            account.id
        );
    }
}

#[test]
fn stalled_accounts_do_not_finish_the_checklist_and_new_healthy_ones_do() {
    let finished =
        |account: &Account| tracked("Checklist Completed").any(|track| track.account == account.id);
    let tasks = |account: &Account| {
        let done = tracked("Checklist Task Completed").filter(|track| track.account == account.id);
        let tasks: BTreeSet<&str> = done
            .filter_map(|track| track.properties["task"].as_str())
            .collect();
        tasks.len()
    };
    for account in of(Archetype::Stalled) {
        assert!(!finished(&account), "{}", account.id);
        assert!(
            (1..=3).contains(&tasks(&account)),
            "{}: {}",
            account.id,
            tasks(&account)
        );
    }
    let new = |account: &&Account| account.story.created > -SETTINGS.days;
    let growing = of(Archetype::Growing);
    assert!(growing.iter().any(|account| new(&account)));
    for account in growing.iter().filter(new) {
        assert!(finished(account), "{}", account.id);
    }
}

#[test]
fn growing_accounts_adopt_more_features_than_steady_ones() {
    let reached = |account: &Account| {
        let new = tracked("Feature State Changed").filter(|track| {
            track.account == account.id && track.properties["state"] == "adopted" && track.day < 60
        });
        let features: BTreeSet<&str> = new
            .filter_map(|track| track.properties["feature"].as_str())
            .collect();
        features.len()
    };
    let later = |accounts: Vec<Account>| {
        accounts.iter().map(reached).sum::<usize>() as f64 / accounts.len() as f64
    };
    let (growing, steady) = (later(of(Archetype::Growing)), later(of(Archetype::Steady)));
    assert!(growing > steady + 1.0, "{growing} against {steady}");
}

#[test]
fn card_import_and_its_news_appear_after_the_release() {
    let news = |track: &&Track| track.properties["guide"] == "card-import-news";
    let import = |track: &&Track| track.event == "Card Transactions Imported";
    let (seen, used) = (TRACKS.iter().filter(news), TRACKS.iter().filter(import));
    let early = seen
        .clone()
        .chain(used.clone())
        .filter(|track| track.day > 31);
    assert_eq!(early.count(), 0);
    assert!(seen.count() > 100);
    assert!(used.count() > 30);
}

/// What the dashboard shows for its usual 30 days: enough people on both sides, and the tip helps.
#[test]
fn the_experiment_on_saved_filters_has_people_on_both_sides() {
    let of_tip = |track: &&Track| track.properties["experiment_id"] == "saved-filter-tip";
    let mut groups: BTreeMap<bool, (u32, u32)> = BTreeMap::new();
    for viewed in tracked("Experiment Viewed").filter(of_tip) {
        assert!(
            viewed.day < 30,
            "{}: {} days ago",
            viewed.person,
            viewed.day
        );
        let used = tracked("Feature Used").any(|used| {
            used.person == viewed.person
                && used.properties["feature"] == "saved-filter"
                && used.day < viewed.day
        });
        let held_out = viewed.properties["variation_id"] == "holdout";
        let (people, later) = groups.entry(held_out).or_default();
        (*people, *later) = (*people + 1, *later + u32::from(used));
    }
    let share = |(people, later): (u32, u32)| f64::from(later) / f64::from(people);
    let (shown, held_out) = (groups[&false], groups[&true]);
    assert!(held_out.0 >= 20 && shown.0 > 2 * held_out.0, "{groups:?}");
    assert!(share(shown) > share(held_out), "{groups:?}");
}

#[test]
fn guides_are_held_back_for_many_reasons() {
    let reports = tracked("Guides Held Back").filter(|report| report.day < 30);
    let maps = reports.filter_map(|report| report.properties["held"].as_object());
    let reasons: BTreeSet<&str> = maps
        .flat_map(|held| held.values().filter_map(Value::as_str))
        .collect();
    for reason in [
        "page",
        "audience",
        "frequency",
        "trigger",
        "schedule",
        "holdout",
        "snoozed",
    ] {
        assert!(
            reasons.contains(reason),
            "{reason} is not among {reasons:?}"
        );
    }
}

#[test]
fn help_has_answers_and_gaps() {
    let empty = tracked("Help Searched").filter(|track| track.properties["results"] == 0);
    let (empty, searched) = (empty.count(), tracked("Help Searched").count());
    let opened = tracked("Help Article Viewed").count();
    assert!(empty > 10 && empty < searched / 4, "{empty} of {searched}");
    assert!(opened > searched / 3, "{opened} of {searched}");
    assert!(tracked("Help Article Rated").count() > 20);
}

#[test]
fn those_whom_help_does_not_help_ask_support_and_say_why() {
    let asked: Vec<_> = tracked("Help Inquiry Sent").collect();
    assert!(asked.len() > 20, "{}", asked.len());
    let ids: std::collections::BTreeSet<String> = asked
        .iter()
        .map(|one| one.properties["inquiry"].to_string())
        .collect();
    assert_eq!(ids.len(), asked.len(), "each has an id of its own");
    assert!(
        asked
            .iter()
            .any(|one| one.properties["category"].is_string())
    );
    assert!(
        asked
            .iter()
            .all(|one| one.properties["searches"].is_array())
    );
    assert!(tracked("Help Article Rated").any(|one| one.properties["why"].is_string()));
}

#[test]
fn today_is_never_empty() {
    // Just after midnight in Japan, in the evening there, on New Year's Day, on a working day.
    for until in [
        1_795_276_860_000,
        1_795_345_000_000,
        1_798_790_400_000,
        1_795_604_400_000,
    ] {
        let settings = Settings {
            until,
            accounts: 60,
            days: 2,
            seed: 7,
        };
        let lines = lines(settings);
        let today = lines.iter().filter(|line| line.at / DAY == until / DAY);
        assert!(today.count() > 20, "{until}");
        assert!(lines.iter().all(|line| line.at <= until));
    }
}
