//! The pages.

mod account;
mod accounts;
mod events;
mod experiment;
mod feature;
mod features;
mod guide;
mod guides;
mod help;
mod inquiries;
mod inquiry;
mod live;
mod onboarding;
mod overview;
mod personal;
mod survey;
mod surveys;
mod user;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};

use super::visit::Reader;
use super::{Dashboard, layout, words as w};

async fn nowhere(Reader(visit): Reader) -> Response {
    layout::missing(&visit, w::NO_PAGE)
}

/// The pages' addresses.
pub(super) fn router() -> Router<Dashboard> {
    Router::new()
        .route("/dashboard", get(overview::page))
        .route("/dashboard/features", get(features::page))
        .route("/dashboard/features/{id}", get(feature::page))
        .route("/dashboard/accounts", get(accounts::page))
        .route("/dashboard/accounts/{id}", get(account::page))
        .route("/dashboard/users/{id}", get(user::page))
        .route("/dashboard/users/{id}/export", post(personal::export))
        .route("/dashboard/users/{id}/erase", post(personal::erase))
        .route("/dashboard/onboarding", get(onboarding::page))
        .route("/dashboard/guides", get(guides::page))
        .route("/dashboard/guides/{id}", get(guide::page))
        .route("/dashboard/surveys", get(surveys::page))
        .route("/dashboard/surveys/{id}", get(survey::page))
        .route("/dashboard/help", get(help::page))
        .route("/dashboard/inquiries", get(inquiries::page))
        .route("/dashboard/inquiries/{number}", get(inquiry::page))
        .route(
            "/dashboard/inquiries/{number}/category",
            post(inquiry::change::category),
        )
        .route(
            "/dashboard/inquiries/{number}/answer",
            post(inquiry::change::answer),
        )
        .route(
            "/dashboard/inquiries/{number}/retry",
            post(inquiry::change::retry),
        )
        .route("/dashboard/live", get(live::page))
        .route("/dashboard/live/rows", get(live::rows))
        .route("/dashboard/{*rest}", get(nowhere))
}
