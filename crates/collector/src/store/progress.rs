//! How far the people of an account have come together: the tasks of checklists that any of them
//! has completed.

use std::collections::BTreeMap;

use banso_wire::event;
use banso_wire::receipt::{MAX_CHECKLISTS, MAX_TASKS};
use rusqlite::Connection;

/// By checklist, the tasks that somebody has completed, in order of their ids.
pub type Done = BTreeMap<String, Vec<String>>;

/// What an account's people have completed, by the index `events_by_account_task`. It is read by
/// leaps from one task to the next, so that a task costs the same however many have done it.
pub(crate) fn of_account(conn: &Connection, account: &str) -> rusqlite::Result<Done> {
    let mut statement = conn.prepare_cached(&leaps())?;
    let most = MAX_CHECKLISTS * MAX_TASKS;
    let keys = statement.query_map((account, most as i64), |row| row.get::<_, String>(0))?;
    let mut done = Done::new();
    for key in keys {
        // What is not two texts names no task.
        if let Ok((checklist, task)) = serde_json::from_str::<(String, String)>(&key?) {
            note(&mut done, checklist, task);
        }
    }
    Ok(done)
}

fn note(done: &mut Done, checklist: String, task: String) {
    if done.len() == MAX_CHECKLISTS && !done.contains_key(&checklist) {
        return;
    }
    let tasks = done.entry(checklist).or_default();
    if tasks.len() < MAX_TASKS {
        tasks.push(task);
    }
}

/// A partial index serves a query that says its condition with the same constants.
fn leaps() -> String {
    let key = format!(
        "iif(json_valid(properties), json_extract(properties, '$.{}', '$.{}'), NULL)",
        event::CHECKLIST,
        event::TASK
    );
    let next = |after: &str| {
        format!(
            "SELECT {key} FROM events WHERE event = '{}' AND account = ?1 AND {key} > {after}
             ORDER BY {key} LIMIT 1",
            event::TASK_COMPLETED
        )
    };
    format!(
        "WITH RECURSIVE done (key) AS (
           SELECT ({})
           UNION ALL SELECT ({}) FROM done WHERE key IS NOT NULL)
         SELECT key FROM done WHERE key IS NOT NULL LIMIT ?2",
        next("''"),
        next("done.key")
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::migrate;

    #[test]
    fn the_question_is_answered_from_its_index_alone() {
        let dir = tempfile::tempdir().unwrap();
        let conn = migrate::open_writer(&dir.path().join("banso.db")).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {}", leaps());
        let mut plan = conn.prepare(&sql).unwrap();
        let steps = plan.query_map(("acme", 1), |row| row.get(3)).unwrap();
        let steps: Vec<String> = steps.collect::<Result<_, _>>().unwrap();
        let searches = steps.iter().filter(|step| step.contains("events"));
        for search in searches.clone() {
            assert!(
                search.contains("USING INDEX events_by_account_task (account=? AND <expr>>?)"),
                "{steps:#?}"
            );
        }
        assert_eq!(searches.count(), 2, "{steps:#?}");
        assert!(
            !steps.iter().any(|step| step.contains("TEMP B-TREE")),
            "{steps:#?}"
        );
    }

    #[test]
    fn the_answer_is_bounded() {
        let mut done = Done::new();
        for checklist in 0..=MAX_CHECKLISTS {
            for task in 0..=MAX_TASKS {
                note(&mut done, format!("{checklist:03}"), format!("{task:03}"));
            }
        }
        assert_eq!(done.len(), MAX_CHECKLISTS);
        assert!(done.values().all(|tasks| tasks.len() == MAX_TASKS));
    }
}
