//! A person's data, handed over or erased by an administrator.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use crate::auth::staff::Role;
use crate::dashboard::session::Person;
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, layout, words as w};
use crate::problem::Problem;
use crate::store::person::{Actor, Subject};

/// What the forms send.
#[derive(Deserialize)]
pub(super) struct Wish {
    csrf: String,
    /// The person's id, typed once more, before anything is erased.
    #[serde(default)]
    confirm: String,
}

/// The forms, for administrators.
pub(super) fn forms(visit: &Visit, id: &str) -> Markup {
    let (lang, to) = (visit.lang, |what| {
        format!("/dashboard/users/{}/{what}", encode(id))
    });
    html! {
        @if administrator(visit).is_some() {
            section.personal {
                div.table-head { h2 { (lang.say(w::PERSONAL)) } }
                form method="post" action=(to("export")) {
                    (layout::csrf(visit))
                    button type="submit" { (lang.say(w::EXPORT_PERSON)) }
                }
                details {
                    summary { (lang.say(w::ERASE_PERSON)) }
                    form method="post" action=(to("erase")) {
                        (layout::csrf(visit))
                        p { (lang.say(w::ERASE_NOTE)) }
                        label {
                            (lang.say(w::ERASE_CONFIRM)) " " code { (id) }
                            input name="confirm" required autocomplete="off" spellcheck="false";
                        }
                        button.danger type="submit" { (lang.say(w::ERASE_NOW)) }
                    }
                }
            }
        }
    }
}

/// `POST /dashboard/users/{id}/export`: a file.
pub(super) async fn export(
    State(dashboard): State<Dashboard>,
    Path(id): Path<String>,
    Reader(visit): Reader,
    Form(wish): Form<Wish>,
) -> Result<Response, Problem> {
    let actor = allowed(&visit, &wish)?;
    let app = &dashboard.app;
    let export = app.store.export(Subject::User(id), actor, &app.signer);
    let Some(export) = export.await? else {
        return Ok(layout::missing(&visit, w::NO_USER));
    };
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"person.json\"",
        ),
    ];
    Ok((headers, format!("{export:#}\n")).into_response())
}

/// `POST /dashboard/users/{id}/erase`.
pub(super) async fn erase(
    State(dashboard): State<Dashboard>,
    Path(id): Path<String>,
    Reader(visit): Reader,
    Form(wish): Form<Wish>,
) -> Result<Response, Problem> {
    let actor = allowed(&visit, &wish)?;
    if wish.confirm.trim() != id {
        return Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "/problems/not-confirmed",
            "Not confirmed",
            "Nothing was erased. Go back and type the person's id as it is shown.",
        ));
    }
    let store = &dashboard.app.store;
    store
        .erase(Subject::User(id), actor, &dashboard.app.signer)
        .await?;
    if let Err(error) = store.scrub(true).await {
        tracing::warn!(%error, "copies of what was erased stay in the file until it is written anew, within a day");
    }
    Ok(Redirect::to("/dashboard/accounts").into_response())
}

fn administrator(visit: &Visit) -> Option<&Person> {
    let person = &visit.session.as_ref()?.person;
    (person.role == Role::Admin).then_some(person)
}

/// An administrator, by a form of ours.
fn allowed(visit: &Visit, wish: &Wish) -> Result<Actor, Problem> {
    let person = administrator(visit).ok_or_else(|| {
        Problem::new(
            StatusCode::FORBIDDEN,
            "/problems/role",
            "Administrators only",
            "Ask an administrator of this dashboard to do it.",
        )
    })?;
    visit.check_csrf(&wish.csrf)?;
    Ok(Actor::Staff(person.email.clone()))
}
