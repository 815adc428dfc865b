#![allow(clippy::unwrap_used)]
use std::path::Path;

use banso_wire::decode::Kind;
use serde_json::json;

use super::*;
use crate::ingest::{Clock, Origin, event};
use crate::store::FILE;

/// Every table, and whether rows of it are a person's. A new table is a decision: whether
/// [`erase`] and [`export`] have to know it.
const TABLES: [(&str, bool); 13] = [
    ("accounts", false),
    ("audit", false),
    ("drafts", false),
    ("events", true),
    ("identities", true),
    ("inquiries", true),
    ("inquiry_deliveries", true),
    ("inquiry_targets", false),
    ("secrets", false),
    ("sources", false),
    ("staff", false),
    ("staff_sessions", false),
    ("users", true),
];

struct Fixture {
    dir: tempfile::TempDir,
    store: Store,
    signer: Signer,
    source: i64,
}

impl Fixture {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let signer = Signer::of(&store).await.unwrap();
        let source = store.source("key").await.unwrap();
        Self {
            dir,
            store,
            signer,
            source,
        }
    }

    async fn take(&self, messages: &[Value]) {
        let origin = Origin::new(self.source, 2_000_000_000_000, Clock::Trusted, None);
        let read = |message: &Value| event(&message.to_string(), None::<Kind>, &origin).unwrap();
        let events = messages.iter().map(read).collect();
        self.store.append(events).await.unwrap();
    }

    /// What customer success and a target have made of the inquiry.
    async fn answer_the_inquiry(&self) {
        const SQL: &str = "
            UPDATE inquiries SET category = 'export', answered_at = 5, answered_by = 'cs@example.com', note = 'canary-note';
            INSERT INTO inquiry_targets VALUES (1, 'webhook', 'https://crm.example', 0);
            INSERT INTO inquiry_deliveries (key, inquiry, target, state, due_at, error)
              SELECT 'canary-key', event, 1, 'dead', 5, 'canary-error' FROM inquiries";
        let write = self.store.write(|conn| conn.execute_batch(SQL));
        write.await.unwrap();
    }

    async fn erase(&self, subject: Subject) -> Erased {
        let erased = self.store.erase(subject, Actor::CommandLine, &self.signer);
        erased.await.unwrap()
    }

    async fn text(&self, sql: &'static str) -> String {
        let read = self
            .store
            .read(move |conn| conn.query_row(sql, [], |row| row.get(0)));
        read.await.unwrap()
    }
}

/// What a person who wants to be forgotten has left, each with a mark of its own to look for.
fn life() -> Vec<Value> {
    let at = |second: u32| format!("2026-01-01T00:00:{second:02}Z");
    vec![
        json!({"type": "page", "messageId": "m1", "anonymousId": "browser-canary-0001", "timestamp": at(1),
               "context": {"page": {"path": "/canary-path"}}}),
        json!({"type": "identify", "messageId": "m2", "anonymousId": "browser-canary-0001", "userId": "user-canary",
               "traits": {"email": "canary-mail@example.com", "note": "canary-trait ".repeat(900)}, "timestamp": at(2)}),
        json!({"type": "group", "messageId": "m3", "anonymousId": "browser-canary-0001", "userId": "user-canary",
               "groupId": "acme", "traits": {"name": "Acme"}, "timestamp": at(3)}),
        json!({"type": "track", "messageId": "m4", "anonymousId": "browser-canary-0001", "userId": "user-canary",
               "event": "Survey Answered", "properties": {"answer": "canary-answer"}, "timestamp": at(4)}),
        json!({"type": "track", "messageId": "m5", "anonymousId": "browser-canary-0002", "userId": "user-canary",
               "event": "canary-event", "properties": {"text": "canary-long ".repeat(2_000)}, "timestamp": at(5)}),
        json!({"type": "identify", "messageId": "m6", "anonymousId": "browser-canary-0002", "userId": "user-canary",
               "traits": {"email": "canary-second@example.com"}, "timestamp": at(6)}),
        json!({"type": "track", "messageId": "m8", "anonymousId": "browser-canary-0002", "userId": "user-canary",
               "event": "Help Inquiry Sent", "properties": {"inquiry": "inq-canary", "text": "canary-question"}, "timestamp": at(7)}),
        json!({"type": "track", "messageId": "m7", "anonymousId": "other-browser", "userId": "colleague",
               "groupId": "acme", "event": "Kept", "timestamp": at(7)}),
    ]
}

