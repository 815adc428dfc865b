//! Error answers: `application/problem+json` (RFC 9457), each saying what to do about it.

use std::hash::{BuildHasher, RandomState};

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::store::StoreError;

/// An error answer.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    #[serde(serialize_with = "as_number")]
    status: StatusCode,
    detail: String,
    /// For `Retry-After`, in seconds.
    #[serde(skip)]
    retry: Option<u64>,
}

impl Problem {
    /// An error of this status. `kind` is a short name for machines, `title` the same for people,
    /// `detail` says what to do about it.
    pub fn new(
        status: StatusCode,
        kind: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            title,
            status,
            detail: detail.into(),
            retry: None,
        }
    }

    /// 503 with a jittered `Retry-After`: clients that were turned away together come back apart.
    pub fn busy(detail: impl Into<String>) -> Self {
        Self {
            retry: Some(jittered_seconds()),
            ..Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "/problems/busy",
                "Too much work at once",
                detail,
            )
        }
    }

    /// 429 with a `Retry-After` of so many seconds.
    pub fn too_many(detail: impl Into<String>, seconds: u64) -> Self {
        Self {
            retry: Some(seconds),
            ..Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                "/problems/too-many-requests",
                "Too many requests",
                detail,
            )
        }
    }

    /// 404.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "/problems/not-found",
            "Not found",
            detail,
        )
    }

    /// The short name for machines.
    pub fn kind(&self) -> &'static str {
        self.kind
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full | StoreError::Closed | StoreError::Commit(_) => {
                Self::busy(crate::ingest::TURNED_AWAY)
            }
            other => {
                tracing::error!(error = %other, "the store failed");
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "/problems/store",
                    "The store failed",
                    "Nothing was stored. Send the request again later; the operator finds the cause in the log.",
                )
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, retry) = (self.status, self.retry);
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        if let Some(seconds) = retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// 1 to 10 seconds. The standard library seeds each hasher at random.
fn jittered_seconds() -> u64 {
    1 + RandomState::new().hash_one(()) % 10
}

// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}
