//! The collector's answer to a batch: what became of each message. A client removes a message from
//! its queue only when its id stands here.

use serde::{Deserialize, Serialize};

/// The body of a 200 answer to `POST /v1/batch` and to the single-message calls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Always true: what Segment's own clients look for.
    pub success: bool,
    /// Ids that are on disk now, those stored by an earlier delivery included.
    pub accepted: Vec<String>,
    /// Ids that will never be stored, each with the reason.
    pub rejected: Vec<Rejection>,
}

/// One message that will never be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rejection {
    /// The message's id, or an empty text when it had none.
    pub message_id: String,
    /// What is wrong with it and how to mend it, in one sentence.
    pub reason: String,
}