/// Where the bytes of the data directory hold a text.
fn found(dir: &Path, text: &str) -> Vec<String> {
    let files = std::fs::read_dir(dir)
        .unwrap()
        .map(|file| file.unwrap().path());
    let holds = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    files
        .filter(holds)
        .map(|path| path.display().to_string())
        .collect()
}

#[tokio::test]
async fn nothing_of_an_erased_user_is_left_in_any_file() {
    for whole in [false, true] {
        let fixture = Fixture::new().await;
        fixture.take(&life()).await;
        fixture.answer_the_inquiry().await;
        assert!(!found(fixture.dir.path(), "canary").is_empty());
        let erased = fixture.erase(Subject::User("user-canary".into())).await;
        assert_eq!(
            erased,
            Erased {
                messages: 7,
                identities: 2,
                users: 1
            }
        );
        fixture.store.scrub(whole).await.unwrap();
        assert_eq!(
            found(fixture.dir.path(), "canary"),
            Vec::<String>::new(),
            "whole: {whole}"
        );
        assert!(fixture.dir.path().join(FILE).exists());
        let left = "SELECT (SELECT group_concat(event) FROM events) || ' ' || (SELECT group_concat(user_id) FROM users)
                    || ' ' || (SELECT group_concat(group_id) FROM accounts)";
        assert_eq!(fixture.text(left).await, "Kept colleague acme");
    }
}

#[tokio::test]
async fn nothing_is_left_where_rows_of_many_people_moved_about() {
    let fixture = Fixture::new().await;
    for round in 0..40 {
        let say = |person: usize| {
            let user = format!("person-{:02}-mark", person * 7 % 60);
            let note = format!("{user} ").repeat(1 + (round * 13 + person * 5) % 40);
            json!({"type": "identify", "messageId": format!("{round}-{person}"), "userId": user,
                   "anonymousId": format!("{user}-browser-{}", round % 5), "traits": {"note": note}})
        };
        let messages: Vec<Value> = (0..60).map(say).collect();
        fixture.take(&messages).await;
    }
    let mut now = jiff::Timestamp::now().as_millisecond();
    for person in (0..60).step_by(7) {
        let user = format!("person-{person:02}-mark");
        fixture.erase(Subject::User(user.clone())).await;
        now += 2 * DAY;
        assert!(fixture.store.scrub_due(now).await.unwrap());
        assert_eq!(
            found(fixture.dir.path(), &user),
            Vec::<String>::new(),
            "{user}"
        );
    }
}

#[tokio::test]
async fn the_database_is_written_anew_once_a_day_and_only_after_an_erasure() {
    let fixture = Fixture::new().await;
    fixture.take(&life()).await;
    let now = jiff::Timestamp::now().as_millisecond();
    let due = async |now| fixture.store.scrub_due(now).await.unwrap();
    assert!(!due(now).await);
    fixture.erase(Subject::User("user-canary".into())).await;
    assert!(due(now).await);
    assert!(!due(now + 2 * DAY).await);
    fixture.erase(Subject::User("colleague".into())).await;
    assert!(!due(now + DAY / 2).await);
    assert!(due(now + 2 * DAY).await);
    let left = "SELECT count(*) || ' of which ' || count(scrubbed) FROM audit";
    assert_eq!(fixture.text(left).await, "2 of which 2");
}

