//! The dashboard that customer success reads: server-rendered pages over [`crate::query`].
//!
//! Every page opens with a sentence that answers, then the figures, then the table. Nothing here
//! needs a script but the live page, which asks for new rows every two seconds. Text is English or
//! Japanese; nothing is loaded from elsewhere; the content security policy forbids inline script
//! and inline style.

mod asked;
mod assets;
mod attempts;
mod cell;
mod chart;
mod csv;
mod explained;
mod figures;
mod format;
mod lang;
mod layout;
mod pages;
mod preferences;
mod reasons;
mod sentences;
mod session;
mod sign_in;
mod surveyed;
mod table;
mod token;
mod verdicts;
mod visit;
mod words;

use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use axum::routing::{get, post};
use banso_content::bundle::Bundle;
use rusqlite::Connection;

use crate::app::AppState;
use crate::problem::Problem;
use crate::query::{Directory, History};

/// What the dashboard's handlers share.
#[derive(Clone, Debug)]
struct Dashboard {
    app: AppState,
    history: Arc<RwLock<History>>,
    attempts: Arc<attempts::Attempts>,
}

/// What a question is answered from.
struct Sources<'a> {
    conn: &'a Connection,
    bundle: &'a Bundle,
    history: &'a History,
    directory: &'a Directory,
}

/// The dashboard's addresses, all under `/dashboard`.
pub fn router(app: &AppState) -> Router<AppState> {
    let dashboard = Dashboard {
        app: app.clone(),
        history: Arc::default(),
        attempts: Arc::default(),
    };
    dashboard.warm_up();
    Router::new()
        .merge(pages::router())
        .route(
            "/dashboard/sign-in",
            get(sign_in::form).post(sign_in::submit),
        )
        .route("/dashboard/sign-out", post(sign_in::out))
        .route("/dashboard/preferences", post(preferences::save))
        .route("/dashboard/assets/{hash}/{name}", get(assets::serve))
        .layer(axum::middleware::map_response(guard))
        .with_state(dashboard)
}

impl Dashboard {
    /// The content as it is served now; the empty one when none is.
    fn bundle(&self) -> Arc<Bundle> {
        self.app.content.bundle().unwrap_or_default()
    }

    /// Reads the history before the first page asks for it.
    fn warm_up(&self) {
        let dashboard = self.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if dashboard.ask(|_| Ok(())).await.is_err() {
                    tracing::warn!("the history could not be read yet; the first page reads it");
                }
            });
        }
    }

    /// Answers a question on a read connection, with the history up to date.
    async fn ask<T, F>(&self, question: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Sources<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        let (bundle, history) = (self.bundle(), self.history.clone());
        let answer = self.app.store.read(move |conn| {
            history
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .refresh(conn, &bundle)?;
            question(&Sources {
                conn,
                bundle: &bundle,
                history: &history.read().unwrap_or_else(PoisonError::into_inner),
                directory: &Directory::load(conn)?,
            })
        });
        Ok(answer.await?)
    }
}

/// The headers that keep a page to itself.
async fn guard(mut response: Response) -> Response {
    const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
        img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
        base-uri 'none'";
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
