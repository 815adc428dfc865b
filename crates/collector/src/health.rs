//! `/healthz`, `/readyz` and `/metrics`: for load balancers and for Prometheus.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::app::AppState;
use crate::problem::Problem;
use crate::telemetry;

/// The addresses for operation.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// Ready when both the writer and a reader answer.
async fn ready(State(app): State<AppState>) -> Result<&'static str, Problem> {
    app.store
        .write(|conn| conn.query_row("SELECT 1", [], |_| Ok(())))
        .await?;
    app.store
        .read(|conn| conn.query_row("SELECT count(*) FROM sources", [], |_| Ok(())))
        .await?;
    Ok("ready\n")
}

async fn metrics(State(app): State<AppState>) -> impl IntoResponse {
    metrics::gauge!("banso_queue_depth").set(app.store.queue_depth() as f64);
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    (
        [(header::CONTENT_TYPE, kind)],
        telemetry::recorder().render(),
    )
}
