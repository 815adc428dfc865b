//! Serving the SDK and its content.

mod content;

use axum::Router;

use crate::app::AppState;

pub use content::Contents;

/// The addresses that the SDK loads from.
pub fn router() -> Router<AppState> {
    Router::new()
}
