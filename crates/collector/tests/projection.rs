//! Users, accounts and identities: the same whatever order messages arrive in, and however often.
#![allow(clippy::unwrap_used)]

use banso_collector::store::{NewEvent, Store};
use banso_wire::decode::Kind;
use proptest::prelude::*;
use rusqlite::Connection;

fn event(id: usize, ts: i64, anonymous: Option<&str>, user: Option<&str>) -> NewEvent {
    NewEvent {
        source: 1,
        message_id: format!("m-{id}"),
        kind: Kind::Page,
        ts,
        received_at: 1_000_000,
        anonymous_id: anonymous.map(str::to_owned),
        user_id: user.map(str::to_owned),
        group_id: None,
        previous_id: None,
        session: None,
        event: None,
        name: None,
        path: None,
        properties: None,
        traits: None,
        context: None,
    }
}

/// Appends each request's events and returns every derived row as text.
async fn derived(requests: Vec<Vec<NewEvent>>) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    assert_eq!(store.source("key").await.unwrap(), 1);
    for request in requests {
        store.append(request).await.unwrap();
    }
    store.close();
    rows(&Connection::open(dir.path().join(banso_collector::store::FILE)).unwrap())
}

fn rows(conn: &Connection) -> Vec<String> {
    let sql = "
        SELECT concat_ws(' ', 'event', message_id, person, account) FROM events
        UNION ALL SELECT concat_ws(' ', 'identity', anonymous_id, user_id, since) FROM identities
        UNION ALL SELECT concat_ws(' ', 'user', user_id, first_seen, last_seen, group_id, group_at,
            (SELECT group_concat(key || '=' || value) FROM (SELECT * FROM json_each(traits) ORDER BY key))) FROM users
        UNION ALL SELECT concat_ws(' ', 'account', group_id, first_seen, last_seen,
            (SELECT group_concat(key || '=' || value) FROM (SELECT * FROM json_each(traits) ORDER BY key))) FROM accounts
        ORDER BY 1";
    let mut rows = conn.prepare(sql).unwrap();
    let rows = rows.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn what_a_browser_did_before_sign_in_counts_for_the_user_and_the_account() {
    let mut group = event(3, 30, Some("a"), Some("u"));
    group.kind = Kind::Group;
    group.group_id = Some("g".into());
    group.traits = Some(r#"{"plan":"team"}"#.into());
    let requests = vec![
        vec![event(1, 10, Some("a"), None)],
        vec![event(2, 20, Some("a"), Some("u"))],
        vec![group],
        vec![event(4, 40, Some("a"), None), event(5, 50, None, Some("u"))],
    ];
    assert_eq!(
        derived(requests).await,
        [
            "account g 10 50 plan=team",
            "event m-1 u g",
            "event m-2 u g",
            "event m-3 u g",
            "event m-4 u g",
            "event m-5 u g",
            "identity a u 20",
            "user u 10 50 g 30",
        ]
    );
}

#[tokio::test]
async fn a_browser_belongs_to_the_user_who_signed_in_first() {
    let requests = vec![
        vec![event(1, 10, Some("a"), None)],
        vec![event(2, 30, Some("a"), Some("late"))],
        vec![event(3, 20, Some("a"), Some("early"))],
    ];
    let rows = derived(requests).await;
    assert!(rows.contains(&"event m-1 early".to_owned()), "{rows:?}");
    assert!(rows.contains(&"event m-2 late".to_owned()), "{rows:?}");
    assert!(rows.contains(&"identity a early 20".to_owned()), "{rows:?}");
}

/// Messages of three browsers and three users; a user always belongs to the same account.
fn some_event() -> impl Strategy<Value = NewEvent> {
    let ids = (0..3u8, 0..3u8, 0..4u8);
    (ids, any::<bool>(), any::<bool>(), 0..3u8).prop_map(
        |((browser, user, shape), grouped, told, plan)| {
            let (anonymous, name) = (format!("a{browser}"), format!("u{user}"));
            let user = (shape > 0).then_some(name.as_str());
            let mut event = event(0, 0, Some(&anonymous), user);
            if shape > 1 && grouped {
                event.group_id = Some(format!("g-{name}"));
            }
            event.kind = match shape {
                2 => Kind::Identify,
                3 if event.group_id.is_some() => Kind::Group,
                _ => Kind::Page,
            };
            event.traits = told.then(|| format!(r#"{{"plan":{plan},"t{plan}":1}}"#));
            event
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_order_and_any_repetition_end_the_same(
        mut events in prop::collection::vec(some_event(), 1..24),
        shuffle in prop::collection::vec(any::<u32>(), 24),
        size in 1..6usize,
    ) {
        for (id, event) in events.iter_mut().enumerate() {
            event.message_id = format!("m-{id}");
            event.ts = 1_000 + id as i64;
        }
        let mut shuffled: Vec<_> = events.iter().cloned().zip(&shuffle).collect();
        shuffled.sort_by_key(|(_, key)| **key);
        let mut shuffled: Vec<_> = shuffled.into_iter().map(|(event, _)| event).collect();
        shuffled.extend(events.iter().step_by(3).cloned());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let straight = runtime.block_on(derived(vec![events]));
        let crooked = runtime.block_on(derived(shuffled.chunks(size).map(<[_]>::to_vec).collect()));
        prop_assert_eq!(straight, crooked);
    }
}
