//! The collector's answer to a batch: what became of each message. A client removes a message from
//! its queue only when its id stands here.

use alloc::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Most checklists that an [`AccountProgress`] names.
pub const MAX_CHECKLISTS: usize = 50;
/// Most tasks that an [`AccountProgress`] names of one checklist.
pub const MAX_TASKS: usize = 100;

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
    /// How far the account has come, when messages of the batch name one. Absent for the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountProgress>,
}

/// What the people of an account have done together: task ids, and nothing of who did them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountProgress {
    /// The account's `groupId`: that of the last message of the batch that names one.
    pub id: String,
    /// By checklist, the tasks that anyone of the account has completed, this batch included. At
    /// most [`MAX_CHECKLISTS`] of [`MAX_TASKS`] each.
    pub done: BTreeMap<String, Vec<String>>,
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
