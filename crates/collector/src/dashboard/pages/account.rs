//! One account: its users, features, onboarding and latest events.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use banso_content::bundle::Bundle;
use maud::{Markup, html};

use super::events::events_table;
use super::user;
use crate::dashboard::cell::Cell;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::layout::{Page, filter, missing};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, Sources, chart, sentences, words as w};
use crate::problem::Problem;
use crate::query::{
    Account, AccountRow, Decline, Filter, Ladder, LiveEvent, Share, User, UserRow, Window,
    accounts, declining, feature_users, latest, progress, users_of,
};

/// How many of the latest events are listed.
const EVENTS: u32 = 50;

struct Answer {
    account: Account,
    row: AccountRow,
    decline: Option<Decline>,
    users: Vec<(UserRow, User, usize)>,
    features: Vec<(Share, u64, Ladder, Option<i64>)>,
    done: Vec<bool>,
    events: Vec<(LiveEvent, String)>,
}

/// `GET /dashboard/accounts/{id}`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Path(id): Path<String>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (bundle, window) = (dashboard.bundle(), visit.window());
    let answer = dashboard
        .ask(move |sources| answer(sources, &window, &id))
        .await?;
    let Some(answer) = answer else {
        return Ok(missing(&visit, w::NO_ACCOUNT));
    };
    let tables = [
        users_table(&visit, &bundle, &answer),
        features_table(&visit, &bundle, &answer),
        events_table(
            &visit,
            answer
                .events
                .iter()
                .map(|(event, user)| (event, Some(user.as_str()))),
            true,
        ),
    ];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let sentence = sentences::account(
        visit.lang,
        visit.days,
        answer.row.users,
        answer.row.features,
    );
    let page = Page::new(
        answer.account.name.clone(),
        html! { (sentence) },
        body(&visit, &bundle, &answer, &tables),
    );
    let page = page.below(&visit, w::ACCOUNTS, "/dashboard/accounts");
    Ok(page.respond(&visit))
}

fn answer(sources: &Sources<'_>, window: &Window, id: &str) -> rusqlite::Result<Option<Answer>> {
    let (history, directory) = (sources.history, sources.directory);
    let Some(account) = directory.accounts.get(id) else {
        return Ok(None);
    };
    let row = accounts(history, directory, window)
        .into_iter()
        .find(|row| row.id == id);
    let checklist = sources.bundle.checklists.first();
    let progress = checklist
        .map(|list| progress(sources.conn, list))
        .transpose()?
        .unwrap_or_default();
    let tasks = || checklist.iter().flat_map(|list| &list.tasks);
    let of_account = progress.accounts.get(id);
    let users = users_of(history, directory, window, id)
        .into_iter()
        .map(|row| {
            let user = directory.users.get(&row.id).cloned().unwrap_or_default();
            let done = progress.users.get(&row.id).map_or(0, BTreeSet::len);
            (row, user, done)
        });
    let chosen = Filter {
        account: id.to_owned(),
        ..Filter::default()
    };
    let named = |event: LiveEvent| {
        let name = directory.user_name(&event.who).to_owned();
        (event, name)
    };
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(Answer {
        account: account.clone(),
        row,
        decline: declining(history, window)
            .into_iter()
            .find(|decline| decline.account == id),
        users: users.collect(),
        features: (0..history.features().len())
            .map(|at| feature(sources, window, at, id))
            .collect(),
        done: tasks()
            .map(|task| of_account.is_some_and(|done| done.contains(&task.id)))
            .collect(),
        events: latest(sources.conn, &chosen, EVENTS)?
            .into_iter()
            .map(named)
            .collect(),
    }))
}

/// Use of one feature: users, uses, places on the ladder, latest use.
fn feature(
    sources: &Sources<'_>,
    window: &Window,
    feature: usize,
    account: &str,
) -> (Share, u64, Ladder, Option<i64>) {
    let rows = feature_users(sources.history, window, feature, Some(account));
    let mut ladder = Ladder::default();
    rows.iter()
        .map(|row| row.state)
        .for_each(|state| ladder.add(state));
    let used = rows.iter().filter(|row| row.uses > 0).count();
    let uses = rows.iter().map(|row| row.uses).sum();
    let last = rows.iter().filter_map(|row| row.last).max();
    (Share::of(used, rows.len()), uses, ladder, last)
}

