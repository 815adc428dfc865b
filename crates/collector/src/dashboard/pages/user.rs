//! One person: which guides they saw, and why not the others.

use axum::extract::{Path, State};
use axum::response::Response;
use banso_content::bundle::Bundle;
use maud::{Markup, html};

use super::events::events_table;
use super::overview::account_href;
use super::personal;
use super::survey::answered_table;
use crate::dashboard::cell::Cell;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::layout::{Page, missing};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, Sources, explained, format, verdicts, words as w};
use crate::problem::Problem;
use crate::query::{
    Answered, LiveEvent, Share, User, UserRow, Why, Window, answers_of, latest_of_user, user_row,
    why,
};

/// How many of the latest events are listed.
const EVENTS: u32 = 50;

struct Answer {
    user: User,
    /// The account's name.
    account: Option<String>,
    row: UserRow,
    why: Why,
    answers: Vec<Answered>,
    events: Vec<LiveEvent>,
}

/// `GET /dashboard/users/{id}`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Path(id): Path<String>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (bundle, window) = (dashboard.bundle(), visit.window());
    let answer = dashboard.ask(move |sources| answer(sources, &window, &id));
    let Some(answer) = answer.await? else {
        return Ok(missing(&visit, w::NO_USER));
    };
    let tables = [
        features_table(&visit, &bundle, &answer.row),
        traits_table(&visit, &answer.why),
        answered_table(&visit, &bundle, &answer.answers),
        events_table(
            &visit,
            answer.events.iter().map(|event| (event, None)),
            false,
        ),
    ];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let sentence = if bundle.guides.is_empty() {
        visit.lang.say(w::NO_GUIDES).to_owned()
    } else {
        verdicts::all(visit.lang, &answer.user.name, &answer.why.guides)
    };
    let page = Page::new(
        answer.user.name.clone(),
        html! { (sentence) },
        body(&visit, &bundle, &answer, &tables),
    );
    let page = Page {
        parent: Some(above(&visit, &answer)),
        ..page
    };
    Ok(page.respond(&visit))
}

/// A person's address.
pub(super) fn href(visit: &Visit, id: &str) -> String {
    visit.to(&format!("/dashboard/users/{}", encode(id)))
}

/// A person's address, with one guide opened.
pub(super) fn href_of_guide(visit: &Visit, id: &str, guide: &str) -> String {
    let address = href(visit, id);
    let join = if address.contains('?') { '&' } else { '?' };
    let guide = encode(guide);
    format!("{address}{join}guide={guide}#guide-{guide}")
}

/// The page of the account, or that of all accounts.
fn above(visit: &Visit, answer: &Answer) -> (String, String) {
    if let (Some(name), Some(id)) = (&answer.account, &answer.user.account) {
        return (name.clone(), account_href(visit, id));
    }
    let all = visit.lang.say(w::ACCOUNTS).to_owned();
    (all, visit.to("/dashboard/accounts"))
}

fn answer(sources: &Sources<'_>, window: &Window, id: &str) -> rusqlite::Result<Option<Answer>> {
    let Sources {
        conn,
        bundle,
        history,
        directory,
    } = sources;
    let Some(user) = directory.users.get(id) else {
        return Ok(None);
    };
    let Some(why) = why(conn, history, bundle, id, window.now)? else {
        return Ok(None);
    };
    let account = user.account.as_ref();
    Ok(Some(Answer {
        user: user.clone(),
        account: account.map(|id| directory.account_name(id).to_owned()),
        row: user_row(history, window, id),
        why,
        answers: answers_of(conn, &bundle.guides, id)?,
        events: latest_of_user(conn, id, EVENTS)?,
    }))
}

fn body(visit: &Visit, bundle: &Bundle, answer: &Answer, tables: &[Table; 4]) -> Markup {
    let (lang, why) = (visit.lang, &answer.why);
    let [features, traits, answers, events] = tables;
    html! {
        (figures(&shown(visit, bundle, answer)))
        section {
            div.table-head { h2 { (lang.say(w::GUIDES_WHY)) } }
            @if why.guides.is_empty() { p.empty { (lang.say(w::NO_GUIDES)) } }
            @else {
                (explained::guides(visit, bundle, &why.guides))
                p.muted {
                    (lang.say(w::WHY_NOTE))
                    @if why.cut { " " (lang.say(w::WHY_CUT)) }
                }
            }
        }
        @if !answers.rows.is_empty() { section { (answers.draw(visit)) } }
        section { (features.draw(visit)) }
        section { (traits.draw(visit)) }
        section {
            (events.draw(visit))
            p.muted { a href={ "/dashboard/live?user=" (encode(&answer.user.id)) } { (lang.say(w::TO_LIVE)) } }
        }
        (personal::forms(visit, &answer.user.id))
    }
}

fn shown(visit: &Visit, bundle: &Bundle, answer: &Answer) -> Vec<Figure> {
    let (lang, row, user) = (visit.lang, &answer.row, &answer.user);
    let zone = visit.preferences.zone(lang);
    let time = |word, at| {
        let day = format::day_of(lang, at, &zone);
        Figure::noted(lang.say(word), day, format::clock(lang, at, at, &zone))
    };
    let whole = bundle.features.len();
    let used = Share::of(usize::try_from(row.features).unwrap_or(whole), whole);
    vec![
        Figure::text(
            lang.say(w::ROLE),
            Some(user.role.clone()).filter(|role| !role.is_empty()),
        ),
        Figure::count(lang.say(w::ACTIVE_DAYS), row.active_days),
        Figure::fraction(lang.say(w::FEATURES_USED), used),
        Figure::count(lang.say(w::ADOPTED_COUNT), row.adopted),
        time(w::FIRST_SEEN, user.first_seen),
        time(w::LAST_SEEN, user.last_seen),
    ]
}

fn features_table(visit: &Visit, bundle: &Bundle, row: &UserRow) -> Table {
    let states = row.states.iter().copied();
    let columns = columns(
        visit.lang,
        &[
            ("feature", w::FEATURE, Kind::Text),
            ("state", w::STATE, Kind::Text),
        ],
    );
    let row = |(feature, state): (&banso_content::model::Feature, _)| {
        let href = visit.to(&format!("/dashboard/features/{}", encode(&feature.id)));
        vec![
            Cell::link(visit.lang.text(&feature.name), href),
            Cell::State(state),
        ]
    };
    Table {
        id: "features",
        caption: visit.lang.say(w::FEATURES).into(),
        columns,
        rows: bundle.features.iter().zip(states).map(row).collect(),
        filtered: false,
        empty: w::NO_CONTENT,
    }
}

/// What is known of the person and of the account, as conditions read it.
fn traits_table(visit: &Visit, why: &Why) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("trait", w::TRAIT, Kind::Text),
            ("value", w::VALUE, Kind::Text),
            ("of", w::WHOSE, Kind::Text),
        ],
    );
    let of = |traits: &[(String, String)], whose| {
        let row = |(name, value): &(String, String)| {
            vec![
                Cell::Text(name.clone()),
                Cell::Text(value.clone()),
                Cell::Text(visit.lang.say(whose).to_owned()),
            ]
        };
        traits.iter().map(row).collect::<Vec<_>>()
    };
    Table {
        id: "traits",
        caption: visit.lang.say(w::TRAITS).into(),
        columns,
        rows: [
            of(&why.traits, w::USER),
            of(&why.account_traits, w::ACCOUNT),
        ]
        .concat(),
        filtered: false,
        empty: w::NO_TRAITS,
    }
}
