//! What customer success changes of an inquiry: its category, its state and note, a delivery.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::may_change;
use crate::dashboard::Dashboard;
use crate::dashboard::visit::{Reader, Visit};
use crate::inquiries;
use crate::problem::Problem;

/// The longest note, in characters.
const NOTE: usize = 2_000;

#[derive(Debug, Deserialize)]
pub(in crate::dashboard::pages) struct Category {
    csrf: String,
    category: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::dashboard::pages) struct Handled {
    csrf: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    answered: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::dashboard::pages) struct Again {
    csrf: String,
    key: String,
}

/// `POST /dashboard/inquiries/{number}/category`: corrects the category to another of the content.
pub(in crate::dashboard::pages) async fn category(
    State(dashboard): State<Dashboard>,
    Path(number): Path<i64>,
    Reader(visit): Reader,
    Form(form): Form<Category>,
) -> Result<Response, Problem> {
    let by = allowed(&visit, &form.csrf)?;
    let rules = dashboard.app.content.inquiries();
    if !rules.categories.iter().any(|one| one.id == form.category) {
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "/problems/category",
            "The content has no such category",
            "Nothing was changed. Load the page again and choose one of its categories.",
        ));
    }
    let now = visit.now;
    let changed = dashboard.app.store.write(move |conn| {
        // Back to what the rules said is no correction.
        conn.execute(
            "UPDATE inquiries SET corrected = nullif(?2, category),
               corrected_by = iif(?2 IS category, NULL, ?3), corrected_at = iif(?2 IS category, NULL, ?4)
             WHERE event = ?1",
            (number, form.category, by, now),
        )
    });
    done(changed.await?, number)
}

/// `POST /dashboard/inquiries/{number}/answer`: marks it as answered or open, and keeps the note.
pub(in crate::dashboard::pages) async fn answer(
    State(dashboard): State<Dashboard>,
    Path(number): Path<i64>,
    Reader(visit): Reader,
    Form(form): Form<Handled>,
) -> Result<Response, Problem> {
    let by = allowed(&visit, &form.csrf)?;
    let note: String = form.note.trim().chars().take(NOTE).collect();
    let (answered, now) = (!form.answered.is_empty(), visit.now);
    let changed = dashboard.app.store.write(move |conn| {
        // Who answered first, and when, stays.
        conn.execute(
            "UPDATE inquiries SET note = ?2, answered_at = iif(?3, coalesce(answered_at, ?4), NULL),
               answered_by = iif(?3, coalesce(answered_by, ?5), NULL) WHERE event = ?1",
            (number, note, answered, now, by),
        )
    });
    done(changed.await?, number)
}

/// `POST /dashboard/inquiries/{number}/retry`: tries a delivery again at once.
pub(in crate::dashboard::pages) async fn retry(
    State(dashboard): State<Dashboard>,
    Path(number): Path<i64>,
    Reader(visit): Reader,
    Form(form): Form<Again>,
) -> Result<Response, Problem> {
    allowed(&visit, &form.csrf)?;
    inquiries::retry(&dashboard.app.store, number, form.key, visit.now).await?;
    done(1, number)
}

/// Who changes something: an admin, with a form that was made for this browser.
fn allowed(visit: &Visit, csrf: &str) -> Result<String, Problem> {
    visit.check_csrf(csrf)?;
    let session = visit.session.as_ref().filter(|_| may_change(visit));
    session
        .map(|session| session.person.email.clone())
        .ok_or_else(|| {
            Problem::new(
                StatusCode::FORBIDDEN,
                "/problems/role",
                "Only admins may change this",
                "Nothing was changed. Ask an admin of this dashboard.",
            )
        })
}

fn done(changed: usize, number: i64) -> Result<Response, Problem> {
    if changed == 0 {
        return Err(Problem::not_found("There is no such inquiry."));
    }
    Ok(Redirect::to(&format!("/dashboard/inquiries/{number}")).into_response())
}