fn body(visit: &Visit, bundle: &Bundle, answer: &Answer, tables: &[Table; 3]) -> Markup {
    let (lang, row) = (visit.lang, &answer.row);
    let done = answer.done.iter().filter(|done| **done).count();
    let shown = [
        Figure::share(lang, lang.say(w::ACTIVE_USERS), row.users),
        Figure::count(lang.say(w::LOGIN_DAYS), row.login_days),
        Figure::fraction(lang.say(w::FEATURES_USED), row.features),
        Figure::fraction(lang.say(w::CORE_USED), row.core),
        Figure::fraction(lang.say(w::TASKS_DONE), Share::of(done, answer.done.len())),
        Figure::text(
            lang.say(w::PLAN),
            Some(answer.account.plan.clone()).filter(|plan| !plan.is_empty()),
        ),
    ];
    let [users, features, events] = tables;
    html! {
        @if let Some(decline) = &answer.decline {
            p.notice { strong { (lang.say(w::NEEDS_LOOK_MARK)) } " " (sentences::reason(lang, decline.recent, decline.baseline)) }
        }
        (figures(&shown))
        section.trend {
            h2 { (lang.say(w::LOGIN_TREND)) }
            (chart::sparkline(&row.weekly, &weekly(&row.weekly)))
            p.muted { (weekly(&row.weekly)) }
        }
        (tasks(visit, bundle, answer))
        (filter(visit))
        section { (users.draw(visit)) }
        section { (features.draw(visit)) }
        section { (events.draw(visit)) }
    }
}

fn weekly(values: &[u64]) -> String {
    values
        .iter()
        .map(u64::to_string)
        .collect::<Vec<_>>()
        .join(" · ")
}

fn tasks(visit: &Visit, bundle: &Bundle, answer: &Answer) -> Markup {
    let tasks = bundle
        .checklists
        .iter()
        .take(1)
        .flat_map(|list| &list.tasks);
    html! {
        section {
            h2 { (visit.lang.say(w::ONBOARDING)) }
            ul.tasks { @for (task, done) in tasks.zip(&answer.done) {
                li.done[*done] {
                    span aria-hidden="true" { @if *done { "✓" } @else { "○" } }
                    " " (visit.lang.text(&task.said))
                    @if *done { span.hidden { " (" (visit.lang.say(w::DONE)) ")" } }
                }
            } }
        }
    }
}

fn users_table(visit: &Visit, bundle: &Bundle, answer: &Answer) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("user", w::USER, Kind::Text),
            ("role", w::ROLE, Kind::Text),
            ("days", w::ACTIVE_DAYS, Kind::Number),
            ("features", w::FEATURES_USED, Kind::Number),
            ("adopted", w::ADOPTED_COUNT, Kind::Number),
            ("tasks", w::TASKS_DONE, Kind::Number),
            ("since", w::FIRST_SEEN, Kind::Number),
            ("seen", w::LAST_SEEN, Kind::Number),
        ],
    );
    let tasks = bundle.checklists.first().map_or(0, |list| list.tasks.len());
    let mut users: Vec<_> = answer.users.iter().collect();
    users.sort_by(|a, b| {
        b.0.active_days
            .cmp(&a.0.active_days)
            .then_with(|| a.1.name.cmp(&b.1.name))
    });
    let row = |(row, user, done): &(UserRow, User, usize)| {
        vec![
            Cell::link(&user.name, user::href(visit, &row.id)),
            Cell::Text(user.role.clone()),
            Cell::Count(row.active_days),
            Cell::Count(row.features),
            Cell::Count(row.adopted),
            Cell::Fraction(Share::of(*done, tasks)),
            Cell::Time(Some(user.first_seen)),
            Cell::Time(Some(user.last_seen)),
        ]
    };
    Table {
        id: "users",
        caption: visit.lang.say(w::USERS).into(),
        columns,
        rows: users.into_iter().map(row).collect(),
        filtered: true,
        empty: w::NOBODY,
    }
}

fn features_table(visit: &Visit, bundle: &Bundle, answer: &Answer) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("feature", w::FEATURE, Kind::Text),
            ("users", w::USERS, Kind::Share),
            ("uses", w::USES, Kind::Number),
            ("ladder", w::LADDER, Kind::Ladder),
            ("last", w::LAST_USE, Kind::Number),
        ],
    );
    let row = |(feature, used): (
        &banso_content::model::Feature,
        &(Share, u64, Ladder, Option<i64>),
    )| {
        let href = visit.to(&format!("/dashboard/features/{}", encode(&feature.id)));
        vec![
            Cell::link(visit.lang.text(&feature.name), href),
            Cell::Share(used.0),
            Cell::Count(used.1),
            Cell::Ladder(used.2),
            Cell::Time(used.3),
        ]
    };
    Table {
        id: "features",
        caption: visit.lang.say(w::FEATURES).into(),
        columns,
        rows: bundle
            .features
            .iter()
            .zip(&answer.features)
            .map(row)
            .collect(),
        filtered: true,
        empty: w::NO_CONTENT,
    }
}