#[tokio::test]
async fn a_browser_takes_along_what_only_it_said() {
    let fixture = Fixture::new().await;
    fixture.take(&life()).await;
    let subject = |id: &str| Subject::Browser {
        source: Some(fixture.source),
        anonymous_id: id.into(),
    };
    let erased = fixture.erase(subject("browser-canary-0001")).await;
    assert_eq!(
        erased,
        Erased {
            messages: 4,
            identities: 1,
            users: 0
        }
    );
    let traits = fixture
        .text("SELECT traits FROM users WHERE user_id = 'user-canary'")
        .await;
    assert_eq!(traits, r#"{"email":"canary-second@example.com"}"#);
    let erased = fixture.erase(subject("browser-canary-0002")).await;
    assert_eq!(
        erased,
        Erased {
            messages: 3,
            identities: 1,
            users: 1
        }
    );
    fixture.store.scrub(false).await.unwrap();
    assert_eq!(found(fixture.dir.path(), "canary"), Vec::<String>::new());
}

#[tokio::test]
async fn what_came_with_another_write_key_is_not_touched() {
    let fixture = Fixture::new().await;
    fixture.take(&life()).await;
    let source = Some(fixture.store.source("other").await.unwrap());
    let anonymous_id = "browser-canary-0001".into();
    let erased = fixture
        .erase(Subject::Browser {
            source,
            anonymous_id,
        })
        .await;
    assert_eq!(erased, Erased::default());
}

#[tokio::test]
async fn who_comes_back_after_the_erasure_begins_anew() {
    let fixture = Fixture::new().await;
    fixture.take(&life()).await;
    fixture.erase(Subject::User("user-canary".into())).await;
    fixture
        .take(&[json!({"type": "track", "messageId": "n1", "anonymousId": "browser-canary-0001", "event": "Later"})])
        .await;
    let person = fixture
        .text("SELECT coalesce(person, 'nobody') FROM events WHERE event = 'Later'")
        .await;
    assert_eq!(person, "nobody", "the writer must not remember who it was");
}

#[tokio::test]
async fn everything_is_handed_over_and_put_on_record() {
    let fixture = Fixture::new().await;
    fixture.take(&life()).await;
    fixture.answer_the_inquiry().await;
    let user = Subject::User("user-canary".into());
    let export = fixture
        .store
        .export(user, Actor::Staff("cs@example.com".into()), &fixture.signer);
    let export = export.await.unwrap().unwrap();
    let text = export.to_string();
    for mark in [
        "canary-path",
        "canary-trait",
        "canary-answer",
        "canary-long",
        "canary-second",
        "browser-canary-0001",
        "canary-question",
        "canary-note",
        "https://crm.example",
    ] {
        assert!(text.contains(mark), "{mark}");
    }
    for mark in ["colleague", "cs@example.com"] {
        assert!(!text.contains(mark), "{mark}");
    }
    assert_eq!(export["messages"].as_array().unwrap().len(), 7);
    assert_eq!(
        export["messages"][3]["properties"]["answer"],
        "canary-answer"
    );
    let record = fixture
        .text("SELECT actor || ' ' || action || ' ' || rows FROM audit")
        .await;
    assert_eq!(record, "cs@example.com export 12");
    let nobody = fixture.store.export(
        Subject::User("x".into()),
        Actor::CommandLine,
        &fixture.signer,
    );
    assert_eq!(nobody.await.unwrap(), None);
}

#[tokio::test]
async fn a_record_names_the_same_person_alike_and_nobody_in_clear() {
    let fixture = Fixture::new().await;
    fixture.erase(Subject::User("user-canary".into())).await;
    fixture.erase(Subject::User("user-canary".into())).await;
    fixture.erase(Subject::User("someone-else".into())).await;
    let marks = fixture
        .text("SELECT count(DISTINCT subject) || ' of ' || count(*) FROM audit")
        .await;
    assert_eq!(marks, "2 of 3");
    fixture.store.scrub(false).await.unwrap();
    assert_eq!(found(fixture.dir.path(), "canary"), Vec::<String>::new());
}

#[tokio::test]
async fn every_table_is_known_to_be_a_persons_or_not() {
    let fixture = Fixture::new().await;
    let tables = fixture
        .text("SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name)")
        .await;
    let known: Vec<&str> = TABLES.iter().map(|table| table.0).collect();
    assert_eq!(
        tables,
        known.join(","),
        "decide whether erase.rs and export.rs have to know it"
    );
    let sources = [include_str!("erase.rs"), include_str!("export.rs")];
    for (table, persons) in TABLES {
        for source in sources.iter().filter(|_| persons) {
            assert!(source.contains(&format!("FROM {table}")), "{table}");
        }
    }
}
