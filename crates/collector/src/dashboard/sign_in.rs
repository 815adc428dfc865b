//! Signing in and out.

use axum::Form;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;

use super::lang::Word;
use super::visit::{Visit, onward, with_cookie};
use super::{Dashboard, assets, layout, session, words as w};
use crate::problem::Problem;

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Attempt {
    csrf: String,
    #[serde(default)]
    next: String,
    email: String,
    password: String,
}

/// `GET /dashboard/sign-in`.
pub(super) async fn form(visit: Visit) -> Response {
    if visit.session.is_some() {
        return Redirect::to(onward(visit.param("next"))).into_response();
    }
    page(&visit, visit.param("next"), "", None)
}

/// `POST /dashboard/sign-in`.
pub(super) async fn submit(
    State(dashboard): State<Dashboard>,
    visit: Visit,
    Form(attempt): Form<Attempt>,
) -> Result<Response, Problem> {
    visit.check_csrf(&attempt.csrf)?;
    let (email, attempts) = (attempt.email, dashboard.attempts);
    if let Err(seconds) = attempts.check(&email, visit.now) {
        let refused = page(&visit, &attempt.next, &email, Some(w::TOO_MANY));
        let headers = [(header::RETRY_AFTER, seconds.to_string())];
        return Ok((StatusCode::TOO_MANY_REQUESTS, headers, refused).into_response());
    }
    // Counted before the check, so that attempts at the same time count as well.
    attempts.failed(&email, visit.now);
    let store = &dashboard.app.store;
    let Some(staff) = session::verify(store, &email, attempt.password).await? else {
        let refused = page(&visit, &attempt.next, &email, Some(w::WRONG));
        return Ok((StatusCode::UNAUTHORIZED, refused).into_response());
    };
    attempts.succeeded(&email);
    let cookie = session::begin(store, staff, visit.now, visit.secure).await?;
    Ok(with_cookie(Redirect::to(onward(&attempt.next)), cookie))
}

/// What the button sends.
#[derive(Deserialize)]
pub(super) struct Leave {
    csrf: String,
}

/// `POST /dashboard/sign-out`.
pub(super) async fn out(
    State(dashboard): State<Dashboard>,
    visit: Visit,
    Form(leave): Form<Leave>,
) -> Result<Response, Problem> {
    visit.check_csrf(&leave.csrf)?;
    let to = Redirect::to("/dashboard/sign-in");
    let Some(session) = &visit.session else {
        return Ok(to.into_response());
    };
    let cookie = session::end(&dashboard.app.store, session, visit.secure).await?;
    Ok(with_cookie(to, cookie))
}

fn page(visit: &Visit, next: &str, email: &str, wrong: Option<Word>) -> Response {
    let lang = visit.lang;
    let content = html! {
        main.sign-in #content {
            h1 {
                img src=(assets::url("icon.svg")) alt="" width="32" height="32";
                span { "Banso" }
            }
            form method="post" action="/dashboard/sign-in" {
                (layout::csrf(visit))
                input type="hidden" name="next" value=(onward(next));
                @if let Some(word) = wrong { p.wrong role="alert" { (lang.say(word)) } }
                label { span { (lang.say(w::EMAIL)) }
                    input type="email" name="email" value=(email) required autocomplete="username"; }
                label { span { (lang.say(w::PASSWORD)) }
                    input type="password" name="password" required autocomplete="current-password"; }
                button.primary type="submit" { (lang.say(w::SIGN_IN)) }
            }
            p.hint { (lang.say(w::NO_PASSWORD)) }
        }
    };
    visit.respond(layout::document(visit, lang.say(w::SIGN_IN), content))
}
