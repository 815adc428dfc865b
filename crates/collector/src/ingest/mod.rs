//! Taking messages in: the Segment HTTP tracking API.

mod budget;

use axum::Router;

use crate::app::AppState;

pub use budget::Budget;

/// The addresses that clients send to.
pub fn router() -> Router<AppState> {
    Router::new()
}
